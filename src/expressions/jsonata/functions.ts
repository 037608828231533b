import { isArray, type JsonValue } from '../../base/json';
import type { Environment } from '../environment';
import { digest } from '../text/digest';
import { seededRandom } from '../text/seededRandom';
import { EvaluationLimit, memoryLimitMessage } from './limits';

/** A function that the service adds to JSONata: its signature and what it does in an environment. */
export interface AddedFunction {
  readonly signature: string;
  readonly apply: (environment: Environment, ...args: never[]) => unknown;
}

/** Most items that `$range` gives (the service's own bound). */
const longestRange = 360_145;

/** The functions that the service adds. */
export const addedFunctions: ReadonlyMap<string, AddedFunction> = new Map<string, AddedFunction>([
  ['partition', { signature: '<an:a>', apply: partition }],
  ['range', { signature: '<nnn?:a>', apply: range }],
  ['hash', { signature: '<s-s?:s>', apply: hash }],
  ['random', { signature: '<n?:n>', apply: random }],
  ['uuid', { signature: '<:s>', apply: (environment) => environment.uuid() }],
  ['parse', { signature: '<s-:x>', apply: parse }],
]);

/** Functions of JSONata that the service does not offer. */
export const removedFunctions: readonly string[] = ['eval'];

/** Splits an array into chunks; the last one holds what is left. Nothing without items or with a size below 1. */
function partition(
  _environment: Environment,
  array: readonly JsonValue[] | undefined,
  size: number | undefined,
): JsonValue | undefined {
  const length = Math.trunc(size ?? 0);
  if (!isArray(array) || array.length === 0 || !(length >= 1)) return undefined;
  const chunks: JsonValue[] = [];
  for (let at = 0; at < array.length; at += length) chunks.push(array.slice(at, at + length));
  return chunks;
}

/** The numbers from start to end, both included, a step apart. One alone is the number itself. */
function range(
  _environment: Environment,
  start: number | undefined,
  end: number | undefined,
  step: number | undefined,
): JsonValue | undefined {
  if (start === undefined || end === undefined || step === undefined) return undefined;
  const [first, last, stride] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)];
  if (stride === 0) return undefined;
  const count = Math.floor((last - first) / stride) + 1;
  if (!(count >= 1)) return undefined;
  if (count > longestRange) throw new EvaluationLimit(memoryLimitMessage);
  if (count === 1) return first;
  return Array.from({ length: count }, (_, at) => first + at * stride);
}

function hash(
  _environment: Environment,
  text: string | undefined,
  algorithm: string | undefined,
): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  const hex = digest(text, algorithm);
  if (hex === null) throw new Error(`Invalid hashing algorithm '${algorithm}'`);
  return hex;
}

function random(environment: Environment, seed: number | undefined): number {
  return seed === undefined ? environment.random() : seededRandom(Math.trunc(seed));
}

function parse(_environment: Environment, text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  return JSON.parse(text);
}
