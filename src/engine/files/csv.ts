import { Offsets } from './offsets';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const backslash = 0x5c;

/**
 * The records of a text delimited file, found in its bytes without reading their fields. Quoted fields may hold
 * delimiters and line ends. Blank lines are no records; a line of blanks is one.
 */
export class CsvRecords {
  readonly #starts = new Offsets();
  readonly #ends = new Offsets();
  readonly #decoder = new TextDecoder();

  /** `delimiter`: one ASCII character. */
  constructor(
    private readonly bytes: Uint8Array,
    readonly delimiter: string,
  ) {
    const separator = delimiter.charCodeAt(0);
    let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (start < bytes.length) {
      const end = endOfRecord(bytes, start, separator);
      if (end > start) {
        this.#starts.push(start);
        this.#ends.push(end);
      }
      start = bytes[end] === carriageReturn && bytes[end + 1] === lineFeed ? end + 2 : end + 1;
    }
  }

  get length(): number {
    return this.#starts.length;
  }

  /** The text of a record. */
  at(index: number): string | undefined {
    if (index >= this.length) return undefined;
    return this.#decoder.decode(this.bytes.subarray(this.#starts.at(index), this.#ends.at(index)));
  }
}

/** Where the record that begins at `start` ends: at a line end outside of quotes. */
function endOfRecord(bytes: Uint8Array, start: number, separator: number): number {
  let at = start;
  let fieldStarts = true;
  let quoted = false;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === backslash) {
      // Only before these does a backslash change what they mean.
      const next = bytes[at + 1];
      if (next === quote || next === backslash || next === separator) at += 1;
    } else if (quoted) {
      if (byte === quote && bytes[at + 1] === quote) at += 1;
      else if (byte === quote) quoted = false;
    } else if (byte === lineFeed || byte === carriageReturn) return at;
    else if (byte === quote && fieldStarts) quoted = true;
    fieldStarts = !quoted && byte === separator;
  }
  return at;
}

/**
 * The fields of a record, as Step Functions reads them (example-csv-parse-dist-map.html): doubled quotes are one, also
 * outside of quotes; a backslash lets quotes, backslashes and delimiters stand for themselves, and is left out before
 * anything else.
 */
export function readFields(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = readField(record, at, delimiter);
    fields.push(field.value);
    if (field.end >= record.length) return fields;
    at = field.end + 1;
  }
}

function readField(record: string, start: number, delimiter: string): { value: string; end: number } {
  let quoted = record[start] === '"';
  let value = '';
  let at = quoted ? start + 1 : start;
  while (at < record.length) {
    const char = record[at] as string;
    const next = record[at + 1];
    if (char === '\\') {
      const escapes = next === '\\' || next === '"' || next === delimiter;
      if (escapes) value += next;
      at += escapes ? 2 : 1;
    } else if (char === '"' && next === '"') {
      value += '"';
      at += 2;
    } else if (char === '"' && quoted) {
      quoted = false;
      at += 1;
    } else if (char === delimiter && !quoted) {
      return { value, end: at };
    } else {
      value += char;
      at += 1;
    }
  }
  return { value, end: record.length };
}
