import jsonataSync from 'virtual:jsonata-sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { compileJsonata } from '../../src/expressions';
import { environmentOf, json } from './support';

/** Expressions of the kinds that are compiled into closures, over data of all kinds. */
const expressions: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(
        '$states.input',
        '$states.input.a',
        '$states.input.b.c',
        '$states.result.a',
        '$states.context.a',
        '$states',
      ),
      fc.constantFrom(
        '$v',
        '$v.a',
        '$v.a.b',
        '$w',
        '$w.b',
        '$none',
        '$sum',
        '1',
        '0',
        '-1',
        '2.5',
        '"a"',
        '""',
        'true',
        'false',
        'null',
      ),
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or'),
          inner,
        )
        .map(([left, operator, right]) => `${left} ${operator} ${right}`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
      fc.tuple(inner, inner).map(([a, b]) => `${a} ? ${b}`),
      fc.array(inner, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc
        .array(inner, { maxLength: 3 })
        .map((items) => `{${items.map((item, at) => `"k${at}": ${item}`).join(', ')}}`),
    ),
  };
}).expression;

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify({ value }, (_key, item) =>
      typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
    ),
  ).value;

describe('the fast way of evaluating JSONata', () => {
  it('should give what the library gives', () => {
    fc.assert(
      fc.property(expressions, json, json, json, (source, input, v, w) => {
        const compiled = compileJsonata(source);
        if (!compiled.ok) return;
        const variables = new Map<string, JsonValue>([
          ['v', v],
          ['w', w],
        ]);
        const environment = environmentOf({ input, result: v, context: { a: w }, variables });
        const bindings = { states: { input, context: { a: w }, result: v }, v, w };

        expect(outcome(() => compiled.value.evaluate(environment))).toEqual(
          outcome(() => jsonataSync(source).evaluate(undefined, bindings)),
        );
      }),
      { seed: 11, numRuns: 1200 },
    );
  }, 60_000);

  it('should not go deeper than the service does', () => {
    const compiled = compileJsonata(`1${'+1'.repeat(100)}`);
    expect(() => compiled.ok && compiled.value.evaluate(environmentOf())).toThrow(/Stack overflow error/);
  });
});

/** A result that holds a function fails as one that JSON can't hold. */
function outcome(evaluate: () => unknown): unknown {
  try {
    const value = evaluate();
    return holdsFunction(value) ? { failed: undefined } : { value: plain(value) };
  } catch (error) {
    return { failed: (error as { code?: string }).code };
  }
}

function holdsFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return true;
  return Object.values(value).some(holdsFunction);
}
