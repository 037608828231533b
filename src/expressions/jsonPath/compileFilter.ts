import { isArray, isObject, type JsonValue, jsonEqual } from '../../base/json';
import type { FilterNode, FilterOperand, PathAst } from './ast';

/** What a path inside a filter starts from: the document of the whole path, and the item looked at. */
export interface FilterScope {
  readonly document: JsonValue;
  readonly item: JsonValue;
}

/** Reads a path of a filter; undefined when there is nothing. */
export type FilterPathReader = (path: PathAst) => (scope: FilterScope) => JsonValue | undefined;

type Test = (scope: FilterScope) => boolean;
type Operand = (scope: FilterScope) => Value;
/** A missing value is undefined; a pattern is a regular expression. */
type Value = JsonValue | RegExp | undefined;

/** Compiles the condition of a filter. */
export function compileFilter(node: FilterNode, readPath: FilterPathReader): Test {
  switch (node.kind) {
    case 'and': {
      const left = compileFilter(node.left, readPath);
      const right = compileFilter(node.right, readPath);
      return (scope) => left(scope) && right(scope);
    }
    case 'or': {
      const left = compileFilter(node.left, readPath);
      const right = compileFilter(node.right, readPath);
      return (scope) => left(scope) || right(scope);
    }
    case 'not': {
      const operand = compileFilter(node.operand, readPath);
      return (scope) => !operand(scope);
    }
    case 'exists': {
      const read = readPath(node.path);
      return (scope) => exists(read(scope), node.path);
    }
    case 'compare': {
      const left = compileOperand(node.left, readPath);
      const right = compileOperand(node.right, readPath);
      const compare = comparisons[node.operator] ?? (() => false);
      return (scope) => compare(left(scope), right(scope));
    }
  }
}

/** An indefinite path exists when it finds something. */
function exists(value: JsonValue | undefined, path: PathAst): boolean {
  if (value === undefined) return false;
  const open = path.steps.some((step) =>
    ['wildcard', 'descend', 'filter', 'slice', 'indices'].includes(step.kind),
  );
  return !open || !isArray(value) || value.length > 0;
}

function compileOperand(operand: FilterOperand, readPath: FilterPathReader): Operand {
  switch (operand.kind) {
    case 'path':
      return readPath(operand.path);
    case 'literal':
      return () => operand.value;
    case 'pattern':
      return () => operand.pattern;
  }
}

/** The operators of filters, with the loose comparison of numbers and strings that Jayway JsonPath has. */
const comparisons: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  '==': looseEqual,
  '!=': (left, right) => !looseEqual(left, right),
  '===': strictEqual,
  '!==': (left, right) => !strictEqual(left, right),
  '<': (left, right) => order(left, right, (sign) => sign < 0),
  '<=': (left, right) => order(left, right, (sign) => sign <= 0),
  '>': (left, right) => order(left, right, (sign) => sign > 0),
  '>=': (left, right) => order(left, right, (sign) => sign >= 0),
  '=~': matches,
  in: isIn,
  nin: (left, right) => !isIn(left, right),
  all: (left, right) => isArray(left) && isList(right) && right.every((item) => isIn(item, left)),
  size: (left, right) => typeof right === 'number' && sizeOf(left) === Math.trunc(right),
  empty: (left, right) => {
    const size = sizeOf(left);
    return size !== undefined && (size === 0) === right;
  },
  contains: (left, right) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : isIn(right, left),
  subsetof: (left, right) => isArray(left) && left.every((item) => isIn(item, right)),
  anyof: (left, right) => isArray(left) && left.some((item) => isIn(item, right)),
  noneof: (left, right) => isArray(left) && !left.some((item) => isIn(item, right)),
};

function isList(value: Value): value is readonly JsonValue[] {
  return isArray(value);
}

function looseEqual(left: Value, right: Value): boolean {
  if (left === undefined || right === undefined || left instanceof RegExp || right instanceof RegExp)
    return false;
  if (typeof left === 'number' && typeof right === 'string')
    return Number(right) === left && right.trim() !== '';
  if (typeof left === 'string' && typeof right === 'number') return left === String(right);
  return jsonEqual(left, right);
}

function strictEqual(left: Value, right: Value): boolean {
  return typeof left === typeof right && looseEqual(left, right);
}

function order(left: Value, right: Value, accept: (sign: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return accept(Math.sign(left - right));
  const isText = (value: Value) => typeof value === 'string' || typeof value === 'number';
  if (!isText(left) || !isText(right)) return false;
  const [a, b] = [String(left), String(right)];
  return accept(a < b ? -1 : a > b ? 1 : 0);
}

function matches(left: Value, right: Value): boolean {
  const pattern = left instanceof RegExp ? left : right;
  const subject = left instanceof RegExp ? right : left;
  if (!(pattern instanceof RegExp) || subject instanceof RegExp || subject === undefined) return false;
  return (isArray(subject) ? subject : [subject]).some((item) => pattern.test(textOf(item)));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function isIn(item: Value, list: Value): boolean {
  return isArray(list) && list.some((member) => looseEqual(item, member));
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string' || isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}
