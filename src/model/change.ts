import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  objectOf,
  own,
} from '../base/json';
import { isWithin, type Path, pathsEqual, toPointer, valueAt } from '../base/pointer';

/**
 * A change of a definition as data: path operations, applied in order, each seeing the result of the ones before.
 * Paths are within the definition. `language/edits` turns them into the smallest text edits.
 */
export type PathOp =
  /** Sets the value at a path. A new object key goes last, or before the key `before`. */
  | { readonly op: 'set'; readonly path: Path; readonly value: JsonValue; readonly before?: string }
  /** Inserts an array item so that it gets the index at the end of the path (its length appends). */
  | { readonly op: 'insert'; readonly path: Path; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: Path }
  /** Renames an object key in place: order, value and comments stay. */
  | { readonly op: 'rename'; readonly path: Path; readonly to: string }
  /** Moves an array item to another index of the same array, or an object key before another key (null: last). */
  | { readonly op: 'move'; readonly path: Path; readonly to: number | string | null };

export interface Change {
  /** What it does, for the undo menu: `Add Wait`. Sentence case, no full stop. */
  readonly label: string;
  readonly ops: readonly PathOp[];
  /** Pointer of the state to select afterwards; absent leaves the selection. */
  readonly select?: string;
}

/** A command's answer: a change, or why it can't be done, in a sentence for the user. */
export type CommandResult =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly reason: string };

/** Where a change came from. A pane ignores what it sent itself. */
export type Origin = 'canvas' | 'inspector' | 'text' | 'problems' | 'history' | 'load';

/**
 * How a change enters the undo history: as a new step, joined to the last step when that has the same `key` (typing
 * in a field), or collected under the open gesture mark.
 */
export type UndoPolicy =
  | { readonly kind: 'step' }
  | { readonly kind: 'join'; readonly key: string }
  | { readonly kind: 'gesture' };

/** A path operation does not fit the value it is applied to: the model has moved on, or the command is wrong. */
export class ChangeError extends Error {
  override name = 'ChangeError';
}

/**
 * The value after the operations; the parts they don't touch are the same objects.
 * Keys that look like array indices stand where JavaScript puts them, in the text they stand where they were put.
 * @throws ChangeError when an operation's place does not exist.
 */
export function applyOps(value: JsonValue, ops: readonly PathOp[]): JsonValue {
  return ops.reduce(applyOp, value);
}

/** The operations that undo `ops`, to be applied to `applyOps(value, ops)`. */
export function invertOps(value: JsonValue, ops: readonly PathOp[]): PathOp[] {
  const inverse: PathOp[][] = [];
  let at = value;
  for (const op of ops) {
    inverse.unshift(invertOp(at, op));
    at = applyOp(at, op);
  }
  return inverse.flat();
}

/** The same change with fewer operations: a value set and set again, or under a place set later, is set once. */
export function squash(ops: readonly PathOp[]): PathOp[] {
  const result: PathOp[] = [];
  for (const op of ops) {
    let next = op;
    while (next.op === 'set') {
      const last = result.at(-1);
      if (last?.op !== 'set' || !isWithin(last.path, next.path)) break;
      result.pop();
      // The first one says where a new key goes.
      const same = pathsEqual(last.path, next.path);
      if (same) next = last.before === undefined ? withoutBefore(next) : { ...next, before: last.before };
    }
    result.push(next);
  }
  return result;
}

function withoutBefore(op: PathOp & { op: 'set' }): PathOp {
  return { op: 'set', path: op.path, value: op.value };
}

function applyOp(value: JsonValue, op: PathOp): JsonValue {
  const [last] = op.path.slice(-1);
  if (last === undefined) {
    if (op.op === 'set') return op.value;
    throw new ChangeError(`${op.op} needs a place inside the definition`);
  }
  return within(value, op.path.slice(0, -1), (container) => {
    if (isArray(container)) return applyToArray(container, Number(last), op);
    if (isObject(container)) return applyToObject(container, String(last), op);
    throw missing(op);
  });
}

/** The value with the part at a path replaced by what `change` makes of it. */
function within(value: JsonValue, path: Path, change: (part: JsonValue) => JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (isArray(value)) {
    const index = Number(step);
    const part = value[index];
    if (part === undefined) throw new ChangeError(`There is nothing at ${toPointer(path)}`);
    return value.with(index, within(part, rest, change));
  }
  const part = isObject(value) ? own(value, String(step)) : undefined;
  if (!isObject(value) || part === undefined) throw new ChangeError(`There is nothing at ${toPointer(path)}`);
  return replaceKey(value, String(step), within(part, rest, change));
}

