import { isArray, isObject, type JsonValue, jsonEqual } from '../../base/json';
import { type Path, toPointer } from '../../base/pointer';
import { ChangeError, type PathOp } from '../../model/change';
import type { SourceEntry, SourceNode } from '../source/node';

/**
 * A definition under change: what stays points at its place in the text, what is new is a plain value. Path
 * operations are done on it first; the printers then compare its children with those in the text.
 */
export class Shadow {
  #slots: Slot[] | null = null;
  /** The value of something new, or of what can't be changed inside (an alias). */
  readonly fresh: JsonValue | undefined;

  constructor(
    /** Where it stands in the text; null for something new. */
    readonly source: SourceNode | null,
    fresh?: JsonValue,
  ) {
    this.fresh = fresh;
  }

  /** Whether an operation went through it, so that its children must be compared. */
  get touched(): boolean {
    return this.#slots !== null;
  }

  get kind(): 'object' | 'array' | 'scalar' {
    if (this.source) {
      return this.source.kind === 'object' || this.source.kind === 'array' ? this.source.kind : 'scalar';
    }
    if (isArray(this.fresh)) return 'array';
    return isObject(this.fresh) ? 'object' : 'scalar';
  }

  /** Its children; made from the source or the value when first asked for. */
  get slots(): Slot[] {
    this.#slots ??= this.source ? slotsOfSource(this.source) : slotsOfValue(this.fresh ?? null);
    return this.#slots;
  }

  set slots(slots: Slot[]) {
    this.#slots = slots;
  }

