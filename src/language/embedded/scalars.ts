import type { Format } from '../messages';
import type { SourceNode } from '../source/node';
import { MapBuilder } from './textMap';

/** How a text is written in the outer one. */
export type ScalarKind = 'json' | 'double' | 'single' | 'plain' | 'literal' | 'folded';

/** A text in the outer text with all that is needed to write into it. */
export interface Scalar {
  readonly kind: ScalarKind;
  readonly value: string;
  readonly offset: number;
  readonly end: number;
  /** Columns that stand before each line of a block scalar; 0 for the others. */
  readonly indent: number;
  /**
   * Whether every character has its place. Where a text is written in a way that is not followed (a wrong escape),
   * the whole stands for each of its parts, and a change writes all of it afresh.
   */
  readonly exact: boolean;
}

/**
 * Adds a text to a map, character by character. What comes out is compared with the value that the reader of the
 * whole text has found.
 */
export function addScalar(
  builder: MapBuilder,
  text: string,
  format: Format,
  node: SourceNode,
  piece: number,
): Scalar {
  const value = String(node.value);
  const { offset, end } = node;
  const kind = kindAt(text, format, node);
  const tried = new MapBuilder();
  const indent = kind === null ? 0 : decode(tried, text, { kind, offset, end, value });
  const scalar = { kind: kind ?? 'plain', value, offset, end, indent: Math.max(0, indent), exact: false };
  if (kind === null || indent < 0 || tried.text !== value) {
    builder.written(value, offset, end - offset, piece);
    return scalar;
  }
  for (const run of tried.build(0).runs) {
    const part = value.slice(run.inner, run.inner + run.innerLength);
    if (run.verbatim) builder.verbatim(part, run.outer, piece);
    else builder.written(part, run.outer, run.outerLength, piece);
  }
  return { ...scalar, exact: true };
}

function kindAt(text: string, format: Format, node: SourceNode): ScalarKind | null {
  const first = text[node.offset];
  if (format === 'json') return first === '"' && node.style === null ? 'json' : null;
  if (node.style === 'blockScalar') return first === '|' ? 'literal' : first === '>' ? 'folded' : null;
  if (node.style !== null || first === '!' || first === '*') return null;
  return first === '"' ? 'double' : first === "'" ? 'single' : 'plain';
}

interface Written {
  readonly kind: ScalarKind;
  readonly offset: number;
  readonly end: number;
  readonly value: string;
}

/** Decodes into the builder and returns the indentation of the lines; negative when it can't be followed. */
function decode(builder: MapBuilder, text: string, { kind, offset, end, value }: Written): number {
  if (kind === 'literal') return decodeLiteral(builder, text, offset, end, value);
  if (kind === 'folded') return decodeFolded(builder, text, offset, end, value);
  const quote = kind === 'single' ? "'" : kind === 'plain' ? '' : '"';
  const closed = quote !== '' && end > offset + 1 && text[end - 1] === quote;
  const from = offset + quote.length;
  decodeFlow(builder, text, kind, from, closed ? end - 1 : end);
  return 0;
}

