import { isArray, isObject, type JsonValue, own } from '../../base/json';

/**
 * What is known of a value before it is there: the kinds it may have and, below, those of its parts. A value
 * *conforms* when nothing of it contradicts the shape; what is not known for sure is `any`, which may still carry
 * hints (kinds and members that were seen). Shapes are immutable and shared.
 */
export interface Shape {
  /** It can be anything; kinds, members and items are only what was seen of it. */
  readonly any: boolean;
  /** Set of `kind`s. A number stands for the names of numbers that JSON lacks (`"Infinity"`) as well. */
  readonly kinds: number;
  readonly members: ReadonlyMap<string, Member>;
  /** The shape of members without an entry; null: there are none. */
  readonly rest: Shape | null;
  /** The shape of the items of an array; null: it has none. */
  readonly items: Shape | null;
  /** The items one by one, where their number is known. */
  readonly tuple: readonly Shape[] | null;
  /** A value that was seen here, when it is neither object nor array. */
  readonly example?: JsonValue | undefined;
  /** Where it comes from, to be put behind its kind: `from test input`. */
  readonly from?: string | undefined;
}

export interface Member {
  readonly shape: Shape;
  readonly optional: boolean;
}

export const kind = { text: 1, number: 2, boolean: 4, null: 8, object: 16, array: 32 } as const;

const noMembers: ReadonlyMap<string, Member> = new Map();
const nothing: Omit<Shape, 'kinds'> = {
  any: false,
  members: noMembers,
  rest: null,
  items: null,
  tuple: null,
  example: undefined,
  from: undefined,
};

const makeUnknown = (): Shape => {
  const shape: { -readonly [K in keyof Shape]: Shape[K] } = { ...nothing, any: true, kinds: 0 };
  shape.rest = shape;
  shape.items = shape;
  return shape;
};

/** Nothing is known. */
export const unknown: Shape = makeUnknown();
export const text: Shape = { ...nothing, kinds: kind.text };
export const number: Shape = { ...nothing, kinds: kind.number };
export const boolean: Shape = { ...nothing, kinds: kind.boolean };
export const nullShape: Shape = { ...nothing, kinds: kind.null };

export type Entry = readonly [name: string, shape: Shape, optional?: boolean];

/** An object with these members; `rest` null: and no others. */
export function objectShape(entries: readonly Entry[], rest: Shape | null = null, from?: string): Shape {
  if (entries.length === 0) return objectOfMembers(noMembers, rest, from);
  const members = new Map<string, Member>();
  for (const entry of entries) members.set(entry[0], { shape: entry[1], optional: entry[2] === true });
  return objectOfMembers(members, rest, from);
}

/** All shapes are made with the same fields in the same order, which is quicker. */
export const objectOfMembers = (members: Shape['members'], rest: Shape | null, from?: string): Shape => ({
  any: false,
  kinds: kind.object,
  members,
  rest,
  items: null,
  tuple: null,
  example: undefined,
  from,
});

export const arrayShape = (items: Shape | null, from?: string): Shape => ({
  any: false,
  kinds: kind.array,
  members: noMembers,
  rest: null,
  items,
  tuple: null,
  example: undefined,
  from,
});

/** Arrays longer than this are known by their items together. */
const longestTuple = 32;

export function tupleShape(items: readonly Shape[], from?: string): Shape {
  const array = arrayShape(unionOf(items), from);
  return items.length <= longestTuple ? { ...array, tuple: items } : array;
}

/** The shape of anything, with hints of what it may be. */
export function loosened(shape: Shape, depth = 0): Shape {
  if (depth > mostDepth) return unknown;
  const members = new Map<string, Member>();
  for (const [name, member] of shape.members)
    members.set(name, { shape: loosened(member.shape, depth + 1), optional: true });
  const items = shape.items && !shape.items.any ? loosened(shape.items, depth + 1) : (shape.items ?? unknown);
  return { ...shape, any: true, members, rest: unknown, items, tuple: null };
}

const mostDepth = 12;
const mostMembers = 400;
/** Items of an array that are looked at one by one. */
const mostItems = 400;

/** The shape of a value that is there, of it and of nothing else. */
export function shapeOfValue(value: JsonValue, from?: string, depth = 0): Shape {
  if (isArray(value)) {
    if (depth >= mostDepth || value.length > mostItems) return arrayShape(unknown, from);
    return arrayShape(unionOf(value.map((item) => shapeOfValue(item, from, depth + 1))), from);
  }
  if (isObject(value)) {
    if (depth >= mostDepth) return objectShape([], unknown, from);
    const keys = Object.keys(value);
    const shown = keys.slice(0, mostMembers);
    const entries = shown.map((key): Entry => [key, shapeOfValue(own(value, key) ?? null, from, depth + 1)]);
    return objectShape(entries, keys.length > shown.length ? unknown : null, from);
  }
  const { kinds } =
    { string: text, number, boolean }[typeof value as 'string' | 'number' | 'boolean'] ?? nullShape;
  return { ...nothing, kinds, example: value, from };
}

