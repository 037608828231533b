import { isArray, isObject, type JsonValue, own } from './json';

/** A place in a JSON value: object keys and array indices from the root. */
export type Path = readonly (string | number)[];

/** The JSON pointer (RFC 6901) of a path; the root is the empty string. */
export function toPointer(path: Path): string {
  let pointer = '';
  for (const step of path) pointer += pointerStep(step);
  return pointer;
}

/** One more step of a pointer. */
export function pointerStep(step: string | number): string {
  const text = String(step);
  // Few have anything to escape.
  if (!text.includes('~') && !text.includes('/')) return `/${text}`;
  return `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The steps of a JSON pointer, all as strings: a pointer alone does not say whether `0` is an index or a key.
 * `valueAt` accepts them either way.
 */
export function fromPointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a path, or undefined where there is none. */
export function valueAt(root: JsonValue | undefined, path: Path): JsonValue | undefined {
  let value = root;
  for (const step of path) {
    if (isArray(value)) value = value[Number(step)];
    else if (isObject(value)) value = own(value, String(step));
    else return undefined;
  }
  return value;
}

export function pathsEqual(left: Path, right: Path): boolean {
  return left.length === right.length && left.every((step, at) => String(step) === String(right[at]));
}

/** Whether `path` is `ancestor` itself or lies below it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return path.length >= ancestor.length && ancestor.every((step, at) => String(step) === String(path[at]));
}
