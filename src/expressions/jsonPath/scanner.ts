import type { SyntaxProblem } from '../errors';

/** Thrown inside the parsers of this folder, and caught at their entry points. */
export class PathSyntaxError extends Error implements SyntaxProblem {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A position in a text, with what the path and intrinsic parsers ask of it. */
export class Scanner {
  readonly text: string;
  position: number;

  constructor(text: string, position = 0) {
    this.text = text;
    this.position = position;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character `ahead` of the position, or the empty string past the end. */
  peek(ahead = 0): string {
    return this.text[this.position + ahead] ?? '';
  }

  skipSpace(): void {
    while (isSpace(this.peek())) this.position++;
  }

  /** Takes `expected` when it comes next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.position)) return false;
    this.position += expected.length;
    return true;
  }

  expect(expected: string, where: string): void {
    if (!this.take(expected)) this.fail(`Expected '${expected}' ${where}`);
  }

  /** Takes characters as long as they pass, and returns them. */
  takeWhile(test: (character: string) => boolean): string {
    const start = this.position;
    while (!this.atEnd && test(this.peek())) this.position++;
    return this.text.slice(start, this.position);
  }

  /** Reads a quoted string, the opening quote being next; resolves its escapes. */
  takeQuoted(): string {
    const start = this.position;
    const quote = this.peek();
    this.position++;
    let value = '';
    for (;;) {
      if (this.atEnd) throw new PathSyntaxError(`This string has no closing ${quote}`, start);
      const character = this.peek();
      this.position++;
      if (character === quote) return value;
      value += character === '\\' ? this.#takeEscape() : character;
    }
  }

  #takeEscape(): string {
    const character = this.peek();
    this.position++;
    if (character === 'u') {
      const hex = this.text.slice(this.position, this.position + 4);
      if (/^[0-9a-fA-F]{4}$/.test(hex)) {
        this.position += 4;
        return String.fromCharCode(Number.parseInt(hex, 16));
      }
    }
    return controlEscapes[character] ?? character;
  }

  fail(message: string, offset = this.position): never {
    throw new PathSyntaxError(message, offset);
  }
}

const controlEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

export function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}
