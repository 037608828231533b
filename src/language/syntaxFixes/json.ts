import type { TextEdit } from '../../base/textEdits';
import { indentAt, JsonTokens, Token } from '../source/jsonTokens';
import { type FixIdea, idea, insert, lineAfter, lineBefore, remove, replace, type SyntaxPlace } from './idea';
import {
  closedText,
  curlyQuoted,
  doubledBackslashes,
  doubleQuoted,
  escapedCharacters,
  escapedLines,
  openedText,
  quotedPlaceholder,
  valueOfWord,
} from './jsonText';

type Derive = (place: SyntaxPlace, text: string) => FixIdea | null;

/** What may mend the problems of a code; the first that fits is meant. */
const ideas: Readonly<Record<string, readonly Derive[]>> = {
  SYNTAX_COMMA: [numberInJson, surplusComma, missingComma],
  SYNTAX_TRAILING_COMMA: [surplusComma],
  SYNTAX_COLON: [missingColon],
  SYNTAX_QUOTES: [curlyQuoted, doubleQuoted],
  SYNTAX_WORD: [numberInJson, curlyQuoted, valueOfWord],
  SYNTAX_UNEXPECTED: [numberInJson, curlyQuoted],
  SYNTAX_NUMBER: [numberInJson],
  SYNTAX_PLACEHOLDER: [quotedPlaceholder],
  SYNTAX_CHARACTER: [escapedCharacters],
  SYNTAX_ESCAPE: [doubledBackslashes],
  SYNTAX_TEXT_LINES: [escapedLines],
  SYNTAX_TEXT_UNCLOSED: [openedText, closedText],
  SYNTAX_END: [closingBrackets],
  SYNTAX_AFTER_END: [surplusBrackets],
  SYNTAX_COMMENT: [withoutComments],
};

/** What may mend a problem of a JSON text. */
export function jsonFixes(place: SyntaxPlace, text: string): readonly FixIdea[] {
  if (!mayHaveOneQuote.has(place.code) && hasOddQuotes(text, place.offset)) return [];
  for (const derive of ideas[place.code] ?? []) {
    const found = derive(place, text);
    if (found) return [found];
  }
  return [];
}

/** Codes whose fixes do not mind a quote too few or too many on the line. */
const mayHaveOneQuote: ReadonlySet<string> = new Set([
  ...['SYNTAX_TEXT_UNCLOSED', 'SYNTAX_TEXT_LINES', 'SYNTAX_CHARACTER', 'SYNTAX_ESCAPE'],
  ...['SYNTAX_END', 'SYNTAX_AFTER_END', 'SYNTAX_COMMENT', 'SYNTAX_TRAILING_COMMA'],
]);

