import type { Embedded, ParsedDocument } from '../document';
import { spaces } from '../edits/yaml';
import type { CompletionItem, OutlineItem, RenamePlace, SymbolPlace, TextEdit } from '../messages';
import { outerOf } from './edit';
import { encoded, missingColumns, writtenEdits } from './write';

/**
 * What the editor asks at an offset, asked of the definition's own text where the template holds it as text. Answers
 * come back with the places and in the writing of the outer text.
 */

/** An offset in the definition's own text; null outside of it. */
export function innerOffset({ text }: Embedded, offset: number): number | null {
  return text.map.covers(offset) ? text.map.innerOf(offset) : null;
}

export const outerPlace = ({ text }: Embedded, place: SymbolPlace): SymbolPlace => text.map.range(place);

export function outerRename(embedded: Embedded, found: RenamePlace): RenamePlace {
  return 'place' in found ? { ...found, place: outerPlace(embedded, found.place) } : found;
}

export function outerOutline(embedded: Embedded, items: readonly OutlineItem[]): OutlineItem[] {
  return items.map((item) => ({
    ...item,
    range: outerPlace(embedded, item.range),
    selection: outerPlace(embedded, item.selection),
    children: outerOutline(embedded, item.children),
  }));
}

/**
 * A suggestion in the writing of the outer text; null where it can't be written there.
 * @param asked Where the cursor is in the outer text.
 */
export function outerCompletion(
  document: ParsedDocument,
  embedded: Embedded,
  item: CompletionItem,
  asked: number,
): CompletionItem | null {
  const { map, pieces } = embedded.text;
  const { offset, length } = item.range;
  const piece = (map.runAt(offset) ?? map.runAt(offset - 1))?.piece ?? null;
  const scalar = piece === null ? undefined : pieces[piece];
  if (!scalar?.exact) return null;
  const outer = outerOf(document);
  const isBlock = scalar.kind === 'literal' || scalar.kind === 'folded';
  const isHere = length === 0 && map.innerOf(asked) === offset;
  const outerAt = isHere ? asked : map.outerOf(offset, 'start');
  // In a block of lines the snippet stands as it is, deeper by what stands before all of them.
  const insert = isBlock
    ? spaces(missingColumns(outer, scalar, outerAt)) +
      item.insert.replace(/\n(?=[^\n])/g, `\n${spaces(scalar.indent)}`)
    : encodedSnippet(item.insert, (text) => encoded(text, scalar, outer, outerAt));
  const edits: TextEdit[] | null | undefined = item.edits && writtenEdits(outer, embedded.text, item.edits);
  if (edits === null) return null;
  const { edits: _inner, ...rest } = item;
  const range: { offset: number; length: number } =
    length > 0 ? map.range(item.range) : { offset: outerAt, length: 0 };
  // In the indentation of a line: what stands there now would stand behind the suggestion.
  const next = map.outerOf(offset, 'start');
  if (isHere && /^ +$/.test(outer.text.slice(outerAt, next))) range.length = next - outerAt;
  return { ...rest, insert, range, ...(edits && { edits }) };
}

/** Escapes the text of a snippet and leaves its places to fill in (`$1`, `${2:text}`) as they are. */
function encodedSnippet(snippet: string, encode: (text: string) => string): string {
  let result = '';
  for (const [part, escaped] of snippet.matchAll(/\$\d+|\$\{\d+(?::|\||\})|\}|\\(.)|[^$\\}]+|\$/gs)) {
    const isSign = escaped === undefined && /^(?:\$\d+|\$\{\d+[:|}]|\})$/.test(part);
    if (isSign) {
      result += part;
      continue;
    }
    result += encode(escaped ?? part).replace(/[\\$}]/g, (sign) => `\\${sign}`);
  }
  return result;
}
