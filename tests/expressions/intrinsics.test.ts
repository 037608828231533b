import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { ExpressionError, type Intrinsic, parseIntrinsic } from '../../src/expressions';
import { environmentOf, json } from './support';

function intrinsic(text: string): Intrinsic {
  const parsed = parseIntrinsic(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value;
}

const evaluate = (text: string, input: JsonValue = {}): JsonValue =>
  intrinsic(text).evaluate(
    environmentOf({ input, context: { Execution: { Name: 'run' } }, variables: new Map([['v', 7]]) }),
  );

const long = 'a'.repeat(10_001);

describe('an intrinsic function', () => {
  it.each<[string, JsonValue, JsonValue]>([
    ["States.Array('Foo', 2020, $.x, null, true)", { x: { a: 1 } }, ['Foo', 2020, { a: 1 }, null, true]],
    ['States.Array()', {}, []],
    ['States.ArrayContains($.a, 2)', { a: [1, 2] }, true],
    ['States.ArrayContains($.a, true)', { a: ['true'] }, true],
    ['States.ArrayContains($.a, $.b)', { a: [{ x: 1, y: 2 }], b: { y: 2, x: 1 } }, false],
    ['States.ArrayContains($.a, false)', { a: [0, ''] }, false],
    ['States.ArrayGetItem($.a, 1)', { a: ['x', 'y'] }, 'y'],
    ['States.ArrayGetItem($.a, 1.9)', { a: ['x', 'y'] }, 'y'],
    ['States.ArrayGetItem($.a, 0)', { a: [null] }, null],
    ['States.ArrayGetItem($.a, 999)', { a: [] }, null],
    ['States.ArrayLength($.a[*].b)', { a: [1] }, 0],
    ['States.ArrayPartition($.a, 2.9)', { a: [1, 2, 3, 4, 5] }, [[1, 2], [3, 4], [5]]],
    ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
    ['States.ArrayRange(5.4, -0.6, -2.4)', {}, [5, 3, 1]],
    ['States.ArrayRange(5, 1, 1)', {}, []],
    ['States.ArrayRange(3, 3, -1)', {}, [3]],
    ['States.ArrayUnique($.a)', { a: [3, 1, 2, 1] }, [1, 2, 3]],
    ['States.ArrayUnique($.a)', { a: [true, false, true] }, [false, true]],
    [
      'States.ArrayUnique($.a)',
      {
        a: [
          [1, 2],
          [1, 2],
          [2, 1],
        ],
      },
      [
        [2, 1],
        [1, 2],
      ],
    ],
    ['States.ArrayUnique($.a)', { a: [1, '1', 1, '01', null] }, [null, 1, '1', '01']],
    [
      'States.ArrayUnique($.a)',
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
      [{ x: 1, y: 2 }],
    ],
    ["States.Base64Encode('Grüße 🚀')", {}, 'R3LDvMOfZSDwn5qA'],
    ["States.Base64Decode('R3LDvMOfZSDwn5qA')", {}, 'Grüße 🚀'],
    ["States.Base64Decode(' aGVs bG8 ')", {}, 'hello'],
    ["States.Hash('hello', 'MD5')", {}, '5d41402abc4b2a76b9719d911017c592'],
    ["States.Hash('hello', 'SHA-1')", {}, 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'],
    ["States.Hash(123, 'MD5')", {}, '202cb962ac59075b964b07152d234b70'],
    [
      'States.JsonMerge($.a, $.b, false)',
      { a: { x: { p: 1 }, y: 1 }, b: { x: { q: 2 } } },
      { x: { q: 2 }, y: 1 },
    ],
    ['States.JsonToString($)', { a: [1, 'é"'] }, '{"a":[1,"é\\""]}'],
    ['States.StringToJson(\'{"a": [1]}\')', {}, { a: [1] }],
    ["States.StringToJson('  ')", {}, null],
    ['States.MathAdd(1.5, -1.5)', {}, 1],
    ['States.MathAdd($v, -1)', {}, 6],
    ['States.MathRandom(10, 20)', {}, 12],
    ["States.StringSplit('a,b;;c', ',;')", {}, ['a', 'b', 'c']],
    ["States.StringSplit('', ',')", {}, []],
    ["States.StringSplit('abc', '')", {}, ['abc']],
    ['States.UUID()', {}, '00000000-0000-4000-8000-000000000001'],
    [
      "States.Format('{} is {}{}', $.a, $.b, $$.Execution.Name)",
      { a: null, b: [1, { k: 'v' }] },
      'null is [1, {k=v}]run',
    ],
    ["States.Format('it\\'s \\{literal\\} \\\\ {}', 1.5)", {}, "it's {literal} \\ 1.5"],
    ['States.Format($.t, 1)', { t: 'n={}' }, 'n=1'],
    ["States.Format( '{}/{}' , $.a , $.b.c )", { a: 1, b: { c: 2 } }, '1/2'],
    [
      "States.ArrayGetItem(States.StringSplit('a-b-c', '-'), States.MathAdd(States.ArrayLength(States.StringSplit('a-b-c', '-')), -1))",
      {},
      'c',
    ],
  ])('should evaluate %s', (text, input, expected) => {
    expect(evaluate(text, input)).toEqual(expected);
  });

  it.each([
    "States.ArrayContains('text', 1)",
    'States.ArrayGetItem($.three, 3)',
    'States.ArrayGetItem($.three, -1)',
    "States.ArrayGetItem($.three, '1')",
    'States.ArrayPartition($.three, 0.6)',
    'States.ArrayPartition($.three, null)',
    'States.ArrayRange(1, 1001, 1)',
    'States.ArrayRange(1, 10, 0.49)',
    "States.ArrayRange('1', 10, 1)",
    'States.ArrayLength($)',
    'States.ArrayUnique($)',
    'States.Base64Encode($.long)',
    'States.Base64Decode($.long)',
    'States.Base64Encode(1)',
    "States.Hash($.long, 'MD5')",
    "States.Hash('a', 'sha-256')",
    'States.JsonMerge($.three, $, false)',
    'States.JsonMerge($, $, true)',
    'States.MathAdd(2147483647, 1)',
    'States.MathAdd(3000000000, 1)',
    'States.MathAdd(1e309, 1)',
    "States.MathAdd('1', 2)",
    'States.MathRandom(5, 5)',
    'States.MathRandom(1.4, 1.6)',
    'States.MathRandom(1, 9, null)',
    "States.StringToJson('{bad}')",
    'States.StringToJson(1)',
    'States.StringSplit(1, 2)',
    'States.UUID(1)',
    'States.Hash()',
  ])('should fail %s as the service does', (text) => {
    const name = text.slice(0, text.indexOf('('));
    expect(() => evaluate(text, { three: [1, 2, 3], long })).toThrow(
      new ExpressionError(
        'States.Runtime',
        `The function '${text}' had the following error: Invalid arguments in ${name}`,
      ),
    );
  });

  it.each([
    [
      "States.Format('{} {}', 1)",
      'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
    ],
    [
      "States.Format('{}', 1, 2)",
      'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
    ],
    ["States.Format('a {', 1)", "Invalid template in States.Format: matching '}' not found for '{'."],
    ["States.Format('}')", "Invalid template in States.Format: matching '{' not found for '}'."],
    [
      "States.Format('{}', $.no)",
      `The JsonPath argument for the field '$.no' could not be found in the input '{"a":[1]}'`,
    ],
    [
      "States.Format('{}', States.Format('{}', $.a.b))",
      `The JsonPath argument for the field '$.a.b' could not be found in the input '{"a":[1]}'`,
    ],
    [
      "States.Format('{}', $$.No.Such)",
      `The JsonPath argument for the field '$.No.Such' could not be found in the input '{"a":[1]}'`,
    ],
    [
      "States.Format('{}', $.a[5])",
      `The JsonPath argument for the field '$.a[5]' could not be found in the input '{"a":[1]}'`,
    ],
    ["States.Format('{}', $.a[0][0])", 'Filter: [0] can only be applied to arrays. Current context is: 1'],
  ])('should say why %s failed', (text, reason) => {
    expect(() => evaluate(text, { a: [1] })).toThrow(
      new ExpressionError('States.Runtime', `The function '${text}' had the following error: ${reason}`),
    );
  });

  it.each([
    ['States.Nothing()', 0],
    ['Format()', 0],
    ['States.Format', 13],
    ["States.Format('a'", 17],
    ["States.Format('a", 14],
    ["States.Format('a' 'b')", 18],
    ["States.Format('\\n')", 15],
    ['States.Format("a")', 14],
    ['States.Array(1,)', 15],
    ['States.Array(abc)', 13],
    ['States.Array(1) x', 16],
    [' States.Array(1)', 0],
    ['States.Array($.a[)', 17],
  ])('should refuse %s at its place', (text, offset) => {
    expect(parseIntrinsic(text)).toMatchObject({ ok: false, error: { offset } });
  });

  it('should nest ten deep and no deeper', () => {
    const nested = (depth: number): string => (depth === 0 ? '1' : `States.Array(${nested(depth - 1)})`);
    expect(evaluate(nested(10))).toEqual([[[[[[[[[[1]]]]]]]]]]);
    expect(parseIntrinsic(nested(11))).toMatchObject({ ok: false });
  });

  it('should give the places of what it refers to', () => {
    const { references, ast, arityProblems } = intrinsic(
      "States.Format('{}', States.Array($.a, $$.B, $c.d), $.e)",
    );
    expect(references.map((reference) => [reference.text, reference.start])).toEqual([
      ['$.a', 33],
      ['$$.B', 38],
      ['$c.d', 44],
      ['$.e', 51],
    ]);
    expect(ast.nameSpan).toEqual({ start: 0, end: 13 });
    expect(arityProblems).toEqual([]);
    expect(intrinsic('States.Array(States.Hash(1))').arityProblems).toEqual([
      { message: 'States.Hash takes 2 arguments, not 1', offset: 13 },
    ]);
  });

  it('should give the same number for the same seed, within the bounds', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 5000 }),
        (seed, start, span) => {
          const text = `States.MathRandom(${start}, ${start + span}, ${seed})`;
          const value = evaluate(text);
          expect(value).toBe(evaluate(text));
          expect(value).toBeGreaterThanOrEqual(start);
          expect(value).toBeLessThan(start + span);
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });

  it('should put partitions together again, and know the members of what it made unique', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 12 }), fc.integer({ min: 1, max: 15 }), (a, size) => {
        const chunks = evaluate(`States.ArrayPartition($.a, ${size})`, { a }) as JsonValue[][];
        expect(chunks.flat()).toEqual(a);
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
        const unique = evaluate('States.ArrayUnique($.a)', { a }) as JsonValue[];
        expect(evaluate('States.ArrayUnique($.a)', { a: unique })).toEqual(unique);
        for (const item of a)
          expect(evaluate('States.ArrayContains($.u, $.i)', { u: [...unique, item], i: item })).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('should give back what it encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), json, (text, value) => {
        expect(evaluate('States.Base64Decode(States.Base64Encode($.s))', { s: text })).toBe(text);
        expect(evaluate('States.StringToJson(States.JsonToString($.v))', { v: value })).toEqual(value);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
