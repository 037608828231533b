import { callShape } from './jsonataFunctionShapes';
import { poured, sequenceOf } from './jsonataSequence';
import type { Given } from './jsonPathShape';
import {
  arrayShape,
  boolean,
  type Entry,
  itemOf,
  kind,
  type Member,
  maybe,
  memberOf,
  number,
  objectShape,
  only,
  type Shape,
  shapeOfValue,
  text,
  tupleShape,
  union,
  unionOf,
  unknown,
} from './shape';

/** A node of the library's syntax tree. */
export interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly body?: Node;
  readonly lhs?: Node | readonly (readonly Node[])[];
  readonly rhs?: Node;
  readonly expression?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly expr?: Node;
  readonly stages?: readonly Node[];
  readonly predicate?: readonly Node[];
  readonly [key: string]: unknown;
}

/** A function written in an expression, with the scope around it. */
export interface Lambda {
  readonly parameters: readonly string[];
  readonly body: Node;
  readonly scope: Scope;
}

type Bound = { readonly given: Given } | { readonly lambda: Lambda };

/** What names mean within an expression. */
export interface Scope {
  readonly names: ReadonlyMap<string, Bound>;
  /** What `$` is. */
  readonly context: Given;
  /** Variables from outside, `states` among them; undefined: no such variable. */
  readonly outer: (name: string) => Given | undefined;
  /** Nesting of calls so far. */
  readonly depth: number;
}

export const notKnown: Member = { shape: unknown, optional: true };
const sure = (shape: Shape): Member => ({ shape, optional: false });

const deepest = 60;
const deepestCall = 6;

/** What an expression gives, by the shapes of what it reads. What is not understood is not known. */
export function jsonataShape(ast: unknown, outer: Scope['outer']): Given {
  return infer(ast as Node, { names: new Map(), context: null, outer, depth: 0 }, 0);
}

/** Marks of the parser that change what a node gives. */
const oddMarks = ['focus', 'index', 'ancestor', 'tuple', 'seekingParent', 'nextFunction'];

export function infer(node: Node | undefined, scope: Scope, nesting: number): Given {
  if (
    !node ||
    nesting > deepest ||
    oddMarks.some((mark) => node[mark] !== undefined && node[mark] !== false)
  ) {
    return notKnown;
  }
  if (node.group) return sequenceMember(objectShape([], unknown));
  let given = inferPlain(node, scope, nesting + 1);
  for (const stage of [...(node.predicate ?? []), ...(node.stages ?? [])]) given = filtered(given, stage);
  return node.keepArray || node.keepSingletonArray ? keptArray(given) : given;
}

const sequenceMember = (shape: Shape): Given => sequenceOf(shape);

function inferPlain(node: Node, scope: Scope, nesting: number): Given {
  switch (node.type) {
    case 'string':
    case 'number':
      return sure(shapeOfValue(node.value as string | number));
    case 'value':
      return sure(shapeOfValue((node.value ?? null) as boolean | null));
    case 'variable':
      return variable(String(node.value ?? ''), scope);
    case 'name':
      return lookedUp(scope.context, String(node.value));
    case 'path':
      return path(node, scope, nesting);
    case 'binary':
      return binary(node, scope, nesting);
    case 'unary':
      return unary(node, scope, nesting);
    case 'condition':
      return eitherOf([
        infer(node.then, scope, nesting),
        node.else ? infer(node.else, scope, nesting) : null,
      ]);
    case 'block':
      return block(node, scope, nesting);
    case 'bind': {
      // Within a block these are followed one by one; elsewhere it is not known when they take effect.
      const given = infer(node.rhs, scope, nesting);
      (scope.names as Map<string, Bound>).set(String((node.lhs as Node).value), { given: notKnown });
      return given;
    }
    case 'lambda':
      // A call at the end of a function is wrapped for tail calls.
      return node.thunk === true ? infer(node.body, scope, nesting) : notKnown;
    case 'function':
      return call(node, node.arguments ?? [], [], scope, nesting);
    case 'apply': {
      const rhs = node.rhs;
      if (rhs?.type !== 'function') return notKnown;
      return call(rhs, rhs.arguments ?? [], [infer(node.lhs as Node, scope, nesting)], scope, nesting);
    }
    default:
      return notKnown;
  }
}

