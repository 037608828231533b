import { merged } from './intrinsicShape';
import { poured, sequenceOf } from './jsonataSequence';
import type { Given } from './jsonPathShape';
import {
  anyMember,
  arrayShape,
  boolean,
  kind,
  type Member,
  maybe,
  memberOf,
  narrowed,
  number,
  objectShape,
  type Shape,
  text,
  union,
  unionOf,
  unknown,
} from './shape';

/** What a call knows of its arguments beside their shapes. */
export interface Arguments {
  /** The text of an argument that is written out. */
  text(at: number): string | undefined;
  /** What the function at an argument gives for values. */
  apply(at: number, values: readonly Given[]): Given;
}

type Result = (args: readonly Given[], more: Arguments) => Given;

const notKnown: Member = { shape: unknown, optional: true };

/** It gives this, or nothing where an argument is nothing. */
const gives =
  (shape: Shape, least = 1): Result =>
  (args) => ({ shape, optional: args.length < least || args.some((each) => !each || each.optional) });

const always =
  (shape: Shape): Result =>
  () => ({ shape, optional: false });

const items = (given: Given | undefined): Shape | null => (given ? poured(given.shape) : null);
const maybeGiven = (shape: Shape | null): Given => shape && { shape, optional: true };
/** Some of the items, or the empty array that was given. */
const someOf = (given: Given | undefined): Given =>
  given ? (sequenceOf(items(given)) ?? { shape: arrayShape(null), optional: true }) : null;

const results: ReadonlyMap<string, Result> = new Map<string, Result>([
  ...['string', 'lowercase', 'uppercase', 'trim', 'join', 'base64encode', 'base64decode'].map(
    (name) => [name, gives(text)] as const,
  ),
  ...['substring', 'substringBefore', 'substringAfter', 'formatBase', 'formatInteger', 'formatNumber'].map(
    (name) => [name, gives(text, 2)] as const,
  ),
  ...['pad', 'replace', 'hash', 'type', 'fromMillis'].map(
    (name) => [name, gives(text, name === 'pad' || name === 'replace' ? 2 : 1)] as const,
  ),
  ...['encodeUrl', 'encodeUrlComponent', 'decodeUrl', 'decodeUrlComponent'].map(
    (name) => [name, gives(text)] as const,
  ),
  ...['uuid', 'now'].map((name) => [name, always(text)] as const),
  ...['millis', 'count', 'random'].map((name) => [name, always(number)] as const),
  ...['sum', 'abs', 'floor', 'ceil', 'round', 'power', 'sqrt', 'number', 'length', 'parseInteger'].map(
    (name) => [name, gives(number)] as const,
  ),
  ...['max', 'min', 'average', 'toMillis'].map((name) => [name, () => maybeGiven(number)] as const),
  ['exists', always(boolean)],
  ...['not', 'boolean'].map((name) => [name, gives(boolean)] as const),
  ['contains', gives(boolean, 2)],
  ['split', gives(arrayShape(text), 2)],
  ['keys', () => sequenceOf(text)],
  ['range', () => sequenceOf(number)],
  ['append', ([left, right]) => appended(left, right)],
  ...['filter', 'distinct', 'reverse', 'sort', 'shuffle'].map(
    (name) => [name, ([array]: readonly Given[]) => someOf(array)] as const,
  ),
  ['single', ([array]) => maybeGiven(items(array))],
  [
    'partition',
    ([array]) => maybeGiven(union(arrayShape(items(array)), arrayShape(arrayShape(items(array))))),
  ],
  ['zip', () => maybeGiven(arrayShape(arrayShape(unknown)))],
  ['map', mapped],
  ['each', eachMember],
  ['merge', ([objects]) => mergedItems(objects)],
  ['sift', (args) => (args.length < 2 ? notKnown : sifted(args[0]))],
  ['lookup', looked],
  ['clone', ([value]) => value ?? null],
]);

/** What a function of the library gives; what it does to its arguments is no concern here. */
export function callShape(name: string, args: readonly Given[], more: Arguments): Given {
  return results.get(name)?.(args, more) ?? (results.has(name) ? null : notKnown);
}

function appended(left: Given | undefined, right: Given | undefined): Given {
  const all = unionOf([items(left), items(right)].filter((each) => each !== null));
  return all ? sequenceOf(all) : { shape: arrayShape(null), optional: true };
}

function mapped([array]: readonly Given[], more: Arguments): Given {
  const item = items(array);
  if (!item || !array) return null;
  const each = more.apply(1, [
    { shape: item, optional: false },
    { shape: number, optional: false },
    { shape: arrayShape(item), optional: false },
  ]);
  return each && sequenceOf(each.shape);
}

function eachMember([object, ...rest]: readonly Given[], more: Arguments): Given {
  if (rest.length === 0) return notKnown;
  const value = object && anyMember(object.shape);
  if (!value) return null;
  const each = more.apply(1, [{ shape: value, optional: false }, { shape: text, optional: false }, object]);
  return each && sequenceOf(each.shape);
}

/** The objects of an array as one; of items that are known one by one, in their order. */
function mergedItems(objects: Given | undefined): Given {
  if (!objects) return null;
  const { shape, optional } = objects;
  const exact = shape.any || shape.kinds !== kind.array ? null : shape.tuple;
  if (exact) return { shape: exact.reduce((all, each) => merged(all, each), objectShape([])), optional };
  const item = poured(shape);
  const one = item && narrowed(item, kind.object);
  if (!one) return { shape: objectShape([]), optional: true };
  if (!maybe(shape, kind.array)) return { shape: one, optional };
  return { shape: allOptional(one), optional: true };
}

const allOptional = (shape: Shape): Shape => ({
  ...shape,
  members: new Map([...shape.members].map(([name, member]) => [name, { ...member, optional: true }])),
});

function sifted(object: Given | undefined): Given {
  const one = object && narrowed(object.shape, kind.object);
  return one ? { shape: allOptional(one), optional: true } : notKnown;
}

function looked([object]: readonly Given[], more: Arguments): Given {
  const name = more.text(1);
  if (!object || name === undefined) return notKnown;
  if (maybe(object.shape, kind.array)) return notKnown;
  const member = memberOf(object.shape, name);
  return member && { ...member, optional: true };
}
