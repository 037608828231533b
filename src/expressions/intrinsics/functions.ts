import { isArray, isObject, type JsonValue, jsonEqual, setOwn } from '../../base/json';
import type { Environment } from '../environment';
import { formatNumber, jsonTypeOf, stringify, toJavaString } from '../stringify';
import { decodeBase64, encodeBase64 } from '../text/base64';
import { digest } from '../text/digest';
import { seededRandom } from '../text/seededRandom';

/** A function can't be applied to its arguments. */
export class IntrinsicFault extends Error {}

type Implementation = (args: readonly JsonValue[], environment: Environment) => JsonValue;

/** Longest text that States.Base64Encode, States.Base64Decode and States.Hash accept, in characters. */
const longestText = 10_000;
/** Most items that States.ArrayRange gives. */
const longestRange = 1000;

export const intrinsicFunctions: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ['States.Array', (args) => [...args]],
  ['States.ArrayContains', (args) => arrayAt(args, 0).some((item) => jsonEqual(item, args[1]))],
  ['States.ArrayGetItem', getItem],
  ['States.ArrayLength', (args) => arrayAt(args, 0).length],
  ['States.ArrayPartition', partition],
  ['States.ArrayRange', range],
  ['States.ArrayUnique', (args) => unique(arrayAt(args, 0))],
  ['States.Base64Decode', base64Decode],
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

function fault(message: string): never {
  throw new IntrinsicFault(message);
}

const ordinals = ['first', 'second', 'third'];

function wrongType(at: number, expected: string, value: JsonValue | undefined): never {
  return fault(`The ${ordinals[at] ?? `${at + 1}th`} argument must be ${expected}, but was ${nameOf(value)}`);
}

function nameOf(value: JsonValue | undefined): string {
  const type = jsonTypeOf(value ?? null);
  return type === 'null' ? 'null' : `a value of type '${type}'`;
}

function arrayAt(args: readonly JsonValue[], at: number): readonly JsonValue[] {
  const value = args[at];
  return isArray(value) ? value : wrongType(at, 'an array', value);
}

function textAt(args: readonly JsonValue[], at: number): string {
  const value = args[at];
  return typeof value === 'string' ? value : wrongType(at, 'a string', value);
}

function shortTextAt(args: readonly JsonValue[], at: number): string {
  const text = textAt(args, at);
  if (text.length > longestText) fault(`The text is longer than ${longestText} characters`);
  return text;
}

/** Numbers are rounded to the nearest integer, halves upwards (recorded: 1.5 is 2, -1.5 is -1). */
function integerAt(args: readonly JsonValue[], at: number): number {
  const value = args[at];
  if (typeof value !== 'number') return wrongType(at, 'a number', value);
  const integer = Math.round(value);
  if (!Number.isSafeInteger(integer)) fault(`The number ${formatNumber(value)} is out of range`);
  return integer + 0;
}

function int32At(args: readonly JsonValue[], at: number): number {
  const value = integerAt(args, at);
  if (value < -2147483648 || value > 2147483647)
    fault(`The number ${value} is out of the range of an integer`);
  return value;
}

function getItem(args: readonly JsonValue[]): JsonValue {
  const array = arrayAt(args, 0);
  const index = integerAt(args, 1);
  const item = array[index];
  return item !== undefined
    ? item
    : fault(`Index ${index} is out of bounds for an array of ${array.length} items`);
}

function partition(args: readonly JsonValue[]): JsonValue {
  const array = arrayAt(args, 0);
  const size = integerAt(args, 1);
  if (size < 1) fault('The chunk size must be a positive integer');
  const chunks: JsonValue[] = [];
  for (let at = 0; at < array.length; at += size) chunks.push(array.slice(at, at + size));
  return chunks;
}

function range(args: readonly JsonValue[]): JsonValue {
  const [start, end, step] = [integerAt(args, 0), integerAt(args, 1), integerAt(args, 2)];
  if (step === 0) fault('The step must not be zero');
  const count = Math.floor((end - start) / step) + 1;
  if (count > longestRange) fault(`The range holds more than ${longestRange} items`);
  return Array.from({ length: Math.max(0, count) }, (_, at) => start + at * step);
}