/** What may be either; null among them says that it may be nothing. */
function eitherOf(all: readonly Given[]): Given {
  const shape = unionOf(all.flatMap((each) => (each ? [each.shape] : [])));
  return shape && { shape, optional: all.some((each) => !each || each.optional) };
}

function variable(name: string, scope: Scope): Given {
  if (name === '') return scope.context;
  const bound = scope.names.get(name);
  if (bound) return 'given' in bound ? bound.given : notKnown;
  const outer = scope.outer(name);
  return outer === undefined ? notKnown : outer;
}

/** The member of a name, through arrays as JSONata looks it up: what is found in their items makes a sequence. */
export function lookedUp(context: Given, name: string, depth = 0): Given {
  if (!context) return null;
  const { shape, optional } = context;
  if (depth > 8) return notKnown;
  const found: Given[] = [];
  const member = memberOf(shape, name);
  if (member) found.push({ ...member, optional: member.optional || optional || !only(shape, kind.object) });
  if (maybe(shape, kind.array)) {
    const items = itemOf(shape);
    const inside =
      items && (items === shape ? notKnown : lookedUp({ shape: items, optional: true }, name, depth + 1));
    // One that is an array stays as it is, an empty one too.
    if (inside) found.push({ shape: inside.shape, optional: true }, sequenceOf(poured(inside.shape)));
  }
  return eitherOf(found.filter((each) => each !== null));
}

function path(node: Node, scope: Scope, nesting: number): Given {
  const [first, ...rest] = node.steps ?? [];
  let given = infer(first, scope, nesting);
  for (const step of rest) {
    if (!given) return null;
    given = stepped(given, step, scope, nesting);
  }
  return given;
}

function stepped(given: Member, step: Node, scope: Scope, nesting: number): Given {
  if (step.type === 'name' && !step.stages && !step.predicate && !step.group) {
    const plain = Object.keys(step).every((key) => ['type', 'value', 'position', 'keepArray'].includes(key));
    if (!plain) return notKnown;
    const found = lookedUp(given, String(step.value));
    return step.keepArray ? keptArray(found) : found;
  }
  if (step.type === 'sort') return eitherOf([given, sequenceOf(poured(given.shape))]);
  if (!understoodSteps.has(step.type ?? '')) return notKnown;
  // The step is evaluated for each item, and what it gives is poured into one sequence.
  const single = maybe(given.shape, kind.array) ? null : given.shape;
  const item = single ?? poured(given.shape);
  if (!item) return null;
  const each = infer(step, { ...scope, context: sure(item) }, nesting);
  if (!each) return null;
  const optional = each.optional || given.optional;
  if (single && !maybe(each.shape, kind.array)) return { shape: each.shape, optional };
  const inner = poured(each.shape);
  const sequence = inner && sequenceOf(union(inner, each.shape));
  return eitherOf([{ shape: each.shape, optional: true }, sequence]);
}

const understoodSteps = new Set([
  'name',
  'unary',
  'block',
  'function',
  'condition',
  'binary',
  'variable',
  'string',
  'number',
  'value',
]);

/** A filter or an index picks from a sequence. */
function filtered(given: Given, stage: Node): Given {
  if (!given) return null;
  if (stage.type !== 'filter') return notKnown;
  const item = poured(given.shape);
  if (!item) return null;
  return stage.expr?.type === 'number' ? { shape: item, optional: true } : sequenceOf(item);
}

function keptArray(given: Given): Given {
  if (!given) return null;
  const items = poured(given.shape);
  return { shape: arrayShape(items ? union(items, given.shape) : null), optional: true };
}

const numeric = new Set(['+', '-', '*', '/', '%']);
const ordering = new Set(['<', '<=', '>', '>=']);

function binary(node: Node, scope: Scope, nesting: number): Given {
  const operator = String(node.value);
  if (operator === '&') return sure(text);
  if (['=', '!=', 'in', 'and', 'or'].includes(operator)) return sure(boolean);
  const isNumeric = numeric.has(operator);
  if (!isNumeric && !ordering.has(operator)) return notKnown;
  const left = infer(node.lhs as Node, scope, nesting);
  const right = infer(node.rhs, scope, nesting);
  const optional = !left || !right || left.optional || right.optional;
  return { shape: isNumeric ? number : boolean, optional };
}

