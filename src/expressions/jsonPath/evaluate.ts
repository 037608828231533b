import { unreachable } from '../../base/exhaustive';
import { isArray, isObject, type JsonValue, own } from '../../base/json';
import { isDefinite, type PathAst, type PathStep } from './ast';
import { compileFilter } from './compileFilter';
import { pathFunctions } from './functions';

/** Reads a path from the value at its root. Undefined: the path names nothing. */
export type Read = (root: JsonValue, scope: Scope) => JsonValue | undefined;

/** What nested paths may refer to, and the budget of long searches. */
export interface Scope {
  /** The values at the roots of nested paths, which need not be of the same kind as the outer one. */
  rootOf(path: PathAst): JsonValue | undefined;
  checkBudget?(): void;
}

/** One step of a search: adds what it finds below `value` to `found`. */
type Search = (value: JsonValue, run: Run) => void;

interface Run {
  readonly document: JsonValue;
  readonly scope: Scope;
  readonly found: JsonValue[];
  visited: number;
}

/** The path can't be applied to its root at all. */
export class PathMissing extends Error {}

/** Compiles the steps of a path. */
export function compileSteps(ast: PathAst): Read {
  const call = ast.steps.at(-1);
  if (call?.kind === 'function') return compileCall(ast, call);
  const keys = simpleKeys(ast.steps);
  if (keys) return (root) => followKeys(root, keys);
  const definite = isDefinite(ast);
  const search = compileSearch(ast.steps, 0);
  return (root, scope) => {
    const run: Run = { document: root, scope, found: [], visited: 0 };
    search(root, run);
    return definite ? run.found[0] : run.found;
  };
}

/** The keys of a path of single names and indices; null when it has other steps. */
function simpleKeys(steps: readonly PathStep[]): (string | number)[] | null {
  const keys: (string | number)[] = [];
  for (const step of steps) {
    if (step.kind === 'name') keys.push(step.name);
    else if (step.kind === 'index') keys.push(step.index);
    else return null;
  }
  return keys;
}

function followKeys(root: JsonValue, keys: readonly (string | number)[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of keys) {
    if (typeof key === 'string') {
      if (!isObject(value)) return undefined;
      value = own(value, key);
    } else {
      if (!isArray(value)) return undefined;
      value = key < 0 ? value[value.length + key] : value[key];
    }
    if (value === undefined) return undefined;
  }
  return value;
}

function compileCall(ast: PathAst, call: PathStep & { kind: 'function' }): Read {
  const target = compileSteps({ ...ast, steps: ast.steps.slice(0, -1) });
  const args = call.args.map((arg): ((scope: Scope) => JsonValue | undefined) => {
    if (arg.kind === 'json') return () => arg.value;
    const read = compileSteps(arg.path);
    return (scope) => {
      const root = scope.rootOf(arg.path);
      return root === undefined ? undefined : read(root, scope);
    };
  });
  const apply = pathFunctions[call.name];
  return (root, scope) => {
    const value = target(root, scope);
    if (value === undefined || !apply) return undefined;
    return apply(
      value,
      args.map((arg) => arg(scope)).filter((arg) => arg !== undefined),
    );
  };
}

/**
 * Compiles the steps from `at` on. A step that can't be taken contributes nothing: `$.no[*]` is the empty array
 * (recorded). Only a slice of a root that is no array fails.
 */
function compileSearch(steps: readonly PathStep[], at: number): Search {
  const step = steps[at];
  if (!step) return (value, run) => void run.found.push(value);
  const next = compileSearch(steps, at + 1);
  if (step.kind === 'descend') return descend(compileVisit(steps, at + 1));
  return compileStep(step, next, at === 0, at === steps.length - 1);
}

function compileStep(step: PathStep, next: Search, isFirst: boolean, isLast: boolean): Search {
  switch (step.kind) {
    case 'name':
      return (value, run) => {
        const child = isObject(value) ? own(value, step.name) : undefined;
        if (child !== undefined) next(child, run);
      };
    case 'names':
      return isLast ? mergeNames(step.names) : (value, run) => forNames(value, step.names, next, run);
    case 'index':
      return (value, run) => {
        if (isArray(value)) visitIndex(value, step.index, next, run);
      };
    case 'indices':
      return (value, run) => {
        if (isArray(value)) for (const index of step.indices) visitIndex(value, index, next, run);
        else if (isFirst) throw new PathMissing();
      };
    case 'slice':
      return (value, run) => {
        if (isArray(value)) visitSlice(value, step.from, step.to, next, run);
        else if (isFirst) throw new PathMissing();
      };
    case 'wildcard':
      return (value, run) => {
        for (const child of childrenOf(value)) next(child, run);
      };
    case 'filter': {
      const test = compileItemTest(step);
      return (value, run) => {
        for (const item of isObject(value) ? [value] : childrenOf(value)) {
          spend(run);
          if (test(item, run)) next(item, run);
        }
      };
    }
    case 'descend':
    case 'function':
      return () => undefined;
    default:
      return unreachable(step);
  }
}