/** Where a quote is missing, what seems to stand between quotes does not, and the other way round. */
function hasOddQuotes(text: string, offset: number): boolean {
  const line = lineBefore(text, offset) + lineAfter(text, offset);
  return (line.match(/\\.|"/g) ?? []).filter((sign) => sign === '"').length % 2 === 1;
}

function surplusComma({ offset }: SyntaxPlace, text: string): FixIdea | null {
  return text[offset] === ',' ? idea('Remove the comma', remove(offset, offset + 1)) : null;
}

/** The problem stands at the last character before the comma that is missing. */
function missingComma({ offset }: SyntaxPlace, text: string): FixIdea | null {
  const at = offset + 1;
  const isOneWord = /^[\w.$+-]{2}/.test(text.slice(offset, at + 1));
  const beginsNext = /^[\p{L}\p{N}_$"'“‘{[-]/u.test(text.slice(at).trimStart());
  return !isOneWord && beginsNext ? idea('Add a comma', insert(at, ',')) : null;
}

/** The problem stands over the name. `=` and `=>` were meant for a colon. */
function missingColon({ offset, length }: SyntaxPlace, text: string): FixIdea | null {
  const end = offset + length;
  const other = /^\s*=>?(?=\s*["{[\w-])/.exec(text.slice(end))?.[0];
  if (other !== undefined) return idea('Add a colon', replace(end, other, ':'));
  return /^\s*(?:["{[]|-?\d|true\b|false\b|null\b)/.test(text.slice(end))
    ? idea('Add a colon', insert(end, ':'))
    : null;
}

const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/;

/** A number as JSON writes it: without `+` and zeros before it, with digits on both sides of the point. */
function numberInJson({ offset }: SyntaxPlace, text: string): FixIdea | null {
  if (!/[\w.+-]/.test(text[offset] ?? '')) return null;
  let start = offset;
  while (start > 0 && /[\w.+-]/.test(text[start - 1] ?? '')) start--;
  const written = /^[\w.+-]*/.exec(text.slice(start, start + 100))?.[0] ?? '';
  const [, sign, whole = '', part, exponent = ''] = numberPattern.exec(written) ?? [];
  if (sign === undefined || (whole === '' && !part)) return null;
  // Many digits after a zero are a name, such as that of an account.
  if (/^0\d{6}/.test(whole) || !/^\s*(?:[,}\]]|$)/.test(text.slice(start + written.length))) return null;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const meant = `${sign === '-' ? '-' : ''}${digits}${part ? `.${part}` : ''}${exponent}`;
  if (meant === written || !Number.isFinite(Number(meant))) return null;
  return idea(`Write “${meant}”`, replace(start, written, meant));
}

/** Closes all that is open, each where its line begins or on the line where it stands. */
function closingBrackets(_place: SyntaxPlace, text: string): FixIdea | null {
  const open = openBrackets(text);
  if (open === null || open.length === 0) return null;
  const end = text.trimEnd().length;
  const from = text[end - 1] === ',' ? end - 1 : end;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  let line = text.lastIndexOf('\n', from - 1);
  let closing = '';
  for (const bracket of open.toReversed()) {
    const own = text.lastIndexOf('\n', bracket);
    const sign = text[bracket] === '{' ? '}' : ']';
    const gap = text[bracket + 1] === ' ' ? ' ' : '';
    const indent = text.slice(own + 1, own + 1 + indentAt(text, bracket));
    closing += own === line ? gap + sign : eol + indent + sign;
    line = own;
  }
  const edit = { offset: from, length: end - from, text: closing };
  return idea(open.length === 1 ? 'Add the closing bracket' : 'Add the closing brackets', edit);
}

/** Where the brackets stand that are not closed; null where they do not match. */
function openBrackets(text: string): number[] | null {
  const open: number[] = [];
  for (const tokens = new JsonTokens(text); tokens.kind !== Token.end; tokens.next()) {
    const { kind, offset } = tokens;
    if (kind === Token.openBrace || kind === Token.openBracket) open.push(offset);
    if (kind !== Token.closeBrace && kind !== Token.closeBracket) continue;
    const opener = text[open.pop() ?? -1];
    if (opener !== (kind === Token.closeBrace ? '{' : '[')) return null;
  }
  return open;
}

/** Brackets after the end, when nothing else follows it. */
function surplusBrackets({ offset }: SyntaxPlace, text: string): FixIdea | null {
  if (!/^[}\]\s]+$/.test(text.slice(offset))) return null;
  return idea('Remove it', remove(text.slice(0, offset).trimEnd().length, text.trimEnd().length));
}

function withoutComments(_place: SyntaxPlace, text: string): FixIdea | null {
  const tokens = new JsonTokens(text);
  while (tokens.kind !== Token.end) tokens.next();
  const { comments } = tokens;
  if (comments.length === 0 || comments.some(({ unclosed }) => unclosed)) return null;
  // `https://…` whose quote is missing is no comment.
  if (comments.some(({ offset }) => /[\w:.]/.test(text[offset - 1] ?? ''))) return null;
  const edits = comments.map(({ offset, length }) => withoutComment(offset, offset + length, text));
  return idea(edits.length === 1 ? 'Remove the comment' : 'Remove the comments', ...edits);
}

/** A comment goes with the blanks before it, and with its line where nothing else stands on that. */
function withoutComment(offset: number, end: number, text: string): TextEdit {
  const from = offset - (/[ \t]*$/.exec(text.slice(0, offset).slice(-500))?.[0].length ?? 0);
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  const isFirst = from === 0 || text[from - 1] === '\n';
  if (!after) {
    if (isFirst) return remove(offset, end);
    return { ...remove(from, end), text: from < offset && !/\s/.test(text[end] ?? '') ? ' ' : '' };
  }
  const blanks = after[0].length - (after[1]?.length ?? 0);
  return remove(from, end + (isFirst ? after[0].length : blanks));
}
