import { isArray, isObject, type JsonValue, own, setOwn } from '../../base/json';
import type { Environment } from '../environment';

/**
 * Most expressions are members of `$states` and of variables, compared, added up, and put into objects. These are
 * compiled into closures, which are an order of magnitude faster than the library's interpreter. A closure gives
 * `unsure` wherever JSONata's rules for sequences, conversions or errors would come in; the library then evaluates
 * the whole expression. Nothing here has side effects, so evaluating twice does no harm.
 */
export type Shortcut = (environment: Environment) => JsonValue | undefined | typeof unsure;

export const unsure: unique symbol = Symbol('unsure');

/** A node of the library's syntax tree. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly lhs?: unknown;
  readonly rhs?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly expressions?: readonly Node[];
}

/** Nesting up to this is sure to stay within the limit of the library's evaluation. */
const maxNesting = 40;

/** Compiles an expression, or null when it has parts that only the library knows. */
export function compileShortcut(ast: unknown): Shortcut | null {
  return compile(ast as Node, 0);
}

const knownKeys: Readonly<Record<string, readonly string[]>> = {
  variable: ['value'],
  string: ['value'],
  number: ['value'],
  value: ['value'],
  path: ['steps'],
  name: ['value'],
  binary: ['value', 'lhs', 'rhs'],
  condition: ['condition', 'then', 'else'],
  unary: ['value', 'lhs', 'expressions'],
};

/** Whether a node has no predicates, groups and the like. */
function isPlain(node: Node): boolean {
  const known = Object.hasOwn(knownKeys, node.type) ? knownKeys[node.type] : undefined;
  return (
    known !== undefined &&
    Object.keys(node).every((key) => key === 'type' || key === 'position' || known.includes(key))
  );
}

function compile(node: Node | undefined, nesting: number): Shortcut | null {
  if (!node || nesting > maxNesting || !isPlain(node)) return null;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      // The literal -0 is a plain zero in JSON.
      const value = node.value === 0 ? 0 : (node.value as JsonValue);
      return () => value;
    }
    case 'variable':
      return compilePath([node]);
    case 'path':
      return compilePath(node.steps ?? []);
    case 'binary':
      return compileBinary(node, nesting);
    case 'condition':
      return compileCondition(node, nesting);
    case 'unary':
      return compileConstructor(node, nesting);
    default:
      return null;
  }
}

/** A path of plain names from a variable: `$states.input.a.b`. */
function compilePath(steps: readonly Node[]): Shortcut | null {
  const [first, ...rest] = steps;
  if (first?.type !== 'variable' || !isPlain(first) || typeof first.value !== 'string') return null;
  if (!rest.every((step) => step.type === 'name' && isPlain(step) && typeof step.value === 'string'))
    return null;
  const names = rest.map((step) => String(step.value));
  if (first.value === 'states') {
    const field = statesField(names[0]);
    return field && ((environment) => follow(field(environment), names, 1));
  }
  const variable = first.value;
  if (variable === '' || variable === '$') return null;
  return (environment) => {
    const value = environment.variables.get(variable);
    // What is no variable may be a function of the library.
    return value === undefined ? unsure : follow(value, names, 0);
  };
}

function statesField(name: string | undefined): ((environment: Environment) => JsonValue | undefined) | null {
  switch (name) {
    case 'input':
      return (environment) => environment.input;
    case 'context':
      return (environment) => environment.context;
    case 'result':
      return (environment) => environment.result;
    case 'errorOutput':
      return (environment) => environment.errorOutput;
    default:
      return null;
  }
}

/** JSONata maps over an array on the way, which is left to the library. */
function follow(
  start: JsonValue | undefined,
  names: readonly string[],
  from: number,
): JsonValue | undefined | typeof unsure {
  let value = start;
  for (let at = from; at < names.length; at++) {
    if (isArray(value)) return unsure;
    if (!isObject(value)) return undefined;
    value = own(value, names[at] ?? '');
  }
  return value;
}

type Operation = (left: JsonValue, right: JsonValue) => JsonValue | typeof unsure;

function arithmetic(compute: (left: number, right: number) => number): Operation {
  return (left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') return unsure;
    const result = compute(left, right);
    // The sum takes the sign off a zero.
    return Number.isFinite(result) ? result + 0 : unsure;
  };
}