/**
 * Compiles what is done with each node that a descent comes by. As in Jayway JsonPath, a filter tests the node
 * itself, and what follows an index that is not at the end is looked for in all items.
 */
function compileVisit(steps: readonly PathStep[], at: number): Search {
  const step = steps[at];
  const isLast = at === steps.length - 1;
  const next = compileSearch(steps, at + 1);
  if (step?.kind === 'filter') {
    const test = compileItemTest(step);
    return (node, run) => {
      if (!test(node, run)) return;
      if (!isArray(node)) next(node, run);
      else for (const item of node) if (!isLast || test(item, run)) next(item, run);
    };
  }
  if (!isLast && (step?.kind === 'index' || step?.kind === 'indices' || step?.kind === 'slice')) {
    return (node, run) => {
      if (isArray(node)) for (const item of node) next(item, run);
    };
  }
  if (step?.kind === 'indices' || step?.kind === 'slice') {
    const search = compileStep(step, next, false, isLast);
    return (node, run) => {
      if (isArray(node)) search(node, run);
    };
  }
  return compileSearch(steps, at);
}

function compileItemTest(step: PathStep & { kind: 'filter' }): (item: JsonValue, run: Run) => boolean {
  let current: Run | null = null;
  const test = compileFilter(step.filter, (path) => {
    const read = compileSteps(path);
    return ({ item, document }) => {
      const scope = current?.scope;
      if (!scope) return undefined;
      const root =
        path.root.kind === 'item' ? item : path.root.kind === 'data' ? document : scope.rootOf(path);
      if (root === undefined) return undefined;
      try {
        return read(root, scope);
      } catch (error) {
        if (error instanceof PathMissing) return undefined;
        throw error;
      }
    };
  });
  return (item, run) => {
    const before = current;
    current = run;
    try {
      return test({ item, document: run.document });
    } finally {
      current = before;
    }
  };
}

function mergeNames(names: readonly string[]): Search {
  return (value, run) => {
    if (!isObject(value)) return;
    const merged: [string, JsonValue][] = [];
    for (const name of names) {
      const child = own(value, name);
      if (child !== undefined) merged.push([name, child]);
    }
    run.found.push(Object.fromEntries(merged));
  };
}

function forNames(value: JsonValue, names: readonly string[], next: Search, run: Run): void {
  if (!isObject(value)) return;
  for (const name of names) {
    const child = own(value, name);
    if (child !== undefined) next(child, run);
  }
}

function visitIndex(array: readonly JsonValue[], index: number, next: Search, run: Run): void {
  const child = index < 0 ? array[array.length + index] : array[index];
  if (child !== undefined) next(child, run);
}

function visitSlice(
  array: readonly JsonValue[],
  from: number | null,
  to: number | null,
  next: Search,
  run: Run,
): void {
  const { length } = array;
  const bound = (index: number) => Math.min(length, Math.max(0, index < 0 ? length + index : index));
  const end = to === null ? length : bound(to);
  for (let at = from === null ? 0 : bound(from); at < end; at++) visitIndex(array, at, next, run);
}

/**
 * All objects and arrays at and below a value, depth first, parents before children. Not recursive: data may be
 * deep.
 */
function descend(next: Search): Search {
  return (value, run) => {
    if (typeof value !== 'object' || value === null) return;
    const pending: JsonValue[] = [value];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      spend(run);
      next(node, run);
      const children = childrenOf(node);
      for (let at = children.length - 1; at >= 0; at--) {
        const child = children[at];
        if (typeof child === 'object' && child !== null) pending.push(child);
      }
    }
  };
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

/** Asks for the budget every so often. */
function spend(run: Run): void {
  run.visited++;
  if ((run.visited & 0xfff) === 0) run.scope.checkBudget?.();
}
