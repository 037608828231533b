import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import type { AnswerShapes } from '../../integrations/answerShapes';
import { taskTarget } from '../taskTarget';
import { Refused, type TestStateMock } from './types';

/**
 * Refuses a mocked result that is not what the called action answers. STRICT also asks for the fields that are
 * always there; fields that the action does not know are let pass (recorded). `now`: milliseconds since the epoch;
 * limits are those of the day.
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
  const target = taskTarget(resource);
  if (target.kind !== 'service' || target.pattern !== 'response') return;
  const structure = Object.hasOwn(shapes.actions, target.action) ? shapes.actions[target.action] : undefined;
  if (structure === undefined) return;
  const dated = asOf(shapes, target.resourceType, now);
  const problem = structureProblem(dated, structure, result, 'result', mode === 'STRICT');
  if (problem) throw new Refused('ValidationException', `Mock result schema validation error: ${problem}`);
}

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
  if (shape === '*') return null;
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
