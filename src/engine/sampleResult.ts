import { isObject, type JsonObject, type JsonValue, objectOf } from '../base/json';
import { type AnswerShapes, loadAnswerShapes } from '../integrations/answerShapes';
import { loadOutlines } from '../integrations/sdk/outlines';
import { compile } from './compile';
import type { Mocks } from './messages';
import type { TaskTarget } from './taskTarget';

/** The key that marks every result the engine made up. */
const mark: JsonObject = { sample: true };

const httpMetadata: JsonObject = {
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: '00000000-0000-4000-8000-000000000000' },
};

/** Answers of services whose shape workflows commonly read. Everything else gets the bare mark. */
const shapes: { readonly [resource: string]: JsonObject } = {
  'lambda:invoke': { ExecutedVersion: '$LATEST', Payload: mark, StatusCode: 200, ...httpMetadata },
  'sqs:sendMessage': {
    MD5OfMessageBody: 'd41d8cd98f00b204e9800998ecf8427e',
    MessageId: 'sample',
    ...httpMetadata,
  },
  'sns:publish': { MessageId: 'sample', ...httpMetadata },
  'dynamodb:getItem': { Item: {}, ...httpMetadata },
  'dynamodb:putItem': httpMetadata,
  'dynamodb:updateItem': httpMetadata,
  'dynamodb:deleteItem': httpMetadata,
  'events:putEvents': { Entries: [{ EventId: 'sample' }], FailedEntryCount: 0, ...httpMetadata },
  'http:invoke': { ResponseBody: mark, Headers: {}, StatusCode: 200, StatusText: 'OK' },
  'apigateway:invoke': { ResponseBody: mark, Headers: {}, StatusCode: 200, StatusText: 'OK' },
  'states:startExecution': {
    ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:sample:sample',
    StartDate: '2024-01-01T00:00:00.000Z',
    ...httpMetadata,
  },
  'batch:submitJob': { JobId: 'sample', JobName: 'sample', ...httpMetadata },
  'glue:startJobRun': { JobRunId: 'sample', ...httpMetadata },
  'athena:startQueryExecution': { QueryExecutionId: 'sample', ...httpMetadata },
};

/** Shapes of services' answers, by the service's name in a `Resource`. */
export type SampleShapes = ReadonlyMap<string, AnswerShapes>;

const noShapes: SampleShapes = new Map();

/**
 * Loads the shapes from which samples of a definition's tasks can be made: those of the services it calls, as far as
 * they are known and no mock stands for the task.
 */
export async function loadSampleShapes(definition: JsonValue, mocks: Mocks): Promise<SampleShapes> {
  const program = compile(definition);
  if (!program.ok) return noShapes;
  const services = new Set<string>();
  for (const state of program.value.states) {
    if (state.type !== 'Task' || state.target.kind !== 'service') continue;
    if (!Object.hasOwn(mocks.tasks, state.name) && !builtIn(state.target))
      services.add(state.target.resourceType);
  }
  const loaded = await Promise.all(
    [...services].map(async (service) => [service, await shapesOf(service)] as const),
  );
  return new Map(loaded.flatMap(([service, answer]) => (answer ? [[service, answer] as const] : [])));
}

/** In depth where the service has shapes of its own, else what the catalogue knows. */
const shapesOf = async (service: string): Promise<AnswerShapes | null> =>
  (await loadAnswerShapes(service)) ?? loadOutlines(service);

const builtIn = (target: TaskTarget): JsonObject | undefined =>
  target.kind === 'service' ? shapes[`${target.resourceType}:${target.action}`] : undefined;

/**
 * The result of a task for which nobody gave one. It is marked with `sample: true`, and has the shape of the
 * service's answer where that is known.
 */
export function sampleResult(target: TaskTarget, known: SampleShapes = noShapes): JsonValue {
  if (target.kind !== 'service') return mark;
  return { ...mark, ...(builtIn(target) ?? fromShapes(target, known) ?? {}) };
}

/** The output of TaskSubmitted for which nobody gave one. */
export function sampleSubmission(target: TaskTarget): JsonValue {
  if (target.kind !== 'service') return mark;
  return { ...mark, ...(builtIn(target) ?? httpMetadata) };
}

/** How deep a sample goes: what lies deeper is left out. */
const deepest = 4;

function fromShapes(target: TaskTarget & { kind: 'service' }, known: SampleShapes): JsonObject | null {
  const service = known.get(target.resourceType);
  const structure =
    service && Object.hasOwn(service.actions, target.action) ? service.actions[target.action] : undefined;
  if (!service || structure === undefined) return null;
  const sample = sampleOf(service, `@${structure}`, 0);
  return isObject(sample) ? { ...sample, ...httpMetadata } : null;
}

function sampleOf(service: AnswerShapes, shape: string, depth: number): JsonValue | undefined {
  if (shape.startsWith('@')) {
    if (depth >= deepest) return undefined;
    const fields = Object.entries(service.structures[shape.slice(1)] ?? {}).flatMap(([name, field]) => {
      const value = sampleOf(service, field, depth + 1);
      return value === undefined ? [] : [[name.replace(/!$/, ''), value] as const];
    });
    return objectOf(fields);
  }
  if (shape === '[]') return [];
  if (shape.startsWith('[]')) {
    const item = sampleOf(service, shape.slice(2), depth + 1);
    return item === undefined ? [] : [item];
  }
  if (shape.startsWith('{}')) return {};
  if (shape.startsWith('n')) return Number(/^n(-?[\d.]+?)(?=\.\.)/.exec(shape)?.[1] ?? 0);
  if (shape === 'b') return false;
  if (shape === 't') return '2024-01-01T00:00:00.000Z';
  if (shape === '*') return {};
  return shape.startsWith('e:') ? (shape.slice(2).split('|')[0] ?? 'sample') : 'sample';
}