const jsonEscapes = new Map(
  Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '/': '/' }),
);
jsonEscapes.set('\\', '\\');
const yamlEscapes = new Map([
  ...jsonEscapes,
  ['0', '\0'],
  ['a', '\u0007'],
  ['e', '\u001b'],
  ['v', '\u000b'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['\t', '\t'],
]);

const jsonCode = /\\u([0-9a-fA-F]{4})/y;
const yamlCode = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
/** A line break of a quoted or plain YAML text: one becomes a space, more of them one line break fewer. */
const fold = /[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/y;
const blanks = /[ \t]+/y;
const continuation = /\\\r?\n[ \t]*/y;

/** Characters that stand for themselves, as many as there are. */
const ordinary = {
  json: /[^\\]+/y,
  double: /[^\\\s]+/y,
  single: /[^'\s]+/y,
  plain: /[^\s]+/y,
} as const;

/** A text that begins and ends within its line, or is folded into one. */
function decodeFlow(
  builder: MapBuilder,
  text: string,
  kind: Exclude<ScalarKind, 'literal' | 'folded'>,
  from: number,
  end: number,
): void {
  const pattern = ordinary[kind];
  const upToEnd = text.slice(0, end);
  const escapes = kind === 'json' ? jsonEscapes : kind === 'double' ? yamlEscapes : null;
  let at = from;
  while (at < end) {
    pattern.lastIndex = at;
    const same = pattern.exec(upToEnd)?.[0] ?? '';
    builder.verbatim(same, at, 0);
    at += same.length;
    if (at >= end) return;
    const character = text[at] ?? '';
    const blank = kind === 'json' ? '' : (matchAt(blanks, upToEnd, at)?.[0] ?? '');
    const folded = kind === 'json' || !isBreak(text, at + blank.length) ? null : matchAt(fold, upToEnd, at);
    if (blank !== '' && !folded) {
      builder.verbatim(blank, at, 0);
      at += blank.length;
    } else if (folded) {
      const breaks = folded[0].split('\n').length - 1;
      builder.written(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), at, folded[0].length, 0);
      at += folded[0].length;
    } else if (kind === 'single' && character === "'") {
      builder.written("'", at, text[at + 1] === "'" ? 2 : 1, 0);
      at += 2;
    } else if (escapes && character === '\\') {
      at += decodeEscape(builder, upToEnd, kind, escapes, at);
    } else {
      builder.verbatim(character, at, 0);
      at++;
    }
  }
}

function decodeEscape(
  builder: MapBuilder,
  text: string,
  kind: ScalarKind,
  escapes: ReadonlyMap<string, string>,
  at: number,
): number {
  const code = matchAt(kind === 'json' ? jsonCode : yamlCode, text, at);
  if (code) {
    const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16);
    if (point <= 0x10ffff) builder.written(String.fromCodePoint(point), at, code[0].length, 0);
    return code[0].length;
  }
  const continued = kind === 'double' ? matchAt(continuation, text, at) : null;
  if (continued) return continued[0].length;
  const meant = escapes.get(text[at + 1] ?? '');
  if (meant !== undefined) builder.written(meant, at, 2, 0);
  return 2;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const isBreak = (text: string, at: number): boolean =>
  text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');

interface Line {
  readonly start: number;
  readonly end: number;
  /** Where its line break ends; the same as `end` for the last line of the text. */
  readonly next: number;
}

/** The lines below the header of a block scalar, up to the one it ends on. */
function blockLines(text: string, offset: number, end: number): Line[] {
  const lines: Line[] = [];
  let start = nextLine(text, offset);
  while (start < end) {
    const next = nextLine(text, start);
    const breakLength = text[next - 1] !== '\n' ? 0 : text[next - 2] === '\r' ? 2 : 1;
    lines.push({ start, end: next - breakLength, next });
    if (next === start) break;
    start = next;
  }
  return lines;
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}

const leadingSpaces = (text: string, { start, end }: Line): number => {
  let at = start;
  while (at < end && text[at] === ' ') at++;
  return at - start;
};

/** The columns taken from each line: what the first line with anything on it has more than in the value. */
function blockIndent(text: string, lines: readonly Line[], value: string): number {
  const first = lines.find((line) => leadingSpaces(text, line) < line.end - line.start);
  const meant = /^(?: *\n)*( *)[^ \n]/.exec(value)?.[1];
  return first && meant !== undefined ? leadingSpaces(text, first) - meant.length : -1;
}

function decodeLiteral(
  builder: MapBuilder,
  text: string,
  offset: number,
  end: number,
  value: string,
): number {
  const lines = blockLines(text, offset, end);
  const indent = blockIndent(text, lines, value);
  if (indent < 0) return -1;
  lines.forEach((line, index) => {
    const start = Math.min(line.end, line.start + Math.min(indent, leadingSpaces(text, line)));
    const isLast = index === lines.length - 1;
    builder.verbatim(
      text.slice(start, isLast ? Math.min(line.end, Math.max(end, start)) : line.end),
      start,
      0,
    );
    if (!isLast) addBreak(builder, line);
  });
  addEnd(builder, text, end, value);
  return indent;
}

function addBreak(builder: MapBuilder, line: Line): void {
  const length = line.next - line.end;
  if (length === 1) builder.verbatim('\n', line.end, 0);
  else builder.written('\n', line.end, length, 0);
}

/** Blanks and line breaks behind the last line that has something on it, as far as they count. */
function addEnd(builder: MapBuilder, text: string, end: number, value: string): void {
  let at = end;
  while (builder.length < value.length) {
    const wanted = value[builder.length] ?? '';
    if (text[at] === wanted) builder.verbatim(wanted, at++, 0);
    else if (wanted === '\n' && text[at] === '\r' && text[at + 1] === '\n') {
      builder.written('\n', at, 2, 0);
      at += 2;
    } else if (wanted === '\n' && (text[at] === ' ' || text[at] === '\t')) at++;
    else {
      builder.written(value.slice(builder.length), at, 0, 0);
      return;
    }
  }
}

/** Lines with something on them stand in the value in their order; what is between them there is the fold. */
function decodeFolded(builder: MapBuilder, text: string, offset: number, end: number, value: string): number {
  const lines = blockLines(text, offset, end);
  const indent = blockIndent(text, lines, value);
  if (indent < 0) return -1;
  let before = nextLine(text, offset);
  for (const line of lines) {
    const start = line.start + indent;
    const content = text.slice(start, Math.min(line.end, Math.max(end, start)));
    if (leadingSpaces(text, line) === line.end - line.start || content === '') continue;
    const at = builder.length;
    const between = content.startsWith(' ')
      ? /^\n*/.exec(value.slice(at, at + 1000))
      : /^(?:\n+| )?/.exec(value.slice(at, at + 1000));
    const fold = between?.[0] ?? '';
    if (!value.startsWith(content, at + fold.length)) return -1;
    builder.written(fold, before, start - before, 0);
    builder.verbatim(content, start, 0);
    before = start + content.length;
  }
  addEnd(builder, text, Math.max(before, Math.min(end, before)), value);
  return indent;
}
