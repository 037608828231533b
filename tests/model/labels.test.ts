import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { catchLabel, ruleLabel, shortPath } from '../../src/model/labels';

const jsonPath = (rule: JsonValue): string => ruleLabel(rule, 'JSONPath');
const jsonata = (condition: JsonValue): string => ruleLabel({ Condition: condition, Next: 'A' }, 'JSONata');

describe('rule labels', () => {
  it.each<[JsonValue, string]>([
    [{ Variable: '$.size', NumericGreaterThan: 2_000_000, Next: 'A' }, '$.size > 2000000'],
    [{ Variable: '$', NumericLessThan: 2_000_000 }, '$ < 2000000'],
    [{ Variable: '$.customer.tier', StringEquals: 'gold' }, 'tier = "gold"'],
    [{ Variable: '$.reserved[0].backorder', BooleanEquals: true }, 'backorder = true'],
    [
      {
        And: [
          { Variable: '$.check.total', NumericGreaterThanEquals: 5000 },
          { Not: { Variable: '$.customer.trusted', BooleanEquals: true } },
        ],
      },
      'total ≥ 5000, not trusted',
    ],
    [
      {
        Or: [
          { Variable: '$.a', IsPresent: false },
          {
            And: [
              { Variable: '$.a', IsNull: true },
              { Variable: '$b', IsString: true },
            ],
          },
        ],
      },
      '$.a is not present or ($.a is null, $b is text)',
    ],
    [{ Not: { Variable: '$.a.b', StringEquals: 'x' } }, 'b ≠ "x"'],
    [{ Not: { Variable: '$.a', IsPresent: true } }, '$.a is not present'],
    [{ Not: { Variable: '$.a', NumericLessThan: 1 } }, 'not $.a < 1'],
    [{ Variable: '$.a', NumericLessThanPath: '$.limits.upper' }, '$.a < upper'],
    [{ Variable: '$.at', TimestampLessThan: '2030-01-01T00:00:00Z' }, '$.at < 2030-01-01T00:00:00Z'],
    [{ Variable: '$.name', StringMatches: 'log-*' }, '$.name like "log-*"'],
    [{ Variable: '$.a' }, 'no condition'],
    [{ And: [] }, 'no condition'],
    [null, 'no condition'],
  ])('should read %j', (rule, expected) => {
    expect(jsonPath(rule)).toBe(expected);
  });

  it.each<[JsonValue, string]>([
    ['{% $states.input.check.total >= 5000 %}', 'check.total ≥ 5000'],
    ['{% $count($items) != 0 and\n  tier = "a >= b" %}', '$count($items) ≠ 0 and tier = "a >= b"'],
    [true, 'always'],
    [null, 'no condition'],
  ])('should read the condition %j', (condition, expected) => {
    expect(jsonata(condition)).toBe(expected);
  });

  it('should cut long labels', () => {
    const label = jsonata(`{% ${'a and '.repeat(40)} b %}`);

    expect(label).toHaveLength(64);
    expect(label.endsWith('…')).toBe(true);
  });

  it('should give a label for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const rule = value as JsonValue;
        expect(jsonPath(rule).length).toBeLessThanOrEqual(64);
        expect(jsonata(rule).length).toBeLessThanOrEqual(64);
        expect(catchLabel(rule).length).toBeLessThanOrEqual(64);
      }),
      { seed: 7 },
    );
  });
});

describe('catch labels', () => {
  it.each<[JsonValue, string]>([
    [{ ErrorEquals: ['States.ALL'] }, 'any error'],
    [{ ErrorEquals: ['States.Timeout'] }, 'Timeout'],
    [{ ErrorEquals: ['PaymentDeclined', 'CardExpired'] }, 'PaymentDeclined, CardExpired'],
    [{ ErrorEquals: ['A', 'B', 'C', 'D'] }, 'A, B +2'],
    [{}, 'no error'],
  ])('should read %j', (catcher, expected) => {
    expect(catchLabel(catcher)).toBe(expected);
  });
});

describe('short paths', () => {
  it.each([
    ['$.a', '$.a'],
    ['$.a[0]', '$.a[0]'],
    ['$.a.b[0]', 'b[0]'],
    ["$.a['b c']", 'b c'],
    ["$['a']['b']", 'b'],
    ['$$.Execution.Name', 'Name'],
    ['$total', '$total'],
    ['$order.total', 'total'],
    ['$.a[?(@.b > 1)].c', '$.a[?(@.b > 1)].c'],
    ['States.Format($.a)', 'States.Format($.a)'],
  ])('should shorten %s to %s', (path, expected) => {
    expect(shortPath(path)).toBe(expected);
  });
});
