import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import {
  compareOperators,
  compileRule,
  ExpressionError,
  isTimestamp,
  matchesWildcards,
  parseTimestamp,
  pathOperators,
} from '../../src/expressions';
import { environmentOf } from './support';

describe('wildcards of StringMatches', () => {
  it.each([
    ['log-2020.txt', 'log-*.txt', true],
    ['log-.txt', 'log-*.txt', true],
    ['log.txt', 'log-*.txt', false],
    ['', '*', true],
    ['', '', true],
    ['a', '', false],
    ['a*b', 'a\\*b', true],
    ['axb', 'a\\*b', false],
    ['a\\b', 'a\\\\b', true],
    ['abcabc', 'a*c', true],
    ['ab', 'ab*b', false],
    ['aXbYc', 'a*b*c', true],
    ['foo.bar', '*.bar', true],
    ['a\nb', 'a*b', true],
  ])('should compare %j with %j', (text, pattern, expected) => {
    expect(matchesWildcards(text, pattern)).toBe(expected);
  });

  it('should agree with a regular expression', () => {
    const characters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\', '.'), maxLength: 10 });
    fc.assert(
      fc.property(characters, characters, (text, pattern) => {
        const source = pattern.replace(
          /\\(.)|(\*)|(.)/gs,
          (_all, escaped?: string, star?: string, plain?: string) =>
            star ? '[^]*' : (escaped ?? plain ?? '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
        );
        expect(matchesWildcards(text, pattern)).toBe(new RegExp(`^(?:${source})$`).test(text));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it('should find long parts again after a false start', () => {
    const part = `${'ab'.repeat(30)}c`;
    expect(matchesWildcards(`x${'ab'.repeat(50)}c`, `x*${part}*`)).toBe(true);
    expect(matchesWildcards(`x${'ab'.repeat(50)}`, `x*${part}*`)).toBe(false);
  });
});

describe('a Choice rule', () => {
  const test = (rule: JsonValue, input: JsonValue): boolean => {
    const compiled = compileRule(rule);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    return compiled.value(environmentOf({ input, variables: new Map([['limit', 5]]) }));
  };

  it('should have a form by path of every comparison with a value', () => {
    expect([...pathOperators.keys()].every((name) => compareOperators.has(name.replace(/Path$/, '')))).toBe(
      true,
    );
    expect(compareOperators.size).toBe(23);
    expect(pathOperators.size).toBe(16);
  });

  it('should combine rules', () => {
    const big = { Variable: '$.n', NumericGreaterThan: 10 };
    const even = { Variable: '$.even', BooleanEquals: true };
    expect(test({ And: [big, even] }, { n: 11, even: true })).toBe(true);
    expect(test({ And: [big, even] }, { n: 11, even: false })).toBe(false);
    expect(test({ Or: [big, even] }, { n: 1, even: true })).toBe(true);
    expect(test({ Not: { And: [big, { Not: even }] } }, { n: 11, even: false })).toBe(false);
  });

  it('should read variables and paths', () => {
    expect(test({ Variable: '$limit', NumericLessThanPath: '$.n' }, { n: 6 })).toBe(true);
    expect(test({ Variable: '$.a.b', IsPresent: false }, {})).toBe(true);
    expect(test({ Variable: '$.a', IsPresent: true }, { a: null })).toBe(true);
  });

  it('should fail on a variable that is not there, whatever the operator', () => {
    const rules: JsonObject[] = [
      { IsNull: true },
      { StringEquals: 'a' },
      { IsTimestamp: false },
      { NumericEqualsPath: '$.b' },
    ];
    for (const rule of rules) {
      expect(() => test({ Variable: '$.a', ...rule }, { b: 1 })).toThrow(
        new ExpressionError(
          'States.Runtime',
          "Invalid path '$.a': The choice state's condition path references an invalid value.",
        ),
      );
    }
  });

  it.each([
    [{}, []],
    [{ Variable: '$.a' }, []],
    [{ Variable: '$.a', StringEquals: 'a', NumericEquals: 1 }, ['NumericEquals']],
    [{ Variable: 'a', IsNull: true }, ['Variable']],
    [{ And: [] }, ['And']],
    [{ And: [{ Not: { Variable: '$.', IsNull: true } }] }, ['And', 0, 'Not', 'Variable']],
    [{ Variable: '$.a', StringEqualsPath: 'b' }, ['StringEqualsPath']],
  ])('should refuse %j', (rule, path) => {
    expect(compileRule(rule as JsonValue)).toMatchObject({ ok: false, error: [{ path }] });
  });
});

describe('timestamps', () => {
  it.each([
    '2016-03-14T01:59:00Z',
    '2016-03-05T21:29:29.243167252Z',
    '2016-03-14T01:59:00+01:00',
    '2016-03-14T01:59:00-00:30',
    '2024-02-29T00:00:00Z',
    '2016-03-14t01:59:00z',
  ])('should accept %s', (text) => {
    expect(isTimestamp(text)).toBe(true);
  });

  it.each([
    '2016-12-05 21:29:29Z',
    '2016-12-05T21:29:29',
    '2016-13-05T21:29:29Z',
    '2016-12-05T25:29:29Z',
    '2023-02-29T00:00:00Z',
    '05-12-2016T21:29:29Z',
    '2023-02-24',
    '2016-12-05T21:29:29+19:00',
    '2016-12-05T21:29:60Z',
    '',
    '2016-12-05T21:29:29.Z',
  ])('should not accept %j', (text) => {
    expect(isTimestamp(text)).toBe(false);
  });

  it('should read what dates print', () => {
    fc.assert(
      fc.property(
        fc.date({
          noInvalidDate: true,
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T00:00:00Z'),
        }),
        (date) => {
          expect(parseTimestamp(date.toISOString())).toBeCloseTo(date.getTime(), 3);
        },
      ),
      { seed: 8 },
    );
    expect(parseTimestamp('2020-01-01T01:00:00+01:00')).toBe(Date.UTC(2020, 0, 1));
  });
});
