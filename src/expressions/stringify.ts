import { isArray, isObject, type JsonValue } from '../base/json';

/** A value as compact JSON, as histories and causes show it. Numbers print by value: `1`, never `1.0`. */
export function stringify(value: JsonValue): string {
  return JSON.stringify(value) ?? 'null';
}

/** A value as Java's `toString` prints maps and lists: `{a=1, b=[x, y]}`. States.Format shows objects so. */
export function toJavaString(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(toJavaString).join(', ')}]`;
  if (isObject(value)) {
    return `{${Object.keys(value)
      .map((key) => `${key}=${toJavaString(value[key] ?? null)}`)
      .join(', ')}}`;
  }
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

/** A number as it stands in text: the shortest form that reads back as the same number. */
export function formatNumber(value: number): string {
  return JSON.stringify(value) ?? 'null';
}

/** The JSON type of a value in the words of causes. */
export function jsonTypeOf(value: JsonValue): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}
