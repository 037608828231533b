import { arrayShape, itemOf, kind, type Member, maybe, narrowed, type Shape, union, unionOf } from './shape';

/** A value's items when it is an array, else itself: what pouring it into a sequence adds. */
export function poured(shape: Shape): Shape | null {
  if (!maybe(shape, kind.array)) return shape;
  const others = shape.any ? shape : narrowed(shape, ~kind.array);
  return unionOf([others, itemOf(shape)].filter((each) => each !== null));
}

/** A sequence of such items: nothing, the one item itself, or an array of them. */
export function sequenceOf(item: Shape | null): Member | null {
  return item && { shape: union(item, arrayShape(item)), optional: true };
}
