import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import {
  canonicalPath,
  ExpressionError,
  type JsonPath,
  parsePath,
  parseReferencePath,
  setAtReferencePath,
} from '../../src/expressions';
import { environmentOf, json, keys } from './support';

const store: JsonValue = {
  book: [
    { title: 'A', price: 8, tags: ['x', 'y'], isbn: '1' },
    { title: 'B', price: 12, tags: [] },
    { title: 'C', price: 8.5, tags: ['y'], isbn: '3' },
  ],
  bicycle: { price: 20, 'frame size': 56 },
  none: null,
};

function path(text: string): JsonPath {
  const parsed = parsePath(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value;
}

function find(text: string, input: JsonValue = { store }): JsonValue | undefined {
  return path(text).find(
    environmentOf({
      input,
      context: { Execution: { Id: 'e-1' } },
      variables: new Map([['limit', { max: [3] }]]),
    }),
  );
}

describe('a JSONPath', () => {
  it.each<[string, JsonValue | undefined]>([
    ['$', { store }],
    ['$.store.bicycle.price', 20],
    ["$['store'].book[0].title", 'A'],
    ['$["store"]["bicycle"]["frame size"]', 56],
    ['$.store.book[-1].title', 'C'],
    ['$.store.book[9]', undefined],
    ['$.store.none', null],
    ['$.store.none.deeper', undefined],
    ['$.store.book[*].price', [8, 12, 8.5]],
    ['$.store.book.*.price', [8, 12, 8.5]],
    ['$.store.book[0,2].title', ['A', 'C']],
    ['$.store.book[0:2].title', ['A', 'B']],
    ['$.store.book[1:].title', ['B', 'C']],
    ['$.store.book[:1].title', ['A']],
    ['$.store.book[-2:].title', ['B', 'C']],
    ['$.store.book[:-1].title', ['A', 'B']],
    ['$..price', [8, 12, 8.5, 20]],
    ['$..book[0].title', ['A']],
    ["$.store.bicycle['price','frame size']", { price: 20, 'frame size': 56 }],
    [
      "$.store.book[*]['title','price']",
      [
        { title: 'A', price: 8 },
        { title: 'B', price: 12 },
        { title: 'C', price: 8.5 },
      ],
    ],
    ['$.store.book[?(@.isbn)].title', ['A', 'C']],
    ['$.store.book[?(@.title==B)].price', [12]],
    ['$.store.book[?(!@.isbn)].title', ['B']],
    ['$.store.book[?(@.price < 10)].title', ['A', 'C']],
    ['$.store.book[?(@.price < 10 && @.title != "A")].title', ['C']],
    ["$.store.book[?(@.title == 'B' || (@.price >= 8 && @.price <= 8))].title", ['A', 'B']],
    ['$.store.book[?(@.price > $.store.bicycle.price)].title', []],
    ["$.store.book[?('y' in @.tags)].title", ['A', 'C']],
    ["$.store.book[?(@.title in ['A', 'C'])].title", ['A', 'C']],
    ["$.store.book[?(@.title nin ['A', 'C'])].title", ['B']],
    ["$.store.book[?(@.tags contains 'x')].title", ['A']],
    ['$.store.book[?(@.tags size 1)].title', ['C']],
    ['$.store.book[?(@.tags empty true)].title', ['B']],
    ["$.store.book[?(@.tags subsetof ['y','z'])].title", ['B', 'C']],
    ["$.store.book[?(@.tags anyof ['x'])].title", ['A']],
    ["$.store.book[?(@.tags noneof ['x'])].title", ['B', 'C']],
    ['$.store.book[?(@.title =~ /[ab]/i)].title', ['A', 'B']],
    ["$.store.book[?(@.price == '8')].title", ['A']],
    ['$.store.book[?(@.price === 8)].title', ['A']],
    ["$.store.book[?(@.price === '8')].title", []],
    ['$.store.book.length()', 3],
    ['$.store.book[0].tags.size()', 2],
    ['$.store.keys()', ['book', 'bicycle', 'none']],
    ['$.store.book[0].tags.first()', 'x'],
    ['$.store.book[0].tags.concat("z")', 'xyz'],
    ['$.missing[*]', []],
    ['$.missing.deeper[1:]', []],
    ['$.missing..x', []],
    ['$..[?(@.qty)]', []],
    ['$..[?(@.isbn)].title', ['A', 'C']],
    ['$..book[?(@.price > 10)].title', ['B']],
    ['$..tags[0]', ['x', 'y']],
    ['$..[1].title', ['A', 'B', 'C']],
    [
      '$..[1:]',
      [{ title: 'B', price: 12, tags: [] }, { title: 'C', price: 8.5, tags: ['y'], isbn: '3' }, 'y'],
    ],
    ['$$.Execution.Id', 'e-1'],
    ['$$', { Execution: { Id: 'e-1' } }],
    ['$limit.max[0]', 3],
    ['$limit', { max: [3] }],
    ['$unknown', undefined],
  ])('should read %s', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('should find every node below the root, parents before children', () => {
    expect(find('$..*')).toHaveLength(23);
    expect(find('$..a', { a: { a: { a: 1 } } })).toEqual([{ a: { a: 1 } }, { a: 1 }, 1]);
  });

  // Filters hand their patterns to java.util.regex.Pattern (Jayway JsonPath, PatternFlag), which knows more than ours.
  it.each([
    ['/a\\-b/', ['a-b']],
    ['/(?i)foo/', ['FOO']],
    ['/\\Qa-b\\E/', ['a-b']],
    ['/\\Ax.y\\z/s', ['x\ny']],
    ['/foo/', []],
    ['/a{,2}/', []],
  ])('should take the pattern %s as Java does', (pattern, expected) => {
    expect(find(`$[?(@.t =~ ${pattern})].t`, [{ t: 'a-b' }, { t: 'FOO' }, { t: 'x\ny' }])).toEqual(expected);
  });

  it('should refuse a pattern that is no regular expression', () => {
    expect(parsePath('$[?(@.t =~ /(a/)]')).toMatchObject({ ok: false, error: { offset: 11 } });
  });

  it('should fail a slice of a root that is no array, and give nothing for a wildcard', () => {
    expect(find('$[1:]', {})).toBeUndefined();
    expect(find('$[*]', {})).toEqual([]);
  });

  it.each([
    ['', 0],
    ['store', 0],
    ['$.', 1],
    ['$..', 1],
    ['$.a.', 3],
    ['$[', 2],
    ["$['a", 2],
    ['$[a]', 2],
    ['$.a b', 3],
    ['$[?(@.a]', 3],
    ['$[?(@.a ~ 1)]', 8],
    ['$.a[1', 3],
    ['$.nope()', 2],
    ['@.a', 0],
    ['$x y', 2],
  ])('should refuse %j at its place', (text, offset) => {
    const parsed = parsePath(text);
    expect(parsed).toMatchObject({ ok: false, error: { offset } });
  });

  it.each([
    ['$.a', true],
    ['$.a[0]', true],
    ["$['a','b']", true],
    ['$.a.length()', true],
    ['$.a[*]', false],
    ['$..a', false],
    ['$.a[0,1]', false],
    ['$.a[1:]', false],
    ['$.a[?(@.b)]', false],
    ["$['a','b'].c", false],
  ])('should tell whether %s is definite', (text, definite) => {
    expect(path(text).definite).toBe(definite);
  });

  it.each([
    ['$.no', "Invalid path '$.no' : No results for path: $['no']"],
    ['$.no.such.path', "Invalid path '$.no.such.path' : Missing property in path $['no']"],
    [
      '$.store.book[1].no',
      "Invalid path '$.store.book[1].no' : No results for path: $['store']['book'][1]['no']",
    ],
    [
      '$.store.bicycle[0]',
      "Invalid path '$.store.bicycle[0]' : Filter: [0] can only be applied to arrays. Current context is: {price=20, frame size=56}",
    ],
  ])('should name why %s has no result', (text, detail) => {
    expect(() => path(text).evaluate(environmentOf({ input: { store } }))).toThrow(
      new ExpressionError('States.Runtime', detail),
    );
  });

  it('should quote path, field and input when a template has no result', () => {
    expect(() => path('$.x').evaluateFor(environmentOf({ input: { a: 1 } }), 'y.$')).toThrow(
      `The JSONPath '$.x' specified for the field 'y.$' could not be found in the input '{"a":1}'`,
    );
    expect(() =>
      path('$$.X').evaluateFor(environmentOf({ input: { a: 1 }, context: { b: 2 } }), 'y.$'),
    ).toThrow(`The JSONPath '$$.X' specified for the field 'y.$' could not be found in the input '{"b":2}'`);
  });

  it('should read null beyond the end of an array', () => {
    expect(path('$.a[5]').evaluateFor(environmentOf({ input: { a: [1] } }), 'y.$')).toBeNull();
    expect(path('$.a[5]').find(environmentOf({ input: { a: [1] } }))).toBeUndefined();
  });

  // Jackson's number types (jackson-databind, JsonNode), as the recorded cause has java.util.ArrayList for an array.
  it.each([
    [7, 'Integer'],
    [-2147483648, 'Integer'],
    [2147483648, 'Long'],
    [1e19, 'BigInteger'],
    [0.5, 'Double'],
  ])('should name the type that %j has for the service', (value, type) => {
    expect(() => path('$.a.b').evaluate(environmentOf({ input: { a: value } }))).toThrow(
      `but found 'java.${type === 'BigInteger' ? 'math' : 'lang'}.${type}'`,
    );
  });

  it('should take hostile names as names only', () => {
    expect(find('$.__proto__', {})).toBeUndefined();
    expect(find('$.constructor', {})).toBeUndefined();
    expect(find('$.toString.name', {})).toBeUndefined();
    expect(find("$['__proto__']", JSON.parse('{"__proto__": {"a": 1}}'))).toEqual({ a: 1 });
    expect(find('$unknown.constructor', {})).toBeUndefined();
  });

  it('should print what it parsed, so that parsing again gives the same path', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(keys, fc.integer({ min: -5, max: 9 })), { maxLength: 6 }), (steps) => {
        const text = `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `[${quoted(step)}]`)).join('')}`;
        const parsed = path(text);
        expect(canonicalPath(path(canonicalPath(parsed)))).toBe(canonicalPath(parsed));
        expect(
          parsed.ast.steps.map((step) =>
            step.kind === 'name' ? step.name : step.kind === 'index' ? step.index : null,
          ),
        ).toEqual(steps);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('should find by bracket form what plain JavaScript finds', () => {
    fc.assert(
      fc.property(json, fc.array(fc.oneof(keys, fc.nat(3)), { maxLength: 4 }), (value, steps) => {
        const text = `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `[${quoted(step)}]`)).join('')}`;
        let expected: unknown = value;
        for (const step of steps) {
          const fits =
            typeof step === 'number'
              ? Array.isArray(expected)
              : typeof expected === 'object' && expected !== null && !Array.isArray(expected);
          expected =
            fits && Object.hasOwn(expected as object, step)
              ? (expected as Record<string, unknown>)[step]
              : undefined;
        }
        expect(find(text, value)).toEqual(expected);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('a Reference Path', () => {
  const reference = (text: string): JsonPath => {
    const parsed = parseReferencePath(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    return parsed.value;
  };

  it.each(['$.a[*]', '$..a', '$.a[0:1]', "$['a','b']", '$.a[?(@.b)]', '$.a.length()', '$.a[-1]'])(
    'should not be %s',
    (text) => {
      expect(parseReferencePath(text)).toMatchObject({ ok: false });
    },
  );

  it('should make the objects on its way', () => {
    expect(setAtReferencePath({ x: 1 }, reference('$.a.b.c'), 2)).toEqual({ x: 1, a: { b: { c: 2 } } });
    expect(setAtReferencePath({}, reference('$'), 2)).toBe(2);
    expect(setAtReferencePath({ a: [1, { b: 2 }] }, reference('$.a[1].c'), 3)).toEqual({
      a: [1, { b: 2, c: 3 }],
    });
  });

  it('should fail where an item or an object can not be', () => {
    const fails = (root: JsonValue, text: string) => () => setAtReferencePath(root, reference(text), 1);
    expect(fails({ a: 1 }, '$.a.b')).toThrow(
      expect.objectContaining({ error: 'States.ResultPathMatchFailure' }),
    );
    expect(fails({ a: [1] }, '$.a[3]')).toThrow(
      expect.objectContaining({ error: 'States.ResultPathMatchFailure' }),
    );
    expect(fails('text', '$.a')).toThrow(expect.objectContaining({ error: 'States.ResultPathMatchFailure' }));
  });

  it('should get what was set, leave the rest, and not touch the original', () => {
    fc.assert(
      fc.property(
        fc.dictionary(keys, json),
        fc.array(keys, { minLength: 1, maxLength: 4 }),
        json,
        (root, steps, value) => {
          const text = `$${steps.map((step) => `[${quoted(step)}]`).join('')}`;
          const before = JSON.stringify(root);
          let result: JsonValue;
          try {
            result = setAtReferencePath(root as JsonValue, reference(text), value);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
            return;
          }
          expect(find(text, result)).toEqual(value);
          expect(JSON.stringify(root)).toBe(before);
          // Setting again what is there changes nothing.
          expect(setAtReferencePath(result, reference(text), value)).toEqual(result);
          for (const key of Object.keys(root)) {
            if (key !== steps[0])
              expect((result as Record<string, unknown>)[key]).toBe((root as Record<string, unknown>)[key]);
          }
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});

function quoted(name: string): string {
  const escaped = name
    .replace(/[\\']/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `'${escaped}'`;
}
