import type { Path } from '../../base/pointer';
import { type Cursor, indentOf, lineStartOf } from './cursor';
import { jsonCursor } from './jsonCursor';

interface Line {
  /** Column of the content, after dashes. */
  readonly indent: number;
  /** Columns of the dashes before it. */
  readonly dashes: readonly number[];
  /** The key, when the line has one. */
  readonly key: string | null;
}

const keyPattern = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#'"{}[\],&*!|>%@`][^#]*?))\s*:(?=\s|$)/;

/** Reads block YAML by indentation, upwards from the line of the offset. Of flow collections only values are read. */
export function yamlCursor(text: string, offset: number): Cursor | null {
  const lineStart = lineStartOf(text, offset);
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const before = text.slice(lineStart, offset);
  const scalar = blockScalarAround(text, lineStart, offset);
  if (scalar) return scalar;
  if (/(^|\s)#/.test(before) && !/["'][^"']*#/.test(before)) return null;

  const { dashes, content } = splitDashes(before);
  const key = keyPattern.exec(content);
  const indent = before.length - content.length;
  const ancestors = ancestorsOf(text.slice(0, lineStart), indent, dashes);
  const valueStart = key ? content.length - content.slice(key[0].length).trimStart().length : 0;
  const inArray = dashes.length > 0 && !key;

  if (key || (inArray && /^["'{[]/.test(content))) {
    const start = lineStart + indent + valueStart;
    const path = key ? [...ancestors, keyOf(key)] : ancestors;
    if (/^[[{]/.test(content.slice(valueStart))) return inFlow(text, start, offset, lineEnd, path);
    const quote = /^["']/.test(content.slice(valueStart)) ? 1 : 0;
    return {
      path,
      role: 'value',
      replace: { offset: start, length: valueEnd(text, offset, lineEnd) - start },
      typed: text.slice(start + quote, offset),
      contentOffset: start + quote,
      quoted: quote === 1,
      hasColon: false,
      needsComma: false,
      commaAt: null,
      indent: indentOf(text, offset),
      inArray,
    };
  }
  const start = lineStart + indent;
  const rest = text.slice(offset, lineEnd);
  return {
    path: ancestors,
    role: 'key',
    replace: { offset: start, length: offset - start + (/^[\w.$-]*/.exec(rest)?.[0].length ?? 0) },
    typed: content,
    contentOffset: start,
    quoted: false,
    hasColon: /^[\w.$-]*\s*:/.test(rest),
    needsComma: false,
    commaAt: null,
    indent,
    inArray,
  };
}

/** The cursor at a value within a flow collection on one line, `[a, b]`, which reads as JSON does. */
function inFlow(text: string, start: number, offset: number, lineEnd: number, path: Path): Cursor | null {
  const inner = jsonCursor(text.slice(start, lineEnd), offset - start);
  if (inner?.role !== 'value') return null;
  return {
    ...inner,
    path: [...path, ...inner.path],
    replace: { ...inner.replace, offset: start + inner.replace.offset },
    contentOffset: start + inner.contentOffset,
    commaAt: inner.commaAt === null ? null : start + inner.commaAt,
    needsComma: false,
    indent: indentOf(text, offset),
  };
}

const scalarHeader = /(?::|-)\s+[|>][-+\d]*\s*(?:#.*)?$/;

/**
 * The cursor within a text below `|` or `>`: the lines above it, ever less indented, lead to its header. Only an
 * expression is written there that something can be offered for.
 */
function blockScalarAround(text: string, lineStart: number, offset: number): Cursor | null {
  let limit = indentOf(text, offset);
  if (limit === 0) return null;
  let content = lineStart;
  for (let end = lineStart - 1; end >= 0; ) {
    const start = lineStartOf(text, end);
    const line = text.slice(start, end).replace(/\r$/, '');
    const indent = indentOf(text, start);
    if (line.trim() !== '' && indent < limit) {
      if (scalarHeader.test(line)) return atScalar(text, start, line, content, offset);
      limit = indent;
    }
    content = start;
    end = start - 1;
  }
  return null;
}

function atScalar(
  text: string,
  lineStart: number,
  line: string,
  from: number,
  offset: number,
): Cursor | null {
  const { dashes, content } = splitDashes(line);
  const key = keyPattern.exec(content);
  const ancestors = ancestorsOf(text.slice(0, lineStart), line.length - content.length, dashes);
  const typed = text.slice(from, offset).trimStart();
  const contentOffset = offset - typed.length;
  return {
    path: key ? [...ancestors, keyOf(key)] : ancestors,
    role: 'value',
    replace: { offset: contentOffset, length: typed.length },
    typed,
    contentOffset,
    quoted: true,
    hasColon: false,
    needsComma: false,
    commaAt: null,
    indent: indentOf(text, offset),
    inArray: false,
    inBlockScalar: true,
  };
}

/** The path of the block in which a line with this indentation stands. */
function ancestorsOf(above: string, indent: number, dashes: readonly number[]): (string | number)[] {
  const path: (string | number)[] = [];
  const lines = above.split(/\r?\n/).slice(0, -1);
  let limit = indent;
  // The dashes of the line itself: an item of the sequence above it.
  const own = [...dashes];
  for (let dash = own.pop(); dash !== undefined; dash = own.pop()) {
    path.unshift(itemsBefore(lines, lines.length, dash));
    limit = dash;
  }
  let sequence = dashes.length > 0;
  for (let at = lines.length - 1; at >= 0 && limit >= 0; at--) {
    const line = readLine(lines[at] ?? '');
    if (!line) continue;
    const dash = line.dashes.at(-1);
    // A sequence may stand at the same column as the key that holds it.
    const holds =
      line.key !== null && (line.indent < limit || (sequence && line.indent === limit && dash === undefined));
    if (holds && line.key !== null) {
      path.unshift(line.key);
      limit = line.indent;
      sequence = false;
    }
    for (let each = line.dashes.length - 1; each >= 0; each--) {
      const column = line.dashes[each] ?? 0;
      if (column >= limit) continue;
      path.unshift(itemsBefore(lines, at, column));
      limit = column;
      sequence = true;
    }
  }
  return path;
}

/** How many items of the sequence at a column stand above a line. */
function itemsBefore(lines: readonly string[], from: number, column: number): number {
  let count = 0;
  for (let at = from - 1; at >= 0; at--) {
    const line = readLine(lines[at] ?? '');
    if (!line) continue;
    if (line.dashes.includes(column)) count++;
    else if (Math.min(line.indent, ...line.dashes) <= column) break;
  }
  return count;
}

function readLine(text: string): Line | null {
  const { dashes, content } = splitDashes(text);
  if (content.trim() === '' && dashes.length === 0) return null;
  if (content.trimStart().startsWith('#')) return null;
  const key = keyPattern.exec(content);
  return { indent: text.length - content.length, dashes, key: key ? keyOf(key) : null };
}

function splitDashes(text: string): { dashes: number[]; content: string } {
  const dashes: number[] = [];
  let content = text.trimStart();
  while (/^-(?:\s|$)/.test(content)) {
    dashes.push(text.length - content.length);
    content = content.slice(1).trimStart();
  }
  return { dashes, content };
}

function keyOf(match: RegExpExecArray): string {
  return match[1] ?? match[2]?.replaceAll("''", "'") ?? match[3]?.trim() ?? '';
}

/** Where the plain value at the cursor ends: before a comment or the end of the line. */
function valueEnd(text: string, offset: number, lineEnd: number): number {
  const rest = text.slice(offset, lineEnd);
  const comment = rest.search(/\s#/);
  return offset + (comment < 0 ? rest.trimEnd().length : rest.slice(0, comment).trimEnd().length);
}
