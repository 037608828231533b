import { type JsonValue, setOwn } from '../../base/json';

/** What an evaluation gave is nothing that JSON can hold. */
export class UnsupportedResult extends Error {}

/** Nesting that a result may have. */
const maxResultDepth = 5000;

/**
 * The plain JSON of what JSONata gave: marks on its arrays are dropped, numbers that are not finite become their
 * names (`"Infinity"`, as the service writes them). Values that are plain already stay the same objects.
 * Throws `UnsupportedResult` for functions.
 */
export function toPlainJson(value: unknown, depth = 0): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) return String(value);
      return value === 0 ? 0 : value;
    case 'object':
      if (value === null) return null;
      if (depth > maxResultDepth) throw new UnsupportedResult('nested too deeply');
      return Array.isArray(value) ? plainArray(value, depth) : plainObject(value, depth);
    default:
      throw new UnsupportedResult(typeof value);
  }
}

function plainArray(array: readonly unknown[], depth: number): JsonValue {
  let copy: JsonValue[] | null = null;
  for (let at = 0; at < array.length; at++) {
    const item = array[at];
    const plain = item === undefined ? null : toPlainJson(item, depth + 1);
    if (copy) copy.push(plain);
    else if (plain !== item) copy = [...(array.slice(0, at) as JsonValue[]), plain];
  }
  if (copy) return copy;
  return isMarked(array) ? ([...array] as JsonValue[]) : (array as JsonValue);
}

/** Sequences and constructed arrays carry properties beside their items. */
function isMarked(array: readonly unknown[]): boolean {
  return (
    Object.hasOwn(array, 'sequence') ||
    Object.hasOwn(array, 'cons') ||
    Object.keys(array).length !== array.length
  );
}

function plainObject(object: object, depth: number): JsonValue {
  if ('_jsonata_function' in object || '_jsonata_lambda' in object) throw new UnsupportedResult('function');
  const source = object as Record<string, unknown>;
  const keys = Object.keys(source);
  // JSONata makes its objects without a prototype.
  let copy: Record<string, JsonValue> | null = Object.getPrototypeOf(object) === null ? {} : null;
  for (const [at, key] of keys.entries()) {
    const item = source[key];
    const plain = item === undefined ? undefined : toPlainJson(item, depth + 1);
    if (!copy && (plain !== item || plain === undefined)) copy = copyOf(source, keys.slice(0, at));
    if (copy && plain !== undefined) setOwn(copy, key, plain);
  }
  return copy ?? (object as JsonValue);
}

function copyOf(source: Record<string, unknown>, keys: readonly string[]): Record<string, JsonValue> {
  const copy: Record<string, JsonValue> = {};
  for (const key of keys) setOwn(copy, key, source[key] as JsonValue);
  return copy;
}
