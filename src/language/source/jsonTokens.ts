import { createScanner } from 'jsonc-parser';

/** Kinds of tokens, with the numbers jsonc-parser gives them (its own enum can't be imported as a value). */
export const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  end: 17,
} as const;

/** jsonc-parser's number for a text that ends with its line. */
export const unclosedText = 2;
/** Our own: a text with line breaks in it. */
export const textOverLines = 100;
/** jsonc-parser's number for a control character in a text. */
export const controlCharacter = 6;

const firstTrivia = Token.lineComment;
const lastTrivia = 15;
const placeholderPattern = /[\w.:/-]*\$\{[^{}"\n\r]*\}(?:[\w.:/-]|\$\{[^{}"\n\r]*\})*/y;
/** The rest of a text that goes on in the next line, up to a quote that closes a value. */
const nextLinesPattern = /(?:\r?\n[ \t]*[^\s"{}[\],:/][^"\n\r]*){1,50}(?:\r?\n[ \t]*)?"(?=\s*[,:}\]])/y;
const singleQuotedPattern = /'(?:[^'\\\n\r]|\\.)*'/y;

/** The tokens of a JSON text without blanks and comments; a bare `${Name}` and 'quoted' text are one token. */
export class JsonTokens {
  kind: number = Token.end;
  offset = 0;
  end = 0;
  /** Decoded text of a string, text as written of anything else. */
  value = '';
  /** jsonc-parser's number for what is wrong inside the token; 0: nothing. */
  error = 0;
  /** Where the last token before this one ended. */
  previousEnd = 0;
  /** Places of the comments passed so far. */
  readonly comments: { offset: number; length: number; unclosed: boolean }[] = [];
  readonly #scanner;
  #commentsSeenTo = -1;

  /** @param from Where to begin, between two tokens. */
  constructor(
    readonly text: string,
    from = 0,
  ) {
    this.#scanner = createScanner(text, false);
    this.#scanner.setPosition(from);
    this.next();
  }

  next(): void {
    this.previousEnd = this.end;
    const scanner = this.#scanner;
    let kind: number = scanner.scan();
    while (kind >= firstTrivia && kind <= lastTrivia) {
      if (kind <= Token.blockComment) this.#comment();
      kind = scanner.scan();
    }
    this.kind = kind;
    this.offset = scanner.getTokenOffset();
    this.end = this.offset + scanner.getTokenLength();
    this.value = scanner.getTokenValue();
    this.error = scanner.getTokenError();
    if (this.error === unclosedText) this.#takeNextLines();
    if (kind === Token.unknown) this.#widen(placeholderPattern) || this.#widen(singleQuotedPattern);
  }

  /** The token as problems quote it: its beginning. */
  shown(): string {
    const { offset, end } = this;
    const shown = this.text.slice(offset, Math.min(end, offset + 40));
    return `\`${shown}${end > offset + 40 ? '…' : ''}\``;
  }

  /** What follows this token, without going there. */
  peek(): number {
    const { kind, offset, end, value, error, previousEnd } = this;
    this.next();
    const next = this.kind;
    this.#scanner.setPosition(end);
    Object.assign(this, { kind, offset, end, value, error, previousEnd });
    return next;
  }

  /** The column (from 0) of this token when it is the first on its line; null otherwise. */
  columnIfFirst(): number | null {
    let at = this.offset - 1;
    while (at >= 0 && isBlank(this.text.charCodeAt(at))) at--;
    return at < 0 || isLineEnd(this.text.charCodeAt(at)) ? this.offset - at - 1 : null;
  }

  /** A text over several lines, which JSON does not have but people write. */
  #takeNextLines(): void {
    nextLinesPattern.lastIndex = this.end;
    const found = nextLinesPattern.exec(this.text);
    if (!found) return;
    this.value += found[0].slice(0, -1);
    this.end += found[0].length;
    this.error = textOverLines;
    this.#scanner.setPosition(this.end);
  }

  #widen(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text);
    if (!found) return false;
    this.end = this.offset + found[0].length;
    this.value = found[0];
    this.#scanner.setPosition(this.end);
    return true;
  }

  #comment(): void {
    const offset = this.#scanner.getTokenOffset();
    if (offset <= this.#commentsSeenTo) return;
    this.#commentsSeenTo = offset;
    const unclosed = this.#scanner.getTokenError() !== 0;
    this.comments.push({ offset, length: this.#scanner.getTokenLength(), unclosed });
  }
}

/** How far the line of an offset is indented, in characters. */
export function indentAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let at = start;
  while (isBlank(text.charCodeAt(at))) at++;
  return at - start;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;
const isLineEnd = (code: number): boolean => code === 10 || code === 13;
