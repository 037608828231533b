import type { TextEdit } from '../../base/textEdits';
import { type FixIdea, idea, insert, lineAfter, lineBefore, replace, type SyntaxPlace } from './idea';

/** Fixes of texts and words in JSON: quotes, escapes, and words that mean a value. */

const inQuotes = 'Put it in double quotes';

/** Control characters of a text as escapes. */
export function escapedCharacters({ offset, length }: SyntaxPlace, text: string): FixIdea | null {
  return escapedWhere(/[^\P{Cc}\x7f-\x9f]/gu, 'Escape it', { offset, length }, text);
}

/** The line breaks of a text as escapes, and what else in it must be one. */
export function escapedLines({ offset, length }: SyntaxPlace, text: string): FixIdea | null {
  return escapedWhere(
    /\r\n|[^\P{Cc}\x7f-\x9f]/gu,
    'Write “\\n” for the line breaks',
    { offset, length },
    text,
  );
}

function escapedWhere(
  pattern: RegExp,
  title: string,
  { offset, length }: Pick<SyntaxPlace, 'offset' | 'length'>,
  text: string,
): FixIdea | null {
  const edits = [...text.slice(offset, offset + length).matchAll(pattern)].map((found) =>
    replace(offset + found.index, found[0], escaped(found[0])),
  );
  return edits.length === 0 ? null : idea(title, ...edits);
}

const escaped = (sign: string): string => (sign === '\r\n' ? '\\n' : JSON.stringify(sign).slice(1, -1));

/** Backslashes that begin no escape of JSON are doubled. */
export function doubledBackslashes({ offset, length }: SyntaxPlace, text: string): FixIdea | null {
  const edits: TextEdit[] = [];
  for (const found of text.slice(offset, offset + length).matchAll(escapes)) {
    if (!goodEscape.test(found[0])) edits.push(insert(offset + found.index, '\\'));
  }
  return edits.length === 0 ? null : idea('Write “\\\\”', ...edits);
}

