import { isArray, isObject, type JsonValue } from '../../base/json';

/**
 * The functions that may end a path, as Jayway JsonPath defines them. The first argument is the value that the
 * path names; undefined is the answer where the function can't be applied.
 */
export const pathFunctions: Readonly<
  Record<string, (value: JsonValue, args: readonly JsonValue[]) => JsonValue | undefined>
> = {
  length: lengthOf,
  size: lengthOf,
  keys: (value) => (isObject(value) ? Object.keys(value) : undefined),
  min: (value, args) => aggregate(value, args, (numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  max: (value, args) => aggregate(value, args, (numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  sum: (value, args) => aggregate(value, args, sum),
  avg: (value, args) => aggregate(value, args, (numbers) => sum(numbers) / numbers.length),
  stddev: (value, args) => aggregate(value, args, standardDeviation),
  concat: (value, args) =>
    [...(isArray(value) ? value : []), ...args.flatMap((arg) => (isArray(arg) ? arg : [arg]))]
      .filter((item) => typeof item === 'string')
      .join(''),
  append: (value, args) => (isArray(value) ? [...value, ...args] : value),
  first: (value) => (isArray(value) ? value[0] : undefined),
  last: (value) => (isArray(value) ? value.at(-1) : undefined),
  index: (value, args) => (isArray(value) && typeof args[0] === 'number' ? value.at(args[0]) : undefined),
};

function lengthOf(value: JsonValue, args: readonly JsonValue[]): JsonValue | undefined {
  const measured = args.length > 0 ? args[0] : value;
  if (typeof measured === 'string' || isArray(measured)) return measured.length;
  return isObject(measured) ? Object.keys(measured).length : undefined;
}

function aggregate(
  value: JsonValue,
  args: readonly JsonValue[],
  compute: (numbers: readonly number[]) => number,
): number | undefined {
  const items = [...(isArray(value) ? value : []), ...args.flatMap((arg) => (isArray(arg) ? arg : [arg]))];
  const numbers = items.filter((item) => typeof item === 'number');
  return numbers.length === 0 ? undefined : compute(numbers);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Of the whole population. */
function standardDeviation(numbers: readonly number[]): number {
  const squares = sum(numbers.map((number) => number * number)) / numbers.length;
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(Math.max(0, squares - mean * mean));
}
