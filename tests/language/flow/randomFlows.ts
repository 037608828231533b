import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/base/json';
import type { MockAttempt } from '../../../src/engine/mockMessages';
import type { StartRequest } from '../../../src/engine/startMessages';

/** Random workflows of every way that data can take, in both query languages, over a small alphabet of names. */

const names = ['a', 'b', 'c'] as const;

const data: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'data', withCrossShrink: true },
    fc.constantFrom<JsonValue>(1, 'x', true, null, 0, ''),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .uniqueArray(fc.constantFrom(...names, 'toString', '__proto__'), { maxLength: 3 })
    .chain((keys) =>
      fc
        .tuple(...keys.map(() => tie('value')))
        .map((values) =>
          JSON.parse(`{${keys.map((key, at) => `${JSON.stringify(key)}:${JSON.stringify(values[at])}`)}}`),
        ),
    ),
})).value;

const objects: fc.Arbitrary<JsonValue> = fc.record({ a: data, b: data, c: data });

const step = fc.constantFrom(
  '.a',
  '.b',
  '.c',
  '[0]',
  '[*]',
  '[-1]',
  '.*',
  '..a',
  '[0:1]',
  "['a','b']",
  '[?(@.a)]',
  '.x',
);
const path = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('$', '$.a', '$.b', '$.c') },
  fc
    .tuple(fc.array(step, { maxLength: 3 }), fc.constantFrom('', '', '', '', '.length()', '.keys()'))
    .map(([steps, end]) => `$${steps.join('')}${end}`),
  fc.constantFrom(
    '$$.Execution.Input',
    '$$.Map.Item.Value',
    '$$.Map.Item.Index',
    '$$.State.Name',
    '$v',
    '$w.a',
    '$$',
  ),
);
const reference = fc.constantFrom('$', '$.a', '$.b', '$.c', '$.a.b', '$.x.y', '$.a[0]', '$.toString');

const intrinsic = fc
  .tuple(path, path)
  .chain(([left, right]) =>
    fc.constantFrom(
      `States.Array(${left}, ${right})`,
      `States.ArrayPartition(${left}, 2)`,
      `States.ArrayUnique(${left})`,
      `States.ArrayGetItem(${left}, 0)`,
      `States.JsonMerge(${left}, ${right}, false)`,
      `States.JsonToString(${left})`,
      `States.StringToJson(States.JsonToString(${left}))`,
      `States.Format('{}', ${left})`,
      `States.ArrayLength(${left})`,
    ),
  );

const template: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 2, depthIdentifier: 'template' }, data, tie('object')),
  object: fc.oneof(
    fc.record({ 'a.$': path, b: tie('value') }),
    fc.record({ 'a.$': intrinsic, 'c.$': path }),
    fc.record({ a: tie('value'), 'b.$': path, 'c.$': path }),
  ),
})).object;

const pick = <T>(which: number, of: readonly T[]): T => of[which % of.length] as T;

const term = fc.letrec<{ term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'term', withCrossShrink: true },
    fc.constantFrom(
      ...[
        '$states.input',
        '$states.input.a',
        '$states.input.b',
        '$states.input.c',
        '$states.input.a.b',
        '$v',
        '$w.a',
      ],
      ...[
        '$states.result',
        '$states.result.a',
        '$states.input.toString',
        '$states.context.Execution.Input.a',
        '1',
        '"x"',
      ],
      ...[
        '$states.context.Map.Item.Value',
        '$states.context.Map.Item.Index',
        'null',
        'true',
        '[]',
        '{}',
        '$states',
      ],
    ),
    fc
      .tuple(tie('term'), tie('term'), fc.constantFrom(...names), fc.nat())
      .map(([left, right, name, which]) =>
        pick(which, [
          `(${left}).${name}`,
          `(${left})[0]`,
          `(${left})[${name}]`,
          `(${left})[-1].${name}`,
          `(${left}).${name}[0]`,
          `(${left}).${name}[]`,
          `(${left}).*`,
          `(${left}).{"${name}": ${name}, "c": $}`,
          `(${left}).[${name}, $]`,
          `(${left}).(${right})`,
          `(${left}).$string($)`,
          `(${left})^(${name})`,
          `(${left}){"k": ${name}}`,
          `[${left}, ${right}]`,
          `[[${left}], [1..2]]`,
          `{"${name}": ${left}, "c": ${right}}`,
          `{$string(${left}): ${right}}`,
          `(${left}) = (${right})`,
          `(${left}) & (${right})`,
          `$count(${left}) + 1`,
          `$count(${left}) / $count(${right})`,
          `-$count(${left})`,
          `$exists(${left}) ? (${right})`,
          `(${left}) ? (${left}) : (${right})`,
          `($x := (${left}); $y := function($p){ {"${name}": $p, "b": $x} }; $y(${right}))`,
          `($x := (${left}); [$x := 1]; $x)`,
          `$map(${left}, function($i, $n){ {"${name}": $i.${name}, "b": $n} })`,
          `$map([${left}, ${right}], function($i){ $i.${name} })`,
          `$filter([${left}, ${right}], function($i){ $exists($i.${name}) })`,
          `$map(${left}, $string)`,
          `$each({"a": ${left}}, function($value, $key){ {"a": $value, "b": $key} })`,
          `$sift({"a": ${left}, "b": ${right}}, function($value, $key){ $key = "a" })`,
          `$merge([{"a": ${left}}, {"${name}": ${right}}])`,
          `$merge(${left})`,
          `$append(${left}, ${right})`,
          `$reverse([${left}])`,
          `$distinct([${left}, ${right}])`,
          `$keys(${left})`,
          `$lookup({"a": ${left}}, "${name}")`,
          `$reduce([${left}, ${right}], function($all, $one){ $append($all, $one) })`,
          `$split($string(${left}), ",")`,
          `$partition([${left}, ${right}], 1)`,
          `$zip([${left}], [${right}])`,
          `$parse($string(${left}))`,
          `$range(1, 3, 1)`,
          `$type(${left})`,
          `(${left}) ~> $append(${right})`,
          `($f := function($n){ $n <= 0 ? {"a": ${left}} : $f($n - 1) }; $f(2))`,
          `$spread(${left})`,
          `$single([${left}])`,
          `$sort([3, 1])`,
        ]),
      ),
  ),
})).term;

