import type { Path } from '../../base/pointer';
import type { Format, SymbolPlace } from '../messages';
import { jsonCursor } from './jsonCursor';
import { yamlCursor } from './yamlCursor';

/** What is being typed at a place in a text, read from the text before it alone, so that broken text does not matter. */
export interface Cursor {
  /** Path from the root of the text: of the object for a key, of the value itself for a value. */
  readonly path: Path;
  readonly role: 'key' | 'value';
  /** What an accepted suggestion replaces: the key or value being typed, quotes included. */
  readonly replace: SymbolPlace;
  /** What is typed of it up to the cursor, without quotes. */
  readonly typed: string;
  /** Where the content begins, after an opening quote. */
  readonly contentOffset: number;
  /** The value is a string in quotes, or a key is. */
  readonly quoted: boolean;
  /** For a key: its colon stands there already. */
  readonly hasColon: boolean;
  /** For JSON: something follows that needs a comma before it. */
  readonly needsComma: boolean;
  /** For JSON: where a comma is missing after the value before; null: none is. */
  readonly commaAt: number | null;
  /** Column of the line's first character, for text of several lines. */
  readonly indent: number;
  /** The items of this array (values) or nothing. */
  readonly inArray: boolean;
  /** In a YAML text below `|` or `>`, whose lines have no quotes. */
  readonly inBlockScalar?: true;
}

/** The cursor at an offset; null inside a comment. */
export function cursorAt(text: string, format: Format, offset: number): Cursor | null {
  return format === 'json' ? jsonCursor(text, offset) : yamlCursor(text, offset);
}

/** Offset of the first character of the line that holds an offset. */
export function lineStartOf(text: string, offset: number): number {
  // A negative position would count as the first character, which may be a line end.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Number of blanks before the first character of the line that holds an offset. */
export function indentOf(text: string, offset: number): number {
  const start = lineStartOf(text, offset);
  let at = start;
  while (text[at] === ' ') at++;
  return at - start;
}
