import type { JsonValue } from '../base/json';

/** Where and why a text is no JSON; line and column from 1. */
export interface JsonTextProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type JsonText =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: JsonTextProblem };

/**
 * Reads a text as JSON (RFC 8259). What is wrong is found by a scan of our own, since the engines' messages differ
 * and often name no place. An empty text is a problem like any other.
 */
export function readJson(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch {
    const { offset, message } = firstFault(text);
    return { ok: false, problem: { message, ...placeOf(text, offset) } };
  }
}

/** An execution's input: as in AWS, no input is an empty object. */
export const isNoInput = (text: string): boolean => text.trim() === '';
export const readInput = (text: string): JsonText => readJson(isNoInput(text) ? '{}' : text);

/** Line and column, both from 1, of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}

class Fault extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

function firstFault(text: string): { offset: number; message: string } {
  try {
    new Scanner(text).document();
  } catch (error) {
    if (error instanceof Fault) return { offset: error.offset, message: error.message };
    if (!(error instanceof RangeError)) throw error;
  }
  return { offset: 0, message: 'This is not JSON' };
}

/** Walks a JSON text and throws a `Fault` at the first thing that is not JSON. */
class Scanner {
  #at = 0;

  constructor(readonly text: string) {}

  document(): void {
    this.#space();
    if (this.#at >= this.text.length) throw new Fault(0, 'There is no JSON here yet');
    this.#value();
    this.#space();
    if (this.#at < this.text.length) throw new Fault(this.#at, 'Only one value may stand here');
  }

  #value(): void {
    const char = this.text[this.#at];
    if (char === '{') this.#members('}', () => this.#property());
    else if (char === '[') this.#members(']', () => this.#value());
    else if (char === '"') this.#string();
    else this.#word();
  }

  #members(close: '}' | ']', member: () => void): void {
    const open = this.#at;
    this.#at += 1;
    this.#space();
    if (this.text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      member();
      this.#space();
      const char = this.text[this.#at];
      if (char === close) break;
      if (char === undefined) throw this.#unclosed(open, close);
      if (char !== ',') throw new Fault(this.#at, `Expected a comma or ${close}`);
      const comma = this.#at;
      this.#at += 1;
      this.#space();
      if (this.text[this.#at] === close) throw new Fault(comma, `There is a comma too many before ${close}`);
    }
    this.#at += 1;
  }

  #property(): void {
    const char = this.text[this.#at];
    if (char === "'") throw new Fault(this.#at, 'Names stand in double quotes, not single ones');
    if (char !== '"') throw new Fault(this.#at, 'Expected a name in double quotes');
    this.#string();
    this.#space();
    if (this.text[this.#at] !== ':') throw new Fault(this.#at, 'Expected a colon after the name');
    this.#at += 1;
    this.#space();
    this.#value();
  }

  #string(): void {
    const start = this.#at;
    for (this.#at += 1; this.#at < this.text.length; this.#at += 1) {
      const char = this.text.charAt(this.#at);
      if (char === '"') {
        this.#at += 1;
        return;
      }
      if (char === '\n') throw new Fault(start, 'This string is not closed on its line');
      if (char < ' ') throw new Fault(this.#at, 'Control characters in strings must be escaped');
      if (char === '\\') this.#escape();
    }
    throw new Fault(start, 'This string is not closed');
  }

  #escape(): void {
    const rest = this.text.slice(this.#at, this.#at + 6);
    const found = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(rest);
    if (!found) throw new Fault(this.#at, 'This is no escape that JSON knows');
    this.#at += found[0].length - 1;
  }

  #word(): void {
    const rest = /^[^\s,:{}[\]"]*/.exec(this.text.slice(this.#at, this.#at + 400))?.[0] ?? '';
    if (rest === '') throw this.#missing();
    const fine = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(rest);
    if (!fine) throw new Fault(this.#at, wordFault(rest));
    this.#at += rest.length;
  }

  #missing(): Fault {
    const char = this.text[this.#at];
    if (char === undefined) return new Fault(this.#at, 'The text ends where a value is expected');
    return new Fault(this.#at, `Expected a value, not ${char}`);
  }

  #unclosed(open: number, close: string): Fault {
    const { line } = placeOf(this.text, open);
    return new Fault(this.#at, `The ${this.text.charAt(open)} of line ${line} is not closed with ${close}`);
  }

  #space(): void {
    const space = /[^ \t\r\n]/g;
    space.lastIndex = this.#at;
    this.#at = space.exec(this.text)?.index ?? this.text.length;
    if (this.text[this.#at] === '/' && /[/*]/.test(this.text.charAt(this.#at + 1))) {
      throw new Fault(this.#at, 'JSON has no comments');
    }
  }
}

function wordFault(word: string): string {
  if (word.startsWith("'")) return 'Strings stand in double quotes, not single ones';
  if (/^(?:True|False|None|NULL|Null|TRUE|FALSE)$/.test(word))
    return 'Write true, false or null in small letters';
  if (/^(?:undefined|NaN|-?Infinity)$/.test(word)) return `JSON has no ${word}`;
  if (/^[-+.\d]/.test(word)) return `${short(word)} is no number in JSON`;
  return `${short(word)} must stand in double quotes`;
}

const short = (word: string): string => (word.length > 24 ? `${word.slice(0, 23)}…` : word);
