import type { JsonValue } from '../../base/json';
import { has, kind, type Member, maybe, type Shape } from './shape';

const words: readonly (readonly [mask: number, word: string])[] = [
  [kind.text, 'text'],
  [kind.number, 'number'],
  [kind.boolean, 'true or false'],
  [kind.object, 'object'],
  [kind.array, 'array'],
  [kind.null, 'null'],
];

const longestExample = 24;

/** What a value is, in few words: an example where one is known. Empty: it is not known. */
export function kindWords(shape: Shape): string {
  const { example } = shape;
  const scalar = kind.text | kind.number | kind.boolean | kind.null;
  if (example !== undefined && example !== null && (shape.kinds & ~scalar) === 0) return shortened(example);
  return words
    .filter(([mask]) => has(shape, mask))
    .map(([, word]) => word)
    .join(' or ');
}

function shortened(example: JsonValue): string {
  const text = JSON.stringify(example);
  return text.length > longestExample ? `${text.slice(0, longestExample - 1)}…` : text;
}

/** `"x", from test input`. */
export function detailOf({ shape, optional }: Member): string {
  const parts = [kindWords(shape), shape.from ?? '', optional && !shape.any ? 'may be missing' : ''];
  return parts.filter((part) => part !== '').join(', ');
}

export interface ShapePath {
  readonly path: string;
  readonly member: Member;
}

/** Paths into what is known, nearest first: `$.order`, `$.order.items`, `$.order.items[0]`. */
export function pathsInto(
  shape: Shape,
  root: string,
  step: (path: string, key: string) => string,
): ShapePath[] {
  const found: ShapePath[] = [];
  let level: ShapePath[] = [{ path: root, member: { shape, optional: false } }];
  for (let depth = 0; depth < deepest && found.length < mostPaths; depth++) {
    const next = level.flatMap((each) => inside(each, step));
    found.push(...next);
    level = next;
  }
  return found.slice(0, mostPaths);
}

const deepest = 6;
const mostPaths = 200;

function inside({ path, member }: ShapePath, step: (path: string, key: string) => string): ShapePath[] {
  const { shape } = member;
  const found = [...shape.members].map(
    ([name, each]): ShapePath => ({
      path: step(path, name),
      member: { shape: each.shape, optional: each.optional || member.optional },
    }),
  );
  const { items, tuple } = shape;
  if (tuple && tuple.length <= 4) {
    for (const [at, item] of tuple.entries()) {
      found.push({ path: `${path}[${at}]`, member: { shape: item, optional: member.optional } });
    }
  } else if (items && has(shape, kind.array) && items.kinds !== 0) {
    found.push({ path: `${path}[0]`, member: { shape: items, optional: member.optional } });
  }
  return found;
}

/** The shape as an outline in the manner of TypeScript, a few members deep. */
export function outlineOf(shape: Shape, depth = 0): string {
  const pad = '  '.repeat(depth + 1);
  if (has(shape, kind.object) && shape.members.size > 0 && depth < 3) {
    const lines = [...shape.members].slice(0, 20).map(([name, member]) => {
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      return `${pad}${key}${member.optional ? '?' : ''}: ${outlineOf(member.shape, depth + 1)}`;
    });
    if (shape.members.size > 20 || shape.any || shape.rest) lines.push(`${pad}…`);
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
  }
  if (has(shape, kind.array) && shape.items && shape.items.kinds !== 0 && depth < 3) {
    return `array of ${outlineOf(shape.items, depth)}`;
  }
  return kindWords(shape) || 'anything';
}

/** The names of the members that an object of this shape may have. */
export const namesIn = (shape: Shape): readonly string[] =>
  maybe(shape, kind.object) ? [...shape.members.keys()] : [];
