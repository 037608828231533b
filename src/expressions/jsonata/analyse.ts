/** Something an expression refers to, with its place in the expression. */
export interface JsonataReference {
  readonly name: string;
  readonly offset: number;
}

/** What an expression refers to. */
export interface JsonataAnalysis {
  /** Variables from outside the expression, `$states` and called functions of the library left out. */
  readonly variables: readonly JsonataReference[];
  /** Functions that are called or passed on by name, and not defined within the expression. */
  readonly functions: readonly JsonataReference[];
  /** Paths from `$states`: `input`, `result.Payload`, as far as they are plain names. Empty for `$states` alone. */
  readonly states: readonly { readonly path: readonly string[]; readonly offset: number }[];
  readonly usesStates: boolean;
  /**
   * What the service refuses when a state machine is created, in its words (UNSUPPORTED_JSONATA_EXPRESSION there;
   * what can't be parsed is INVALID_JSONATA_EXPRESSION, with the parser's message).
   */
  readonly refused: readonly { readonly message: string; readonly offset: number }[];
  /**
   * Operators (`??`, `?:`) that JSONata has since 2.1. The service documents 2.0.6, in which they can't be parsed;
   * they are evaluated here.
   */
  readonly newerOperators: readonly JsonataReference[];
}

/** Names and values of a node of the library's syntax tree, all of them optional here. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly body?: Node;
  readonly lhs?: Node | readonly (readonly Node[])[];
  readonly rhs?: Node;
  readonly [key: string]: unknown;
}

/** The scopes of variables around a node; a name that is in none comes from outside. */
type Scope = ReadonlySet<string>;

/** Walks the syntax tree of an expression in the order of evaluation. */
export function analyseAst(ast: unknown, source: string): JsonataAnalysis {
  const analysis = new Analysis(source);
  analysis.visit(ast as Node, new Set(), true);
  return analysis.finish();
}

class Analysis {
  readonly #source: string;
  readonly #variables: JsonataReference[] = [];
  readonly #functions: JsonataReference[] = [];
  readonly #states: { path: string[]; offset: number }[] = [];
  readonly #refused: { message: string; offset: number }[] = [];
  readonly #newerOperators: JsonataReference[] = [];
  #usesStates = false;

  constructor(source: string) {
    this.#source = source;
  }

  finish(): JsonataAnalysis {
    return {
      variables: this.#variables,
      functions: this.#functions,
      states: this.#states,
      usesStates: this.#usesStates,
      refused: this.#refused,
      newerOperators: this.#newerOperators,
    };
  }

  /** Visits a node; `atTop` says that its context is the (missing) context of the whole expression. */
  visit(node: Node, scope: Scope, atTop: boolean): void {
    switch (node.type) {
      case 'path':
        this.#visitPath(node, scope, atTop);
        return;
      case 'variable':
        this.#visitVariable(node, scope, atTop, []);
        break;
      case 'name':
        if (atTop) this.#refuseName(node);
        break;
      case 'block':
        this.#visitBlock(node, scope, atTop);
        break;
      case 'bind':
        this.visit(node.rhs ?? {}, scope, atTop);
        break;
      case 'lambda':
        this.#visitLambda(node, scope, atTop);
        break;
      case 'function':
      case 'partial':
        this.#visitCall(node, scope, atTop);
        break;
      case 'condition':
        this.#visitCondition(node, scope, atTop);
        break;
      case 'transform':
        this.#visitParts(node, ['pattern', 'update', 'delete'], scope, false);
        break;
      case 'unary':
        this.#visitUnary(node, scope, atTop);
        break;
      default:
        this.#visitParts(node, ['lhs', 'rhs', 'expression'], scope, atTop);
    }
    this.#visitDecorations(node, scope);
  }

