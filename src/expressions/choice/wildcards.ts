/**
 * Whether a text matches a pattern in which `*` stands for any characters, none included, and a backslash takes
 * the next character as it is. Takes time linear in the lengths of both, whatever the pattern.
 */
export function matchesWildcards(text: string, pattern: string): boolean {
  const parts = partsOf(pattern);
  const first = parts[0] ?? '';
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = indexOf(text, part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** The pattern's literal parts: between its asterisks, escapes resolved. */
function partsOf(pattern: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*') {
      parts.push(part);
      part = '';
    } else if (character === '\\' && at + 1 < pattern.length) {
      part += pattern[++at];
    } else {
      part += character;
    }
  }
  return [...parts, part];
}

/** Parts up to this length are left to the built-in search, which may compare them anew at every place. */
const shortPart = 32;

function indexOf(text: string, part: string, from: number): number {
  if (part.length <= shortPart) return text.indexOf(part, from);
  const borders = bordersOf(part);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    while (matched > 0 && text[at] !== part[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === part[matched]) matched++;
    if (matched === part.length) return at - matched + 1;
  }
  return -1;
}

/** For each prefix, the length of its longest proper border (Knuth, Morris, Pratt). */
function bordersOf(part: string): Uint32Array {
  const borders = new Uint32Array(part.length);
  let length = 0;
  for (let at = 1; at < part.length; at++) {
    while (length > 0 && part[at] !== part[length]) length = borders[length - 1] ?? 0;
    if (part[at] === part[length]) length++;
    borders[at] = length;
  }
  return borders;
}