const expression = fc.oneof(
  { weight: 1, arbitrary: term.map((text) => `{% ${text} %}`) },
  {
    weight: 3,
    arbitrary: fc.tuple(term, term).map(([a, b]) => `{% {"a": ${a}, "b": ${b}, "c": $states.input.a} %}`),
  },
);
const jsonata: fc.Arbitrary<JsonValue> = fc.oneof(
  expression,
  fc.record({ a: expression, b: data }),
  fc.tuple(expression, data).map((items) => items as JsonValue),
);

const optional = <T>(arbitrary: fc.Arbitrary<T>, frequency = 2) =>
  fc.option(arbitrary, { nil: undefined, freq: frequency });

interface Recipe {
  readonly type: 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Map' | 'Parallel';
  readonly jsonata: boolean;
  readonly fields: JsonObject;
  readonly targets: readonly number[];
  readonly inner: readonly (readonly Recipe[])[];
}

const given = (fields: { readonly [name: string]: JsonValue | undefined }): JsonObject =>
  JSON.parse(JSON.stringify(fields)) as JsonObject;

const pathFields = fc
  .record({
    InputPath: optional(fc.oneof(path, fc.constant(null)), 1),
    OutputPath: optional(fc.oneof(path, fc.constant(null)), 1),
    ResultPath: optional(fc.oneof(reference, fc.constant(null)), 3),
    ResultSelector: optional(template, 1),
    Parameters: optional(template),
    Result: optional(data),
    Assign: optional(fc.record({ 'v.$': path, w: data }), 2),
    ItemsPath: optional(fc.constantFrom('$', '$.a', '$.b', '$.c'), 3),
    ItemSelector: optional(template),
  })
  .map(given);

const jsonataFields = fc
  .record({
    Output: optional(jsonata),
    Arguments: optional(jsonata),
    Assign: optional(fc.record({ v: jsonata, w: data }), 2),
    Items: optional(
      fc.constantFrom(
        '{% $states.input.a %}',
        '{% [$states.input.a, $states.input.b] %}',
        '{% $states.input %}',
      ),
      3,
    ),
    ItemSelector: optional(jsonata),
  })
  .map(given);

const { machine } = fc.letrec<{ recipe: Recipe; machine: readonly Recipe[] }>((tie) => ({
  recipe: fc.boolean().chain((isJsonata) =>
    fc
      .record({
        type: fc.oneof(
          fc.constantFrom<Recipe['type']>('Pass', 'Pass', 'Task', 'Task', 'Choice', 'Wait'),
          fc.constantFrom<Recipe['type']>('Map', 'Parallel'),
        ),
        fields: isJsonata ? jsonataFields : pathFields,
        targets: fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 }),
        inner: fc.oneof(
          { maxDepth: 2, depthIdentifier: 'machine', withCrossShrink: true },
          fc.constant([]),
          fc.array(tie('machine'), { minLength: 1, maxLength: 2 }),
        ),
      })
      .map((recipe): Recipe => ({ ...recipe, jsonata: isJsonata })),
  ),
  machine: fc.array(tie('recipe'), { minLength: 1, maxLength: 5 }),
}));

const allowed: Record<Recipe['type'], readonly string[]> = {
  Pass: ['InputPath', 'OutputPath', 'ResultPath', 'Parameters', 'Result', 'Assign', 'Output'],
  Task: [
    'InputPath',
    'OutputPath',
    'ResultPath',
    'ResultSelector',
    'Parameters',
    'Arguments',
    'Assign',
    'Output',
  ],
  Choice: ['InputPath', 'OutputPath', 'Assign', 'Output'],
  Wait: ['InputPath', 'OutputPath', 'Assign', 'Output'],
  Map: [
    'InputPath',
    'OutputPath',
    'ResultPath',
    'ResultSelector',
    'ItemsPath',
    'Items',
    'ItemSelector',
    'Assign',
    'Output',
  ],
  Parallel: [
    'InputPath',
    'OutputPath',
    'ResultPath',
    'ResultSelector',
    'Parameters',
    'Arguments',
    'Assign',
    'Output',
  ],
};

