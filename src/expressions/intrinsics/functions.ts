import { isArray, isObject, type JsonValue, jsonEqual, setOwn } from '../../base/json';
import type { Environment } from '../environment';
import { stringify } from '../stringify';
import { decodeBase64, encodeBase64 } from '../text/base64';
import { digest } from '../text/digest';
import { inHashOrder } from '../text/javaHash';
import { seededInteger } from '../text/seededRandom';
import { IntrinsicFault, invalidArguments } from './fault';
import { format } from './format';

type Implementation = (args: readonly JsonValue[], environment: Environment) => JsonValue;

/** Longest text that States.Base64Encode, States.Base64Decode and States.Hash accept, in characters. */
const longestText = 10_000;
/** Most items that States.ArrayRange gives. */
const longestRange = 1000;

/**
 * The intrinsic functions. Where the service's documentation and what was measured of it differ, the measured
 * behaviour is followed. Arguments that a function can't use raise `IntrinsicFault`.
 */
export const intrinsicFunctions: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ['States.Array', (args) => [...args]],
  ['States.ArrayContains', contains],
  ['States.ArrayGetItem', getItem],
  ['States.ArrayLength', (args) => arrayAt(args, 0).length],
  ['States.ArrayPartition', partition],
  ['States.ArrayRange', range],
  ['States.ArrayUnique', (args) => inHashOrder(distinct(arrayAt(args, 0)))],
  ['States.Base64Decode', (args) => decodeBase64(shortTextAt(args, 0))],
  ['States.Base64Encode', (args) => encodeBase64(shortTextAt(args, 0))],
  ['States.Format', (args) => format(textAt(args, 0), args.slice(1))],
  ['States.Hash', hash],
  ['States.JsonMerge', jsonMerge],
  ['States.JsonToString', (args) => stringify(args[0] ?? null)],
  ['States.MathAdd', mathAdd],
  ['States.MathRandom', mathRandom],
  ['States.StringSplit', (args) => splitText(textAt(args, 0), textAt(args, 1))],
  ['States.StringToJson', stringToJson],
  ['States.UUID', (_args, environment) => environment.uuid()],
]);

function arrayAt(args: readonly JsonValue[], at: number): readonly JsonValue[] {
  const value = args[at];
  return isArray(value) ? value : invalidArguments();
}

function textAt(args: readonly JsonValue[], at: number): string {
  const value = args[at];
  return typeof value === 'string' ? value : invalidArguments();
}

function shortTextAt(args: readonly JsonValue[], at: number): string {
  const text = textAt(args, at);
  return text.length <= longestText ? text : invalidArguments();
}

/** An integer of 32 bits; fractions are cut off. */
function integerAt(args: readonly JsonValue[], at: number): number {
  return int32(args[at], Math.trunc);
}

function int32(value: JsonValue | undefined, toInteger: (value: number) => number): number {
  if (typeof value !== 'number') return invalidArguments();
  const integer = toInteger(value);
  // The sum takes the sign off a zero.
  return integer >= -2147483648 && integer <= 2147483647 ? integer + 0 : invalidArguments();
}

/** Members are compared by their text: `true` is in `["true"]`, and the order of keys matters (measured). */
function contains(args: readonly JsonValue[]): JsonValue {
  const array = arrayAt(args, 0);
  const sought = comparable(args[1] ?? null);
  return array.some((item) => comparable(item) === sought);
}

function comparable(value: JsonValue): string {
  return typeof value === 'string' ? value : stringify(value);
}

function getItem(args: readonly JsonValue[]): JsonValue {
  const array = arrayAt(args, 0);
  const index = integerAt(args, 1);
  // Nothing can be got out of an empty array, which is no failure (measured).
  if (array.length === 0) return null;
  return array[index] ?? (index >= 0 && index < array.length ? null : invalidArguments());
}

function partition(args: readonly JsonValue[]): JsonValue {
  const array = arrayAt(args, 0);
  const size = integerAt(args, 1);
  if (size < 1) return invalidArguments();
  const chunks: JsonValue[] = [];
  for (let at = 0; at < array.length; at += size) chunks.push(array.slice(at, at + size));
  return chunks;
}

function range(args: readonly JsonValue[]): JsonValue {
  const [start, end, step] = [integerAt(args, 0), integerAt(args, 1), integerAt(args, 2)];
  if (step === 0) return invalidArguments();
  const count = Math.max(0, Math.floor((end - start) / step) + 1);
  if (count > longestRange) return invalidArguments();
  return Array.from({ length: count }, (_, at) => start + at * step);
}

/** The members without those that equal an earlier one. */
function distinct(array: readonly JsonValue[]): JsonValue[] {
  const primitives = new Set<JsonValue>();
  const composites = new Map<string, JsonValue[]>();
  return array.filter((item) => {
    if (typeof item !== 'object' || item === null) {
      if (primitives.has(item)) return false;
      primitives.add(item);
      return true;
    }
    // Only members of the same shape need to be compared with one another.
    const shape = isArray(item)
      ? `[${item.length}:${stringify(item[0] ?? null)}`
      : Object.keys(item).sort().join();
    const alike = composites.get(shape) ?? [];
    if (alike.some((other) => jsonEqual(other, item))) return false;
    alike.push(item);
    composites.set(shape, alike);
    return true;
  });
}

/** Any value can be hashed: what is no string is taken as its JSON (measured). */
function hash(args: readonly JsonValue[]): JsonValue {
  const text = comparable(args[0] ?? null);
  if (text.length > longestText) return invalidArguments();
  return digest(text, textAt(args, 1)) ?? invalidArguments();
}

/** Shallow; only `true` as the third argument, which would ask for a deep merge, is refused. */
function jsonMerge(args: readonly JsonValue[]): JsonValue {
  const merged: Record<string, JsonValue> = {};
  for (const at of [0, 1]) {
    const value = args[at];
    if (!isObject(value)) return invalidArguments();
    for (const key of Object.keys(value)) setOwn(merged, key, value[key] ?? null);
  }
  return args[2] === true ? invalidArguments() : merged;
}

/** Halves are rounded upwards (recorded: 1.5 is 2, -1.5 is -1). A sum beyond 32 bits fails. */
function mathAdd(args: readonly JsonValue[]): JsonValue {
  return int32(int32(args[0], Math.round) + int32(args[1], Math.round), Math.round);
}

function mathRandom(args: readonly JsonValue[], environment: Environment): JsonValue {
  const [start, end] = [integerAt(args, 0), integerAt(args, 1)];
  if (start >= end) return invalidArguments();
  const span = end - start;
  if (args.length === 2 || span > 0x7fffffff) return start + Math.floor(environment.random() * span);
  return start + seededInteger(integerAt(args, 2), span);
}

function stringToJson(args: readonly JsonValue[]): JsonValue {
  const text = textAt(args, 0);
  // Blank text reads as null (recorded).
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new IntrinsicFault(null);
  }
}

/** Splits at every character of `separators`; what is empty between two of them is left out (recorded). */
function splitText(text: string, separators: string): JsonValue {
  const set = new Set(separators);
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  for (const character of text) {
    if (set.has(character)) {
      if (at > start) parts.push(text.slice(start, at));
      start = at + character.length;
    }
    at += character.length;
  }
  if (at > start) parts.push(text.slice(start));
  return parts;
}