export const has = (shape: Shape, kinds: number): boolean => (shape.kinds & kinds) !== 0;

/** Whether it may be of these kinds. */
export const maybe = (shape: Shape, kinds: number): boolean => shape.any || has(shape, kinds);

/** Whether it can be of no other kinds. */
export const only = (shape: Shape, kinds: number): boolean => !shape.any && (shape.kinds & ~kinds) === 0;

/** The part of a shape that is of these kinds; null when there is none. */
export function narrowed(shape: Shape, kinds: number): Shape | null {
  if (shape.any) {
    return {
      ...nothing,
      kinds,
      members: shape.members,
      rest: kinds & kind.object ? unknown : null,
      items: kinds & kind.array ? (shape.items ?? unknown) : null,
      from: shape.from,
    };
  }
  const left = shape.kinds & kinds;
  if (left === 0) return null;
  return left === shape.kinds ? shape : { ...shape, kinds: left };
}

/** The member of objects of this shape; null: they certainly have none of that name. */
export function memberOf(shape: Shape, name: string): Member | null {
  if (!maybe(shape, kind.object)) return null;
  const member = shape.members.get(name);
  if (member) return member;
  const rest = shape.any ? unknown : shape.rest;
  return rest && { shape: rest, optional: true };
}

/** The shape of any one member. */
export function anyMember(shape: Shape): Shape | null {
  if (!maybe(shape, kind.object)) return null;
  const rest = shape.any ? unknown : shape.rest;
  return unionOf([...[...shape.members.values()].map((member) => member.shape), ...(rest ? [rest] : [])]);
}

/** The shape of any one item. */
export function itemOf(shape: Shape): Shape | null {
  if (!maybe(shape, kind.array)) return null;
  return shape.any ? (shape.items ?? unknown) : shape.items;
}

export function unionOf(shapes: readonly Shape[]): Shape | null {
  let all: Shape | null = null;
  for (const shape of shapes) all = all ? union(all, shape) : shape;
  return all;
}

/** What either may be. Gives `left` itself when `right` adds nothing to it. */
export function union(left: Shape, right: Shape, depth = 0): Shape {
  if (left === right || (left === unknown && right.kinds === 0)) return left;
  if (depth > mostDepth) return left.any && right.any ? left : unknown;
  const any = left.any || right.any;
  const kinds = left.kinds | right.kinds;
  const members = unionMembers(left, right, any, depth);
  const rest = any ? unknown : unionRest(left.rest, right.rest, depth);
  const items = any ? unionItems(left, right, depth) : unionRest(left.items, right.items, depth);
  const tuple = any ? null : unionTuple(left, right, depth);
  const same =
    any === left.any &&
    kinds === left.kinds &&
    members === left.members &&
    rest === (left.any ? unknown : left.rest) &&
    items === left.items &&
    tuple === left.tuple;
  if (same) return left;
  const tooMany = members.size > mostMembers;
  const example = left.example ?? right.example;
  const from = left.from ?? right.from;
  return {
    any,
    kinds,
    members: tooMany ? new Map([...members].slice(0, mostMembers)) : members,
    rest: tooMany ? unknown : rest,
    items,
    tuple,
    example,
    from,
  };
}

function unionRest(left: Shape | null, right: Shape | null, depth: number): Shape | null {
  if (!left || !right) return left ?? right;
  return union(left, right, depth + 1);
}

/** Items of what may be anything: never null. */
function unionItems(left: Shape, right: Shape, depth: number): Shape {
  const items =
    left.items && right.items ? union(left.items, right.items, depth + 1) : (left.items ?? right.items);
  if (!items) return unknown;
  return items.any ? items : union(items, unknown, depth + 1);
}

function unionTuple(left: Shape, right: Shape, depth: number): readonly Shape[] | null {
  if (!has(right, kind.array)) return left.tuple;
  if (!has(left, kind.array)) return right.tuple;
  if (!left.tuple || !right.tuple || left.tuple.length !== right.tuple.length) return null;
  const others = right.tuple;
  const joined = left.tuple.map((item, at) => union(item, others[at] ?? unknown, depth + 1));
  return joined.every((item, at) => item === left.tuple?.[at]) ? left.tuple : joined;
}

