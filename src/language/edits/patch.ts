import { applyEdits } from '../../base/textEdits';
import type { TextEdit } from '../messages';

/** Drops from an edit what it would replace by itself, so that cursors and marks beside it stay. */
export function trimmed(text: string, edit: TextEdit): TextEdit | null {
  const old = text.slice(edit.offset, edit.offset + edit.length);
  if (old === edit.text) return null;
  const shorter = Math.min(old.length, edit.text.length);
  let start = 0;
  while (start < shorter && old[start] === edit.text[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === edit.text.at(-1 - end)) end++;
  // A line break of two characters is replaced whole.
  if (start > 0 && old[start - 1] === '\r') start--;
  if (end > 0 && old.at(-end) === '\n' && old.at(-end - 1) === '\r') end--;
  return {
    offset: edit.offset + start,
    length: old.length - start - end,
    text: edit.text.slice(start, edit.text.length - end),
  };
}

/** The part of a text from `from` to `to`, after the edits that lie within it. */
export function editedSlice(text: string, from: number, to: number, edits: readonly TextEdit[]): string {
  const moved = edits.map((edit) => ({ ...edit, offset: edit.offset - from }));
  return applyEdits(text.slice(from, to), moved);
}

/**
 * Which children keep their place when their order changes: a longest run of rising indices. The others are
 * moved around them.
 */
export function stayers(order: readonly (number | null)[]): Set<number> {
  const ends: number[] = [];
  const tails: number[] = [];
  const previous = new Map<number, number>();
  for (const index of order) {
    if (index === null) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    tails[low] = index;
    ends[low] = index;
    const before = low > 0 ? ends[low - 1] : undefined;
    if (before !== undefined) previous.set(index, before);
  }
  const result = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = previous.get(index)) result.add(index);
  return result;
}