  #visitParts(node: Node, keys: readonly string[], scope: Scope, atTop: boolean): void {
    for (const key of keys) {
      const part = node[key];
      if (isNode(part)) this.visit(part, scope, atTop);
    }
  }

  /** `a ?? b` and `a ?: b` stand in the tree as conditions that hold `a` twice. */
  #visitCondition(node: Node, scope: Scope, atTop: boolean): void {
    const offset = this.#offsetOf(node, 2);
    const name = this.#source.slice(offset, node.position);
    const isNewer = name === '??' || name === '?:';
    if (isNewer) this.#newerOperators.push({ name, offset });
    this.#visitParts(node, isNewer ? ['then', 'else'] : ['condition', 'then', 'else'], scope, atTop);
  }

  /** Predicates, stages, sort terms and groups see the items of what they belong to. */
  #visitDecorations(node: Node, scope: Scope): void {
    for (const key of ['predicate', 'stages']) {
      for (const stage of nodesOf(node[key])) if (isNode(stage.expr)) this.visit(stage.expr, scope, false);
    }
    const group = node.group as { lhs?: readonly (readonly Node[])[] } | undefined;
    for (const pair of group?.lhs ?? []) for (const part of pair) this.visit(part, scope, false);
    for (const term of nodesOf(node.terms))
      if (isNode(term.expression)) this.visit(term.expression, scope, false);
  }

  #visitPath(node: Node, scope: Scope, atTop: boolean): void {
    const steps = node.steps ?? [];
    const bound = new Set(scope);
    for (const step of steps) {
      for (const key of ['focus', 'index']) if (typeof step[key] === 'string') bound.add(step[key]);
      for (const stage of nodesOf(step.stages)) {
        if (stage.type === 'index' && typeof stage.value === 'string') bound.add(stage.value);
      }
    }
    const [first, ...rest] = steps;
    if (first?.type === 'variable') {
      this.#visitVariable(first, bound, atTop, rest);
      this.#visitDecorations(first, bound);
    } else if (first) {
      this.visit(first, bound, atTop);
    }
    for (const step of rest) this.visit(step, bound, false);
    this.#visitDecorations(node, bound);
  }

  #visitVariable(node: Node, scope: Scope, atTop: boolean, rest: readonly Node[]): void {
    const name = String(node.value ?? '');
    const offset = this.#offsetOf(node, name.length + 1);
    if (name === '$') this.#refused.push({ message: "Reference to '$$' is not supported.", offset });
    else if (name === '') {
      if (atTop) {
        this.#refused.push({ message: "Reference to '$' at the top level is not supported.", offset });
      }
    } else if (scope.has(name)) return;
    else if (name === 'states') this.#visitStates(offset, rest);
    else this.#variables.push({ name, offset });
  }

  #visitStates(offset: number, rest: readonly Node[]): void {
    this.#usesStates = true;
    const path: string[] = [];
    for (const step of rest) {
      if (step.type !== 'name') break;
      path.push(String(step.value));
      if (step.stages || step.predicate || step.group) break;
    }
    this.#states.push({ path, offset });
  }

  #visitBlock(node: Node, scope: Scope, atTop: boolean): void {
    const bound = new Set(scope);
    for (const expression of node.expressions ?? []) {
      const names = boundNames(expression);
      // A function may call itself by the name it is bound to.
      if (expression.type === 'bind' && expression.rhs?.type === 'lambda')
        for (const name of names) bound.add(name);
      this.visit(expression, bound, atTop);
      for (const name of names) bound.add(name);
    }
  }

  #visitLambda(node: Node, scope: Scope, atTop: boolean): void {
    const bound = new Set(scope);
    for (const parameter of node.arguments ?? []) bound.add(String(parameter.value));
    if (node.body) this.visit(node.body, bound, atTop);
  }

  #visitCall(node: Node, scope: Scope, atTop: boolean): void {
    const { procedure } = node;
    if (procedure?.type === 'variable') {
      const name = String(procedure.value);
      if (!scope.has(name))
        this.#functions.push({ name, offset: this.#offsetOf(procedure, name.length + 1) });
    } else if (procedure) {
      this.visit(procedure, scope, atTop);
    }
    for (const argument of node.arguments ?? []) this.visit(argument, scope, atTop);
  }

  #visitUnary(node: Node, scope: Scope, atTop: boolean): void {
    for (const item of node.expressions ?? []) this.visit(item, scope, atTop);
    if (isNode(node.expression)) this.visit(node.expression, scope, atTop);
    if (Array.isArray(node.lhs))
      for (const pair of node.lhs) for (const part of pair) this.visit(part, scope, atTop);
  }

  #refuseName(node: Node): void {
    const name = String(node.value);
    const length = this.#source[(node.position ?? 0) - 1] === '`' ? name.length + 2 : name.length;
    const offset = this.#offsetOf(node, length);
    this.#refused.push({ message: `Reference to '${name}' at the top level is not supported.`, offset });
  }

  /** The library notes where a token ends. */
  #offsetOf(node: Node, length: number): number {
    return Math.max(0, (node.position ?? 0) - length);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Names that an expression of a block binds for those after it: `$a := $b := 1` binds both. */
function boundNames(node: Node): string[] {
  if (node.type !== 'bind' || !isNode(node.lhs)) return [];
  return [String((node.lhs as Node).value), ...(node.rhs ? boundNames(node.rhs) : [])];
}
