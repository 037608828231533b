/** Colours JSON text without parsing it as a whole: half-typed text keeps its colours. */
export interface JsonToken {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'number' | 'literal' | 'other';
}

const pattern = /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|\b(true|false|null)\b/g;

export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const other = (to: number) => {
    if (to > end) tokens.push({ text: text.slice(end, to), kind: 'other' });
  };
  for (const match of text.matchAll(pattern)) {
    const [all, string, colon, number] = match;
    other(match.index);
    if (string !== undefined) {
      tokens.push({ text: string, kind: colon === undefined ? 'string' : 'key' });
      if (colon !== undefined) tokens.push({ text: colon, kind: 'other' });
    } else {
      tokens.push({ text: all, kind: number === undefined ? 'literal' : 'number' });
    }
    end = match.index + all.length;
  }
  other(text.length);
  return tokens;
}
