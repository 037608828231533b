import { aged, type Change, changesOf, rebuilt, type Step } from './again';
import { lineIndex } from './lines';
import type { SourceEntry, SourceNode } from './node';
import type { SourceTree, SyntaxProblem } from './tree';
import { endsWithEntry, lastEnd, readYaml, told } from './yaml';

/**
 * Reads a YAML text again after an edit. Only the innermost entry of a block mapping around everything that was
 * changed that can be read by itself is given to the parser; the rest of the tree is taken over, moved to its new place.
 *
 * It answers null whenever it is not certain that reading the whole text would give the same tree: where there is an
 * alias or a merge key, where something is wrong that may reach further than its line, or where the entry might not
 * begin and end where it did.
 *
 * Why an entry can be read by itself: what stands before it is as it was, so the parser comes to it in the same state.
 * It begins with its key at the same column, more than that is indented throughout, and nothing in it is left open, so
 * it is over when the next line that is indented no more comes, as before.
 */
export function readYamlAgain(before: SourceTree, text: string): SourceTree | null {
  const { root, again } = before;
  if (before.format !== 'yaml' || !root || !again?.found.every((problem) => endsWithEntry(problem, text)))
    return null;
  const choices = changesOf(before.text, text).flatMap((change) =>
    placesAround(before, root, change)
      .reverse()
      .map((place) => ({ change, place })),
  );
  for (const { change, place } of choices) {
    const { start, steps, end } = place;
    const read = readAt(place, text, change);
    if (!read) continue;
    const made = rebuilt(
      steps,
      { entry: read.entry, value: read.entry.value, shift: start },
      change,
      (_old, node) => lastEnd(node, node.offset),
    );
    if (!made) return null;
    const moved = (problem: SyntaxProblem, by: number) => ({ ...problem, offset: problem.offset + by });
    const found = [
      ...again.found.filter(({ offset, code }) => offset < start || isOfKey(code, offset, read.keyOffset)),
      ...read.found.map((problem) => moved(problem, start)),
      ...again.found.filter(({ offset }) => offset >= end).map((problem) => moved(problem, change.by)),
    ];
    const lines = lineIndex(text);
    return {
      format: 'yaml',
      text,
      root: made,
      lines,
      problems: told(found),
      again: aged(again, made, found),
    };
  }
  return null;
}

/** That a key stands twice is not seen in its own lines. */
const isOfKey = (code: string, offset: number, keyOffset: number): boolean =>
  code === 'SYNTAX_DUPLICATE_KEY' && offset === keyOffset;

/** The entry as it is written now; null where it can't be read by itself. */
function readAt(
  { steps, start, end }: Place,
  text: string,
  { by }: Change,
): {
  readonly entry: SourceEntry;
  readonly keyOffset: number;
  readonly found: readonly SyntaxProblem[];
} | null {
  const last = steps.at(-1);
  const old = last?.node.entries[last.at];
  const written = text.slice(start, end + by);
  const indent = (old?.keyOffset ?? 0) - start;
  if (!old || !standsAlone(written, indent, end + by === text.length)) return null;
  const { root, again } = readYaml(written);
  if (!again?.found.every((problem) => endsWithEntry(problem, text))) return null;
  if (root?.style !== 'block' || root.kind !== 'object') return null;
  const [entry, ...others] = root.entries;
  if (!entry || others.length > 0 || entry.key !== old.key || entry.keyOffset !== indent) return null;
  return { entry, keyOffset: old.keyOffset, found: again.found };
}

interface Place {
  /** From the root to the entry that is read again. */
  readonly steps: readonly Step[];
  /** The whole lines of the entry in the old text. */
  readonly start: number;
  readonly end: number;
}

/** The entries around a change, from the outermost to the innermost. */
function placesAround({ text }: SourceTree, root: SourceNode, change: Change): Place[] {
  const steps: Step[] = [];
  const places: Place[] = [];
  let end = text.length;
  let node: SourceNode | null = root;
  while (node?.style === 'block') {
    const found = childAround(text, node, change, end);
    if (!found) break;
    steps.push(found.step);
    end = found.end;
    if (found.start !== null) places.push({ steps: [...steps], start: found.start, end });
    node = found.child;
  }
  return places;
}

interface Found {
  readonly step: Step;
  readonly child: SourceNode | null;
  /** Where its lines begin; null when it has no lines of its own. */
  readonly start: number | null;
  readonly end: number;
}

/** The entry or item of a block collection whose lines hold a change. */
function childAround(text: string, node: SourceNode, change: Change, end: number): Found | null {
  const { entries, items } = node;
  const offsets =
    node.kind === 'object' ? entries.map((entry) => entry.keyOffset) : items.map((item) => item.dash ?? -1);
  const at = offsets.findLastIndex((offset) => offset >= 0 && lineStart(text, offset) <= change.start);
  const offset = offsets[at];
  if (offset === undefined || offset < 0) return null;
  // The parser has an empty key stand where the lines before it end.
  if (entries.slice(at, at + 2).some(({ keyLength }) => keyLength === 0)) return null;
  const next = offsets[at + 1];
  const until = next === undefined ? end : lineStart(text, next);
  if (change.end > until) return null;
  const start = lineStart(text, offset);
  const alone = offset > start && text.slice(start, offset).trim() === '';
  const entry = entries[at] ?? null;
  if (node.kind !== 'object') {
    const child = items[at] ?? null;
    return { step: { node, at }, child, start: null, end: until };
  }
  const usable = alone && entry !== null;
  return { step: { node, at }, child: entry?.value ?? null, start: usable ? start : null, end: until };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/**
 * Whether lines can only be one entry with its key at a column: the first begins there, those after it stand further
 * right, but for comments and the dashes of a list.
 */
function standsAlone(written: string, indent: number, isLast: boolean): boolean {
  if (!isLast && !written.endsWith('\n')) return false;
  const lines = written.split('\n');
  return lines.every((line, at) => {
    const column = line.search(/[^ ]/);
    if (column < 0 || line[column] === '\r') return at > 0;
    if (line[column] === '\t') return false;
    if (at === 0) return column === indent;
    if (line[column] === '#') return true;
    return column > indent || (column === indent && /^-(\s|$)/.test(line.slice(column)));
  });
}
