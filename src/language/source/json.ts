import { JsonProblems, told } from './jsonProblems';
import { JsonScalars } from './jsonScalars';
import { indentAt, JsonTokens, Token } from './jsonTokens';
import { type LineIndex, lineIndex } from './lines';
import { addEntry, maxDepth, SourceNode } from './node';
import type { SourceTree, SyntaxProblem } from './tree';

/**
 * Reads JSON, also half-typed JSON. Comments and trailing commas are read and reported as what AWS refuses.
 *
 * Brackets are first taken at their word. When they don't match, the text is read once more and the indentation
 * of the lines decides where an object or array ends, so that one missing or surplus bracket does not swallow
 * what follows.
 */
export function readJson(text: string, replaces?: (placeholder: string) => boolean): SourceTree {
  const lines = lineIndex(text);
  const plain = new JsonReader(text, lines, false, replaces);
  const root = plain.read();
  if (!plain.unbalanced) {
    const found = plain.found();
    const mayBeReadAgain = !plain.hasComments && !plain.tooDeep;
    const again = mayBeReadAgain ? { found, age: 0 } : null;
    return { format: 'json', text, root, problems: told(found), lines, again };
  }
  const repaired = new JsonReader(text, lines, true, replaces);
  const repairedRoot = repaired.read();
  const better = repaired.brokenCount <= plain.brokenCount;
  return {
    format: 'json',
    text,
    root: better ? repairedRoot : root,
    problems: told((better ? repaired : plain).found()),
    lines,
    again: null,
  };
}

/** Stands for a comma that is not there and is not missed. */
const noComma = -1;

/** A bracket that is not closed yet. */
export interface Open {
  readonly kind: 'object' | 'array';
  readonly offset: number;
  /** Indentation of the line on which it opens. */
  readonly indent: number;
}

export class JsonReader {
  /** Whether brackets did not match. */
  unbalanced = false;
  readonly #tokens: JsonTokens;
  readonly #problems = new JsonProblems();
  readonly #scalars: JsonScalars;
  readonly #open: Open[];
  #endReported = false;
  /** Where the last token ended that did not belong where it stood. */
  #strayEnd = -1;
  /** A bracket was missing or left out just now, and a comma with it. */
  #mended = false;

  /** @param part Where to begin, and what is open there. */
  constructor(
    readonly text: string,
    readonly lines: LineIndex,
    readonly byIndentation: boolean,
    replaces: (placeholder: string) => boolean = () => false,
    part?: { readonly from: number; readonly open: readonly Open[] },
  ) {
    this.#tokens = new JsonTokens(text, part?.from);
    this.#scalars = new JsonScalars(this.#tokens, this.#problems, replaces);
    this.#open = [...(part?.open ?? [])];
  }

  /** Reads the value that begins here and nothing after it. */
  readPart(): SourceNode | null {
    return this.#value();
  }

