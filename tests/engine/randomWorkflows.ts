import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/base/json';
import type { MockAttempt } from '../../src/engine/mockMessages';
import type { StartRequest } from '../../src/engine/startMessages';

/** States of a random machine go only forward, so that every run ends. */
export interface Recipe {
  readonly kind: 'pass' | 'task' | 'choice' | 'wait' | 'map' | 'distributed' | 'parallel' | 'fail' | 'broken';
  readonly number: number;
  readonly caught: boolean;
  readonly retried: boolean;
  readonly inner: readonly Recipe[];
}

const leaf: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constantFrom<Recipe['kind']>('pass', 'task', 'choice', 'wait', 'fail', 'broken'),
  number: fc.integer({ min: 0, max: 4 }),
  caught: fc.boolean(),
  retried: fc.boolean(),
  inner: fc.constant([]),
});

export const { machine } = fc.letrec<{ recipe: Recipe; machine: readonly Recipe[] }>((tie) => ({
  recipe: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom<Recipe['kind']>('map', 'parallel', 'distributed'),
        number: fc.integer({ min: 0, max: 4 }),
        caught: fc.boolean(),
        retried: fc.boolean(),
        inner: tie('machine'),
      }),
      weight: 2,
    },
  ),
  machine: fc.array(tie('recipe'), { minLength: 1, maxLength: 4 }),
}));

/** A definition of a recipe, and the names of its Task states. */
export function build(recipes: readonly Recipe[], prefix: string, tasks: string[]): JsonObject {
  const name = (at: number): string => `${prefix}${at}`;
  const last = recipes.length;
  const states: [string, JsonValue][] = recipes.map((recipe, at) => {
    const next = at + 1 < last ? { Next: name(at + 1) } : { Next: name(last) };
    return [name(at), stateOf(recipe, name(at), next, name(last), tasks)];
  });
  return {
    StartAt: name(0),
    States: Object.fromEntries([...states, [name(last), { Type: 'Succeed' }]]),
  };
}

function stateOf(
  recipe: Recipe,
  name: string,
  next: { readonly Next: string },
  end: string,
  tasks: string[],
): JsonObject {
  const handling = {
    ...(recipe.retried
      ? {
          Retry: [
            {
              ErrorEquals: ['States.ALL'],
              IntervalSeconds: recipe.number + 1,
              MaxAttempts: 2,
              JitterStrategy: 'FULL',
            },
          ],
        }
      : {}),
    ...(recipe.caught ? { Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: end }] } : {}),
  };
  switch (recipe.kind) {
    case 'pass':
      return {
        Type: 'Pass',
        Assign: { [`v_${name}`]: recipe.number },
        ResultPath: '$.passed',
        Result: name,
        ...next,
      };
    case 'task':
      tasks.push(name);
      return {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        ResultPath: '$.task',
        ...handling,
        ...next,
      };
    case 'choice':
      return {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericGreaterThan: recipe.number, Next: next.Next }],
        Default: end,
      };
    case 'wait':
      return { Type: 'Wait', Seconds: recipe.number * 10, ...next };
    case 'fail':
      return { Type: 'Fail', Error: `E${recipe.number}` };
    case 'broken':
      return { Type: 'Pass', Parameters: { 'x.$': `$.missing${recipe.number}` }, ...next };
    case 'map':
      return {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'n.$': '$$.Map.Item.Value', 'items.$': '$.few', few: [] },
        MaxConcurrency: recipe.number,
        ItemProcessor: build(recipe.inner, `${name}m`, tasks),
        ResultPath: '$.mapped',
        ...handling,
        ...next,
      };
    case 'distributed':
      return {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'n.$': '$$.Map.Item.Value', 'items.$': '$.few', few: [] },
        MaxConcurrency: recipe.number,
        ...(recipe.number > 2 ? { ToleratedFailureCount: 1 } : {}),
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: recipe.number % 2 ? 'EXPRESS' : 'STANDARD' },
          ...build(recipe.inner, `${name}d`, tasks),
        },
        ResultPath: '$.mapped',
        ...handling,
        ...next,
      };
    case 'parallel':
      return {
        Type: 'Parallel',
        Branches: [
          build(recipe.inner, `${name}a`, tasks),
          build(recipe.inner.slice(0, 1), `${name}b`, tasks),
        ],
        ResultPath: '$.both',
        ...handling,
        ...next,
      };
  }
}

const attempt: fc.Arbitrary<MockAttempt> = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map((value): MockAttempt => ({ return: value })),
  fc.constantFrom<MockAttempt>(
    { throw: { error: 'Boom', cause: 'because' } },
    { throw: {} },
    { timeout: true },
    { return: { slow: true }, delay: 30 },
  ),
);

export const request: fc.Arbitrary<StartRequest> = fc
  .record({
    recipes: machine,
    input: fc.record({
      n: fc.integer({ min: 0, max: 5 }),
      items: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
      few: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
    }),
    attempts: fc.array(fc.array(attempt, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    seed: fc.integer(),
  })
  .map(({ recipes, input, attempts, seed }): StartRequest => {
    const names: string[] = [];
    const definition = build(recipes, 's', names);
    const tasks = Object.fromEntries(
      names.map((name, at) => [name, attempts[at % attempts.length] as readonly MockAttempt[]]),
    );
    return {
      definition,
      input,
      mocks: { tasks },
      options: { type: 'STANDARD', seed, clock: { kind: 'virtual' }, startTime: 0 },
    };
  });
