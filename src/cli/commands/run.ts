import { parseArgs } from 'node:util';
import { isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { toPointer } from '../../base/pointer';
import { ok, type Result } from '../../base/result';
import type { Files } from '../../engine/files/fileData';
import { prepareFiles } from '../../engine/files/prepare';
import type { HistoryEvent, NestedExecution } from '../../engine/messages';
import { conditionWarnings } from '../../engine/mockConditions';
import { mocksFromConfig, testCasesOf } from '../../engine/mockConfig';
import type { Mocks } from '../../engine/mockMessages';
import { mocksFromJson } from '../../engine/mocksFile';
import { NestedView } from '../../engine/nestedView';
import { type FinishedRun, runToEnd } from '../../engine/runToEnd';
import { loadSampleShapesFor, type SampleShapes } from '../../engine/sampleResult';
import { nestedExecutions } from '../../engine/startedExecutions';
import type { Refusal, StartRequest } from '../../engine/startMessages';
import type { WorkflowType } from '../../model/workflow';
import { readInput, readText } from '../input';
import { filesUnder, namedFiles } from '../objects';
import { tellProgress } from '../progress';
import { type CliCommand, UsageError } from '../usage';
import { startableWorkflows } from '../workflows';

/** Runs a workflow to its end, in virtual time. */
export const run: CliCommand = {
  name: 'run',
  usage:
    'asl run FILE [--input JSON|@file] [--mocks FILE] [--case NAME] [--also FILE]... [--files DIR] [--file BUCKET/KEY=PATH]... [--seed N] [--no-quotas] [--end-after-year] [--progress] [--type STANDARD|EXPRESS] [--workflow NAME] [--format text|json]',
  summary: 'Runs a workflow with mocked tasks and prints its outcome and history.',
  run: async (args) => {
    const { values, file } = readArguments(args);
    const { document, file: read } = await readInput(file, values.workflow);
    if (document.broken) throw new UsageError(`${read} can't be run: ${document.broken.message}`);
    const inputText = await readInputText(values.input);
    const request: StartRequest = {
      definition: document.workflow.definition,
      input: parseJson(inputText, 'The input'),
      inputText,
      mocks: await readMocks(values.mocks, values.case, document.place.name ?? undefined),
      workflows: await startableWorkflows(file, values.also ?? []),
      files: { ...(await filesUnder(values.files)), ...(await namedFiles(values.file ?? [])) },
      options: {
        type: typeOf(values.type ?? document.place.type),
        seed: Number(values.seed ?? 1),
        clock: { kind: 'virtual' },
        quotas: !values['no-quotas'],
        endAfterYear: values['end-after-year'] ?? false,
      },
    };
    const shapes = await loadSampleShapesFor(request);
    const files = await prepareFiles(request);
    const progress = values.progress || process.stderr.isTTY ? tellProgress() : null;
    const onProgress = progress?.tell;
    const result = runToEnd(request, { shapes, files, ...(onProgress ? { onProgress } : {}) });
    progress?.end();
    if (values.format !== 'json') return printText(result);
    const nested = 'problems' in result ? [] : nestedRuns(result.ended, [], { shapes, files });
    return printJson(result, nested);
  },
};

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        input: { type: 'string' },
        mocks: { type: 'string' },
        case: { type: 'string' },
        also: { type: 'string', multiple: true },
        files: { type: 'string' },
        file: { type: 'string', multiple: true },
        seed: { type: 'string' },
        'no-quotas': { type: 'boolean' },
        'end-after-year': { type: 'boolean' },
        progress: { type: 'boolean' },
        type: { type: 'string' },
        workflow: { type: 'string' },
        format: { type: 'string' },
      },
    });
    const [file, more] = positionals;
    if (file === undefined || more !== undefined) throw new Error('Name one file');
    if (values.format !== undefined && !['text', 'json'].includes(values.format)) {
      throw new Error('--format is text or json');
    }
    if (values.type !== undefined && !['STANDARD', 'EXPRESS'].includes(values.type)) {
      throw new Error('--type is STANDARD or EXPRESS');
    }
    if (values.seed !== undefined && !Number.isInteger(Number(values.seed))) {
      throw new Error('--seed is a whole number');
    }
    return { values, file };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What was asked for, or else what the template says. */
const typeOf = (given: string | null): WorkflowType => (given === 'EXPRESS' ? 'EXPRESS' : 'STANDARD');

async function readInputText(given: string | undefined): Promise<string> {
  if (given === undefined) return '{}';
  return given.startsWith('@') ? readText(given.slice(1)) : given;
}

