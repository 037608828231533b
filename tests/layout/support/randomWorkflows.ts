import fc from 'fast-check';
import { type JsonObject, type JsonValue, objectOf } from '../../../src/base/json';

/** Random definitions: any graph of states, nested machines, missing targets, unreachable states, odd names. */
export function randomDefinitions(most: number): fc.Arbitrary<JsonObject> {
  return machine(most, 2);
}

const oddNames = ['__proto__', 'constructor', 'toString', 'a/b~c', '', '状態を確認する', '<b>&"'];

function machine(most: number, depth: number): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(
      fc.oneof(
        { weight: 9, arbitrary: fc.nat(60).map((each) => `State ${each}`) },
        fc.constantFrom(...oddNames),
      ),
      {
        maxLength: most,
      },
    )
    .chain((names) => {
      const target = fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...(names.length > 0 ? names : ['nowhere'])) },
        { weight: 1, arbitrary: fc.constant('nowhere') },
      );
      return fc.tuple(target, fc.tuple(...names.map(() => state(target, depth)))).map(([start, states]) => ({
        StartAt: names.length > 0 && start !== 'nowhere' ? (names[0] as string) : start,
        States: objectOf(names.map((name, at) => [name, states[at] as JsonValue])),
      }));
    });
}

function state(target: fc.Arbitrary<string>, depth: number): fc.Arbitrary<JsonObject> {
  const leave = fc.oneof(
    { weight: 4, arbitrary: target.map((Next): JsonObject => ({ Next })) },
    { weight: 1, arbitrary: fc.constant<JsonObject>({ End: true }) },
  );
  const catches = fc
    .array(target, { maxLength: 2 })
    .map((targets) =>
      targets.map((Next, at): JsonValue => ({ ErrorEquals: at ? ['States.ALL'] : ['States.Timeout'], Next })),
    );
  const task = fc.tuple(leave, catches).map(
    ([exit, Catch]): JsonObject => ({
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      ...exit,
      Catch,
    }),
  );
  const choice = fc
    .tuple(fc.array(target, { minLength: 1, maxLength: 4 }), fc.option(target, { nil: undefined }))
    .map(
      ([targets, Default]): JsonObject => ({
        Type: 'Choice',
        Choices: targets.map((Next, at): JsonValue => ({ Variable: '$.value', NumericEquals: at, Next })),
        ...(Default === undefined ? {} : { Default }),
      }),
    );
  const plain = fc.oneof(
    { weight: 4, arbitrary: task },
    { weight: 2, arbitrary: choice },
    {
      weight: 1,
      arbitrary: fc.constantFrom<JsonObject>({ Type: 'Succeed' }, { Type: 'Fail' }, { Type: 'Unknown' }, {}),
    },
  );
  if (depth === 0) return plain;
  const inner = machine(3, depth - 1);
  const map = fc
    .tuple(leave, inner)
    .map(([exit, ItemProcessor]): JsonObject => ({ Type: 'Map', ItemProcessor, ...exit }));
  const parallel = fc
    .tuple(leave, catches, fc.array(inner, { maxLength: 3 }))
    .map(([exit, Catch, Branches]): JsonObject => ({ Type: 'Parallel', Branches, ...exit, Catch }));
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 1, arbitrary: map },
    { weight: 1, arbitrary: parallel },
  );
}

/** Long machines as people write them: mostly a chain, with rules and Catchers that jump ahead or back. */
export function longDefinitions(least: number, most: number): fc.Arbitrary<JsonObject> {
  const jump = fc.tuple(fc.constantFrom('none', 'rule', 'catch', 'end'), fc.nat(), fc.nat(6));
  return fc.array(jump, { minLength: least, maxLength: most }).map((jumps) => {
    const name = (at: number): string => `Step ${Math.min(Math.max(at, 0), jumps.length - 1)}`;
    const states = jumps.map(([kind, far, near], at): readonly [string, JsonValue] => {
      const last = at === jumps.length - 1;
      const Next = far % 5 === 0 ? name(far % jumps.length) : name(at + near - 3);
      if (last) return [name(at), { Type: 'Succeed' }];
      if (kind === 'rule') {
        const Choices = [{ Variable: '$.value', NumericEquals: far, Next }];
        return [name(at), { Type: 'Choice', Choices, Default: name(at + 1) }];
      }
      const Catch = kind === 'catch' ? [{ ErrorEquals: ['States.ALL'], Next }] : [];
      const exit: JsonObject = kind === 'end' && far % 7 === 0 ? { End: true } : { Next: name(at + 1) };
      return [name(at), { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Catch, ...exit }];
    });
    return { StartAt: name(0), States: objectOf(states) };
  });
}