  get value(): JsonValue {
    if (!this.#slots) return this.source ? this.source.value : (this.fresh ?? null);
    if (this.kind === 'array') return this.slots.map((slot) => slot.shadow?.value ?? null);
    const entries = new Map<string, JsonValue>();
    for (const slot of this.#slots) if (slot.shadow) entries.set(slot.key ?? '', slot.shadow.value);
    return fromEntries(entries);
  }
}

/** A place in an object or array: a key with its value, or an item. */
export interface Slot {
  /** Null in arrays. */
  readonly key: string | null;
  /** The value; null while it is not typed yet. */
  readonly shadow: Shadow | null;
  /** Where it stands in the text: its index among the children there; null for something new. */
  readonly at: number | null;
}

function fromEntries(entries: ReadonlyMap<string, JsonValue>): JsonValue {
  const result: Record<string, JsonValue> = {};
  for (const [key, value] of entries) {
    Object.defineProperty(result, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return result;
}

/** The entries of an object that stand in its own text. */
export function ownEntries(node: SourceNode): SourceEntry[] {
  return node.entries.filter((entry) => !entry.merged);
}

function slotsOfSource(node: SourceNode): Slot[] {
  if (node.kind === 'array') return node.items.map((item, at) => ({ key: null, shadow: shadowOf(item), at }));
  return ownEntries(node).map(({ key, value }, at) => ({ key, shadow: value && shadowOf(value), at }));
}

/** An alias can't be changed in its place: it becomes a value of its own as soon as something in it changes. */
function shadowOf(node: SourceNode): Shadow {
  return new Shadow(node);
}

function slotsOfValue(value: JsonValue): Slot[] {
  if (isArray(value)) return value.map((item) => ({ key: null, shadow: new Shadow(null, item), at: null }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, item]) => ({ key, shadow: new Shadow(null, item), at: null }));
}

/**
 * Writes every alias below out as a value of its own, and every object that takes entries in by a merge key: for
 * changes that would reach them through their anchor, or take the anchor away.
 */
export function expandAliases(shadow: Shadow): void {
  if (shadow.kind === 'scalar' || !shadow.source) return;
  const slots = shadow.slots.map((slot) => {
    const source = slot.shadow?.source;
    if (slot.shadow && (source?.style === 'alias' || source?.entries.some((entry) => entry.merged)))
      return { ...slot, shadow: new Shadow(null, slot.shadow.value) };
    if (slot.shadow) expandAliases(slot.shadow);
    return slot;
  });
  shadow.slots = slots;
}

/** Performs the operations on the shadow of a definition and returns it, or the one that takes its place. */
export function change(root: Shadow, ops: readonly PathOp[]): Shadow {
  let now = root;
  for (const op of ops) {
    if (op.path.length > 0) perform(now, op);
    else if (op.op === 'set') now = assigned(now, op.value);
    else throw new ChangeError(`${op.op} needs a place inside the definition`);
  }
  return now;
}

function perform(root: Shadow, op: PathOp): void {
  const container = opened(root, op.path.slice(0, -1));
  const step = op.path.at(-1) ?? '';
  if (container.kind === 'array') performInArray(container, Number(step), op);
  else if (container.kind === 'object') performInObject(container, String(step), op);
  else throw new ChangeError(`${op.op} does not fit at ${toPointer(op.path)}`);
}

/** The container at a path, ready to be changed: what is written as an alias on the way becomes a value. */
function opened(root: Shadow, path: Path): Shadow {
  let shadow = root;
  for (const step of path) {
    const index = slotIndex(shadow, step);
    let slot = shadow.slots[index];
    if (!slot?.shadow) {
      const merged = shadow.source?.child(step);
      if (!merged || shadow.kind !== 'object')
        throw new ChangeError(`There is nothing at ${toPointer(path)}`);
      slot = { key: String(step), shadow: new Shadow(null, merged.value), at: null };
      shadow.slots = [...shadow.slots, slot];
    } else if (slot.shadow.source?.style === 'alias' || slot.shadow.source?.style === 'function') {
      slot = { ...slot, shadow: new Shadow(null, slot.shadow.value) };
      shadow.slots = shadow.slots.with(index, slot);
    }
    shadow = slot.shadow as Shadow;
  }
  return shadow;
}

function slotIndex(container: Shadow, step: string | number): number {
  if (container.kind === 'array') return Number(step);
  return container.slots.findLastIndex((slot) => slot.key === String(step));
}

function performInArray(array: Shadow, index: number, op: PathOp): void {
  const { slots } = array;
  const slot = slots[index];
  const to = op.op === 'move' ? (op.to === null ? slots.length - 1 : Number(op.to)) : 0;
  if (op.op === 'insert' || (op.op === 'set' && index === slots.length)) {
    const item = { key: null, shadow: new Shadow(null, op.value), at: null };
    array.slots = slots.toSpliced(index, 0, item);
  } else if (!slot) {
    throw new ChangeError(`There is nothing at ${toPointer(op.path)}`);
  } else if (op.op === 'set') {
    array.slots = slots.with(index, { ...slot, shadow: assigned(slot.shadow, op.value) });
  } else if (op.op === 'remove') {
    array.slots = slots.toSpliced(index, 1);
  } else if (op.op === 'move') {
    array.slots = slots.toSpliced(index, 1).toSpliced(to, 0, slot);
  } else {
    throw new ChangeError(`${op.op} does not fit at ${toPointer(op.path)}`);
  }
}

function performInObject(object: Shadow, key: string, op: PathOp): void {
  const index = slotIndex(object, key);
  const slot = object.slots[index];
  const others = () => object.slots.filter((each) => each.key !== key);
  if (op.op === 'set') {
    if (slot) object.slots = object.slots.with(index, { ...slot, shadow: assigned(slot.shadow, op.value) });
    else {
      const added = { key, shadow: new Shadow(null, op.value), at: null };
      object.slots = insertBefore(object.slots, added, op.before ?? null);
    }
    return;
  }
  if (!slot) throw new ChangeError(`There is nothing at ${toPointer(op.path)}`);
  if (op.op === 'remove') object.slots = others();
  else if (op.op === 'rename') {
    if (op.to !== key && object.slots.some((each) => each.key === op.to)) {
      throw new ChangeError(`There is something at ${toPointer([...op.path.slice(0, -1), op.to])} already`);
    }
    object.slots = object.slots.with(index, { ...slot, key: op.to });
  } else if (op.op === 'move') {
    object.slots = insertBefore(others(), slot, op.to === null ? null : String(op.to));
  } else {
    throw new ChangeError(`${op.op} does not fit at ${toPointer(op.path)}`);
  }
}

function insertBefore(slots: readonly Slot[], slot: Slot, before: string | null): Slot[] {
  const at = before === null ? -1 : slots.findIndex((each) => each.key === before);
  return slots.toSpliced(at < 0 ? slots.length : at, 0, slot);
}

/** A shadow with a value in its place, keeping from the text what the two have in common. */
function assigned(shadow: Shadow | null, value: JsonValue): Shadow {
  if (!shadow || shadow.source?.style === 'alias' || shadow.source?.style === 'function') {
    return new Shadow(null, value);
  }
  if (same(shadow.value, value)) return shadow;
  if (shadow.kind === 'object' && isObject(value)) assignObject(shadow, value);
  else if (shadow.kind === 'array' && isArray(value)) assignArray(shadow, value);
  else return new Shadow(null, value);
  return shadow;
}

function assignObject(object: Shadow, value: { readonly [key: string]: JsonValue }): void {
  const wanted = Object.keys(value);
  const known = new Map(object.slots.map((slot) => [slot.key ?? '', slot]));
  const slotFor = (key: string): Slot => {
    const slot = known.get(key);
    const item = value[key] ?? null;
    return slot
      ? { ...slot, shadow: assigned(slot.shadow, item) }
      : { key, shadow: new Shadow(null, item), at: null };
  };
  const current = isObject(object.value) ? Object.keys(object.value) : [];
  const sameOrder = same(
    current.filter((key) => Object.hasOwn(value, key)),
    wanted.filter((key) => known.has(key)),
  );
  if (!sameOrder) {
    object.slots = wanted.map(slotFor);
    return;
  }
  let slots = [...known.values()]
    .filter((slot) => Object.hasOwn(value, slot.key ?? ''))
    .map((slot) => slotFor(slot.key ?? ''));
  let before: string | null = null;
  for (const key of wanted.toReversed()) {
    if (!known.has(key)) slots = insertBefore(slots, slotFor(key), before);
    before = key;
  }
  object.slots = slots;
}

function assignArray(array: Shadow, value: readonly JsonValue[]): void {
  const { slots } = array;
  const shorter = Math.min(slots.length, value.length);
  let start = 0;
  while (start < shorter && same(slots[start]?.shadow?.value, value[start])) start++;
  let end = 0;
  while (end < shorter - start && same(slots.at(-1 - end)?.shadow?.value, value.at(-1 - end))) end++;
  const changed = value.slice(start, value.length - end).map((item, at): Slot => {
    const slot = start + at < slots.length - end ? slots[start + at] : undefined;
    return slot
      ? { ...slot, shadow: assigned(slot.shadow, item) }
      : { key: null, shadow: new Shadow(null, item), at: null };
  });
  array.slots = [...slots.slice(0, start), ...changed, ...slots.slice(slots.length - end)];
}

/** Equality by which nothing needs to be written: key order counts. */
function same(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return jsonEqual(left, right) && JSON.stringify(left) === JSON.stringify(right);
}
