import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import type { AnswerShapes } from '../../integrations/answerShapes';
import { type TaskTarget, taskTarget } from '../taskTarget';
import { Refused, type TestStateMock } from './types';

/**
 * Refuses a mocked result that is not what the called action answers, or for `.sync` what the action answers by which
 * the service waits for the end. STRICT also asks for the fields that are always there; fields that the action does not
 * know are let pass (recorded). `now`: milliseconds since the epoch; limits are those of the day.
 */
export function checkMockedResult(
  state: JsonObject,
  result: JsonValue,
  mode: NonNullable<TestStateMock['fieldValidationMode']>,
  shapes: AnswerShapes | null,
  now: number,
): void {
  const resource = own(state, 'Resource');
  if (!shapes || mode === 'NONE' || typeof resource !== 'string') return;
  const problem = resultProblem(taskTarget(resource), result, mode === 'STRICT', shapes, now);
  if (problem) throw new Refused('ValidationException', `Mock result schema validation error: ${problem}`);
}

/** What does not fit in a result of a task; null where all does, or nothing is known. */
function resultProblem(
  target: TaskTarget,
  result: JsonValue,
  strict: boolean,
  shapes: AnswerShapes,
  now: number,
): string | null {
  const action = answeringAction(target);
  const structure =
    action !== null && Object.hasOwn(shapes.actions, action) ? shapes.actions[action] : undefined;
  if (structure === undefined || target.kind !== 'service') return null;
  const dated = withFreeFields(asOf(shapes, target.resourceType, now), structure, freeFields(target));
  return structureProblem(dated, structure, result, 'result', strict);
}

/**
 * The same of a mock for a run: what is there is not of the type that the service answers with. Runs see more than
 * TestState takes: some answers parsed, and times as numbers.
 */
export function mockProblem(
  resource: string,
  result: JsonValue,
  shapes: AnswerShapes | null,
  now: number,
): string | null {
  const target = taskTarget(resource);
  if (!shapes || target.kind !== 'service') return null;
  const [name, ...others] = parsedFields[`${target.resourceType}:${target.action}`] ?? [];
  const action = answeringAction(target);
  const structure = action === null ? undefined : shapes.actions[action];
  const seen =
    structure === undefined || name === undefined
      ? shapes
      : withFreeFields(shapes, structure, [name, ...others]);
  return resultProblem(target, result, false, withTimesAsNumbers(seen), now);
}

/** Fields that optimised integrations parse before they hand them on. */
const parsedFields: Readonly<Record<string, readonly string[]>> = {
  'lambda:invoke': ['Payload'],
  'bedrock:invokeModel': ['Body'],
};

/**
 * The actions by which the service waits for the end of a job; the mock of a `.sync` task is held against what they
 * answer (test-state-isolation.html, "Testing Activity, .sync, and .waitForTaskToken states").
 */
const pollingActions: Readonly<Record<string, string>> = {
  'athena:startQueryExecution': 'getQueryExecution',
  'batch:submitJob': 'describeJobs',
  'codebuild:startBuild': 'batchGetBuilds',
  'codebuild:startBuildBatch': 'batchGetBuildBatches',
  'databrew:startJobRun': 'describeJobRun',
  'ecs:runTask': 'describeTasks',
  'elasticmapreduce:addStep': 'describeStep',
  'elasticmapreduce:createCluster': 'describeCluster',
  'emr-containers:startJobRun': 'describeJobRun',
  'emr-serverless:startJobRun': 'getJobRun',
  'glue:startJobRun': 'getJobRun',
  'states:startExecution': 'describeExecution',
};

/** The action whose answer a task's result is; null where the result is what someone sends for its token. */
function answeringAction(target: TaskTarget): string | null {
  if (target.kind !== 'service' || target.pattern === 'token') return null;
  if (target.pattern === 'response') return target.action;
  const called = `${target.resourceType}:${target.action}`;
  return Object.hasOwn(pollingActions, called) ? (pollingActions[called] ?? null) : null;
}

/** `.sync:2` hands the input and the output of an execution on as values. */
const freeFields = (target: TaskTarget): readonly string[] =>
  target.kind === 'service' && target.pattern === 'sync:2' ? ['Input', 'Output'] : [];

