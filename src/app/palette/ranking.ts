/** How well texts answer a search, and which of their letters do. */

export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/** The score of a text that has the letters in order, and no more. */
export const scattered = 0.2;

/**
 * A score from 0 (no) to 1: words that begin with the search come first, then those that hold it, then texts that
 * have its letters in order.
 */
export function score(query: string, text: string): number {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return 0.5;
  const within = text.toLowerCase();
  if (within.startsWith(wanted)) return 1;
  if (within.includes(` ${wanted}`)) return 0.9;
  if (within.includes(wanted)) return 0.7;
  const words = wanted.split(/\s+/);
  if (words.length > 1 && words.every((word) => within.includes(word))) return 0.6;
  return hasInOrder(within, wanted) && wanted.length > 2 ? scattered : 0;
}

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** A text in parts, with the word that begins with the search marked. */
export function highlight(query: string, text: string): readonly Part[] {
  const wanted = query.trim().toLowerCase();
  const lower = text.toLowerCase();
  const word = lower.search(new RegExp(`(^|[^\\p{L}\\p{N}])${escapePattern(wanted)}`, 'u'));
  const found = word < 0 ? -1 : lower.indexOf(wanted, word);
  if (wanted === '' || found < 0 || lower.length !== text.length) return [{ text, hit: false }];
  return [
    { text: text.slice(0, found), hit: false },
    { text: text.slice(found, found + wanted.length), hit: true },
    { text: text.slice(found + wanted.length), hit: false },
  ].filter((part) => part.text !== '');
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
