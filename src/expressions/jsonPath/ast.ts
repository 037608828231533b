import type { JsonValue } from '../../base/json';

/** Where a path starts: the data (`$`), the Context object (`$$`), or a variable (`$name`). */
export type PathRoot =
  | { readonly kind: 'data' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string }
  /** The item that a filter looks at (`@`). */
  | { readonly kind: 'item' };

/** A half-open range of the text a node was parsed from. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type PathStep = Span &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'names'; readonly names: readonly string[] }
    | { readonly kind: 'index'; readonly index: number }
    | { readonly kind: 'indices'; readonly indices: readonly number[] }
    | { readonly kind: 'slice'; readonly from: number | null; readonly to: number | null }
    | { readonly kind: 'wildcard' }
    | { readonly kind: 'descend' }
    | { readonly kind: 'filter'; readonly filter: FilterNode }
    | { readonly kind: 'function'; readonly name: string; readonly args: readonly FunctionArgument[] }
  );

export type FunctionArgument =
  | { readonly kind: 'path'; readonly path: PathAst }
  | { readonly kind: 'json'; readonly value: JsonValue };

export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly operand: FilterNode }
  | { readonly kind: 'exists'; readonly path: PathAst }
  | {
      readonly kind: 'compare';
      readonly operator: string;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: 'path'; readonly path: PathAst }
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | {
      readonly kind: 'pattern';
      readonly source: string;
      readonly flags: string;
      /** Matches a whole text. */
      readonly pattern: RegExp;
    };

export interface PathAst extends Span {
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
}

/** Whether a path names at most one node. Any other path gives an array. */
export function isDefinite(ast: PathAst): boolean {
  return ast.steps.every((step, at) => isStepDefinite(step, at === ast.steps.length - 1));
}

/** Several names at the end of a path are read as one object, so they are definite there and only there. */
export function isStepDefinite(step: PathStep, isLast: boolean): boolean {
  switch (step.kind) {
    case 'name':
    case 'index':
    case 'function':
      return true;
    case 'names':
      return isLast;
    default:
      return false;
  }
}

/** Whether a path is a Reference Path: it can only ever name a single node. */
export function isReferencePath(ast: PathAst): boolean {
  return ast.steps.every((step) => step.kind === 'name' || (step.kind === 'index' && step.index >= 0));
}

/** A path and all paths in its filters and in the arguments of its function, in the order of the text. */
export function pathsWithin(ast: PathAst): PathAst[] {
  return [
    ast,
    ...ast.steps.flatMap((step): PathAst[] => {
      if (step.kind === 'filter') return filterPaths(step.filter);
      if (step.kind !== 'function') return [];
      return step.args.flatMap((arg) => (arg.kind === 'path' ? pathsWithin(arg.path) : []));
    }),
  ];
}

function filterPaths(node: FilterNode): PathAst[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [...filterPaths(node.left), ...filterPaths(node.right)];
    case 'not':
      return filterPaths(node.operand);
    case 'exists':
      return pathsWithin(node.path);
    case 'compare':
      return [node.left, node.right].flatMap((side) => (side.kind === 'path' ? pathsWithin(side.path) : []));
  }
}

/** Prints a path in bracket form, as causes show it: `$['a'][0]`. */
export function printPath(ast: PathAst): string {
  return printRoot(ast.root) + ast.steps.map(printStep).join('');
}

export function printRoot(root: PathRoot): string {
  switch (root.kind) {
    case 'data':
      return '$';
    case 'context':
      return '$$';
    case 'variable':
      return `$${root.name}`;
    case 'item':
      return '@';
  }
}

export function printStep(step: PathStep): string {
  switch (step.kind) {
    case 'name':
      return `[${quote(step.name)}]`;
    case 'names':
      return `[${step.names.map(quote).join(',')}]`;
    case 'index':
      return `[${step.index}]`;
    case 'indices':
      return `[${step.indices.join(',')}]`;
    case 'slice':
      return `[${step.from ?? ''}:${step.to ?? ''}]`;
    case 'wildcard':
      return '[*]';
    case 'descend':
      return '..';
    case 'filter':
      return `[?(${printFilter(step.filter)})]`;
    case 'function':
      return `.${step.name}(${step.args.map(printArgument).join(',')})`;
  }
}

function printArgument(argument: FunctionArgument): string {
  return argument.kind === 'path' ? printPath(argument.path) : JSON.stringify(argument.value);
}

function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
      return `(${printFilter(node.left)} && ${printFilter(node.right)})`;
    case 'or':
      return `(${printFilter(node.left)} || ${printFilter(node.right)})`;
    case 'not':
      return `!(${printFilter(node.operand)})`;
    case 'exists':
      return printPath(node.path);
    case 'compare':
      return `${printOperand(node.left)} ${node.operator} ${printOperand(node.right)}`;
  }
}

function printOperand(operand: FilterOperand): string {
  switch (operand.kind) {
    case 'path':
      return printPath(operand.path);
    case 'pattern':
      return `/${operand.source}/${operand.flags}`;
    case 'literal':
      return typeof operand.value === 'string' ? quote(operand.value) : JSON.stringify(operand.value);
  }
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function quote(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\b\f]/g, (character) => escapes[character] ?? character)}'`;
}
