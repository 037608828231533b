import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonataSync from 'virtual:jsonata-sync';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';

/**
 * The synchronous build of the library must do exactly what the library does: the same value or the same error,
 * for the same expression and data.
 */
const data = {
  account: {
    name: 'Firefly',
    orders: [
      {
        id: 'o1',
        items: [
          { sku: 'a', price: 34.45, qty: 2, tags: ['x', 'y'] },
          { sku: 'b', price: 21.67, qty: 1 },
        ],
      },
      {
        id: 'o2',
        items: [
          { sku: 'a', price: 34.45, qty: 4 },
          { sku: 'c', price: 107.99, qty: 1, tags: [] },
        ],
      },
    ],
  },
  nums: [5, 3, 9, 1, 7],
  strings: ['b', 'a', 'C', 'a'],
  nested: [[1, 2], [3], []],
  nothing: null,
  empty: [],
  text: 'The quick brown fox, 42 times & more',
  date: '2018-03-27T15:22:01.123Z',
  flag: true,
};

/** An expression a line. */
const handwritten = readFileSync(join(import.meta.dirname, 'fixtures/jsonata.txt'), 'utf8')
  .trimEnd()
  .split('\n');

type Outcome = { value: unknown } | { code: unknown; message: unknown; position: unknown; token: unknown };

const fault = (error: unknown): Outcome => {
  const { code, message, position, token } = error as {
    code?: unknown;
    message?: unknown;
    position?: unknown;
    token?: unknown;
  };
  return { code, message, position, token };
};

/** Functions are only told to be some; everything else is compared as it is, marks on arrays included. */
function shown(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return value;
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return 'a function';
  const entries = Object.entries(value).map(([key, member]) => [key, shown(member)] as const);
  return { array: Array.isArray(value), members: entries.filter(([key]) => key !== 'createSequence') };
}

async function original(text: string, input: unknown): Promise<Outcome> {
  try {
    return { value: shown(await jsonata(text).evaluate(structuredClone(input), { bound: 7 })) };
  } catch (error) {
    return fault(error);
  }
}

function synchronous(text: string, input: unknown): Outcome {
  try {
    return { value: shown(jsonataSync(text).evaluate(structuredClone(input), { bound: 7 })) };
  } catch (error) {
    return fault(error);
  }
}

/** Expressions of random shape over the names of the data. */
const expressions: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(
        'nums',
        'account.orders',
        'account.orders.items',
        'strings',
        'text',
        'flag',
        'nope',
        'nothing',
        'nested',
        '$bound',
        '1',
        '2.5',
        '"a"',
        'true',
        'null',
        '$',
        '$v',
      ),
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', 'and', 'or', 'in', '.'),
          inner,
        )
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `(${a})[${b}]`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.array(inner, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.tuple(inner, inner).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
      fc
        .tuple(
          fc.constantFrom(
            'sum',
            'count',
            'string',
            'reverse',
            'distinct',
            'keys',
            'type',
            'exists',
            'boolean',
            'not',
            'sort',
            'length',
            'merge',
            'spread',
            'number',
            'uppercase',
          ),
          inner,
        )
        .map(([f, a]) => `$${f}(${a})`),
      fc
        .tuple(fc.constantFrom('map', 'filter', 'each', 'sift', 'single'), inner, inner)
        .map(([f, a, b]) => `$${f}(${a}, function($v){ ${b} })`),
      fc.tuple(inner, inner).map(([a, b]) => `($v := ${a}; ${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `(${a})^(${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `(${a} ~> function($v){ ${b} })`),
    ),
  };
}).expression;

describe('the synchronous build of JSONata', () => {
  it.each(handwritten.map((text) => [text]))('should do what the library does: %s', async (text) => {
    expect(synchronous(text, data)).toEqual(await original(text, data));
  });

  it('should do what the library does with random expressions', async () => {
    await fc.assert(
      fc.asyncProperty(expressions, async (text) => {
        const [ours, theirs] = [synchronous(text, data), await original(text, data)];
        // Where several parts of an array or object fail, the library reports whichever promise is rejected first.
        if ('code' in ours && 'code' in theirs && /[[{]/.test(text)) return;
        expect(ours).toEqual(theirs);
      }),
      { seed: 9, numRuns: 500 },
    );
  }, 60_000);

  // These functions of the library are patched (see scripts/vite/jsonataSync.ts).
  it('should sort any items, and tell them apart, as the library does', async () => {
    const item = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('a', 'b', '0', '', null, true, [], {}),
      fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 2 }),
      fc.record(
        { a: fc.integer({ min: 0, max: 1 }), b: fc.constantFrom(1, '1', [1], { c: 1 }) },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 12 }), async (items) => {
        for (const text of [
          '$distinct($)',
          '$distinct($.a)',
          '$sort($, function($l, $r) { $string($l) > $string($r) })',
          '$map($, function($v, $i) { {"v": $v, "i": $i} })^($string(v))',
          '$^(>$string($))',
          '$sort($)',
        ]) {
          expect(synchronous(text, items), text).toEqual(await original(text, items));
        }
      }),
      { seed: 4, numRuns: 60 },
    );
  }, 60_000);

  it('should sort and tell apart more items than the stack has room for', () => {
    const count = 30_000;
    const items = Array.from({ length: count }, (_, at) => ({ n: (at * 7919) % count }));
    const sorted = jsonataSync('$sort($.n)').evaluate(items) as number[];
    expect(sorted).toHaveLength(count);
    expect(sorted.every((n, at) => n === at)).toBe(true);
    expect(jsonataSync('$count($distinct($))').evaluate([...items, ...items])).toBe(count);
  });

  it('should leave its input as it was', () => {
    const before = JSON.stringify(data);
    for (const text of handwritten) {
      try {
        jsonataSync(text).evaluate(data, {});
      } catch {
        // Only what happened to the data counts here.
      }
    }
    expect(JSON.stringify(data)).toBe(before);
  });
});