const escapes = /\\(?:u[\da-fA-F]{4}|.)/gs;
const goodEscape = /^\\(?:u[\da-fA-F]{4}|["\\/bfnrt])$/;

/** A placeholder in double quotes. */
export function quotedPlaceholder({ offset, length }: SyntaxPlace, text: string): FixIdea | null {
  const written = text.slice(offset, offset + length);
  return /^[^"\\\s]+$/.test(written) ? idea(inQuotes, replace(offset, written, `"${written}"`)) : null;
}

/** A name or text in single or curly quotes, or without any, in double quotes. */
export function doubleQuoted(place: SyntaxPlace, text: string): FixIdea | null {
  const { offset, length } = place;
  const written = text.slice(offset, offset + length);
  const rest = text.slice(offset + length);
  if (/^'.*'$/s.test(written) && written.length > 1) {
    return isOver(rest) ? idea(inQuotes, replace(offset, written, fromSingle(written))) : null;
  }
  const isName = /^[\p{L}\p{N}_$][\p{L}\p{N}_$.-]*$/u.test(written) || /^\$\{[^"\\\s]+\}$/.test(written);
  // `arn:aws:…` is no name with a value.
  return isName && /^[\s{,]?$/.test(text[offset - 1] ?? '') && /^\s*:(?:[\s"'[{\d-]|$)/.test(rest)
    ? idea(inQuotes, replace(offset, written, `"${written}"`))
    : null;
}

/** A text in curly quotes, which may have blanks in it. */
export function curlyQuoted({ offset }: SyntaxPlace, text: string): FixIdea | null {
  const line = lineAfter(text, offset);
  const written = /^[“”„‘’][^"“”„\\]*?[“”‘’](?=\s*(?:[,:}\]]|$))/.exec(line)?.[0];
  if (written === undefined || written.length < 2) return null;
  return idea(inQuotes, replace(offset, written, JSON.stringify(written.slice(1, -1))));
}

/** Whether a value or name ends before this. */
const isOver = (rest: string): boolean => /^[ \t]*(?:[,:}\]\r\n]|$)/.test(rest);

/** The inside of single quotes keeps its escapes; what needs one gets it. */
function fromSingle(written: string): string {
  const inner = written.slice(1, -1).replace(/\\(?:u[\da-fA-F]{4}|.)|"|[^\P{Cc}\x7f-\x9f]/gsu, (sign) => {
    if (sign === "\\'") return "'";
    if (sign === '"') return '\\"';
    if (!sign.startsWith('\\')) return escaped(sign);
    return goodEscape.test(sign) ? sign : `\\${sign}`;
  });
  return `"${inner}"`;
}

/** Words in lower case that stand for a value of JSON: those of other languages, and its own with a slip of the keys. */
const meant: ReadonlyMap<string, string> = new Map([
  ...['true', 'false', 'null'].flatMap((word) => [word, ...slips(word)].map((each) => [each, word] as const)),
  ...['none', 'nil', 'undefined'].map((each) => [each, 'null'] as const),
]);

/** A word without one of its letters, or with two of them the wrong way round. */
function slips(word: string): string[] {
  return [...word].flatMap((letter, at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    return [before + after, before + after.slice(0, 1) + letter + after.slice(1)];
  });
}

/** Words that have no place in JSON, and stand for no text either. */
const notText = /^(?:nan|[+-]?inf(?:inity)?)$/i;

/** A word that means a value of JSON, or words that are a text. */
export function valueOfWord({ offset }: SyntaxPlace, text: string): FixIdea | null {
  const written = /^[^"'`{}[\],:\\\r\n]+/.exec(lineAfter(text, offset))?.[0].trimEnd() ?? '';
  const rest = text.slice(offset + written.length);
  if (
    !/(?:["'”]\s*:|[,[])\s*$/.test(text.slice(Math.max(0, offset - 200), offset)) ||
    !/^[\p{L}\p{N}_$]/u.test(written) ||
    /\/[/*]/.test(written) ||
    notText.test(written)
  )
    return null;
  if (!/^[ \t]*(?:[,}\]\r\n]|$)/.test(rest)) return null;
  const value = meant.get(written.toLowerCase());
  return value === undefined
    ? idea(inQuotes, replace(offset, written, `"${written.replace(/[^\P{Cc}\x7f-\x9f]/gu, escaped)}"`))
    : idea(`Change to “${value}”`, replace(offset, written, value));
}

/**
 * A line with a quote too few before its last one, which is taken for one that opens a text: `"Type: "Pass",`,
 * `Type": "Pass",` and `"Type": Pass",`.
 */
export function openedText({ offset }: SyntaxPlace, text: string): FixIdea | null {
  const before = lineBefore(text, offset);
  const rest = lineAfter(text, offset);
  const start = offset - before.length;
  const unnamed = /^\s*(?=[\p{L}\p{N}_$][^"\\:,]*$)/u.exec(before);
  if (unnamed && /^"\s*:/.test(rest))
    return idea('Add the opening quote', insert(start + unnamed[0].length, '"'));
  if (!/[^\s:,[{]$/.test(before) || !/^",?\s*$/.test(rest)) return null;
  const name = /^\s*"[^"\\:]*[^"\\:\s](?=\s*:\s*"[^"\\]*$)/.exec(before);
  if (name) return idea('Add the closing quote', insert(start + name[0].length, '"'));
  const unopened =
    /^\s*(?=[\p{L}\p{N}_$][^"\\:]*"\s*:\s*"[^"\\]*$)/u.exec(before) ??
    /^\s*"[^"\\]*"\s*:\s*(?=(?:[^\s"\\{[]|\{%)[^"\\]*$)/.exec(before);
  return unopened ? idea('Add the opening quote', insert(start + unopened[0].length, '"')) : null;
}

/** A text that ends with its line: its quote belongs before what closes the line, where that makes sense. */
export function closedText({ offset, length }: SyntaxPlace, text: string): FixIdea | null {
  const before = text.slice(0, offset).trimEnd();
  // A quote after a word is a closing one: the opening one is missing.
  if (!/(?:^|[:,[{])$/.test(before) && !/\n[ \t]*$/.test(text.slice(0, offset))) return null;
  const written = text.slice(offset + 1, offset + length).trimEnd();
  if (!/[\p{L}\p{N}]/u.test(written) || written.includes('\\"')) return null;
  const isName = !/[:[]$/.test(before);
  const ends = [
    ...(isName ? [/\s*:(?=[\s"'[{\d-]|$)/.exec(written)?.index ?? -1] : []),
    written.search(/[\s,}\]]*$/),
    written.search(/\s*,$/),
    written.length,
  ];
  const places = [...new Set(ends.filter((end) => end > 0 && !/\\$/.test(written.slice(0, end))))];
  if (places.length === 0) return null;
  return { title: 'Add the closing quote', ways: places.map((end) => [insert(offset + 1 + end, '"')]) };
}
