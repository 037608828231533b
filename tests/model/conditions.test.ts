import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/base/json';
import { valueAt } from '../../src/base/pointer';
import { compileRule } from '../../src/expressions/choice/rule';
import { noVariables } from '../../src/expressions/environment';
import { parseDocument } from '../../src/language/document';
import { applyOps } from '../../src/model/change';
import { choiceOperator } from '../../src/model/choice';
import {
  addCondition,
  type Command,
  joinBy,
  negateCondition,
  newComparison,
  removeCondition,
  replaceCondition,
  setOperator,
} from '../../src/model/commands';
import { conditionOf, type GroupCondition, readCondition } from '../../src/model/conditions';

const place = ['States', 'A', 'Choices', 0];

function ruleAfter(rule: JsonObject, command: Command): JsonObject {
  const definition = { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [rule] } } };
  const { workflow } = parseDocument(JSON.stringify(definition), 'json');
  const result = command(workflow);
  if (!result.ok) throw new Error(result.reason);
  const changed = valueAt(applyOps(workflow.definition, result.change.ops), place);
  if (!isObject(changed)) throw new Error('The rule is gone.');
  return changed;
}

const comparison = (name: string): JsonObject => ({ Variable: `$.${name}`, BooleanEquals: true });
const [a, b, c] = [comparison('a'), comparison('b'), comparison('c')];

describe('reading a condition', () => {
  it('should find comparisons, groups and what is turned round, each with its place', () => {
    const rule = { And: [a, { Not: { Or: [b, c] } }], Next: 'B', Comment: 'why' };

    expect(readCondition(rule, place)).toMatchObject({
      kind: 'group',
      joins: 'And',
      negated: false,
      parts: [
        { kind: 'comparison', variable: '$.a', operand: true, place: [...place, 'And', 0] },
        {
          kind: 'group',
          joins: 'Or',
          negated: true,
          place: [...place, 'And', 1],
          path: [...place, 'And', 1, 'Not'],
          parts: [{ place: [...place, 'And', 1, 'Not', 'Or', 0] }, { variable: '$.c' }],
        },
      ],
    });
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['two operators', { Variable: '$.n', NumericLessThan: 1, NumericEquals: 2 }],
    ['a Not in a Not', { Not: { Not: a } }],
    ['a group beside a comparison', { ...a, And: [b] }],
    ['a group that is no list', { And: 1 }],
    ['an unknown operator', { Variable: '$.n', NumericAlmost: 1 }],
  ])('should leave %s to the text', (_, condition) => {
    expect(readCondition({ ...condition, Next: 'B' }, place).kind).toBe('other');
  });

  it('should leave groups to the text that no form could show', () => {
    const deep = Array.from({ length: 6 }).reduce<JsonObject>((inner) => ({ And: [inner] }), a);

    let condition = readCondition(deep, place);
    for (let depth = 0; depth < 4; depth += 1) condition = (condition as GroupCondition).parts[0] as never;
    expect(condition.kind).toBe('other');
  });
});

describe('changing a condition', () => {
  it('should make a group of a comparison and one more, and keep what stands beside it', () => {
    expect(ruleAfter({ ...a, Next: 'B', Comment: 'why' }, addCondition(place, b))).toEqual({
      And: [a, b],
      Next: 'B',
      Comment: 'why',
    });
  });

  it('should add to the group that there is, also below a Not', () => {
    expect(ruleAfter({ Not: { Or: [a, b] }, Next: 'B' }, addCondition(place, c))).toEqual({
      Not: { Or: [a, b, c] },
      Next: 'B',
    });
  });

  it('should let the last part of a group take its place', () => {
    expect(ruleAfter({ And: [a, { Not: b }], Next: 'B' }, removeCondition(place, 0))).toEqual({
      Not: b,
      Next: 'B',
    });
    expect(ruleAfter({ Not: { And: [a, { Not: b }] }, Next: 'B' }, removeCondition(place, 0))).toEqual({
      ...b,
      Next: 'B',
    });
  });

  it('should keep the comment of a part that takes the place of its group', () => {
    const rule = { And: [a, { ...b, Comment: 'why' }], Next: 'B' };

    expect(ruleAfter(rule, removeCondition(place, 0))).toEqual({ ...b, Next: 'B', Comment: 'why' });
  });

  it('should not leave a rule without a condition', () => {
    expect(() => ruleAfter({ And: [a], Next: 'B' }, removeCondition(place, 0))).toThrow(/needs a condition/);
  });

  it('should join by the other word', () => {
    expect(ruleAfter({ And: [a, b], Next: 'B' }, joinBy(place, 'Or'))).toEqual({ Or: [a, b], Next: 'B' });
  });

  it('should give a comparison another operator in its place', () => {
    const [from, to] = [choiceOperator('BooleanEquals'), choiceOperator('NumericLessThan')];
    if (!from || !to) throw new Error('unreachable');

    const rule = ruleAfter({ ...a, Next: 'B' }, setOperator(place, from, to, 3));

    expect(Object.entries(rule)).toEqual([
      ['Variable', '$.a'],
      ['NumericLessThan', 3],
      ['Next', 'B'],
    ]);
  });

  it('should put the condition written as text in its place', () => {
    const rule = ruleAfter({ ...a, Next: 'B' }, replaceCondition(place, { Or: [b, c] }));

    expect(Object.keys(rule)).toEqual(['Or', 'Next']);
  });
});

const conditions = fc.letrec<{ condition: JsonObject }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(a, b, c),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((And) => ({ And })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((Or) => ({ Or })),
    tie('condition').map((Not) => ({ Not })),
  ),
})).condition;

/** What a rule gives for every combination of the three values. */
function truthTable(rule: JsonObject): boolean[] {
  const compiled = compileRule(conditionOf(rule));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return Array.from({ length: 8 }, (_, bits) =>
    compiled.value({
      input: { a: (bits & 1) > 0, b: (bits & 2) > 0, c: (bits & 4) > 0 },
      context: {},
      variables: noVariables,
      now: () => 0,
      random: () => 0,
      uuid: () => '',
    }),
  );
}

describe('conditions of every shape', () => {
  it('should mean the opposite when turned round, and the same when turned round twice', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const rule = { ...condition, Next: 'B' };
        const once = ruleAfter(rule, negateCondition(place));
        const twice = ruleAfter(once, negateCondition(place));
        expect(truthTable(once)).toEqual(truthTable(rule).map((holds) => !holds));
        expect(truthTable(twice)).toEqual(truthTable(rule));
        expect(once.Next).toBe('B');
      }),
      { seed: 1 },
    );
  });

  it('should mean the same again when a part is added and taken away', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const rule = { ...condition, Next: 'B' };
        const more = ruleAfter(rule, addCondition(place, newComparison));
        const parts = readCondition(more, place);
        if (parts.kind !== 'group') throw new Error('unreachable');
        const less = ruleAfter(more, removeCondition(place, parts.parts.length - 1));
        const group = readCondition(rule, place).kind === 'group';
        // A group of one that was there gives way to its part, which means the same.
        expect(truthTable(less)).toEqual(truthTable(rule));
        if (!group) expect(less).toEqual(rule);
      }),
      { seed: 2 },
    );
  });
});