function unary(node: Node, scope: Scope, nesting: number): Given {
  if (node.value === '-') {
    const operand = infer(node.expression, scope, nesting);
    return { shape: number, optional: !operand || operand.optional };
  }
  if (node.value === '[') return constructedArray(node.expressions ?? [], scope, nesting);
  if (node.value === '{') return constructedObject(node.lhs as readonly (readonly Node[])[], scope, nesting);
  return notKnown;
}

function constructedArray(nodes: readonly Node[], scope: Scope, nesting: number): Given {
  const items: Shape[] = [];
  let exact = true;
  for (const node of nodes) {
    if (node.type === 'binary' && node.value === '..') {
      items.push(number);
      exact = false;
      continue;
    }
    const given = infer(node, scope, nesting);
    if (!given) continue;
    const keeps = node.type === 'unary' && node.value === '[';
    if (given.optional || (!keeps && maybe(given.shape, kind.array))) exact = false;
    const item = keeps ? given.shape : poured(given.shape);
    if (item) items.push(item);
  }
  return sure(exact ? tupleShape(items) : arrayShape(unionOf(items)));
}

function constructedObject(
  pairs: readonly (readonly Node[])[] | undefined,
  scope: Scope,
  nesting: number,
): Given {
  const entries: Entry[] = [];
  let open = false;
  for (const [key, value] of pairs ?? []) {
    const given = infer(value, scope, nesting);
    if (key?.type !== 'string') open = true;
    else if (given) entries.push([String(key.value), given.shape, given.optional]);
  }
  if (open) return sure(objectShape([], unknown));
  return sure(objectShape(entries));
}

function block(node: Node, scope: Scope, nesting: number): Given {
  const names = new Map(scope.names);
  const inner: Scope = { ...scope, names };
  let last: Given = null;
  for (const expression of node.expressions ?? []) {
    last = infer(expression.type === 'bind' ? lastValue(expression) : expression, inner, nesting);
    for (let at: Node | undefined = expression; at?.type === 'bind'; at = at.rhs) {
      const target = at.lhs as Node;
      const lambda = lambdaOf(lastValue(at), inner);
      names.set(String(target.value), lambda ? { lambda } : { given: last });
    }
  }
  return last;
}

function lastValue(node: Node): Node | undefined {
  let at = node.rhs;
  while (at?.type === 'bind') at = at.rhs;
  return at;
}

/** The function that a node writes out or names; null: it is none that is known. */
export function lambdaOf(node: Node | undefined, scope: Scope): Lambda | null {
  if (node?.type === 'variable') {
    const bound = scope.names.get(String(node.value));
    return bound && 'lambda' in bound ? bound.lambda : null;
  }
  if (node?.type !== 'lambda' || !node.body || node.signature || node.thunk) return null;
  return { parameters: (node.arguments ?? []).map((each) => String(each.value)), body: node.body, scope };
}

/** What a function gives for arguments. */
export function applied(lambda: Lambda, args: readonly Given[], depth: number): Given {
  if (depth >= deepestCall) return notKnown;
  const names = new Map(lambda.scope.names);
  for (const [at, name] of lambda.parameters.entries()) names.set(name, { given: args[at] ?? null });
  return infer(lambda.body, { ...lambda.scope, names, depth: depth + 1 }, deepest >> 1);
}

function call(
  node: Node,
  args: readonly Node[],
  before: readonly Given[],
  scope: Scope,
  nesting: number,
): Given {
  const { procedure } = node;
  if (procedure?.type !== 'variable') {
    const lambda = lambdaOf(procedure, scope);
    if (!lambda) return notKnown;
    return applied(lambda, [...before, ...args.map((arg) => infer(arg, scope, nesting))], scope.depth);
  }
  const name = String(procedure.value);
  const bound = scope.names.get(name);
  const given = [
    ...before,
    ...args.map((arg) => (arg.type === 'lambda' ? null : infer(arg, scope, nesting))),
  ];
  if (bound) return 'lambda' in bound ? applied(bound.lambda, given, scope.depth) : notKnown;
  const functions = [...before.map(() => null), ...args.map((arg) => lambdaOf(arg, scope))];
  const literals = [
    ...before.map(() => undefined),
    ...args.map((arg) => (arg.type === 'string' ? String(arg.value) : undefined)),
  ];
  return callShape(name, given, {
    text: (at) => literals[at],
    apply: (at, values) => {
      const lambda = functions[at];
      return lambda ? applied(lambda, values, scope.depth) : notKnown;
    },
  });
}
