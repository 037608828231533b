import { isStepDefinite, type PathAst, type PathStep } from '../../expressions/jsonPath/ast';
import {
  anyMember,
  arrayShape,
  has,
  itemOf,
  kind,
  type Member,
  maybe,
  memberOf,
  narrowed,
  nullShape,
  number,
  objectShape,
  only,
  type Shape,
  text,
  union,
  unionOf,
  unknown,
} from './shape';

/** What a path, an expression or a function gives; `optional`: it may give nothing. Null: it certainly does. */
export type Given = Member | null;

/** What a path finds in data of a shape, by the rules of `expressions/jsonPath`. */
export function readPath(root: Shape, steps: PathAst['steps']): Given {
  const last = steps.at(-1);
  if (last?.kind === 'function') {
    const target = readPath(root, steps.slice(0, -1));
    return target && called(last.name, target);
  }
  if (!steps.every((step, number) => isStepDefinite(step, number === steps.length - 1))) {
    // Only a slice or a list of indices of a root that is no array finds nothing at all.
    const fails = steps[0]?.kind === 'slice' || steps[0]?.kind === 'indices';
    return { shape: arrayShape(collected(root, steps)), optional: fails };
  }
  let at: Member = { shape: root, optional: false };
  for (const [number, step] of steps.entries()) {
    const next = stepInto(at.shape, step, number === steps.length - 1);
    if (!next) return null;
    at = { shape: next.shape, optional: at.optional || next.optional };
  }
  return at;
}

function stepInto(shape: Shape, step: PathStep, isLast: boolean): Given {
  if (step.kind === 'name') {
    const member = memberOf(shape, step.name);
    return member && { shape: member.shape, optional: member.optional || !only(shape, kind.object) };
  }
  if (step.kind === 'names') {
    if (!maybe(shape, kind.object)) return null;
    const members = step.names.flatMap((name) => {
      const member = memberOf(shape, name);
      return member ? [[name, member.shape, member.optional] as const] : [];
    });
    return { shape: objectShape(members), optional: !only(shape, kind.object) };
  }
  if (step.kind !== 'index') return { shape: unknown, optional: true };
  if (!maybe(shape, kind.array)) return null;
  const exact = shape.any ? undefined : shape.tuple?.at(step.index);
  if (exact && only(shape, kind.array)) return { shape: exact, optional: false };
  const item = exact ?? itemOf(shape);
  // An index beyond the end gives null where the path ends there.
  if (isLast) return { shape: item ? union(item, nullShape) : nullShape, optional: true };
  return item && { shape: item, optional: true };
}

/** What functions at the end of a path give. */
function called(name: string, at: Member): Given {
  switch (name) {
    case 'length':
    case 'size':
      return { shape: number, optional: true };
    case 'keys':
      return { shape: arrayShape(text), optional: true };
    case 'concat':
      return { shape: text, optional: at.optional };
    case 'first':
    case 'last': {
      const item = itemOf(at.shape);
      return { shape: item ?? unknown, optional: true };
    }
    default:
      return { shape: unknown, optional: true };
  }
}

/** The union of all that the steps find; null: nothing. */
function collected(shape: Shape, steps: readonly PathStep[]): Shape | null {
  const [step, ...rest] = steps;
  if (!step) return shape;
  const all = (parts: readonly (Shape | null)[]): Shape | null =>
    unionOf(parts.flatMap((part) => (part ? [collected(part, rest)] : [])).filter((part) => part !== null));
  switch (step.kind) {
    case 'name':
      return all([memberOf(shape, step.name)?.shape ?? null]);
    case 'names':
      if (rest.length === 0) return stepInto(shape, step, true)?.shape ?? null;
      return all(step.names.map((name) => memberOf(shape, name)?.shape ?? null));
    case 'index':
    case 'indices':
    case 'slice':
      return all([itemOf(shape)]);
    case 'wildcard':
      return all([itemOf(shape), anyMember(shape)]);
    case 'filter':
      // An object is tested itself, other values by their items.
      return all([itemOf(shape), narrowed(shape, kind.object)]);
    default:
      return unknown;
  }
}

/** What is there after a value was put at a Reference Path; null: it certainly can't be. */
export function withAtPath(
  root: Shape,
  steps: readonly PathStep[],
  value: Shape,
  from?: string,
): Shape | null {
  const [step, ...rest] = steps;
  if (!step) return value;
  if (step.kind === 'name') {
    const objects = narrowed(root, kind.object);
    if (!objects) return null;
    const before = memberOf(objects, step.name);
    const made = withAtPath(objectShape([], null, from), rest, value, from);
    const inside = before && withAtPath(before.shape, rest, value, from);
    const child =
      before?.optional || !before ? unionOf([inside, made].filter((each) => each !== null)) : inside;
    if (!child) return null;
    const members = new Map(objects.members).set(step.name, { shape: child, optional: false });
    return { ...objects, members };
  }
  if (step.kind !== 'index') return unknown;
  const items = itemOf(root);
  if (!has(root, kind.array) && !root.any) return null;
  const child = items && withAtPath(items, rest, value, from);
  return arrayShape(items && child ? union(items, child) : (child ?? items));
}
