import { isArray, type JsonValue } from '../base/json';

/** The most bytes that an input, output or result may have as UTF-8 JSON (256 KiB). */
export const payloadLimit = 262_144;

/** Sizes of big values by identity: they are never mutated, and are passed from state to state. */
const known = new WeakMap<object, number>();

/** Bytes of a value printed as compact JSON in UTF-8. */
export function jsonSize(value: JsonValue): number {
  if (typeof value === 'string') return stringSize(value);
  if (typeof value === 'number') return String(value).length;
  if (value === null || value === true) return 4;
  if (value === false) return 5;
  const cached = known.get(value);
  if (cached !== undefined) return cached;
  let size = 2;
  let count = 0;
  if (isArray(value)) {
    for (const item of value) size += jsonSize(item);
    count = value.length;
  } else {
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      size += stringSize(key) + 1 + jsonSize(value[key] as JsonValue);
      count += 1;
    }
  }
  if (count > 1) size += count - 1;
  if (size > 512) known.set(value, size);
  return size;
}

function stringSize(text: string): number {
  let size = text.length + 2;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      if (code === 0x22 || code === 0x5c) size += 1;
      else if (code < 0x20)
        size += code === 8 || code === 9 || code === 10 || code === 12 || code === 13 ? 1 : 5;
    } else if (code < 0x800) size += 1;
    else if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
      size += 2;
      at += 1;
    } else size += 2;
  }
  return size;
}
