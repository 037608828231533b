import { type Cursor, indentOf } from './cursor';

interface Frame {
  readonly kind: 'object' | 'array';
  key: string | null;
  index: number;
  /** In an object: whether a value is awaited (after the colon). */
  afterColon: boolean;
  /** Where the finished value since the last comma ends; null: there is none. */
  filled: number | null;
}

interface Scan {
  readonly frames: Frame[];
  /** The start of the string or bare word that holds the offset; null between tokens. */
  readonly token: number | null;
  readonly inComment: boolean;
}

/** Reads JSON up to the offset with a stack of what is open. Comments are passed over, mistakes too. */
export function jsonCursor(text: string, offset: number): Cursor | null {
  const { frames, token, inComment } = scan(text, offset);
  if (inComment) return null;
  const top = frames.at(-1);
  const quoted = token !== null && text[token] === '"';
  const start = token ?? offset;
  const contentOffset = quoted ? start + 1 : start;
  const end = quoted ? stringEnd(text, offset) : wordEnd(text, offset);
  // After a whole value comes the next key, though its comma may be missing yet.
  const role = top?.kind === 'object' && (!top.afterColon || top.filled !== null) ? 'key' : 'value';
  const parents = frames.slice(0, -1).map(stepOf);
  const own = top && role === 'value' ? [stepOf(top)] : [];
  const rest = text.slice(end).match(/^\s*(.)/)?.[1] ?? '';
  return {
    path: [...parents, ...own].filter((step) => step !== null),
    role,
    replace: { offset: start, length: end - start },
    typed: text.slice(contentOffset, offset),
    contentOffset,
    quoted,
    hasColon: role === 'key' && rest === ':',
    commaAt: top?.filled ?? null,
    needsComma: rest === '"' || rest === '{' || rest === '[',
    indent: indentOf(text, offset),
    inArray: top?.kind === 'array',
  };
}

function stepOf(frame: Frame): string | number | null {
  return frame.kind === 'array' ? frame.index : frame.key;
}

function scan(text: string, offset: number): Scan {
  const frames: Frame[] = [];
  let at = 0;
  while (at < offset) {
    const char = text[at];
    const top = frames.at(-1);
    if (char === '"') {
      const end = stringEnd(text, at + 1);
      if (end >= offset) return { frames, token: at, inComment: false };
      if (top?.kind === 'object' && (!top.afterColon || top.filled !== null)) {
        top.key = unquote(text.slice(at, end));
        top.afterColon = false;
        top.filled = null;
      } else if (top) top.filled = end;
      at = end;
    } else if (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const end = commentEnd(text, at);
      if (end >= offset && at < offset)
        return { frames, token: null, inComment: end > offset || text[at + 1] === '/' };
      at = end;
    } else if (char === '{' || char === '[') {
      frames.push({
        kind: char === '{' ? 'object' : 'array',
        key: null,
        index: 0,
        afterColon: false,
        filled: null,
      });
      at++;
    } else if (char === '}' || char === ']') {
      frames.pop();
      at++;
      const outer = frames.at(-1);
      if (outer) outer.filled = at;
    } else if (char === ',' && top) {
      if (top.kind === 'array') top.index++;
      top.afterColon = false;
      top.filled = null;
      at++;
    } else if (char === ':' && top) {
      top.afterColon = true;
      at++;
    } else if (char !== undefined && /[\w$.+-]/.test(char)) {
      const end = wordEnd(text, at);
      if (end >= offset) return { frames, token: at, inComment: false };
      if (top && (top.kind === 'array' || top.afterColon)) top.filled = end;
      at = end;
    } else {
      at++;
    }
  }
  return { frames, token: null, inComment: false };
}

/** The offset after the closing quote, or at the end of the line where there is none. */
function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '"') return at + 1;
    else if (char === '\n' || char === '\r') return at;
  }
  return text.length;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\w$.+-]/.test(text[at] ?? '')) at++;
  return at;
}

function commentEnd(text: string, from: number): number {
  const end = text[from + 1] === '/' ? text.indexOf('\n', from) : text.indexOf('*/', from + 2) + 2;
  return end <= from ? text.length : end;
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
