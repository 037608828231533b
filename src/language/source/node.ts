import { type JsonValue, setOwn } from '../../base/json';
import type { Path } from '../../base/pointer';

/**
 * The source tree: one shape for JSON and YAML. Every node knows where it stands in the text. The tree is made
 * once for a text and is not changed afterwards; it stays in the thread that made it.
 */

/** Levels of nesting that are read; what is deeper is left out with a problem. AWS takes far fewer. */
export const maxDepth = 400;

export type NodeKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** What is special about how a value is written. */
export type NodeStyle =
  /** `${Name}` without quotes, which a template tool replaces before JSON is read. */
  | 'placeholder'
  /** YAML `*name`: the value stands at its anchor, whose nodes are the children of this one. */
  | 'alias'
  /** A CloudFormation function, short (`!Sub`) or long (`Fn::Sub`), read as text with `${…}`. */
  | 'function'
  /** YAML indentation instead of brackets. */
  | 'block'
  /** A YAML scalar over several lines, `|` or `>`. */
  | 'blockScalar';

/** A key with its value in an object. */
export interface SourceEntry {
  readonly key: string;
  /** The key as written, quotes included. */
  readonly keyOffset: number;
  readonly keyLength: number;
  /** Null while the value is not typed yet. */
  readonly value: SourceNode | null;
  readonly object: SourceNode;
  /** Whether the same object has the key already, further up. The last one counts. */
  readonly duplicate: boolean;
  /** Whether it comes from a YAML merge key, so that its text stands elsewhere. */
  readonly merged: boolean;
}

export class SourceNode {
  readonly entries: SourceEntry[] = [];
  readonly items: SourceNode[] = [];
  parent: SourceNode | null = null;
  /** The key under which it stands in its parent, or its index there. */
  step: string | number | null = null;
  style: NodeStyle | null = null;
  /** YAML: where the dash of a block sequence's item stands. */
  dash: number | null = null;
  /** The CloudFormation function in its short form (`!Sub`) that it is, with what stands behind the tag. */
  call: { readonly name: string; readonly argument: SourceNode } | null = null;
  /** Value of a scalar, or of a node that stands for another value than its children say. */
  #value: JsonValue | undefined;
  #index: Map<string, SourceEntry> | null = null;

  constructor(
    public kind: NodeKind,
    readonly offset: number,
    public length: number,
    value?: JsonValue,
  ) {
    this.#value = value;
  }

  get end(): number {
    return this.offset + this.length;
  }

  /** The value; of two entries with one key the last counts, entries without a value are left out. */
  get value(): JsonValue {
    this.#value ??= this.#compute();
    return this.#value;
  }

  /** The same node further on by some characters, without what is below it; its value is the very same. */
  moved(by: number): SourceNode {
    const made = new SourceNode(this.kind, this.offset + by, this.length, this.#value);
    made.style = this.style;
    return made;
  }

  /** Makes the node stand for a text, whatever its children say. Only while the tree is being made. */
  become(value: string, style: NodeStyle): void {
    this.kind = 'string';
    this.style = style;
    this.#value = value;
    this.entries.length = 0;
    this.items.length = 0;
    this.#index = null;
  }

  /** The entry with a key; of several the last. */
  entry(key: string): SourceEntry | undefined {
    this.#index ??= new Map(this.entries.map((entry) => [entry.key, entry]));
    return this.#index.get(key);
  }

  child(step: string | number): SourceNode | null {
    if (this.kind === 'array') return this.items[Number(step)] ?? null;
    return this.entry(String(step))?.value ?? null;
  }

  #compute(): JsonValue {
    if (this.kind === 'null') return null;
    if (this.kind === 'array') return this.items.map((item) => item.value);
    const result: Record<string, JsonValue> = {};
    for (const { key, value } of this.entries) if (value) setOwn(result, key, value.value);
    return result;
  }
}

/** The node at a path below a node; null where there is none. */
export function nodeAt(from: SourceNode | null, path: Path): SourceNode | null {
  let node = from;
  for (const step of path) node = node?.child(step) ?? null;
  return node;
}

/** The entry at a path below a node, also when its value is not typed yet; null for array items and the root. */
export function entryAt(from: SourceNode | null, path: Path): SourceEntry | null {
  const last = path.at(-1);
  const object = nodeAt(from, path.slice(0, -1));
  return last === undefined || object?.kind !== 'object' ? null : (object.entry(String(last)) ?? null);
}

/** The path of a node from the root of its tree. */
export function pathOf(node: SourceNode): Path {
  const path: (string | number)[] = [];
  for (let at: SourceNode | null = node; at?.parent; at = at.parent)
    if (at.step !== null) path.unshift(at.step);
  return path;
}

/** The path of the innermost key or value at an offset. */
export function pathAtOffset(root: SourceNode | null, offset: number): Path {
  const path: (string | number)[] = [];
  let node = root;
  while (node) {
    const step = node.style === 'alias' ? null : stepAt(node, offset);
    if (!step) break;
    path.push(step.step);
    node = step.node;
  }
  return path;
}

function stepAt(node: SourceNode, offset: number): { step: string | number; node: SourceNode | null } | null {
  for (const entry of node.entries) {
    if (entry.merged || offset < entry.keyOffset) continue;
    const keyEnd = entry.keyOffset + entry.keyLength;
    if (offset <= Math.max(keyEnd, entry.value?.end ?? keyEnd)) return { step: entry.key, node: entry.value };
  }
  const index = node.items.findIndex((item) => offset >= item.offset && offset <= item.end);
  return index < 0 ? null : { step: index, node: node.items[index] ?? null };
}

/** Adds an entry to an object under construction. */
export function addEntry(
  object: SourceNode,
  key: { text: string; offset: number; length: number },
  value: SourceNode | null,
  seen: Set<string>,
  merged = false,
): SourceEntry {
  const duplicate = seen.has(key.text);
  seen.add(key.text);
  const entry = {
    key: key.text,
    keyOffset: key.offset,
    keyLength: key.length,
    value,
    object,
    duplicate,
    merged,
  };
  object.entries.push(entry);
  if (value && !merged) {
    value.parent = object;
    value.step = key.text;
  }
  return entry;
}

/** Adds an item to an array under construction. */
export function addItem(array: SourceNode, item: SourceNode): void {
  item.parent = array;
  item.step = array.items.length;
  array.items.push(item);
}
