import type { TextEdit } from '../../base/textEdits';
import { quoted, spaces } from '../edits/yaml';
import type { EmbeddedText } from './embedded';
import type { Scalar } from './scalars';

/** Writing into a text inside a text: edits of the inner one as edits of the outer one. */

/** What of the outer text writing depends on. */
export interface Outer {
  readonly text: string;
  readonly eol: string;
}

/**
 * Edits of the inner text as edits of the outer one, which change nothing else there; null where they can't be
 * written so. Whoever applies them reads the text again to see that it means what was meant.
 */
export function writtenEdits(
  outer: Outer,
  embedded: EmbeddedText,
  edits: readonly TextEdit[],
): TextEdit[] | null {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const written = writtenEdit(outer, embedded, edit);
    if (!written) return null;
    result.push(...written);
  }
  return result;
}

/** An edit over several pieces writes into the first and takes from the others. */
function writtenEdit(outer: Outer, embedded: EmbeddedText, edit: TextEdit): TextEdit[] | null {
  const { map } = embedded;
  const end = edit.offset + edit.length;
  const target = targetOf(embedded, edit);
  if (target === null) return null;
  const result: TextEdit[] = [];
  let at = edit.offset;
  while (at < end) {
    const run = map.runAt(at);
    if (!run) return null;
    let next = Math.min(end, run.inner + run.innerLength);
    // A separator between pieces stays; a reference can't be taken away.
    if (run.piece === null) {
      if (run.outerLength > 0) return null;
      at = next;
      continue;
    }
    for (;;) {
      const following = map.runAt(next);
      if (next >= end || following?.piece !== run.piece) break;
      next = Math.min(end, following.inner + following.innerLength);
    }
    result.push({ ...pieceEdit(embedded, run.piece, at, next), text: '' });
    at = next;
  }
  return inserted(outer, embedded, edit, target, result);
}

/** The piece that new text goes into: that of what it replaces, or stands next to. */
function targetOf({ map }: EmbeddedText, { offset, length }: TextEdit): number | null {
  const places = length > 0 ? range(offset, offset + length) : [offset, offset - 1];
  for (const at of places) {
    const piece = at < 0 || at >= map.text.length ? null : (map.runAt(at)?.piece ?? null);
    if (piece !== null) return piece;
  }
  return null;
}

function* range(from: number, to: number): Iterable<number> {
  for (let at = from; at < to; at++) yield at;
}

/** The outer stretch of characters of one piece, the indentation before the next line's characters included. */
function pieceEdit({ map }: EmbeddedText, piece: number, from: number, to: number) {
  const start = map.outerOf(from, 'start');
  const next = map.runAt(to);
  const goesOn = to < map.text.length && next?.piece === piece;
  const end = map.outerOf(to, goesOn ? 'start' : 'end');
  return { offset: start, length: Math.max(0, end - start) };
}

function inserted(
  outer: Outer,
  embedded: EmbeddedText,
  edit: TextEdit,
  target: number,
  removals: TextEdit[],
): TextEdit[] | null {
  if (edit.text === '') return removals;
  const scalar = embedded.pieces[target];
  if (!scalar?.exact) return null;
  const [first] = removals;
  const atStart = embedded.map.runAt(edit.offset)?.piece === target && edit.offset < embedded.map.text.length;
  const offset = first?.offset ?? embedded.map.outerOf(edit.offset, atStart ? 'start' : 'end');
  const text = written(outer, embedded, scalar, edit, offset);
  if (!first) return [{ offset, length: 0, text }];
  return [{ ...first, text }, ...removals.slice(1)];
}

/** New text as it is written at a place of a piece. */
function written(
  outer: Outer,
  { map }: EmbeddedText,
  scalar: Scalar,
  edit: TextEdit,
  offset: number,
): string {
  if (scalar.kind !== 'literal' && scalar.kind !== 'folded') return encoded(edit.text, scalar, outer, offset);
  const isLineEnd = /^(?:$|\n)/.test(
    map.text.slice(edit.offset + edit.length, edit.offset + edit.length + 1),
  );
  const indented = blockText(edit.text, scalar.indent, outer.eol, isLineEnd);
  return /^\r?\n/.test(indented) ? indented : spaces(missingColumns(outer, scalar, offset)) + indented;
}

/** The columns that the line of an offset lacks before text can stand there in a block scalar. */
export function missingColumns({ text }: Outer, { indent }: Scalar, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(line, offset).trim() === '' ? Math.max(0, indent - (offset - line)) : 0;
}

/** Lines of a block scalar; lines with nothing on them are not indented. */
function blockText(text: string, indent: number, eol: string, isLineEnd: boolean): string {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const isBlank = (line: string, at: number) => line === '' && (at < lines.length - 1 || isLineEnd);
  return lines.map((line, at) => (at === 0 || isBlank(line, at) ? line : spaces(indent) + line)).join(eol);
}

/** Text as it stands between the quotes of a scalar, at an offset of the outer text. */
export function encoded(text: string, { kind }: Pick<Scalar, 'kind'>, outer: Outer, offset: number): string {
  if (kind === 'json') return JSON.stringify(text).slice(1, -1);
  if (kind === 'double') return quoted(text).slice(1, -1);
  // A line break that is folded becomes a space, which means the same in JSON.
  const line = outer.text.slice(outer.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const lead =
    line.includes(':') && /^ *[^ "{}[\]]/.test(line)
      ? spaces(indentBelow(outer, offset))
      : /^ */.exec(line)?.[0];
  const folded = text.replace(/\r?\n[ \t]*/g, outer.eol + lead);
  return kind === 'single' ? folded.replaceAll("'", "''") : folded;
}

/**
 * The edit that writes the whole of the inner text anew, in the form that it has; null for one that is joined.
 */
export function writtenAfresh(outer: Outer, embedded: EmbeddedText, text: string): TextEdit | null {
  const [scalar, ...others] = embedded.pieces;
  if (!scalar || embedded.joined || others.length > 0) return null;
  const { offset, end, kind } = scalar;
  const length = end - offset;
  if (kind === 'json') return { offset, length, text: JSON.stringify(text) };
  const header = /^[|>][-+]?(?=[ \t]*(?:\r?\n|$))/.exec(outer.text.slice(offset, end))?.[0];
  if (header === undefined) return { offset, length, text: quoted(text) };
  return {
    offset,
    length,
    text: header + blockLinesOf(outer, text, scalar.indent || indentBelow(outer, offset)),
  };
}

/** A text below the header of a block scalar. Blanks around a definition mean nothing, and would need a sign there. */
export function blockLinesOf({ eol }: Pick<Outer, 'eol'>, text: string, indent: number): string {
  const lines = text.trim().split(/\r?\n/);
  return lines.map((line) => eol + (line.trim() === '' ? '' : spaces(indent) + line)).join('');
}

/** The indentation for what stands below the line of an offset. */
export function indentBelow({ text }: Outer, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const lead = /^(?: |-(?= ))*/.exec(text.slice(line, offset))?.[0] ?? '';
  return lead.length + 2;
}
