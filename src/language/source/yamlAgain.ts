import { lineIndex } from './lines';
import { maxDepth, type SourceEntry, SourceNode } from './node';
import type { SourceTree } from './tree';
import { deepPlace, lastEnd, readYaml } from './yaml';

/**
 * Reads a YAML text again after an edit. Only the innermost entry of a block mapping around everything that was
 * changed is given to the parser; the rest of the tree is taken over, moved to its new place.
 *
 * It answers null whenever it is not certain that reading the whole text would give the same tree: where there was or
 * is a problem, an alias or a merge key, or where the entry might not begin and end where it did.
 *
 * Why an entry can be read by itself: what stands before it is as it was, so the parser comes to it in the same state.
 * It begins with its key at the same column, more than that is indented throughout, and it is without a mistake by
 * itself, so it is over when the next line that is indented no more comes, as before.
 */
export function readYamlAgain(before: SourceTree, text: string): SourceTree | null {
  const { root } = before;
  if (before.format !== 'yaml' || !root || before.problems.length > 0 || !isPlain(before.text)) return null;
  const change = changeOf(before.text, text);
  const place = innermost(before, root, change);
  if (!place || deepPlace(text) !== null) return null;
  const { steps, start, end } = place;
  const by = text.length - before.text.length;
  const written = text.slice(start, end + by);
  const indent = steps.at(-1)?.entry?.keyOffset ?? 0;
  if (!standsAlone(written, indent - start, end === before.text.length)) return null;
  const read = onlyEntry(readYaml(written), steps.at(-1)?.entry, indent - start);
  if (!read) return null;
  try {
    return { ...before, text, root: rebuilt(steps, read, { start, end, by }), lines: lineIndex(text) };
  } catch (error) {
    if (error instanceof NotCertain) return null;
    throw error;
  }
}

class NotCertain extends Error {}

interface Change {
  readonly start: number;
  /** Its end in the old text. */
  readonly end: number;
}

/** Without directives, which change how the rest is read, and without line ends that only YAML knows. */
const isPlain = (text: string): boolean => !/^%|\r(?!\n)/m.test(text);

function changeOf(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, end: before.length - same };
}

/** A step from a collection to the entry or item that holds the change. */
interface Step {
  readonly node: SourceNode;
  readonly at: number;
  readonly entry: SourceEntry | null;
}

interface Place {
  /** From the root to the entry that is read again. */
  readonly steps: readonly Step[];
  /** The whole lines of the entry in the old text. */
  readonly start: number;
  readonly end: number;
}

function innermost({ text }: SourceTree, root: SourceNode, change: Change): Place | null {
  const steps: Step[] = [];
  let best: Place | null = null;
  let end = text.length;
  let node: SourceNode | null = root;
  while (node?.style === 'block') {
    const found = childAround(text, node, change, end);
    if (!found) break;
    steps.push(found.step);
    end = found.end;
    if (found.start !== null) best = { steps: [...steps], start: found.start, end };
    node = found.child;
  }
  return best;
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
  const next = offsets[at + 1];
  const until = next === undefined ? end : lineStart(text, next);
  if (change.end > until) return null;
  const start = lineStart(text, offset);
  const alone = offset > start && text.slice(start, offset).trim() === '';
  const entry = entries[at] ?? null;
  if (node.kind !== 'object') {
    const child = items[at] ?? null;
    return { step: { node, at, entry: null }, child, start: null, end: until };
  }
  const usable = alone && entry !== null && !entry.merged;
  return { step: { node, at, entry }, child: entry?.value ?? null, start: usable ? start : null, end: until };
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

/** The one entry that was read, when it has the old key and there is nothing wrong with it. */
function onlyEntry(
  tree: SourceTree,
  old: SourceEntry | null | undefined,
  indent: number,
): SourceEntry | null {
  const { root, problems } = tree;
  if (!root || !old || problems.length > 0 || root.style !== 'block' || root.kind !== 'object') return null;
  const [entry, ...others] = root.entries;
  if (!entry || others.length > 0 || entry.merged) return null;
  return entry.key === old.key && entry.keyOffset === indent ? entry : null;
}

interface Move {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** The tree with an entry in the place of the old one, and all after it moved. */
function rebuilt(steps: readonly Step[], read: SourceEntry, move: Move): SourceNode {
  if (steps.length + depthOf(read.value) > maxDepth) throw new NotCertain();
  let inner: SourceNode | null = null;
  for (const [index, { node, at, entry }] of [...steps.entries()].reverse()) {
    const made = new SourceNode(node.kind, node.offset, node.length);
    made.style = node.style;
    made.dash = node.dash;
    if (node.call) throw new NotCertain();
    node.entries.forEach((each, position) => {
      if (position !== at) addCopy(made, each, position > at ? move.by : 0);
      else if (index === steps.length - 1) addCopy(made, { ...read, duplicate: each.duplicate }, move.start);
      else if (entry) addMade(made, entry, inner);
    });
    node.items.forEach((item, position) => {
      const child = position === at ? inner : copyOf(item, position > at ? move.by : 0);
      if (!child) throw new NotCertain();
      child.parent = made;
      child.step = position;
      made.items.push(child);
    });
    made.length = Math.max(0, lastEnd(made, made.offset) - made.offset);
    inner = made;
  }
  if (!inner) throw new NotCertain();
  return inner;
}

function addCopy(object: SourceNode, entry: SourceEntry, by: number): void {
  if (entry.merged) throw new NotCertain();
  const moved = { ...entry, keyOffset: entry.keyOffset + by };
  addMade(object, moved, entry.value && copyOf(entry.value, by));
}

function addMade(object: SourceNode, entry: SourceEntry, value: SourceNode | null): void {
  object.entries.push({ ...entry, value, object });
  if (!value) return;
  value.parent = object;
  value.step = entry.key;
}

/** A node with all below it, further on by some characters. Its value is the same. */
function copyOf(node: SourceNode, by: number): SourceNode {
  if (node.style === 'alias') throw new NotCertain();
  const made = node.moved(by);
  if (node.dash !== null) made.dash = node.dash + by;
  if (node.call) made.call = { name: node.call.name, argument: copyOf(node.call.argument, by) };
  for (const entry of node.entries) addCopy(made, entry, by);
  node.items.forEach((item, step) => {
    const child = copyOf(item, by);
    child.parent = made;
    child.step = step;
    made.items.push(child);
  });
  return made;
}

function depthOf(node: SourceNode | null): number {
  if (!node || (node.kind !== 'object' && node.kind !== 'array')) return 0;
  let below = 0;
  for (const { value } of node.entries) below = Math.max(below, depthOf(value));
  for (const item of node.items) below = Math.max(below, depthOf(item));
  return below + 1;
}