function unionMembers(left: Shape, right: Shape, any: boolean, depth: number): Shape['members'] {
  const leftIs = maybe(left, kind.object);
  const rightIs = maybe(right, kind.object);
  if (!rightIs) return any && left.members.size > 0 && !left.any ? loose(left.members, depth) : left.members;
  if (!leftIs) return any && !right.any ? loose(right.members, depth) : right.members;
  if (left.members === right.members && left.any === right.any) return left.members;
  let members: Map<string, Member> | null = null;
  for (const [name, member] of left.members) {
    const other = right.members.get(name);
    if (other === member && !any) continue;
    const joined = unionMember(member, other ?? memberOf(right, name), depth);
    if (joined === member) continue;
    members ??= new Map(left.members);
    members.set(name, joined);
  }
  for (const [name, member] of right.members) {
    if (left.members.has(name)) continue;
    members ??= new Map(left.members);
    members.set(name, unionMember(member, memberOf(left, name), depth));
  }
  return members ?? left.members;
}

/** Members of what may be anything are hints of theirs. */
function loose(members: Shape['members'], depth: number): Shape['members'] {
  const result = new Map<string, Member>();
  for (const [name, { shape }] of members)
    result.set(name, { shape: union(shape, unknown, depth + 1), optional: true });
  return result;
}

function unionMember(member: Member, other: Member | null, depth: number): Member {
  if (!other) return member.optional ? member : { shape: member.shape, optional: true };
  const shape = union(member.shape, other.shape, depth + 1);
  const optional = member.optional || other.optional;
  return shape === member.shape && optional === member.optional ? member : { shape, optional };
}

/**
 * A shape that has no end of growing, cut where it still grows: what differs between the two becomes unknown.
 * @param joined The union of `before` with something.
 */
export function widened(before: Shape, joined: Shape): Shape {
  if (before === joined) return before;
  const isObjects = before.kinds === joined.kinds && !joined.any && joined.kinds === kind.object;
  if (!isObjects) return unknown;
  const members = new Map<string, Member>();
  for (const [name, member] of before.members) {
    const now = joined.members.get(name);
    members.set(
      name,
      now === member || !now
        ? member
        : { shape: widened(member.shape, now.shape), optional: member.optional || now.optional },
    );
  }
  const grew = joined.members.size > before.members.size || joined.rest !== before.rest;
  return { ...before, members, rest: grew ? unknown : before.rest };
}

/** Whether all that conforms to `other` conforms to `shape`; hints don't count. */
export function covers(shape: Shape, other: Shape): boolean {
  if (shape === other || shape.any) return true;
  if (other.any || (other.kinds & ~shape.kinds) !== 0) return false;
  if (has(other, kind.array) && !coversItems(shape, other)) return false;
  if (!has(other, kind.object) || shape.members === other.members) return true;
  for (const [name, member] of other.members) {
    const mine = memberOf(shape, name);
    if (!mine || (member.optional && !mine.optional) || !covers(mine.shape, member.shape)) return false;
  }
  for (const [name, member] of shape.members) {
    if (!other.members.has(name) && !member.optional) return false;
    if (!other.members.has(name) && other.rest && !covers(member.shape, other.rest)) return false;
  }
  return !other.rest || (shape.rest !== null && covers(shape.rest, other.rest));
}

function coversItems(shape: Shape, other: Shape): boolean {
  if (shape.tuple) {
    const { tuple } = shape;
    return (
      other.tuple?.length === tuple.length && other.tuple.every((item, at) => covers(tuple[at] ?? item, item))
    );
  }
  return !other.items || (shape.items !== null && covers(shape.items, other.items));
}

/** Whether a value conforms to a shape. */
export function conforms(value: JsonValue, shape: Shape): boolean {
  if (isArray(value)) {
    if (shape.any) return value.every((item) => !shape.items || conforms(item, shape.items));
    if (!has(shape, kind.array)) return false;
    if (shape.tuple) {
      const { tuple } = shape;
      return value.length === tuple.length && value.every((item, at) => conforms(item, tuple[at] ?? unknown));
    }
    const { items } = shape;
    return items ? value.every((item) => conforms(item, items)) : value.length === 0;
  }
  if (isObject(value)) {
    if (!maybe(shape, kind.object)) return false;
    for (const [name, member] of shape.members) {
      const part = own(value, name);
      if (part === undefined ? !member.optional && !shape.any : !conforms(part, member.shape)) return false;
    }
    return Object.keys(value).every((name) => {
      if (shape.members.has(name)) return true;
      const rest = shape.any ? unknown : shape.rest;
      return rest !== null && (rest === unknown || conforms(own(value, name) ?? null, rest));
    });
  }
  if (shape.any) return true;
  if (value === null) return has(shape, kind.null);
  if (typeof value === 'string') {
    return has(shape, kind.text) || (has(shape, kind.number) && /^(-?Infinity|NaN)$/.test(value));
  }
  return has(shape, typeof value === 'number' ? kind.number : kind.boolean);
}

/** The same shape said to come from somewhere, where nothing is said yet. */
export const withOrigin = (shape: Shape, from: string): Shape =>
  shape.from === undefined && shape !== unknown ? { ...shape, from } : shape;
