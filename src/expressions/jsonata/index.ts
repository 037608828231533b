import jsonata, { host } from 'virtual:jsonata-sync';
import type { JsonValue } from '../../base/json';
import { err, ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import type { SyntaxProblem } from '../errors';
import { analyseAst, type JsonataAnalysis } from './analyse';
import { addedFunctions, removedFunctions } from './functions';
import { Guard } from './limits';
import { toPlainJson } from './result';
import { compileShortcut, unsure } from './shortcut';

export type { JsonataAnalysis, JsonataReference } from './analyse';
export { isJsonataString, jsonataSource, jsonataSourceOffset } from './text';

/** A compiled JSONata expression. */
export interface Jsonata {
  /** The expression without `{% %}` and the blanks around it. */
  readonly source: string;
  readonly analysis: JsonataAnalysis;
  /** The library's syntax tree, for those who want to know more than the analysis says. */
  readonly ast: unknown;
  /**
   * The value, or undefined when the expression returns nothing. Throws what JSONata throws, `EvaluationLimit`
   * when a limit is passed, `UnsupportedResult` when the result is a function: `evaluateJsonata` puts these
   * into the service's words.
   */
  evaluate(environment: Environment): JsonValue | undefined;
}

/** Compiles an expression, given without `{% %}`. The same text is compiled once. */
export function compileJsonata(source: string): Result<Jsonata, SyntaxProblem> {
  const known = cache.get(source);
  if (known) return known;
  const compiled = compile(source);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(source, compiled);
  return compiled;
}

const cache = new Map<string, Result<Jsonata, SyntaxProblem>>();
const cacheLimit = 5000;

/** Analyses an expression, given without `{% %}`: what it refers to, or why it can't be parsed. */
export function analyseJsonata(source: string): Result<JsonataAnalysis, SyntaxProblem> {
  const compiled = compileJsonata(source);
  return compiled.ok ? ok(compiled.value.analysis) : compiled;
}

type Expression = ReturnType<typeof jsonata>;

function compile(source: string): Result<Jsonata, SyntaxProblem> {
  let expression: Expression;
  try {
    expression = jsonata(source);
  } catch (error) {
    return err(syntaxProblem(error, source));
  }
  const ast: unknown = expression.ast();
  const analysis = analyseAst(ast, source);
  addFunctions(expression);
  const general = generalEvaluator(expression, analysis);
  const shortcut = compileShortcut(ast);
  if (!shortcut) return ok({ source, analysis, ast, evaluate: general });
  return ok({
    source,
    analysis,
    ast,
    evaluate(environment) {
      const value = shortcut(environment);
      return value === unsure ? general(environment) : value;
    },
  });
}

/** The environment of the evaluation under way: functions of the expression ask it. */
let current: Environment | null = null;

function addFunctions(expression: Expression): void {
  for (const [name, apply] of addedFunctions) {
    expression.registerFunction(name, (...args: unknown[]) => {
      if (!current) throw new Error(`$${name} was called outside of an evaluation`);
      return apply(current, args);
    });
  }
  for (const name of removedFunctions) expression.assign(name, undefined);
}

function generalEvaluator(expression: Expression, analysis: JsonataAnalysis): Jsonata['evaluate'] {
  const names = [...new Set(analysis.variables.map((variable) => variable.name))];
  const usesStates = analysis.usesStates;
  return (environment) => {
    const bindings: Record<string, unknown> = Object.create(null);
    for (const name of names) {
      const value = environment.variables.get(name);
      if (value !== undefined) bindings[name] = value;
    }
    if (usesStates) bindings.states = statesOf(environment);
    const result = evaluateIn(environment, () => expression.evaluate(undefined, bindings));
    return result === undefined ? undefined : toPlainJson(result);
  };
}

/** `$states` as an expression sees it. */
function statesOf(environment: Environment): Record<string, JsonValue> {
  const states: Record<string, JsonValue> = { input: environment.input, context: environment.context };
  if (environment.result !== undefined) states.result = environment.result;
  if (environment.errorOutput !== undefined) states.errorOutput = environment.errorOutput;
  return states;
}

/** Runs an evaluation with the host of the library set to an environment. */
function evaluateIn<T>(environment: Environment, evaluate: () => T): T {
  const { now, random, enter, exit, spend } = host;
  const before = current;
  const guard = new Guard(environment);
  current = environment;
  host.now = () => environment.now();
  host.random = () => environment.random();
  host.enter = guard.enter;
  host.exit = guard.exit;
  host.spend = guard.spend;
  try {
    return evaluate();
  } finally {
    current = before;
    Object.assign(host, { now, random, enter, exit, spend });
  }
}

/** A syntax error of the library with the offset at which it stands, rather than ends. */
function syntaxProblem(error: unknown, source: string): SyntaxProblem {
  const { message, position, token } = error as { message?: string; position?: number; token?: unknown };
  // The token of the end of the text has no length.
  const length = typeof token === 'string' && token !== '(end)' ? token.length : 0;
  const offset = Math.max(0, (position ?? source.length) - length);
  return { message: message ?? 'The expression can not be parsed', offset: Math.min(offset, source.length) };
}
