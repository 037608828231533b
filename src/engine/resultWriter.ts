import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';
import { timestamp } from './context';
import type { ChildExecution, Execution, Thread } from './execution';
import { StateFailure } from './failure';
import type { MapProgram, WriterProgram } from './program';
import type { Stepper } from './step';
import type { ContainerWork, MapRunWork } from './work';

/** What a ResultWriter works on: a Map state with a Map Run that is over. */
type Work = ContainerWork & { readonly mapRun: MapRunWork };

type Status = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING';

/** A child execution as it is told of: what it gave, and the same with all that is known of it. */
interface Told {
  readonly status: Status;
  readonly output: JsonValue;
  readonly record: () => JsonObject;
}

/** Files by the status of the child executions in them (input-output-resultwriter.html). */
const filesOf: readonly (readonly [name: string, statuses: readonly Status[]])[] = [
  ['SUCCEEDED', ['SUCCEEDED']],
  ['FAILED', ['FAILED', 'TIMED_OUT', 'ABORTED']],
  ['PENDING', ['PENDING']],
];

/**
 * The result of a Map Run that succeeded. A ResultWriter with a place writes to the run's files, and the result says
 * where the manifest is; one without, or none, only transforms.
 */
export function resultOf(stepper: Stepper, thread: Thread, state: MapProgram, work: Work): JsonValue {
  const { writer } = state;
  if (writer?.parameters) return writeResults(stepper, thread, state, writer, work);
  if (!writer && work.mapRun.unsuccessful.size === 0) return work.results as readonly JsonValue[];
  return transformed(writer?.transformation ?? 'COMPACT', childrenOf(stepper.execution, work));
}

/**
 * Writes the results of a Map Run, a failed one's too. Fails with States.ResultWriterFailed, with words of this
 * project's own: no recording shows those of the service.
 */
export function writeResults(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  writer: WriterProgram,
  work: Work,
): JsonValue {
  const { execution } = stepper;
  const { arn } = work.mapRun;
  const parameters = writer.parameters?.(stepper.environment(thread, state, work.input)) ?? null;
  const bucket = textOf(parameters, 'Bucket');
  const prefix = textOf(parameters, 'Prefix').replace(/\/$/, '');
  if (bucket === '')
    throw new StateFailure('States.ResultWriterFailed', 'The Bucket of the ResultWriter is empty.');
  const folder = `${prefix === '' ? '' : `${prefix}/`}${arn.slice(arn.lastIndexOf(':') + 1)}`;
  const { files } = execution;
  const children = childrenOf(execution, work);
  const manifest: Record<string, JsonValue> = {};
  for (const [name, statuses] of filesOf) {
    const chosen = children.filter(({ status }) => statuses.includes(status));
    manifest[name] = [];
    if (chosen.length === 0) continue;
    const text = print(writer, transformed(writer.transformation, chosen));
    const key = `${folder}/${name}_0.${writer.outputType === 'JSONL' ? 'jsonl' : 'json'}`;
    files.set(`${bucket}/${key}`, text);
    manifest[name] = [{ Key: key, Size: new TextEncoder().encode(text).length }];
  }
  const key = `${folder}/manifest.json`;
  files.set(
    `${bucket}/${key}`,
    JSON.stringify({ DestinationBucket: bucket, MapRunArn: arn, ResultFiles: manifest }),
  );
  return { MapRunArn: arn, ResultWriterDetails: { Bucket: bucket, Key: key } };
}

const unsuccessfulStatus = { failed: 'FAILED', 'timed-out': 'TIMED_OUT', aborted: 'ABORTED' } as const;

/** All child executions of a Map Run, in the order of their items. */
function childrenOf(execution: Execution, work: Work): Told[] {
  const { succeeded, unsuccessful } = work.mapRun;
  return Array.from({ length: work.items.length }, (_, index): Told => {
    const output = work.results[index] ?? null;
    const failed = unsuccessful.get(index);
    const ended = failed ?? succeeded.get(index);
    const status = failed
      ? unsuccessfulStatus[failed.status]
      : work.results[index] === undefined
        ? 'PENDING'
        : 'SUCCEEDED';
    const input = ended?.child?.input ?? work.items.at(index) ?? null;
    return {
      status,
      output,
      record: () => ({
        ...(ended?.child ? facts(execution, ended.child, ended.endedAt) : {}),
        Input: JSON.stringify(input),
        InputDetails: { Included: true },
        ...(status === 'SUCCEEDED'
          ? { Output: JSON.stringify(output), OutputDetails: { Included: true } }
          : failureOf(output)),
        ...redriving(status),
        Status: status,
      }),
    };
  });
}

function facts(execution: Execution, child: ChildExecution, endedAt: number): JsonObject {
  const { startTime } = execution.facts;
  const machine = child.arn.replace(':execution:', ':stateMachine:').slice(0, -child.name.length);
  return {
    ExecutionArn: child.arn,
    Name: child.name,
    RedriveCount: child.redriveCount,
    StartDate: timestamp(startTime + child.startedAt),
    StateMachineArn: machine.replace(/:$/, ''),
    StopDate: timestamp(startTime + endedAt),
  };
}

/** Error and Cause, as far as the child had them. */
function failureOf(output: JsonValue): JsonObject {
  const entries = isObject(output) ? Object.entries(output).filter(([, value]) => value !== null) : [];
  return Object.fromEntries(entries);
}

/** As DescribeExecution tells it of a child execution. */
function redriving(status: Status): JsonObject {
  if (status === 'PENDING') return {};
  if (status !== 'SUCCEEDED') return { RedriveStatus: 'REDRIVABLE_BY_MAP_RUN' };
  return {
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  };
}

/** COMPACT and FLATTEN are for what succeeded: of the others all is told. */
function transformed(transformation: string, children: readonly Told[]): readonly JsonValue[] {
  return children.flatMap(({ status, output, record }): JsonValue[] => {
    if (status !== 'SUCCEEDED' || transformation === 'NONE') return [record()];
    return transformation === 'FLATTEN' && isArray(output) ? [...output] : [output];
  });
}

const print = (writer: WriterProgram, values: readonly JsonValue[]): string =>
  writer.outputType === 'JSONL'
    ? values.map((value) => JSON.stringify(value)).join('\n')
    : JSON.stringify(values);

function textOf(parameters: JsonValue, name: string): string {
  const value = isObject(parameters) ? own(parameters, name) : undefined;
  return typeof value === 'string' ? value : '';
}
