/** Edits of a text as data, and the algebra that undo needs. */

/** Replaces `length` characters at `offset`. Edits of one list refer to the text before all of them and do not overlap. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after edits, given in any order; insertions at one place stand in the order of the list. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}

/** The edits that take `applyEdits(text, edits)` back to `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  const inverse = inOrder(edits).map((edit) => {
    const offset = edit.offset + shift;
    shift += edit.text.length - edit.length;
    return { offset, length: edit.text.length, text: text.slice(edit.offset, edit.offset + edit.length) };
  });
  return joinEdits(inverse);
}

/** Joins edits that touch; they must be in the order of the text. */
export function joinEdits(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last && edit.offset === last.offset + last.length) {
      result[result.length - 1] = {
        offset: last.offset,
        length: last.length + edit.length,
        text: last.text + edit.text,
      };
    } else result.push(edit);
  }
  return result;
}

/** One list of edits that does what `first` and then `second` (which refers to the text after `first`) do. */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  const later = inOrder(second);
  const earlier = inOrder(first);
  // `shift`: what the first edits passed so far added to offsets of the middle text.
  let shift = 0;
  let at = 0;
  for (const edit of later) {
    let start = edit.offset;
    let end = edit.offset + edit.length;
    // First edits that end before this one stay as they are.
    for (let before = earlier[at]; before; before = earlier[++at]) {
      if (before.offset + shift + before.text.length >= start) break;
      result.push(before);
      shift += before.text.length - before.length;
    }
    // Those it touches are taken into it.
    let text = edit.text;
    let originStart = start - shift;
    let growth = 0;
    let head = '';
    let tail = '';
    for (let touched = earlier[at]; touched; touched = earlier[++at]) {
      const from = touched.offset + shift;
      const to = from + touched.text.length;
      if (from > end) break;
      if (from < start) {
        head = touched.text.slice(0, start - from);
        originStart = touched.offset;
      } else if (growth === 0 && from === start) originStart = touched.offset;
      if (to > end) {
        tail = touched.text.slice(end - from);
        end = to;
      }
      growth += touched.text.length - touched.length;
      shift += touched.text.length - touched.length;
      start = Math.min(start, from);
    }
    text = head + text + tail;
    result.push({ offset: originStart, length: end - shift - originStart, text });
  }
  return joinEdits([...result, ...earlier.slice(at)]).filter((edit) => edit.length > 0 || edit.text !== '');
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((left, right) => left.offset - right.offset);
}
