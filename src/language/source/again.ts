import { maxDepth, type SourceEntry, SourceNode } from './node';
import type { SyntaxProblem } from './tree';

/**
 * Reading a text again after an edit: what JSON and YAML share. Only a part around everything that was changed is
 * read; the rest of the tree is taken over, moved to its new place, so that the cost follows the change.
 */

/** What a tree must know of itself so that a part of it can be read again. */
export interface Again {
  /** All problems in the order in which they were found, also those that are not told. */
  readonly found: readonly SyntaxProblem[];
  /** How many edits ago the whole was read, or all of the tree made. */
  readonly age: number;
}

export interface Change {
  readonly start: number;
  /** Its end in the old text. */
  readonly end: number;
  /** How much longer the text became. */
  readonly by: number;
}

/**
 * The part of the old text outside of which nothing changed. Where a line is written before one that begins alike there
 * are two answers; both are given.
 */
export function changesOf(before: string, after: string): Change[] {
  const shorter = Math.min(before.length, after.length);
  const by = after.length - before.length;
  const start = sameAtStart(before, after, shorter);
  const end = sameAtEnd(before, after, shorter);
  const late = { start, end: Math.max(start, start - by, before.length - end), by };
  const early = { start: Math.min(start, shorter - end), end: before.length - end, by };
  return late.start === early.start ? [late] : [late, early];
}

function sameAtStart(left: string, right: string, most: number): number {
  let at = 0;
  while (at < most && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return at;
}

function sameAtEnd(left: string, right: string, most: number): number {
  let at = 0;
  while (at < most && left.charCodeAt(left.length - 1 - at) === right.charCodeAt(right.length - 1 - at)) at++;
  return at;
}

/** A step from a collection to the entry or item that holds the change. */
export interface Step {
  readonly node: SourceNode;
  readonly at: number;
}

/** What stands at the end of the steps now: a whole entry, or another value at the same place. */
export interface Part {
  readonly entry?: SourceEntry;
  readonly value: SourceNode | null;
  /** How far its places in its own text are from those in the whole. */
  readonly shift: number;
}

/** The tree with a part in the place of the old one, and all after it moved; null where it would be too deep. */
export function rebuilt(
  steps: readonly Step[],
  part: Part,
  { by }: Change,
  endOf: (node: SourceNode, made: SourceNode) => number,
): SourceNode | null {
  if (steps.length + depthOf(part.value) > maxDepth) return null;
  let inner = part.value?.moved(part.shift) ?? null;
  for (const [index, { node, at }] of [...steps.entries()].reverse()) {
    const made = new SourceNode(node.kind, node.offset, node.length);
    made.style = node.style;
    made.dash = node.dash;
    node.entries.forEach((entry, position) => {
      const further = position > at ? by : 0;
      const value = position === at ? inner : (entry.value?.moved(further) ?? null);
      const written = position === at && index === steps.length - 1 ? (part.entry ?? entry) : entry;
      const shift = written === part.entry ? part.shift : further;
      const { duplicate } = entry;
      const keyOffset = written.keyOffset + shift;
      made.addEntry({ ...written, keyOffset, duplicate, value, object: made });
    });
    node.items.forEach((item, position) => {
      const child = position === at ? inner : item.moved(position > at ? by : 0);
      if (child) made.addItem(child);
    });
    made.length = Math.max(0, endOf(node, made) - made.offset);
    inner = made;
  }
  return inner;
}

/** Edits after which all of a tree is made, so that it does not hold on to the trees before it for ever. */
const longest = 200;

/** The next tree's knowledge of itself: problems outside of the part stay, moved with what they belong to. */
export function aged({ age }: Again, root: SourceNode, found: readonly SyntaxProblem[]): Again {
  if (age < longest) return { found, age: age + 1 };
  root.settleAll();
  return { found, age: 0 };
}

function depthOf(node: SourceNode | null): number {
  if (!node || (node.kind !== 'object' && node.kind !== 'array')) return 0;
  let below = 0;
  for (const { value } of node.entries) below = Math.max(below, depthOf(value));
  for (const item of node.items) below = Math.max(below, depthOf(item));
  return below + 1;
}