function build(recipes: readonly Recipe[], prefix: string, tasks: string[], nested: boolean): JsonObject {
  const target = (at: number | undefined) => `${prefix}${Math.min(at ?? 0, recipes.length)}`;
  const states = recipes.map((recipe, at): [string, JsonValue] => {
    const name = `${prefix}${at}`;
    const kept = Object.entries(recipe.fields).filter(
      // Inner variables would shadow outer ones, which is refused.
      ([field]) => allowed[recipe.type].includes(field) && (field !== 'Assign' || !nested),
    );
    const state: Record<string, JsonValue> = {
      Type: recipe.type,
      QueryLanguage: recipe.jsonata ? 'JSONata' : 'JSONPath',
      ...Object.fromEntries(kept),
    };
    const forward = { Next: target(at + 1) };
    if (recipe.type === 'Choice') return [name, { ...state, ...choiceOf(recipe, at, target) }];
    if (recipe.type === 'Wait') return [name, { ...state, Seconds: 1, ...forward }];
    if (recipe.type === 'Pass') return [name, { ...state, ...forward }];
    const caught = {
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          ...(recipe.jsonata
            ? { Output: '{% {"a": $states.errorOutput, "b": $states.input.b} %}' }
            : recipe.inner.length % 2
              ? { ResultPath: '$.c' }
              : {}),
          Next: target(at + 1 + ((recipe.targets[0] ?? 0) % 2)),
        },
      ],
    };
    if (recipe.type === 'Task') {
      tasks.push(name);
      return [name, { ...state, Resource: 'arn:aws:states:::lambda:invoke', ...caught, ...forward }];
    }
    const inner = recipe.inner.length > 0 ? recipe.inner : [[]];
    const machines = inner.map((each, number) => build(each, `${name}${'mn'[number]}`, tasks, true));
    if (recipe.type === 'Parallel') return [name, { ...state, Branches: machines, ...caught, ...forward }];
    const distributed = (recipe.targets[0] ?? 0) % 3 === 0;
    const processor = {
      ...(distributed ? { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } : {}),
      ...machines[0],
    };
    const more = distributed ? distributedFields(recipe) : {};
    return [name, { ...state, ...more, ItemProcessor: processor, ...caught, ...forward }];
  });
  return {
    StartAt: `${prefix}0`,
    States: Object.fromEntries([...states, [`${prefix}${recipes.length}`, { Type: 'Succeed' }]]),
  };
}

function distributedFields(recipe: Recipe): JsonObject {
  return {
    ...((recipe.targets[1] ?? 0) % 2 ? { ToleratedFailurePercentage: 100 } : {}),
    ...((recipe.targets[2] ?? 0) % 3 === 0
      ? { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { a: 1 } } }
      : {}),
  };
}

function choiceOf(recipe: Recipe, at: number, target: (at: number | undefined) => string): JsonObject {
  // One way may lead back: such loops are cut by the number of steps.
  const ways = [recipe.targets[0] ?? 0, at + 1];
  if (recipe.jsonata) {
    const conditions = ['{% $exists($states.input.a) %}', '{% $random() < 0.5 %}'];
    return {
      Choices: ways.map((way, index) => ({
        Condition: conditions[index] ?? true,
        Next: target(way),
        ...(index === 1 ? { Output: { a: '{% $states.input %}', c: 1 } } : {}),
      })),
      Default: target(at + 1),
    };
  }
  return {
    Choices: [
      { Variable: '$.a', IsPresent: true, Next: target(ways[0]) },
      { Variable: '$.b', IsPresent: true, Next: target(ways[1]) },
    ],
    Default: target(at + 1),
  };
}

const attempt: fc.Arbitrary<MockAttempt> = fc.oneof(
  { weight: 3, arbitrary: objects.map((value): MockAttempt => ({ return: value })) },
  data.map((value): MockAttempt => ({ return: value })),
  fc.constantFrom<MockAttempt>(
    { throw: { error: 'Boom', cause: 'because' } },
    { throw: {} },
    { timeout: true },
  ),
);

/** A workflow with its input and the answers of all its tasks. */
export const randomFlow: fc.Arbitrary<StartRequest> = fc
  .record({
    recipes: machine,
    input: fc.oneof({ weight: 4, arbitrary: objects }, data),
    attempts: fc.array(fc.array(attempt, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    seed: fc.integer(),
  })
  .map(({ recipes, input, attempts, seed }): StartRequest => {
    const tasks: string[] = [];
    const definition = build(recipes, 's', tasks, false);
    const mocks = Object.fromEntries(tasks.map((name, at) => [name, attempts[at % attempts.length] ?? []]));
    return {
      definition,
      input,
      mocks: { tasks: mocks },
      options: { type: 'STANDARD', seed, clock: { kind: 'virtual' }, startTime: 1_750_000_000_000 },
    };
  });
