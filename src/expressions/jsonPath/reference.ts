import { isArray, isObject, type JsonValue, setOwn } from '../../base/json';
import { ExpressionError } from '../errors';
import { stringify } from '../stringify';
import type { JsonPath } from './index';

/**
 * A copy of `root` with `value` at a Reference Path; only what lies on the way is copied. Objects that are
 * missing on the way are made, and a way that leads through something that is no object replaces it. Fails with
 * States.ResultPathMatchFailure where the path asks for an array item that can't be.
 */
export function setAtReferencePath(root: JsonValue, path: JsonPath, value: JsonValue): JsonValue {
  const keys: (string | number)[] = [];
  for (const step of path.ast.steps) {
    if (step.kind === 'name') keys.push(step.name);
    else if (step.kind === 'index') keys.push(step.index);
  }
  return setAt(root, keys, 0, value, path.text, root);
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
