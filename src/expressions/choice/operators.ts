import type { JsonValue } from '../../base/json';
import { isTimestamp, parseTimestamp } from '../timestamps';
import { matchesWildcards } from './wildcards';

/** Compares the value of `Variable` (undefined: it names nothing) with the operator's own. */
export type Comparison = (variable: JsonValue | undefined, value: JsonValue) => boolean;

type Test = (variable: JsonValue) => boolean;

/** Values of a wrong type on either side never compare (recorded). */
function ofStrings(compare: (left: string, right: string) => boolean): Comparison {
  return (variable, value) =>
    typeof variable === 'string' && typeof value === 'string' && compare(variable, value);
}

function ofNumbers(compare: (left: number, right: number) => boolean): Comparison {
  return (variable, value) =>
    typeof variable === 'number' && typeof value === 'number' && compare(variable, value);
}

function ofTimestamps(compare: (left: number, right: number) => boolean): Comparison {
  return ofStrings((variable, value) => {
    const left = parseTimestamp(variable);
    const right = parseTimestamp(value);
    return left !== null && right !== null && compare(left, right);
  });
}

/** A test of the type against `true` or `false`. */
function ofType(test: Test): Comparison {
  return (variable, value) => variable !== undefined && test(variable) === value;
}

const equals = <T>(left: T, right: T): boolean => left === right;
const lessThan = <T>(left: T, right: T): boolean => left < right;
const greaterThan = <T>(left: T, right: T): boolean => left > right;
const lessThanEquals = <T>(left: T, right: T): boolean => left <= right;
const greaterThanEquals = <T>(left: T, right: T): boolean => left >= right;

/** The operators that compare with a value, and also have a `…Path` form. */
const valueOperators: readonly (readonly [string, Comparison])[] = [
  ['BooleanEquals', (variable, value) => typeof variable === 'boolean' && variable === value],
  ['NumericEquals', ofNumbers(equals)],
  ['NumericGreaterThan', ofNumbers(greaterThan)],
  ['NumericGreaterThanEquals', ofNumbers(greaterThanEquals)],
  ['NumericLessThan', ofNumbers(lessThan)],
  ['NumericLessThanEquals', ofNumbers(lessThanEquals)],
  ['StringEquals', ofStrings(equals)],
  ['StringGreaterThan', ofStrings(greaterThan)],
  ['StringGreaterThanEquals', ofStrings(greaterThanEquals)],
  ['StringLessThan', ofStrings(lessThan)],
  ['StringLessThanEquals', ofStrings(lessThanEquals)],
  ['TimestampEquals', ofTimestamps(equals)],
  ['TimestampGreaterThan', ofTimestamps(greaterThan)],
  ['TimestampGreaterThanEquals', ofTimestamps(greaterThanEquals)],
  ['TimestampLessThan', ofTimestamps(lessThan)],
  ['TimestampLessThanEquals', ofTimestamps(lessThanEquals)],
];

/** The operators without a `…Path` form. */
const otherOperators: readonly (readonly [string, Comparison])[] = [
  ['StringMatches', ofStrings((variable, pattern) => matchesWildcards(variable, pattern))],
  ['IsBoolean', ofType((variable) => typeof variable === 'boolean')],
  ['IsNull', ofType((variable) => variable === null)],
  ['IsNumeric', ofType((variable) => typeof variable === 'number')],
  ['IsPresent', (variable, value) => (variable !== undefined) === value],
  ['IsString', ofType((variable) => typeof variable === 'string')],
  ['IsTimestamp', ofType((variable) => typeof variable === 'string' && isTimestamp(variable))],
];

/** The operators of Choice rules that take a value, by name. */
export const compareOperators: ReadonlyMap<string, Comparison> = new Map([
  ...valueOperators,
  ...otherOperators,
]);

/** The operators of Choice rules that take a path to the value, by name. */
export const pathOperators: ReadonlyMap<string, Comparison> = new Map(
  valueOperators.map(([name, comparison]) => [`${name}Path`, comparison] as const),
);
