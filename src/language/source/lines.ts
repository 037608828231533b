/** Offsets to lines and columns of one text. Lines end at LF, CRLF or a lone CR. */
export interface LineIndex {
  /** Offset of each line's first character. */
  readonly starts: readonly number[];
  /** Line and column (both from 1) of an offset. */
  at(offset: number): { readonly line: number; readonly column: number };
}

export function lineIndex(text: string): LineIndex {
  const starts = text.includes('\r') ? anyStarts(text) : plainStarts(text);
  return {
    starts,
    at(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}

/** The usual case, for every keystroke in a large text: found by the engine's own search. */
function plainStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function anyStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
