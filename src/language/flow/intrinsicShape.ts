import type { IntrinsicArgument, IntrinsicCall } from '../../expressions/intrinsics';
import type { PathAst } from '../../expressions/jsonPath';
import { type Given, readPath } from './jsonPathShape';
import {
  arrayShape,
  boolean,
  itemOf,
  kind,
  memberOf,
  narrowed,
  nullShape,
  number,
  objectOfMembers,
  objectShape,
  type Shape,
  shapeOfValue,
  text,
  tupleShape,
  union,
  unknown,
} from './shape';

/** Reads the root of a path: data, context object or variable. */
export type RootOf = (root: PathAst['root']) => Given;

/** What each function gives, by the shapes of its arguments. */
const results: ReadonlyMap<string, (args: readonly Shape[]) => Shape> = new Map<
  string,
  (args: readonly Shape[]) => Shape
>([
  ['States.Array', (args) => tupleShape(args)],
  ['States.ArrayContains', () => boolean],
  ['States.ArrayGetItem', ([array = unknown]) => union(itemOf(array) ?? nullShape, nullShape)],
  ['States.ArrayLength', () => number],
  ['States.ArrayPartition', ([array = unknown]) => arrayShape(arrayShape(itemOf(array)))],
  ['States.ArrayRange', () => arrayShape(number)],
  ['States.ArrayUnique', ([array = unknown]) => arrayShape(itemOf(array))],
  ['States.Base64Decode', () => text],
  ['States.Base64Encode', () => text],
  ['States.Format', () => text],
  ['States.Hash', () => text],
  ['States.JsonMerge', ([left = unknown, right = unknown]) => merged(left, right)],
  ['States.JsonToString', () => text],
  ['States.MathAdd', () => number],
  ['States.MathRandom', () => number],
  ['States.StringSplit', () => arrayShape(text)],
  ['States.StringToJson', () => unknown],
  ['States.UUID', () => text],
]);

/** One object of two; the members of the second win. */
export function merged(left: Shape, right: Shape): Shape {
  const first = narrowed(left, kind.object);
  const second = narrowed(right, kind.object);
  if (!first || !second) return first ?? second ?? objectShape([]);
  if (first.members.size === 0 && !first.rest) return second;
  const members = new Map(first.members);
  for (const [name, over] of second.members) {
    const under = over.optional ? memberOf(first, name) : null;
    members.set(name, under ? { shape: union(under.shape, over.shape), optional: under.optional } : over);
  }
  const { rest } = second;
  if (rest) {
    for (const [name, under] of first.members) {
      if (!second.members.has(name)) members.set(name, { ...under, shape: union(under.shape, rest) });
    }
  }
  return objectOfMembers(members, first.rest && rest ? union(first.rest, rest) : (first.rest ?? rest));
}

/** What a call gives. */
export function intrinsicShape(call: IntrinsicCall, rootOf: RootOf): Given {
  const args = call.args.map((arg) => argumentShape(arg, rootOf));
  if (args.some((arg) => arg === null)) return null;
  const shapes = args.map((arg) => arg?.shape ?? unknown);
  const shape = results.get(call.name)?.(shapes) ?? unknown;
  return { shape, optional: false };
}

function argumentShape(arg: IntrinsicArgument, rootOf: RootOf): Given {
  if (arg.kind === 'call') return intrinsicShape(arg, rootOf);
  if (arg.kind !== 'path') return { shape: shapeOfValue(arg.value), optional: false };
  const root = rootOf(arg.path.root);
  return root && readPath(root.shape, arg.path.steps);
}
