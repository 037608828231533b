import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { foldedText, jsonRows } from '../../src/ui/jsonRows';
import { jsonTokens } from '../../src/ui/jsonTokens';
import { readNumber } from '../../src/ui/TextField';

const open = () => false;

describe('lines of a JSON value', () => {
  it('should give the lines of the printed value', () => {
    const rows = jsonRows({ a: [1, 'x'], b: {}, c: null }, open);

    expect(
      rows.map((row) => `${'  '.repeat(row.depth)}${row.key ?? ''}${row.text}${row.comma ? ',' : ''}`),
    ).toEqual(['{', '  a[', '    1,', '    "x"', '  ],', '  b{},', '  cnull', '}']);
  });

  it('should read as the value again, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = jsonRows(value as JsonValue, open)
          .map(
            (row) =>
              `${row.key === null ? '' : `${JSON.stringify(row.key)}:`}${row.text}${row.comma ? ',' : ''}`,
          )
          .join('\n');
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('should fold what it is told to, with the number of entries', () => {
    const rows = jsonRows({ list: [1, 2, 3] }, (_id, size) => size === 3);
    expect(rows[1]?.text).toBe('[…3]');
    expect(foldedText({ a: 1 })).toBe('{…1}');
  });

  it('should give every row a place of its own', () => {
    const rows = jsonRows({ a: { b: [{}, {}, [1]] }, 'a/b': [0] }, open);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it('should not fail on values nested very deeply', () => {
    let value: JsonValue = 1;
    for (let at = 0; at < 20_000; at++) value = [value];
    expect(jsonRows(value, open)).toHaveLength(40_001);
  });
});

describe('coloured JSON text', () => {
  it('should tell keys, strings, numbers and words apart', () => {
    const tokens = jsonTokens('{"a": "b", "n": -1.5e3, "t": true}').filter((token) => token.kind !== 'other');
    expect(tokens.map((token) => `${token.kind} ${token.text}`)).toEqual([
      'key "a"',
      'string "b"',
      'key "n"',
      'number -1.5e3',
      'key "t"',
      'literal true',
    ]);
  });

  it('should never lose or change a character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});

describe('numbers in fields', () => {
  it.each([
    ['', false, null],
    [' 30 ', true, 30],
    ['2.5', false, 2.5],
    ['2.5', true, undefined],
    ['ten', false, undefined],
    ['1e400', false, undefined],
  ] as const)('should read %j (whole: %s) as %s', (text, whole, expected) => {
    expect(readNumber(text, whole)).toBe(expected);
  });
});
