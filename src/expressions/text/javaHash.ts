import { isArray, isObject, type JsonValue } from '../../base/json';

/**
 * The order in which a `HashSet` of the service's runtime gives its members. States.ArrayUnique collects into
 * one, so `[3, 1, 2]` comes out as `[1, 2, 3]` and `[true, false]` as `[false, true]` (measured). `members` are
 * distinct, in the order of their first occurrence.
 */
export function inHashOrder(members: readonly JsonValue[]): JsonValue[] {
  let capacity = 16;
  while (members.length > capacity * 0.75) capacity *= 2;
  return members
    .map((member) => ({ member, bucket: bucketOf(hashOf(member), capacity) }))
    .sort((left, right) => left.bucket - right.bucket)
    .map(({ member }) => member);
}

function bucketOf(hash: number, capacity: number): number {
  return (hash ^ (hash >>> 16)) & (capacity - 1);
}

/** `hashCode` of the value as a Java object, a 32-bit integer. */
export function hashOf(value: JsonValue): number {
  if (value === null) return 0;
  if (typeof value === 'string') return hashOfText(value);
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (typeof value === 'number') return hashOfNumber(value);
  if (isArray(value))
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + hashOf(item)) | 0, 1);
  if (!isObject(value)) return 0;
  return Object.keys(value).reduce(
    (hash, key) => (hash + (hashOfText(key) ^ hashOf(value[key] ?? null))) | 0,
    0,
  );
}

function hashOfText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

const bytes = new DataView(new ArrayBuffer(8));

function hashOfNumber(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value | 0;
  if (Number.isSafeInteger(value)) bytes.setBigInt64(0, BigInt(value));
  else bytes.setFloat64(0, value);
  return bytes.getInt32(0) ^ bytes.getInt32(4);
}