function parseJson(text: string, what: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${(error as Error).message}`);
  }
}

async function readMocks(
  file: string | undefined,
  testCase: string | undefined,
  machine: string | undefined,
): Promise<Mocks> {
  if (file === undefined) return { tasks: {} };
  const value = parseJson(await readText(file), file);
  const read =
    isObject(value) && own(value, 'StateMachines') !== undefined
      ? mocksOfCase(value, testCase ?? onlyCase(value), machine)
      : mocksFromJson(value);
  if (!read.ok) throw new UsageError(`${file}: ${read.error}`);
  for (const warning of conditionWarnings(read.value)) process.stderr.write(`${file}: ${warning}\n`);
  return read.value;
}

/** The mocks of a test case, with those that other state machines of the file have for a case of that name. */
function mocksOfCase(config: JsonObject, testCase: string, machine: string | undefined): Result<Mocks> {
  const mine = mocksFromConfig(config, testCase, machine);
  if (!mine.ok) return mine;
  const others = testCasesOf(config).filter((each) => each.name === testCase && each.machine !== machine);
  const read = others.flatMap((each) => {
    const mocks = mocksFromConfig(config, testCase, each.machine);
    return mocks.ok ? [[each.machine, mocks.value] as const] : [];
  });
  return ok(read.length > 0 ? { ...mine.value, workflows: Object.fromEntries(read) } : mine.value);
}

function onlyCase(config: JsonObject): string {
  const names = [...new Set(testCasesOf(config).map((each) => each.name))];
  if (names.length === 1 && names[0] !== undefined) return names[0];
  throw new UsageError(`Name a test case with --case: ${names.join(', ') || 'the file has none'}`);
}

const statuses = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  'timed-out': 'TIMED_OUT',
  aborted: 'ABORTED',
} as const;

type Run = FinishedRun | Refusal;

interface NestedRun extends NestedExecution {
  readonly events: readonly HistoryEvent[];
  readonly nested?: readonly NestedRun[];
}

/** The executions that a run started of other workflows, with their histories and what they started themselves. */
function nestedRuns(
  run: Pick<FinishedRun['ended'], 'execution' | 'program'>,
  path: readonly string[],
  parts: { readonly shapes: SampleShapes; readonly files: Files },
  top = run,
): NestedRun[] {
  return nestedExecutions(run.execution, run.program).map((each) => {
    const to = [...path, each.executionArn];
    const view = NestedView.at(to, top, parts.shapes, parts.files);
    const inner = view ? nestedRuns(view, to, parts, top) : [];
    return { ...each, events: view?.history() ?? [], ...(inner.length > 0 ? { nested: inner } : {}) };
  });
}

function printJson(result: Run, nested: readonly NestedRun[]): number {
  if ('problems' in result) {
    const problems = result.problems.map(({ path, message }) => ({ path: toPointer(path), message }));
    process.stdout.write(`${JSON.stringify({ status: 'REFUSED', problems })}\n`);
    return 1;
  }
  const { events, mapRuns } = result;
  const more = {
    ...(mapRuns.length > 0 ? { mapRuns } : {}),
    ...(nested.length > 0 ? { nested } : {}),
  };
  process.stdout.write(`${JSON.stringify({ ...summaryOf(result), ...more, events })}\n`);
  return exitCode(result);
}

function printText(result: Run): number {
  if ('problems' in result) {
    for (const { path, message } of result.problems)
      process.stderr.write(`${toPointer(path) || '/'}: ${message}\n`);
    return 1;
  }
  const started = result.nested.map(
    ({ workflow, executionArn, status }) => `nested: ${workflow} ${status} ${executionArn}\n`,
  );
  process.stdout.write(asText(summaryOf(result), result.events) + started.join(''));
  return exitCode(result);
}

const exitCode = ({ outcome }: FinishedRun): number => (outcome?.status === 'succeeded' ? 0 : 1);

const summaryOf = ({ outcome }: FinishedRun): JsonObject => ({
  status: outcome ? statuses[outcome.status] : 'RUNNING',
  ...(outcome?.output === undefined ? {} : { output: outcome.output }),
  ...(outcome?.error === undefined ? {} : { error: outcome.error }),
  ...(outcome?.cause === undefined ? {} : { cause: outcome.cause }),
  ...(outcome?.billingDetails === undefined ? {} : { billingDetails: { ...outcome.billingDetails } }),
});

function asText(summary: JsonObject, events: readonly HistoryEvent[]): string {
  const start = events[0]?.timestamp ?? 0;
  const lines = events.map((event) => {
    const at = (event.timestamp - start).toFixed(3).padStart(10);
    return `${String(event.id).padStart(5)} ${at} s  ${event.type}${nameOf(event)}`;
  });
  const result = Object.entries(summary).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${[...lines, ...result].join('\n')}\n`;
}

function nameOf(event: HistoryEvent): string {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1];
  const name = isObject(details) ? (own(details, 'name') ?? own(details, 'error')) : undefined;
  return typeof name === 'string' ? `  ${name}` : '';
}
