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
  const whole: Part[] = [{ from: 0, to: Number.POSITIVE_INFINITY }];
  const edits: TextEdit[] = [];
  let at = 0;
  let written = '';
  const close = (from: number) => {
    if (from > at || written !== '') edits.push({ offset: at, length: from - at, text: written });
    written = '';
  };
  for (const part of editParts(editParts(whole, first), second)) {
    if ('text' in part) {
      written += part.text;
      continue;
    }
    close(part.from);
    at = part.to;
  }
  return edits;
}

/** A part of a changed text: taken from the original, or new. */
type Part = { readonly from: number; readonly to: number } | { readonly text: string };

/** The parts of a text after edits that refer to the text of `parts`. */
function editParts(parts: readonly Part[], edits: readonly TextEdit[]): Part[] {
  const result: Part[] = [];
  let rest = [...parts];
  let at = 0;
  for (const edit of inOrder(edits)) {
    const [before, others] = split(rest, edit.offset - at);
    const [, after] = split(others, edit.length);
    result.push(...before);
    if (edit.text !== '') result.push({ text: edit.text });
    rest = after;
    at = edit.offset + edit.length;
  }
  return [...result, ...rest];
}

/** The parts of the first characters, and the others. */
function split(parts: readonly Part[], length: number): [Part[], Part[]] {
  const before: Part[] = [];
  let left = length;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part;
    const size = 'text' in part ? part.text.length : part.to - part.from;
    if (size > left) {
      const [head, tail] = cut(part, left);
      return [left > 0 ? [...before, head] : before, [tail, ...parts.slice(at + 1)]];
    }
    before.push(part);
    left -= size;
  }
  return [before, []];
}

function cut(part: Part, at: number): [Part, Part] {
  if ('text' in part) return [{ text: part.text.slice(0, at) }, { text: part.text.slice(at) }];
  const middle = part.from + at;
  return [
    { from: part.from, to: middle },
    { from: middle, to: part.to },
  ];
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((left, right) => left.offset - right.offset);
}
