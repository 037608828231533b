import type { IntrinsicArgument, IntrinsicCall } from '../../expressions/intrinsics';
import type { PathAst } from '../../expressions/jsonPath';
import { unique } from './jsonataSequence';
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
  const names = unique([...first.members.keys(), ...second.members.keys()]);
  const entries = names.flatMap((name) => {
    const over = memberOf(second, name);
    const under = memberOf(first, name);
    if (over && !over.optional) return [[name, over.shape, false] as const];
    if (!over || !under) {
      const one = over ?? under;
      return one ? [[name, one.shape, one.optional] as const] : [];
    }
    return [[name, union(under.shape, over.shape), under.optional] as const];
  });
  const rest = first.rest && second.rest ? union(first.rest, second.rest) : (first.rest ?? second.rest);
  return objectShape(entries, rest);
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