function unique(array: readonly JsonValue[]): JsonValue {
  const primitives = new Set<JsonValue>();
  const composites = new Map<string, JsonValue[]>();
  return array.filter((item) => {
    if (typeof item !== 'object' || item === null) {
      if (primitives.has(item)) return false;
      primitives.add(item);
      return true;
    }
    const kind = isArray(item) ? `[${item.length}` : `{${Object.keys(item).sort().join()}`;
    const alike = composites.get(kind) ?? [];
    if (alike.some((other) => jsonEqual(other, item))) return false;
    alike.push(item);
    composites.set(kind, alike);
    return true;
  });
}

function base64Decode(args: readonly JsonValue[]): JsonValue {
  return decodeBase64(shortTextAt(args, 0)) ?? fault('The text is not Base64');
}

function hash(args: readonly JsonValue[]): JsonValue {
  // Any value can be hashed: what is no string is taken as its JSON.
  const value = args[0] ?? null;
  const text = typeof value === 'string' ? value : stringify(value);
  if (text.length > longestText) fault(`The text is longer than ${longestText} characters`);
  const algorithm = textAt(args, 1);
  return digest(text, algorithm) ?? fault(`There is no hashing algorithm '${algorithm}'`);
}

function jsonMerge(args: readonly JsonValue[]): JsonValue {
  const merged: Record<string, JsonValue> = {};
  for (const at of [0, 1]) {
    const value = args[at];
    if (!isObject(value)) return wrongType(at, 'an object', value);
    for (const key of Object.keys(value)) setOwn(merged, key, value[key] ?? null);
  }
  if (typeof args[2] !== 'boolean') return wrongType(2, 'a boolean', args[2]);
  if (args[2]) fault('Only shallow merging is supported: the third argument must be false');
  return merged;
}

function mathAdd(args: readonly JsonValue[]): JsonValue {
  const sum = int32At(args, 0) + int32At(args, 1);
  // 32-bit arithmetic wraps around.
  return sum | 0;
}

function mathRandom(args: readonly JsonValue[], environment: Environment): JsonValue {
  const [start, end] = [integerAt(args, 0), integerAt(args, 1)];
  if (start >= end) fault('The start must be less than the end');
  const seed = args.length > 2 ? integerAt(args, 2) : null;
  const random = seed === null ? environment.random() : seededRandom(seed);
  return start + Math.floor(random * (end - start));
}

function stringToJson(args: readonly JsonValue[]): JsonValue {
  const text = textAt(args, 0);
  // Blank text reads as null (recorded).
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return fault('The text is not JSON');
  }
}

/** Splits at every character of `separators`; what is empty between two of them is left out (recorded). */
function splitText(text: string, separators: string): JsonValue {
  const set = new Set(separators);
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (set.has(character)) {
      if (part !== '') parts.push(part);
      part = '';
    } else part += character;
  }
  if (part !== '') parts.push(part);
  return parts;
}

/** Fills the `{}` of a template; `\{`, `\}`, `\'` and `\\` stand for the characters themselves. */
export function format(template: string, values: readonly JsonValue[]): string {
  let text = '';
  let used = 0;
  for (let at = 0; at < template.length; at++) {
    const character = template[at];
    if (character === '\\' && at + 1 < template.length) {
      text += template[++at];
    } else if (character === '{') {
      if (template[at + 1] !== '}')
        fault("Invalid template in States.Format: matching '}' not found for '{'.");
      at++;
      const value = values[used++];
      if (value === undefined) break;
      text += toJavaString(value);
    } else if (character === '}') {
      fault("Invalid template in States.Format: matching '{' not found for '}'.");
    } else {
      text += character;
    }
  }
  if (used !== values.length) {
    fault('Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.');
  }
  return text;
}