function applyToArray(array: JsonArray, index: number, op: PathOp): JsonArray {
  const exists = Number.isInteger(index) && index >= 0 && index < array.length;
  switch (op.op) {
    case 'set':
      if (!exists && index !== array.length) throw missing(op);
      return exists ? array.with(index, op.value) : [...array, op.value];
    case 'insert':
      if (!Number.isInteger(index) || index < 0 || index > array.length) throw missing(op);
      return array.toSpliced(index, 0, op.value);
    case 'remove':
      if (!exists) throw missing(op);
      return array.toSpliced(index, 1);
    case 'move': {
      const to = op.to === null ? array.length - 1 : Number(op.to);
      const item = array[index];
      if (!exists || item === undefined || !(to >= 0 && to < array.length)) throw missing(op);
      return array.toSpliced(index, 1).toSpliced(to, 0, item);
    }
    default:
      throw missing(op);
  }
}

function applyToObject(object: JsonObject, key: string, op: PathOp): JsonObject {
  const exists = Object.hasOwn(object, key);
  switch (op.op) {
    case 'set':
      return exists ? replaceKey(object, key, op.value) : insertKey(object, key, op.value, op.before ?? null);
    case 'remove':
      if (!exists) throw missing(op);
      return objectOf(Object.entries(object).filter(([each]) => each !== key));
    case 'rename':
      if (!exists || (op.to !== key && Object.hasOwn(object, op.to))) throw missing(op);
      return objectOf(Object.entries(object).map(([each, value]) => [each === key ? op.to : each, value]));
    case 'move': {
      const value = own(object, key);
      if (value === undefined || op.to === key) throw missing(op);
      const rest = objectOf(Object.entries(object).filter(([each]) => each !== key));
      return insertKey(rest, key, value, op.to === null ? null : String(op.to));
    }
    default:
      throw missing(op);
  }
}

function replaceKey(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return objectOf(Object.entries(object).map(([each, old]) => [each, each === key ? value : old]));
}

function insertKey(object: JsonObject, key: string, value: JsonValue, before: string | null): JsonObject {
  const entries = Object.entries(object);
  const at = before === null ? -1 : entries.findIndex(([each]) => each === before);
  return objectOf(entries.toSpliced(at < 0 ? entries.length : at, 0, [key, value]));
}

function invertOp(value: JsonValue, op: PathOp): PathOp[] {
  const parentPath = op.path.slice(0, -1);
  const last = op.path.at(-1);
  const old = valueAt(value, op.path);
  const parent = valueAt(value, parentPath);
  const at = (step: string | number): Path => [...parentPath, step];
  if (last === undefined) return [{ op: 'set', path: [], value }];
  const next = isObject(parent) ? keyAfter(parent, String(last)) : null;
  switch (op.op) {
    case 'set':
      return [old === undefined ? { op: 'remove', path: op.path } : { op: 'set', path: op.path, value: old }];
    case 'insert':
      return [{ op: 'remove', path: op.path }];
    case 'remove':
      if (old === undefined) throw missing(op);
      if (isArray(parent)) return [{ op: 'insert', path: op.path, value: old }];
      return [{ op: 'set', path: op.path, value: old, ...(next === null ? {} : { before: next }) }];
    case 'rename': {
      const back: PathOp = { op: 'rename', path: at(op.to), to: String(last) };
      return isIndexLike(op.to) ? [back, { op: 'move', path: op.path, to: next }] : [back];
    }
    case 'move':
      if (!isArray(parent)) return [{ op: 'move', path: op.path, to: next }];
      return [{ op: 'move', path: at(op.to === null ? parent.length - 1 : Number(op.to)), to: Number(last) }];
  }
}

function keyAfter(object: JsonObject, key: string): string | null {
  const keys = Object.keys(object);
  return keys[keys.indexOf(key) + 1] ?? null;
}

/** JavaScript orders such keys by number, whatever the order of adding. */
const isIndexLike = (key: string): boolean => /^(0|[1-9]\d*)$/.test(key);

function missing(op: PathOp): ChangeError {
  return new ChangeError(`${op.op} does not fit at ${toPointer(op.path)}`);
}
