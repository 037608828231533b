import { type JsonArray, type JsonObject, type JsonValue, setOwn } from '../../base/json';
import type { Path } from '../../base/pointer';

/**
 * The source tree: one shape for JSON and YAML. Every node knows where it stands in the text. The tree is made
 * once for a text and is not changed afterwards; it stays in the thread that made it. The tree of the text after an
 * edit takes most of its nodes over, moved.
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

let made = 0;

export class SourceNode {
  /** Shared by a node and those moved from it, and by no others. */
  readonly identity: number;
  #entries: SourceEntry[] = [];
  #items: SourceNode[] = [];
  /** The node that this one was moved from, as long as its children are not made. */
  #origin: SourceNode | null = null;
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
    identity = ++made,
  ) {
    this.#value = value;
    this.identity = identity;
  }

  get entries(): SourceEntry[] {
    this.#settle();
    return this.#entries;
  }

  get items(): SourceNode[] {
    this.#settle();
    return this.#items;
  }

  get end(): number {
    return this.offset + this.length;
  }

  /** The value; of two entries with one key the last counts, entries without a value are left out. */
  get value(): JsonValue {
    this.#value ??= this.#origin?.value ?? this.#compute();
    return this.#value;
  }

  /**
   * The same node with all below it, further on by some characters; its value is the very same. What is below is made
   * when it is asked for, so that moving costs the same however much there is. Only where nothing is an alias.
   */
  moved(by: number): SourceNode {
    const moved = new SourceNode(this.kind, this.offset + by, this.length, this.#value, this.identity);
    moved.style = this.style;
    if (this.dash !== null) moved.dash = this.dash + by;
    if (this.call) moved.call = { name: this.call.name, argument: this.call.argument.moved(by) };
    if (this.kind === 'object' || this.kind === 'array') moved.#origin = this.#origin ?? this;
    return moved;
  }

  /** Takes a value that is equal to its own as its own, so that what is the same is the same object. */
  adopt(value: JsonValue): void {
    if (this.#value === value) return;
    this.#value = value;
    for (const entry of this.entries) {
      if (entry.value && this.entry(entry.key) === entry)
        entry.value.adopt((value as JsonObject)[entry.key] ?? null);
    }
    this.items.forEach((item, at) => {
      item.adopt((value as JsonArray)[at] ?? null);
    });
  }

  /** Makes all that is still to be made below, so that no older tree is needed any more. */
  settleAll(): void {
    for (const { value } of this.entries) value?.settleAll();
    for (const item of this.items) item.settleAll();
  }

  /** Adds an entry, as the parent of its value. Only while the tree is being made. */
  addEntry(entry: SourceEntry): void {
    this.#entries.push(entry);
    if (!entry.value || entry.merged) return;
    entry.value.parent = this;
    entry.value.step = entry.key;
  }

  /** Adds an item to an array. Only while the tree is being made. */
  addItem(item: SourceNode): void {
    item.parent = this;
    item.step = this.#items.length;
    this.#items.push(item);
  }

  #settle(): void {
    const origin = this.#origin;
    if (!origin) return;
    this.#origin = null;
    this.#value ??= origin.#value;
    const by = this.offset - origin.offset;
    for (const entry of origin.entries) {
      const value = entry.value?.moved(by) ?? null;
      this.addEntry({ ...entry, keyOffset: entry.keyOffset + by, value, object: this });
    }
    for (const item of origin.items) this.addItem(item.moved(by));
  }

  /** Makes the node stand for a text, whatever its children say. Only while the tree is being made. */
  become(value: string, style: NodeStyle): void {
    this.kind = 'string';
    this.style = style;
    this.#value = value;
    this.#entries = [];
    this.#items = [];
    this.#origin = null;
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
  object.addEntry(entry);
  return entry;
}
