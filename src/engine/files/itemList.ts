import { isObject, type JsonObject, type JsonValue, objectOf } from '../../base/json';
import { type CsvRecords, readFields } from './csv';
import { Offsets } from './offsets';

/**
 * The items of a Map. An array is one; items of files are read out of the file's bytes when they are asked for, so
 * that a Map over a big file costs what the file has, not many times as much.
 */
export interface ItemList {
  readonly length: number;
  at(index: number): JsonValue | undefined;
}

const decoder = new TextDecoder();

/** JSON values, a line each; blank lines are none. */
export class JsonLines implements ItemList {
  readonly #starts = new Offsets();
  readonly #ends = new Offsets();

  constructor(private readonly bytes: Uint8Array) {
    let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (start < bytes.length) {
      const found = bytes.indexOf(0x0a, start);
      const end = found < 0 ? bytes.length : found;
      if (!isBlank(bytes, start, end)) {
        this.#starts.push(start);
        this.#ends.push(end);
      }
      start = end + 1;
    }
  }

  get length(): number {
    return this.#starts.length;
  }

  /** Throws SyntaxError where a line is no JSON. */
  at(index: number): JsonValue | undefined {
    if (index >= this.length) return undefined;
    const text = decoder.decode(this.bytes.subarray(this.#starts.at(index), this.#ends.at(index)));
    return JSON.parse(text) as JsonValue;
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}

/** Rows of a text delimited file as objects of texts: what a row lacks is empty, what it has too much is left out. */
export class CsvItems implements ItemList {
  constructor(
    private readonly records: CsvRecords,
    private readonly headers: readonly string[],
    private readonly skip: number,
  ) {}

  get length(): number {
    return Math.max(0, this.records.length - this.skip);
  }

  at(index: number): JsonObject | undefined {
    const text = this.records.at(index + this.skip);
    if (text === undefined) return undefined;
    const fields = readFields(text, this.records.delimiter);
    return objectOf(this.headers.map((header, at) => [header, fields[at] ?? ''] as const));
  }
}

/** Several lists one after the other. */
export class JoinedItems implements ItemList {
  readonly #starts: readonly number[];
  readonly length: number;

  constructor(private readonly lists: readonly ItemList[]) {
    let length = 0;
    this.#starts = lists.map((list) => {
      const start = length;
      length += list.length;
      return start;
    });
    this.length = length;
  }

  at(index: number): JsonValue | undefined {
    const list = this.listOf(index);
    return this.lists[list]?.at(index - (this.#starts[list] ?? 0));
  }

  /** Number of the list that an item is in. */
  listOf(index: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] as number) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The first items of a list. */
export function firstItems(items: ItemList, count: number): ItemList {
  if (items.length <= count) return items;
  return { length: count, at: (index) => (index < count ? items.at(index) : undefined) };
}

/** Entries of an object as items: `{"Key": …, "Value": …}`. */
export function entriesOf(value: JsonValue): { items: JsonObject[]; keys: string[] } | null {
  if (!isObject(value)) return null;
  const keys = Object.keys(value);
  return { items: keys.map((key) => ({ Key: key, Value: value[key] as JsonValue })), keys };
}