/** Shapes in which some fields of a structure may be anything. */
function withFreeFields(shapes: AnswerShapes, structure: string, free: readonly string[]): AnswerShapes {
  const fields = shapes.structures[structure];
  if (!fields || free.length === 0) return shapes;
  const loosened = Object.fromEntries(
    Object.entries(fields).map(([field, shape]) => [field, free.includes(field) ? '*' : shape]),
  );
  return { ...shapes, structures: { ...shapes.structures, [structure]: loosened } };
}

/** Fields by whose names texts are times. */
const timeField = /(?:Date|Time|Timestamp|At|On)!?$/;

const withTimesAsNumbers = (shapes: AnswerShapes): AnswerShapes => ({
  ...shapes,
  structures: Object.fromEntries(
    Object.entries(shapes.structures).map(([name, fields]) => [
      name,
      Object.fromEntries(
        Object.entries(fields).map(([field, shape]) => [
          field,
          shape === 's' && timeField.test(field) ? 'st' : shape,
        ]),
      ),
    ]),
  ),
});

/** Limits that TestState knew otherwise before a day. */
const formerLimits: readonly {
  readonly until: number;
  readonly service: string;
  readonly structure: string;
  readonly field: string;
  readonly shape: string;
}[] = [
  {
    // Lambda allows 32 GB since the end of November 2025; TestState still refused 10,241 on 3 December (recorded).
    until: Date.UTC(2026, 0, 1),
    service: 'aws-sdk:lambda',
    structure: 'FunctionConfiguration',
    field: 'MemorySize',
    shape: 'n128..10240',
  },
];

function asOf(shapes: AnswerShapes, service: string, now: number): AnswerShapes {
  let { structures } = shapes;
  for (const limit of formerLimits) {
    const fields = structures[limit.structure];
    if (limit.service !== service || now >= limit.until || !fields) continue;
    structures = { ...structures, [limit.structure]: { ...fields, [limit.field]: limit.shape } };
  }
  return { ...shapes, structures };
}

function structureProblem(
  shapes: AnswerShapes,
  name: string,
  value: JsonValue,
  field: string,
  strict: boolean,
): string | null {
  if (!isObject(value)) return `Field '${field}' must be an object`;
  const structure = shapes.structures[name] ?? {};
  for (const [key, shape] of Object.entries(structure)) {
    const required = key.endsWith('!');
    const known = required ? key.slice(0, -1) : key;
    const item = own(value, known);
    if (item === undefined) {
      if (required && strict) return `Required field '${known}' is missing`;
      continue;
    }
    const problem = item === null ? null : valueProblem(shapes, shape, item, known, strict);
    if (problem) return problem;
  }
  return null;
}

function valueProblem(
  shapes: AnswerShapes,
  shape: string,
  value: JsonValue,
  field: string,
  strict: boolean,
): string | null {
  const must = (fine: boolean, what: string): string | null =>
    fine ? null : `Field '${field}' must be ${what}`;
  if (shape.startsWith('@')) return structureProblem(shapes, shape.slice(1), value, field, strict);
  if (shape.startsWith('[]')) {
    if (!isArray(value)) return must(false, 'an array');
    return firstProblem(value, (item) => valueProblem(shapes, shape.slice(2), item, field, strict));
  }
  if (shape.startsWith('{}')) {
    if (!isObject(value)) return must(false, 'an object');
    return firstProblem(Object.values(value), (item) =>
      valueProblem(shapes, shape.slice(2), item, field, strict),
    );
  }
  if (shape.startsWith('n')) return numberProblem(shape, value, field);
  if (shape === 'b') return must(typeof value === 'boolean', 'a boolean');
  if (shape === '*' || (shape === 'st' && typeof value === 'number')) return null;
  if (typeof value !== 'string') return must(false, 'a string');
  const fine = !shape.startsWith('e:') || shape.slice(2).split('|').includes(value);
  return fine ? null : `Field '${field}' is not an expected value`;
}

function firstProblem<T>(items: readonly T[], check: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = check(item);
    if (problem) return problem;
  }
  return null;
}

function numberProblem(shape: string, value: JsonValue, field: string): string | null {
  if (typeof value !== 'number') return `Field '${field}' must be a number`;
  const [low = '', high = ''] = shape.slice(1).split('..');
  if (low !== '' && value < Number(low)) return `Field '${field}' is less than the minimum value`;
  return high !== '' && value > Number(high) ? `Field '${field}' exceeds the maximum value` : null;
}
