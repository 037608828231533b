import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';
import type { Thread } from './execution';
import { StateFailure } from './failure';
import type { MapProgram, WriterProgram } from './program';
import type { Stepper } from './step';
import type { ContainerWork } from './work';

/**
 * Writes the results of a Map Run to the run's files and gives the Map's result: where the manifest is. A writer
 * without a place only transforms the result.
 */
export function writeResults(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  writer: WriterProgram,
  work: ContainerWork,
  outputs: readonly JsonValue[],
): JsonValue {
  const arn = work.mapRun?.arn ?? '';
  const records = outputs.map((output, at) => childRecord(work, arn, output, at));
  if (!writer.parameters) return transformed(writer, records, outputs);
  const parameters = writer.parameters(stepper.environment(thread, state, work.input));
  const bucket = textOf(parameters, 'Bucket');
  const prefix = textOf(parameters, 'Prefix').replace(/\/$/, '');
  if (bucket === '')
    throw new StateFailure('States.ResultWriterFailed', 'The Bucket of the ResultWriter is empty.');
  const folder = `${prefix === '' ? '' : `${prefix}/`}${arn.slice(arn.lastIndexOf(':') + 1)}`;
  const { files } = stepper.execution;
  const manifest: Record<string, JsonValue> = {};
  for (const status of ['SUCCEEDED', 'FAILED', 'PENDING'] as const) {
    const chosen = records.filter((record) => record.Status === status);
    manifest[status] = [];
    if (chosen.length === 0) continue;
    const text = print(writer, transformed(writer, chosen, chosen.map(outputOf)));
    const key = `${folder}/${status}_0.${writer.outputType === 'JSONL' ? 'jsonl' : 'json'}`;
    files.set(`${bucket}/${key}`, text);
    manifest[status] = [{ Key: key, Size: new TextEncoder().encode(text).length }];
  }
  const key = `${folder}/manifest.json`;
  files.set(
    `${bucket}/${key}`,
    JSON.stringify({ DestinationBucket: bucket, MapRunArn: arn, ResultFiles: manifest }),
  );
  return { MapRunArn: arn, ResultWriterDetails: { Bucket: bucket, Key: key } };
}

function childRecord(work: ContainerWork, arn: string, output: JsonValue, at: number): JsonObject {
  const failed =
    isObject(output) &&
    work.failed > 0 &&
    own(output, 'Error') !== undefined &&
    own(output, 'Cause') !== undefined;
  return {
    ExecutionArn: `${arn}:${at}`,
    Input: JSON.stringify(work.items.at(at)),
    InputDetails: { Included: true },
    Name: String(at),
    ...(failed && isObject(output)
      ? { Error: own(output, 'Error') ?? null, Cause: own(output, 'Cause') ?? null }
      : { Output: JSON.stringify(output), OutputDetails: { Included: true } }),
    Status: failed ? 'FAILED' : 'SUCCEEDED',
  };
}

function outputOf(record: JsonObject): JsonValue {
  const text = own(record, 'Output');
  return typeof text === 'string' ? (JSON.parse(text) as JsonValue) : record;
}

function transformed(
  writer: WriterProgram,
  records: readonly JsonObject[],
  outputs: readonly JsonValue[],
): readonly JsonValue[] {
  if (writer.transformation === 'COMPACT') return outputs;
  if (writer.transformation === 'FLATTEN') {
    return outputs.flatMap((output) => (isArray(output) ? [...output] : [output]));
  }
  return records;
}

const print = (writer: WriterProgram, values: readonly JsonValue[]): string =>
  writer.outputType === 'JSONL'
    ? values.map((value) => JSON.stringify(value)).join('\n')
    : JSON.stringify(values);

function textOf(parameters: JsonValue, name: string): string {
  const value = isObject(parameters) ? own(parameters, name) : undefined;
  return typeof value === 'string' ? value : '';
}
