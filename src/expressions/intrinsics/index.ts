import type { JsonValue } from '../../base/json';
import { ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import { ExpressionError, type SyntaxProblem } from '../errors';
import { compilePath } from '../jsonPath/index';
import { stringify } from '../stringify';
import { callsOf, type IntrinsicArgument, type IntrinsicCall, pathsOf } from './ast';
import { IntrinsicFault } from './fault';
import { format } from './format';
import { intrinsicFunctions } from './functions';
import { parseIntrinsicAst } from './parse';
import { arityOf } from './signatures';

export type { IntrinsicArgument, IntrinsicCall } from './ast';
export { callsOf, pathsOf } from './ast';
export { looksLikeIntrinsic, maxNesting } from './parse';
export { type Arity, arityOf, intrinsicNames, intrinsicsGivingText } from './signatures';

/** A parsed call of an intrinsic function, ready to be evaluated any number of times. */
export interface Intrinsic {
  readonly text: string;
  readonly ast: IntrinsicCall;
  /** The paths among its arguments, nested calls included, with their places in the text. */
  readonly references: readonly (IntrinsicArgument & { kind: 'path' })[];
  /** Calls with a wrong number of arguments: the service accepts them, and fails when it runs them. */
  readonly arityProblems: readonly SyntaxProblem[];
  /**
   * The result. Paths that name nothing and arguments that a function can't use fail with States.Runtime: `The
   * function '…' had the following error: …`, naming the whole expression.
   */
  evaluate(environment: Environment): JsonValue;
}

type Evaluate = (environment: Environment) => JsonValue;

/** Parses and compiles `States.Format('…', $.a)` and the like. */
export function parseIntrinsic(text: string): Result<Intrinsic, SyntaxProblem> {
  const known = cache.get(text);
  if (known) return ok(known);
  const parsed = parseIntrinsicAst(text);
  if (!parsed.ok) return parsed;
  const ast = parsed.value;
  const whole = text.trim();
  const intrinsic: Intrinsic = {
    text,
    ast,
    references: pathsOf(ast),
    arityProblems: callsOf(ast).flatMap((call) => arityProblem(call) ?? []),
    evaluate: compileCall(ast, whole),
  };
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, intrinsic);
  return ok(intrinsic);
}

const cache = new Map<string, Intrinsic>();
const cacheLimit = 5000;

function arityProblem(call: IntrinsicCall): SyntaxProblem | null {
  const { min, max } = arityOf(call.name);
  const count = call.args.length;
  if (count >= min && count <= max) return null;
  const plural = (number: number) => (number === 1 ? '1 argument' : `${number || 'no'} arguments`);
  const wanted =
    min === max ? plural(min) : max === Infinity ? `at least ${plural(min)}` : `${min} to ${plural(max)}`;
  return { message: `${call.name} takes ${wanted}, not ${count}`, offset: call.start };
}

/** The cause names the whole expression, also when a nested call failed. */
function failure(whole: string, reason: string): ExpressionError {
  return new ExpressionError('States.Runtime', `The function '${whole}' had the following error: ${reason}`);
}

function compileCall(call: IntrinsicCall, whole: string): Evaluate {
  const args = call.args.map((arg) => compileArgument(arg, whole));
  const apply = compileApply(call, args);
  return (environment) => {
    try {
      return apply(environment);
    } catch (error) {
      if (!(error instanceof IntrinsicFault)) throw error;
      throw failure(whole, error.reason ?? `Invalid arguments in ${call.name}`);
    }
  };
}

function compileApply(call: IntrinsicCall, args: readonly Evaluate[]): Evaluate {
  if (arityProblem(call)) {
    return () => {
      throw new IntrinsicFault(null);
    };
  }
  const [template] = call.args;
  if (call.name === 'States.Format' && template?.kind === 'string') {
    const rest = args.slice(1);
    return (environment) =>
      format(
        template.raw,
        rest.map((arg) => arg(environment)),
      );
  }
  const apply = intrinsicFunctions.get(call.name);
  if (!apply) throw new Error(`No implementation of ${call.name}`);
  return (environment) =>
    apply(
      args.map((arg) => arg(environment)),
      environment,
    );
}

function compileArgument(argument: IntrinsicArgument, whole: string): Evaluate {
  switch (argument.kind) {
    case 'call':
      return compileCall(argument, whole);
    case 'string':
    case 'literal':
      return () => argument.value;
    case 'path':
      return compilePathArgument(argument, whole);
  }
}

function compilePathArgument(argument: IntrinsicArgument & { kind: 'path' }, whole: string): Evaluate {
  const path = compilePath(argument.text, argument.path);
  // The service names a path of the Context object as if the Context object were the input.
  const shown = argument.path.root.kind === 'context' ? argument.text.slice(1) : argument.text;
  return (environment) => {
    const value = path.find(environment);
    if (value !== undefined) return value;
    const reason = path.whyMissing(environment);
    if (reason.startsWith('Filter:')) throw failure(whole, reason);
    const input = stringify(environment.input);
    throw failure(
      whole,
      `The JsonPath argument for the field '${shown}' could not be found in the input '${input}'`,
    );
  };
}
