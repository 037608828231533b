/** A file as it was opened or saved last: what it is known by when it is opened again. */
export interface KnownFile {
  /** The id of its document: its scenarios and breakpoints hang on that. */
  readonly id: string;
  readonly fileName: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** So many files are remembered; the one not opened for longest goes first. */
export const mostKnown = 24;
/** Half of the words must be the same: files of one name (`template.yaml`) are many. */
const enough = 0.5;

/** The document that a file is: the known one of its name that is most like it, or null when it is another file. */
export function idOfFile(known: readonly KnownFile[], fileName: string, text: string): string | null {
  const words = wordsOf(text);
  let best: { readonly id: string; readonly like: number } | null = null;
  for (const file of known) {
    if (file.fileName !== fileName) continue;
    const like = file.text === text ? 1 : likeness(words, wordsOf(file.text));
    if (like >= enough && like > (best?.like ?? 0)) best = { id: file.id, like };
  }
  return best?.id ?? null;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[\p{L}\p{N}]+/gu));

/** What two sets have in common, as a share of all that is in them. */
function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let common = 0;
  for (const word of left) if (right.has(word)) common++;
  return common / (left.size + right.size - common);
}
