import type { JsonValue } from '../../base/json';
import { err, ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import { ExpressionError, type SyntaxProblem } from '../errors';
import { stringify } from '../stringify';
import { isDefinite, isReferencePath, type PathAst, type PathRoot, printPath } from './ast';
import { compileSteps, PathMissing, type Scope } from './evaluate';
import { endsBeyondArray, missingReason } from './missing';
import { parsePathAst } from './parse';

export type { FilterNode, FilterOperand, PathAst, PathRoot, PathStep, Span } from './ast';
export { isReferencePath, pathsWithin, printPath } from './ast';

/** A parsed path, ready to be evaluated any number of times. */
export interface JsonPath {
  readonly text: string;
  readonly ast: PathAst;
  readonly root: PathRoot;
  /** False: the path gives an array of all it finds, the empty one included. True: one value, or it fails. */
  readonly definite: boolean;
  /** Whether it is a Reference Path: names and indices only. */
  readonly reference: boolean;
  /** The value, or undefined where the path names nothing. Shares structure with the data: not to be mutated. */
  find(environment: Environment): JsonValue | undefined;
  /** Why `find` gives nothing, in the words of causes. */
  whyMissing(environment: Environment): string;
  /**
   * The value; null for an index beyond the end of an array. Fails with States.Runtime `Invalid path '…' : No results for path: …`, as InputPath, OutputPath
   * and most `…Path` fields do.
   */
  evaluate(environment: Environment): JsonValue;
  /**
   * The value; null for an index beyond the end of an array. Fails with States.Runtime `The JSONPath '…' specified for the field '…' could not be found in the
   * input '…'`, as payload templates, ErrorPath and CausePath do.
   */
  evaluateFor(environment: Environment, field: string): JsonValue;
}

/** Parses and compiles a path: `$`, `$.a[0]`, `$$.Execution.Id`, `$variable.b`, `$..c[?(@.d > 1)]`. */
export function parsePath(text: string): Result<JsonPath, SyntaxProblem> {
  const known = cache.get(text);
  if (known) return ok(known);
  const parsed = parsePathAst(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.root.kind === 'item') return err({ message: "A path must start with '$'", offset: 0 });
  const path = compilePath(text, parsed.value);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, path);
  return ok(path);
}

/** The same text stands in many states; paths are immutable. */
const cache = new Map<string, JsonPath>();
const cacheLimit = 5000;

/** Parses a Reference Path: one that can only name a single node. */
export function parseReferencePath(text: string): Result<JsonPath, SyntaxProblem> {
  const path = parsePath(text);
  if (!path.ok || path.value.reference) return path;
  const step = path.value.ast.steps.find(
    (candidate) => !isReferencePath({ ...path.value.ast, steps: [candidate] }),
  );
  return err({
    message: 'Only names and indices are allowed here: the path must name a single place',
    offset: step?.start ?? 0,
  });
}

/** Compiles a path that was parsed as part of something else. */
export function compilePath(text: string, ast: PathAst): JsonPath {
  const read = compileSteps(ast);
  const readRoot = rootReader(ast.root);

  const find = (environment: Environment): JsonValue | undefined => {
    const root = readRoot(environment);
    if (root === undefined) return undefined;
    try {
      return read(root, new EnvironmentScope(environment));
    } catch (error) {
      if (error instanceof PathMissing) return undefined;
      throw error;
    }
  };
  const simple = ast.steps.length === 0 ? readRoot : find;

  return {
    text,
    ast,
    root: ast.root,
    definite: isDefinite(ast),
    reference: isReferencePath(ast),
    find: simple,
    whyMissing: (environment) => missingReason(ast, readRoot(environment)),
    evaluate(environment) {
      const value = simple(environment);
      if (value !== undefined) return value;
      const root = readRoot(environment);
      if (endsBeyondArray(ast, root)) return null;
      throw new ExpressionError('States.Runtime', `Invalid path '${text}' : ${missingReason(ast, root)}`);
    },
    evaluateFor(environment, field) {
      const value = simple(environment);
      if (value !== undefined) return value;
      const root = readRoot(environment);
      if (endsBeyondArray(ast, root)) return null;
      // What was searched is named the input, the Context object too.
      const input = stringify((ast.root.kind === 'context' ? root : environment.input) ?? null);
      throw new ExpressionError(
        'States.Runtime',
        `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${input}'`,
      );
    },
  };
}

/** Reads from an environment what paths within paths start from. */
class EnvironmentScope implements Scope {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  rootOf(path: PathAst): JsonValue | undefined {
    return rootReader(path.root)(this.#environment);
  }

  checkBudget(): void {
    this.#environment.checkBudget?.();
  }
}

function rootReader(root: PathRoot): (environment: Environment) => JsonValue | undefined {
  switch (root.kind) {
    case 'data':
      return (environment) => environment.input;
    case 'context':
      return (environment) => environment.context;
    case 'variable': {
      const { name } = root;
      return (environment) => environment.variables.get(name);
    }
    case 'item':
      return () => undefined;
  }
}

/** The path in the bracket form of causes: `$['a'][0]`. */
export function canonicalPath(path: JsonPath): string {
  return printPath(path.ast);
}