function ordering(compare: <T extends string | number>(left: T, right: T) => boolean): Operation {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return compare(left, right);
    if (typeof left === 'string' && typeof right === 'string') return compare(left, right);
    return unsure;
  };
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null;
}

const operations: ReadonlyMap<unknown, Operation> = new Map<unknown, Operation>([
  ['+', arithmetic((left, right) => left + right)],
  ['-', arithmetic((left, right) => left - right)],
  ['*', arithmetic((left, right) => left * right)],
  ['/', arithmetic((left, right) => left / right)],
  ['%', arithmetic((left, right) => left % right)],
  ['=', (left, right) => (isScalar(left) && isScalar(right) ? left === right : unsure)],
  ['!=', (left, right) => (isScalar(left) && isScalar(right) ? left !== right : unsure)],
  ['<', ordering((left, right) => left < right)],
  ['<=', ordering((left, right) => left <= right)],
  ['>', ordering((left, right) => left > right)],
  ['>=', ordering((left, right) => left >= right)],
  ['&', (left, right) => (typeof left === 'string' && typeof right === 'string' ? left + right : unsure)],
]);

function compileBinary(node: Node, nesting: number): Shortcut | null {
  const left = compile(node.lhs as Node, nesting + 1);
  const right = compile(node.rhs, nesting + 1);
  if (!left || !right) return null;
  if (node.value === 'and' || node.value === 'or') return compileLogic(node.value === 'and', left, right);
  const operation = operations.get(node.value);
  if (!operation) return null;
  return (environment) => {
    const a = left(environment);
    if (a === unsure || a === undefined) return unsure;
    const b = right(environment);
    if (b === unsure || b === undefined) return unsure;
    return operation(a, b);
  };
}

function compileLogic(isAnd: boolean, left: Shortcut, right: Shortcut): Shortcut {
  return (environment) => {
    const a = left(environment);
    if (typeof a !== 'boolean') return unsure;
    if (a !== isAnd) return a;
    const b = right(environment);
    return typeof b === 'boolean' ? b : unsure;
  };
}

function compileCondition(node: Node, nesting: number): Shortcut | null {
  const condition = compile(node.condition, nesting + 1);
  const yes = compile(node.then, nesting + 1);
  const no = node.else === undefined ? () => undefined : compile(node.else, nesting + 1);
  if (!condition || !yes || !no) return null;
  return (environment) => {
    const value = condition(environment);
    if (typeof value !== 'boolean') return unsure;
    return value ? yes(environment) : no(environment);
  };
}

function compileConstructor(node: Node, nesting: number): Shortcut | null {
  if (node.value === '[') return compileArray(node.expressions ?? [], nesting);
  if (node.value === '{') return compileObject(node.lhs as readonly (readonly Node[])[], nesting);
  return null;
}

/** Items that are arrays are poured out, unless they are written as arrays. */
function compileArray(items: readonly Node[], nesting: number): Shortcut | null {
  const compiled: { readonly item: Shortcut; readonly keeps: boolean }[] = [];
  for (const node of items) {
    const item = compile(node, nesting + 1);
    if (!item) return null;
    compiled.push({ item, keeps: node.type === 'unary' && node.value === '[' });
  }
  return (environment) => {
    const result: JsonValue[] = [];
    for (const { item, keeps } of compiled) {
      const value = item(environment);
      if (value === unsure) return unsure;
      if (value === undefined) continue;
      if (isArray(value) && !keeps) result.push(...value);
      else result.push(value);
    }
    return result;
  };
}

function compileObject(pairs: readonly (readonly Node[])[], nesting: number): Shortcut | null {
  const members: { readonly key: string; readonly value: Shortcut }[] = [];
  const keys = new Set<string>();
  for (const [key, node] of pairs) {
    const value = compile(node, nesting + 2);
    if (key?.type !== 'string' || typeof key.value !== 'string' || !isPlain(key) || !value) return null;
    if (keys.has(key.value) || key.value.startsWith('_jsonata_')) return null;
    keys.add(key.value);
    members.push({ key: key.value, value });
  }
  return (environment) => {
    const result: Record<string, JsonValue> = {};
    for (const { key, value } of members) {
      const member = value(environment);
      if (member === unsure) return unsure;
      if (member !== undefined) setOwn(result, key, member);
    }
    return result;
  };
}
