import type { TextEdit } from '../../base/textEdits';
import { quoted, spaces } from '../edits/yaml';
import { unclosedQuote } from '../source/yamlProblems';
import { type FixIdea, idea, insert, lineAfter, lineBefore, replace, type SyntaxPlace } from './idea';

type Derive = (place: SyntaxPlace, text: string) => readonly FixIdea[];

const ideas: Readonly<Record<string, Derive>> = {
  SYNTAX_TAB_AS_INDENT: withoutTabs,
  SYNTAX_BAD_SCALAR_START: quotedText,
  SYNTAX_BLOCK_AS_IMPLICIT_KEY: quotedValue,
  SYNTAX_BAD_DQ_ESCAPE: ({ offset }, text) =>
    text[offset] === '\\' ? [idea('Write “\\\\”', insert(offset, '\\'))] : [],
  SYNTAX_MISSING_CHAR: closedText,
  SYNTAX_MULTILINE_IMPLICIT_KEY: spaceAfterColon,
  SYNTAX_UNEXPECTED_TOKEN: ({ offset }, text) =>
    lineBefore(text, offset).trim() === '' && /^-[^\s-]/.test(text.slice(offset, offset + 2))
      ? [idea('Add a space after the “-”', insert(offset + 1, ' '))]
      : [],
};

/** What may mend a problem of a YAML text. */
export function yamlFixes(place: SyntaxPlace, text: string): readonly FixIdea[] {
  return ideas[place.code]?.(place, text) ?? [];
}

/** Spaces for the tabs of a line; and of all lines, unless a block of text could have them as its own. */
function withoutTabs({ offset }: SyntaxPlace, text: string): readonly FixIdea[] {
  const unit = spaces(indentationOf(text));
  const lines = [...text.matchAll(/^ *\t[ \t]*/gm)].map((found) => ({
    offset: found.index,
    length: found[0].length,
    text: found[0].replaceAll('\t', unit),
  }));
  const here = lines.find((line) => offset >= line.offset && offset <= line.offset + line.length);
  if (!here) return [];
  const all = lines.length > 1 && !/[|>][-+\d]*[ \t]*(?:#.*)?\r?$/m.test(text);
  return [
    { title: 'Indent with spaces', ways: [[here], ...besides(text, here)] },
    ...(all ? [idea('Indent all lines with spaces', ...lines)] : []),
  ];
}

/** A line indented as the one before it, or after it. */
function besides(text: string, line: TextEdit): (readonly TextEdit[])[] {
  const before = /(?:^|\n)( *)[^\s][^\n]*\s*$/.exec(text.slice(Math.max(0, line.offset - 1000), line.offset));
  const after = /\n( *)(?=[^\s])/.exec(text.slice(line.offset, line.offset + 1000));
  return [before, after].flatMap((found) =>
    found?.[1] === undefined ? [] : [[{ ...line, text: found[1] }]],
  );
}

/** How far the first line that is indented with spaces is. */
function indentationOf(text: string): number {
  return /^ +(?=[^\s-])/m.exec(text)?.[0].length ?? 2;
}

/** The text that begins here in quotes: all of the line, a name, or what stands between commas. */
function quotedText({ offset }: SyntaxPlace, text: string): readonly FixIdea[] {
  const start = isJsonata(text, offset) ? offset - 1 : offset;
  const line = withoutComment(lineAfter(text, start));
  const isFirst = /^[ ]*(?:- +)*$/.test(lineBefore(text, start));
  const name = isFirst ? /^[^\s"'{}[\],]+?(?=[ ]*:(?:\s|$))/.exec(line)?.[0] : undefined;
  if (isFirst && name === undefined && /:(?:\s|$)/.test(line)) return [];
  const part =
    start < offset
      ? /^.*?%\}/.exec(line)?.[0]
      : isInFlow(lineBefore(text, start))
        ? /^[^,}\]]*[^\s,}\]]/.exec(line)?.[0]
        : undefined;
  const written = name === undefined ? [line, part] : [name];
  return oneOf('Put it in quotes', start, written);
}

/** Whether a bracket is open at the end of a part of a line. */
const isInFlow = (before: string): boolean =>
  (before.match(/[[{]/g)?.length ?? 0) > (before.match(/[\]}]/g)?.length ?? 0);

/** `{% … %}` without quotes: the problem stands at the `%`. */
const isJsonata = (text: string, offset: number): boolean =>
  text.slice(offset - 1, offset + 1) === '{%' && lineAfter(text, offset).includes('%}');

/** `Comment: a: b` */
function quotedValue({ offset }: SyntaxPlace, text: string): readonly FixIdea[] {
  const line = withoutComment(lineAfter(text, offset));
  const isValue = /^ *(?:- +)*[^\s"'][^"':]*: +$/.test(lineBefore(text, offset));
  if (!isValue || !/:(?:\s|$)/.test(line) || /^["'{[&*!|>]/.test(line)) return [];
  return oneOf('Put the value in quotes', offset, [line]);
}

function oneOf(title: string, offset: number, written: readonly (string | undefined)[]): readonly FixIdea[] {
  const ways = [...new Set(written)].flatMap((each): (readonly TextEdit[])[] =>
    each ? [[replace(offset, each, inQuotes(each))]] : [],
  );
  return ways.length > 0 ? [{ title, ways }] : [];
}

/** Single quotes where double ones would need escapes. */
const inQuotes = (text: string): string =>
  /["\\]/.test(text) && /^[\x20-\x7e]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : quoted(text);

const withoutComment = (line: string): string => line.replace(/[ \t]+#.*$/, '').trimEnd();

/** `Name:value` */
function spaceAfterColon({ offset }: SyntaxPlace, text: string): readonly FixIdea[] {
  const name = /^[\w$.-]+:(?=[^\s:/])/.exec(lineAfter(text, offset))?.[0];
  return name === undefined ? [] : [idea('Add a space after the “:”', insert(offset + name.length, ' '))];
}

/** The text that never ends is the last value above that is opened on its line and not closed there. */
function closedText({ offset, message }: SyntaxPlace, text: string): readonly FixIdea[] {
  if (message !== unclosedQuote) return [];
  const above = text.slice(0, offset + lineAfter(text, offset).length);
  const opened = [...above.matchAll(openedText)].at(-1);
  if (!opened) return [];
  const [whole, before = ''] = opened;
  const written = whole.trimEnd();
  if (written.length <= before.length + 1 || /\s#|\\$/.test(written.slice(before.length))) return [];
  return [idea('Add the closing quote', insert(opened.index + written.length, written[before.length] ?? ''))];
}

const openedText = /^([^"'\r\n]*:[ ]+|[ ]*(?:- +)*)(?:"(?:[^"\\\r\n]|\\.)*|'[^'\r\n]*)$/gm;
