import { isArray, isObject, type JsonValue, setOwn } from '../../base/json';
import { ExpressionError } from '../errors';
import { stringify } from '../stringify';
import type { JsonPath } from './index';

/**
 * A copy of `root` with `value` at a Reference Path; only what lies on the way is copied. Objects that are
 * missing on the way are made. Fails with States.ResultPathMatchFailure where the way leads through something that is
 * no object, or the path asks for an array item that is not there.
 */
export function setAtReferencePath(root: JsonValue, path: JsonPath, value: JsonValue): JsonValue {
  return setAt(root, keysOf(path), 0, value, path.text, root);
}

/** The keys of paths that were used before; paths are immutable. */
const known = new WeakMap<JsonPath, readonly (string | number)[]>();

function keysOf(path: JsonPath): readonly (string | number)[] {
  let keys = known.get(path);
  if (!keys) {
    keys = path.ast.steps.flatMap((step): (string | number)[] =>
      step.kind === 'name' ? [step.name] : step.kind === 'index' ? [step.index] : [],
    );
    known.set(path, keys);
  }
  return keys;
}

function setAt(
  node: JsonValue | undefined,
  keys: readonly (string | number)[],
  at: number,
  value: JsonValue,
  text: string,
  root: JsonValue,
): JsonValue {
  const key = keys[at];
  if (key === undefined) return value;
  if (typeof key === 'number') {
    if (!isArray(node) || key >= node.length) throw mismatch(text, root);
    const copy = [...node];
    copy[key] = setAt(node[key], keys, at + 1, value, text, root);
    return copy;
  }
  if (node !== undefined && !isObject(node)) throw mismatch(text, root);
  const copy: Record<string, JsonValue> = {};
  if (node) for (const name of Object.keys(node)) setOwn(copy, name, node[name] as JsonValue);
  const child = node && Object.hasOwn(node, key) ? node[key] : undefined;
  setOwn(copy, key, setAt(child, keys, at + 1, value, text, root));
  return copy;
}

function mismatch(text: string, input: JsonValue): ExpressionError {
  return new ExpressionError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${text} to input ${stringify(input)}`,
  );
}
