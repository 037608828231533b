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
  min: notFound,
  max: notFound,
  sum: notFound,
  avg: notFound,
  stddev: notFound,
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

/**
 * The numeric functions never find a number in the service's data model: `$.jobs.sum()` is accepted when a state
 * machine is created, and fails as a path that names nothing when it runs (measured).
 */
function notFound(): undefined {
  return undefined;
}
