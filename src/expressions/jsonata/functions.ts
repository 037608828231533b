import type { Environment } from '../environment';
import { digest } from '../text/digest';
import { seededRandom } from '../text/seededRandom';
import { EvaluationLimit, memoryLimitMessage } from './limits';

/** A function that the service adds to JSONata. It is given the arguments of the call as they are. */
export type AddedFunction = (environment: Environment, args: readonly unknown[]) => unknown;

/** Most items that `$range` gives (measured). */
const longestRange = 360_145;

/** The functions that the service adds. What they do with odd arguments was measured. */
export const addedFunctions: ReadonlyMap<string, AddedFunction> = new Map<string, AddedFunction>([
  ['partition', partition],
  ['range', range],
  ['hash', hash],
  ['random', random],
  ['uuid', uuid],
  ['parse', parse],
]);

/** Functions of JSONata that the service does not offer. */
export const removedFunctions: readonly string[] = ['eval'];

/** An error of the kind that JSONata throws: the library puts the words for its code in. */
class CodedError extends Error {
  readonly code: string;
  readonly index: number | undefined;

  constructor(code: string, message: string, index?: number) {
    super(message);
    this.code = code;
    this.index = index;
  }
}

function wrongArgument(number: number): never {
  throw new CodedError('T0410', 'Argument does not match function signature', number);
}

function refuse(message: string): never {
  throw new CodedError('D3137', message);
}

function checkCount(args: readonly unknown[], most: number): void {
  if (args.length > most && args[most] !== undefined) wrongArgument(most + 1);
}

/** Fractions are cut off. */
function integer(args: readonly unknown[], at: number): number {
  const value = args[at];
  return typeof value === 'number' ? Math.trunc(value) : wrongArgument(at + 1);
}

/** Splits an array into chunks, the last one holding what is left. Nothing of an empty array, or into none. */
function partition(_environment: Environment, args: readonly unknown[]): unknown {
  checkCount(args, 2);
  const [array, size] = args;
  if (array === undefined) return undefined;
  if (!Array.isArray(array)) throw new CodedError('T0412', 'Argument must be an array', 1);
  if (array.length === 0) return undefined;
  if (size === undefined) return [[...array]];
  const length = integer(args, 1);
  if (length < 0) refuse('Second argument must be zero or greater');
  if (length === 0) return undefined;
  const chunks: unknown[][] = [];
  for (let at = 0; at < array.length; at += length) chunks.push(array.slice(at, at + length));
  return chunks;
}

/** The numbers from start to end, both included, a step apart. One alone is the number itself. */
function range(_environment: Environment, args: readonly unknown[]): unknown {
  checkCount(args, 3);
  const [start, end] = [integer(args, 0), integer(args, 1)];
  if (args[2] === undefined) return undefined;
  const step = integer(args, 2);
  if (step === 0) return undefined;
  const count = Math.floor((end - start) / step) + 1;
  if (!(count >= 1)) return undefined;
  if (count > longestRange) throw new EvaluationLimit(memoryLimitMessage);
  return count === 1 ? start : Array.from({ length: count }, (_, at) => start + at * step);
}

function hash(_environment: Environment, args: readonly unknown[]): unknown {
  checkCount(args, 2);
  const [text, algorithm] = args;
  if (typeof text !== 'string') return wrongArgument(1);
  if (algorithm === undefined) return undefined;
  if (typeof algorithm !== 'string') return wrongArgument(2);
  return (
    digest(text, algorithm) ??
    refuse(`Hash algorithm '${algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`)
  );
}

function random(environment: Environment, args: readonly unknown[]): unknown {
  checkCount(args, 1);
  return args[0] === undefined ? environment.random() : seededRandom(integer(args, 0));
}

function uuid(environment: Environment, args: readonly unknown[]): unknown {
  checkCount(args, 0);
  return environment.uuid();
}

function parse(_environment: Environment, args: readonly unknown[]): unknown {
  checkCount(args, 1);
  const [text] = args;
  if (text === undefined) return undefined;
  if (typeof text !== 'string') return wrongArgument(1);
  try {
    return JSON.parse(text);
  } catch {
    return refuse('Invalid JSON');
  }
}
