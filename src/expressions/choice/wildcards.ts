/**
 * Whether a text matches a pattern in which `*` stands for any characters, none included, and a backslash takes
 * the next character as it is. Linear in practice and quadratic at worst: only the last `*` is ever taken back.
 */
export function matchesWildcards(text: string, pattern: string): boolean {
  const tokens = tokensOf(pattern);
  let at = 0;
  let token = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const expected = tokens[token];
    if (expected === any) {
      star = token++;
      resume = at;
    } else if (expected !== undefined && expected === text[at]) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (tokens[token] === any) token++;
  return token === tokens.length;
}

/** Stands for a `*` among the characters of a pattern. */
const any = '';

function tokensOf(pattern: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*') {
      if (tokens.at(-1) !== any) tokens.push(any);
    } else if (character === '\\' && at + 1 < pattern.length) {
      tokens.push(pattern[++at] ?? '');
    } else {
      tokens.push(character);
    }
  }
  return tokens;
}
