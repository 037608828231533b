import { isArray, isObject, type JsonValue, jsonEqual } from '../base/json';

/** A line of data held against what it was before. */
export interface DiffRow {
  readonly depth: number;
  readonly text: string;
  /** Added or changed, dropped, or as it was. */
  readonly mark: '+' | '-' | ' ';
}

export interface DataDiff {
  readonly rows: readonly DiffRow[];
  /** Entries of objects that are there no more, at any depth. */
  readonly dropped: number;
  readonly changed: boolean;
}

/** Rows beyond this are not made: nobody reads them, and the whole can be copied. */
const rowLimit = 400;
const depthLimit = 60;

/**
 * The lines of a value, marked where they are not what they were. `brief`: what is as it was stands on one line each
 * (`"order": {…3}`) and what was dropped is only counted; otherwise every line of both is there.
 */
export function diffRows(before: JsonValue | undefined, after: JsonValue, brief: boolean): DataDiff {
  const diff = new Diff(brief);
  diff.value('', before, after, 0, '');
  return { rows: diff.rows, dropped: diff.dropped, changed: !jsonEqual(before, after) };
}

class Diff {
  readonly rows: DiffRow[] = [];
  dropped = 0;

  constructor(readonly brief: boolean) {}

  value(head: string, before: JsonValue | undefined, after: JsonValue, depth: number, tail: string): void {
    if (jsonEqual(before, after)) {
      if (this.brief && depth > 0) this.#row(depth, `${head}${short(after)}${tail}`, ' ');
      else this.#whole(head, after, depth, tail, ' ');
      return;
    }
    const objects = isObject(before) && isObject(after);
    if (!objects || depth > depthLimit || Object.keys(after).length === 0) {
      if (before !== undefined) this.#gone(head, before, depth, isObject(before) && isObject(after));
      this.#whole(head, after, depth, tail, '+');
      return;
    }
    this.#row(depth, `${head}{`, ' ');
    const keys = Object.keys(after);
    keys.forEach((key, at) => {
      const old = Object.hasOwn(before, key) ? before[key] : undefined;
      const comma = at < keys.length - 1 ? ',' : '';
      this.value(`${JSON.stringify(key)}: `, old, after[key] as JsonValue, depth + 1, comma);
    });
    for (const [key, value] of Object.entries(before)) {
      if (!Object.hasOwn(after, key)) this.#gone(`${JSON.stringify(key)}: `, value, depth + 1, true);
    }
    this.#row(depth, `}${tail}`, ' ');
  }

  /** What is there no more. */
  #gone(head: string, value: JsonValue, depth: number, counts: boolean): void {
    if (counts) this.dropped += 1;
    if (!this.brief) this.#whole(head, value, depth, '', '-');
  }

  /** All of a value; in brief down to so many levels. */
  #whole(
    head: string,
    value: JsonValue,
    depth: number,
    tail: string,
    mark: DiffRow['mark'],
    levels = mark === ' ' ? 1 : 2,
  ): void {
    const entries: [string, JsonValue][] = isArray(value)
      ? value.map((item) => ['', item])
      : isObject(value)
        ? Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, item])
        : [];
    if (entries.length === 0 || depth > depthLimit) {
      this.#row(depth, `${head}${entries.length === 0 ? JSON.stringify(value) : short(value)}${tail}`, mark);
      return;
    }
    const line = this.brief ? oneLine(value) : null;
    if (line !== null || (this.brief && levels <= 0)) {
      this.#row(depth, `${head}${line ?? short(value)}${tail}`, mark);
      return;
    }
    const [open, close] = isArray(value) ? ['[', ']'] : ['{', '}'];
    this.#row(depth, `${head}${open}`, mark);
    entries.forEach(([name, item], at) => {
      if (this.rows.length <= rowLimit)
        this.#whole(name, item, depth + 1, at < entries.length - 1 ? ',' : '', mark, levels - 1);
    });
    this.#row(depth, `${close}${tail}`, mark);
  }

  #row(depth: number, text: string, mark: DiffRow['mark']): void {
    if (this.rows.length < rowLimit) this.rows.push({ depth, text, mark });
    else if (this.rows.length === rowLimit) this.rows.push({ depth: 0, text: '…', mark: ' ' });
  }
}

/** A small value whole on one line: `{ "sku": "LMP-101", "qty": 1 }`; null when it is too long for that. */
function oneLine(value: JsonValue): string | null {
  if (sizeOf(value, 0) > 12) return null;
  const text = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  return text.length <= 60 ? text : null;
}

/** Number of values in a value, counted no further than is asked for here. */
function sizeOf(value: JsonValue, before: number): number {
  if (typeof value !== 'object' || value === null) return before + 1;
  let size = before + 1;
  for (const item of Object.values(value)) {
    if (size > 12) break;
    size = sizeOf(item, size);
  }
  return size;
}

/** A value on one line: a scalar as it is, `{…3}`, `[…5]`. */
export function short(value: JsonValue): string {
  if (isArray(value)) return value.length === 0 ? '[]' : `[…${value.length}]`;
  if (isObject(value)) {
    const { length } = Object.keys(value);
    return length === 0 ? '{}' : `{…${length}}`;
  }
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** How much a value holds: `3 keys`, `5 items`, or nothing for a scalar. */
export function sizeWords(value: JsonValue): string {
  if (isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (!isObject(value)) return '';
  const { length } = Object.keys(value);
  return length === 1 ? '1 key' : `${length} keys`;
}
