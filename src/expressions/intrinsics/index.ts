import type { JsonValue } from '../../base/json';
import { ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import { ExpressionError, type SyntaxProblem } from '../errors';
import { isDefinite } from '../jsonPath/ast';
import { compilePath } from '../jsonPath/index';
import { stringify } from '../stringify';
import { type IntrinsicArgument, type IntrinsicCall, pathsOf } from './ast';
import { format, IntrinsicFault, intrinsicFunctions } from './functions';
import { parseIntrinsicAst } from './parse';

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
  /**
   * The result. A path that names nothing fails with States.Runtime, arguments that the function can't use with
   * States.IntrinsicFailure; both say `The function '…' had the following error: …`.
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
  const evaluate = compileCall(ast, whole);
  const intrinsic: Intrinsic = {
    text,
    ast,
    references: pathsOf(ast),
    evaluate(environment) {
      try {
        return evaluate(environment);
      } catch (error) {
        if (!(error instanceof IntrinsicFault)) throw error;
        throw failure('States.IntrinsicFailure', whole, error.message);
      }
    },
  };
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, intrinsic);
  return ok(intrinsic);
}

const cache = new Map<string, Intrinsic>();
const cacheLimit = 5000;

/** The cause names the whole expression, also when a nested call failed. */
function failure(error: 'States.Runtime' | 'States.IntrinsicFailure', whole: string, reason: string) {
  return new ExpressionError(error, `The function '${whole}' had the following error: ${reason}`);
}

function compileCall(call: IntrinsicCall, whole: string): Evaluate {
  const args = call.args.map((arg) => compileArgument(arg, whole));
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
  const definite = isDefinite(argument.path);
  return (environment) => {
    const value = path.find(environment);
    if (value !== undefined) return value;
    if (!definite) return [];
    const input = stringify(environment.input);
    throw failure(
      'States.Runtime',
      whole,
      `The JsonPath argument for the field '${shown}' could not be found in the input '${input}'`,
    );
  };
}