  read(): SourceNode | null {
    const tokens = this.#tokens;
    let root = this.#value();
    while (!root && tokens.kind !== Token.end) {
      this.#problem(
        'SYNTAX_UNEXPECTED',
        `${this.#tokens.shown()} is not expected here: a workflow starts with \`{\`.`,
      );
      tokens.next();
      root = this.#value();
    }
    if (tokens.kind !== Token.end) {
      this.unbalanced = true;
      const extra = tokens.kind === Token.closeBrace || tokens.kind === Token.closeBracket;
      const message = extra
        ? `This ${this.#tokens.shown()} closes nothing: there is one too many, here or further up.`
        : 'The definition has already ended here. Is there a closing `}` too many further up?';
      this.#problem('SYNTAX_AFTER_END', message);
    }
    return root;
  }

  get brokenCount(): number {
    return this.#problems.brokenCount;
  }

  get hasComments(): boolean {
    return this.#tokens.comments.length > 0;
  }

  get tooDeep(): boolean {
    return this.#problems.has('SYNTAX_DEPTH');
  }

  found(): SyntaxProblem[] {
    return this.#problems.all(this.#tokens.comments);
  }

  #value(): SourceNode | null {
    switch (this.#tokens.kind) {
      case Token.openBrace:
        return this.#nested('object');
      case Token.openBracket:
        return this.#nested('array');
      default:
        return this.#scalars.value();
    }
  }

  #nested(kind: 'object' | 'array'): SourceNode {
    const tokens = this.#tokens;
    const { offset } = tokens;
    const node = new SourceNode(kind, offset, 1);
    if (this.#open.length >= maxDepth) {
      this.#tooDeep();
    } else {
      this.#open.push({ kind, offset, indent: this.byIndentation ? indentAt(this.text, offset) : 0 });
      tokens.next();
      if (kind === 'array' && this.#startsEntry()) this.#mistakenFor(node);
      if (node.kind === 'object') this.#entries(node);
      else this.#items(node);
      this.#open.pop();
    }
    node.length = Math.max(1, tokens.previousEnd - offset);
    return node;
  }

  /** A bracket with fields in it was meant for a brace. */
  #mistakenFor(node: SourceNode): void {
    node.kind = 'object';
    this.unbalanced = true;
    this.#add('SYNTAX_BRACKET', 'Fields with names stand in `{ }`, not in `[ ]`.', node.offset, 1);
    const open = this.#open.pop();
    if (open) this.#open.push({ ...open, kind: 'object' });
  }

  /** Passes over a value that is nested too deeply. */
  #tooDeep(): void {
    const tokens = this.#tokens;
    if (!this.#problems.has('SYNTAX_DEPTH')) {
      this.#problem(
        'SYNTAX_DEPTH',
        `Values are nested more than ${maxDepth} levels deep; what lies deeper is not read.`,
      );
    }
    let depth = 0;
    do {
      if (tokens.kind === Token.openBrace || tokens.kind === Token.openBracket) depth++;
      if (tokens.kind === Token.closeBrace || tokens.kind === Token.closeBracket) depth--;
      tokens.next();
    } while (depth > 0 && tokens.kind !== Token.end);
  }

  #entries(object: SourceNode): void {
    const tokens = this.#tokens;
    const seen = new Set<string>();
    let comma: number | null = null;
    for (;;) {
      if (this.#ended('object')) return;
      if (tokens.kind === Token.closeBrace) {
        this.#trailing(comma);
        tokens.next();
        return;
      }
      if (tokens.kind === Token.comma && (this.#mended || tokens.previousEnd === this.#strayEnd)) {
        comma = this.#comma();
      } else if (tokens.kind === Token.comma) {
        this.#problem('SYNTAX_COMMA', 'There is a comma too many here.');
        tokens.next();
      } else if (tokens.kind === Token.string || this.#isWordBeforeColon()) {
        if (object.entries.length > 0 && comma === null) this.#missingComma();
        this.#entry(object, seen);
        comma = this.#comma();
      } else {
        this.#stray(': a field name in double quotes is');
        comma ??= this.#comma();
      }
    }
  }

  /** Passes over what does not belong here; of several in a row the first is told. */
  #stray(hint: string): void {
    const tokens = this.#tokens;
    if (tokens.previousEnd !== this.#strayEnd) {
      this.#problem('SYNTAX_UNEXPECTED', `${this.#tokens.shown()} is not expected here${hint}.`);
    }
    if (this.#isCloser()) this.unbalanced = true;
    const isNested = tokens.kind === Token.openBrace || tokens.kind === Token.openBracket;
    if (!isNested || !this.#value()) tokens.next();
    this.#strayEnd = tokens.previousEnd;
  }

  #isWordBeforeColon(): boolean {
    return this.#tokens.kind === Token.unknown && this.#tokens.peek() === Token.colon;
  }

  #entry(object: SourceNode, seen: Set<string>): void {
    const tokens = this.#tokens;
    const key = { text: '', offset: tokens.offset, length: tokens.end - tokens.offset };
    if (tokens.kind === Token.string) key.text = this.#scalars.text();
    else {
      key.text = tokens.value.replace(/^'(.*)'$/s, '$1');
      this.#problem('SYNTAX_QUOTES', 'Field names stand in double quotes in JSON.');
    }
    tokens.next();
    const colon = tokens.kind === Token.colon;
    const colonEnd = tokens.end;
    if (colon) tokens.next();
    const value = this.#startsEntry() ? null : this.#value();
    if (!colon) this.#add('SYNTAX_COLON', 'A `:` and a value are missing here.', key.offset, key.length);
    else if (!value)
      this.#add(
        'SYNTAX_VALUE',
        `The value of \`${key.text}\` is missing.`,
        key.offset,
        colonEnd - key.offset,
      );
    const entry = addEntry(object, key, value, seen);
    if (entry.duplicate) {
      const message = `\`${key.text}\` stands twice in the same object; only the last one counts.`;
      this.#add('SYNTAX_DUPLICATE_KEY', message, key.offset, key.length, 'refused');
    }
  }

  /** Whether a field begins here, where a value was expected. */
  #startsEntry(): boolean {
    return (
      (this.#tokens.kind === Token.string || this.#tokens.kind === Token.unknown) &&
      this.#tokens.peek() === Token.colon
    );
  }

  #items(array: SourceNode): void {
    const tokens = this.#tokens;
    let comma: number | null = null;
    for (;;) {
      if (this.#ended('array')) return;
      if (tokens.kind === Token.closeBracket) {
        this.#trailing(comma);
        tokens.next();
        return;
      }
      if (tokens.kind === Token.comma) {
        if (!this.#mended) this.#problem('SYNTAX_COMMA', 'There is a comma too many here.');
        comma = this.#comma();
        continue;
      }
      const before = tokens.offset;
      if (array.items.length > 0 && comma === null) this.#missingComma();
      const item = this.#value();
      if (item) array.addItem(item);
      if (!item && tokens.offset === before) this.#stray('');
      comma = this.#comma();
    }
  }

  /** Whether the object or array under way ends here without its bracket. */
  #ended(kind: 'object' | 'array'): boolean {
    const tokens = this.#tokens;
    if (tokens.kind === Token.end) {
      this.#textEnds();
      return true;
    }
    const foreign = kind === 'object' ? Token.closeBracket : Token.closeBrace;
    const surplus = this.#isSurplus();
    if (surplus) {
      this.#problem('SYNTAX_BRACKET', `This ${this.#tokens.shown()} closes nothing.`);
      tokens.next();
      this.#mended = true;
      return this.#ended(kind);
    }
    const closes = tokens.kind === foreign && this.#open.some((open) => open.kind !== kind);
    const entryInArray =
      kind === 'array' && this.#startsEntry() && this.#open.some((open) => open.kind === 'object');
    if (!closes && !entryInArray && !this.#isOutdented()) return false;
    this.unbalanced = true;
    this.#mended = true;
    const open = this.#open.at(-1);
    const line = open ? this.lines.at(open.offset).line : 1;
    const missing = kind === 'object' ? '}' : ']';
    const opener = kind === 'object' ? '{' : '[';
    this.#problem(
      'SYNTAX_BRACKET',
      `A \`${missing}\` is missing before this, for the \`${opener}\` in line ${line}.`,
    );
    return true;
  }

  /** A key or a closing bracket that stands further left than what is open allows. */
  #isOutdented(): boolean {
    const open = this.#open.at(-1);
    if (!this.byIndentation || !open || this.#open.length < 2) return false;
    const column = this.#tokens.columnIfFirst();
    if (column === null) return false;
    if (this.#isCloser()) return column < open.indent;
    return column <= open.indent && this.#startsEntry();
  }

  /** A closing bracket that stands further right than the line that opened. */
  #isSurplus(): boolean {
    const open = this.#open.at(-1);
    if (!this.byIndentation || !open || !this.#isCloser()) return false;
    const column = this.#tokens.columnIfFirst();
    return column !== null && column > open.indent && !this.#followsOpening(open);
  }

  #followsOpening(open: Open): boolean {
    return this.#tokens.previousEnd === open.offset + 1;
  }

  #isCloser(): boolean {
    return this.#tokens.kind === Token.closeBrace || this.#tokens.kind === Token.closeBracket;
  }

  #comma(): number | null {
    const mended = this.#mended;
    this.#mended = false;
    // The comma stood before the missing bracket.
    if (this.#tokens.kind !== Token.comma) return mended ? noComma : null;
    const { offset } = this.#tokens;
    this.#tokens.next();
    return offset;
  }

  #missingComma(): void {
    this.#add('SYNTAX_COMMA', 'A comma is missing here.', Math.max(0, this.#tokens.previousEnd - 1), 1);
  }

  #trailing(comma: number | null): void {
    if (comma !== null && comma !== noComma)
      this.#add('SYNTAX_TRAILING_COMMA', 'AWS refuses a comma after the last value.', comma, 1, 'refused');
  }

  #textEnds(): void {
    this.unbalanced = true;
    if (this.#endReported) return;
    this.#endReported = true;
    const [first] = this.#open;
    const count = this.#open.length;
    const line = this.lines.at(this.#open.at(-1)?.offset ?? first?.offset ?? 0).line;
    const message =
      count === 1
        ? `The text ends before the bracket in line ${line} is closed.`
        : `The text ends while ${count} brackets are still open, the last of them from line ${line}.`;
    this.#add('SYNTAX_END', message, Math.max(0, this.text.trimEnd().length - 1), 1);
  }

  #problem(code: string, message: string, kind: SyntaxProblem['kind'] = 'broken'): void {
    this.#problems.addAt(this.#tokens, code, message, kind);
  }

  #add(
    code: string,
    message: string,
    offset: number,
    length: number,
    kind: SyntaxProblem['kind'] = 'broken',
  ): void {
    this.#problems.add({ code, message, offset, length, kind });
  }
}
