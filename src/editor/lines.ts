/** Offsets of a text as the lines and columns (both from 1) that Monaco counts, whatever ends the lines. */
export interface Lines {
  positionAt(offset: number): { readonly lineNumber: number; readonly column: number };
  offsetAt(lineNumber: number, column: number): number;
}

/**
 * Monaco keeps one kind of line ending per text, a document may mix them. Both agree on lines and columns, so every
 * exchange between the two goes by those.
 */
export function linesOf(text: string): Lines {
  const { starts, ends } = text.includes('\r') ? anyLines(text) : plainLines(text);

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    positionAt(offset) {
      const line = lineOf(Math.max(0, Math.min(offset, text.length)));
      const start = starts[line] ?? 0;
      // Between the two characters of a line ending there is no column.
      const within = Math.min(Math.max(offset, start), ends[line] ?? text.length);
      return { lineNumber: line + 1, column: within - start + 1 };
    },
    offsetAt(lineNumber, column) {
      const line = Math.max(0, Math.min(lineNumber - 1, starts.length - 1));
      return Math.min((starts[line] ?? 0) + column - 1, ends[line] ?? text.length);
    },
  };
}

interface LineBounds {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The usual case, for every keystroke in a large text: found by the engine's own search. */
function plainLines(text: string): LineBounds {
  const starts = [0];
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    ends.push(at);
    starts.push(at + 1);
  }
  ends.push(text.length);
  return { starts, ends };
}

function anyLines(text: string): LineBounds {
  const starts = [0];
  const ends: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    ends.push(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    starts.push(at + 1);
  }
  ends.push(text.length);
  return { starts, ends };
}
