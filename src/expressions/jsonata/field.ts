import type { JsonValue } from '../../base/json';
import { err, ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import { ExpressionError, type SyntaxProblem } from '../errors';
import { jsonTypeOf, stringify } from '../stringify';
import { compileJsonata, type Jsonata } from './index';
import { EvaluationLimit } from './limits';
import { UnsupportedResult } from './result';
import { jsonataSource, jsonataSourceOffset } from './text';

/** The types that a field may demand of its expression. */
export type ExpectedType = 'number' | 'string' | 'boolean' | 'array' | 'object';

/** An expression in a field of a state. */
export interface JsonataField {
  readonly jsonata: Jsonata;
  /** Where it stands: `Output/result`, `Choices[0]/Condition`. */
  readonly field: string;
  /** The value. Fails with States.QueryEvaluationError in the service's words. */
  evaluate(environment: Environment): JsonValue;
}

/**
 * Compiles the text `{% … %}` of a field. With `expected`, a value of another type fails the evaluation. The
 * offset of a syntax error is one in the whole text.
 */
export function compileJsonataField(
  text: string,
  field: string,
  expected?: ExpectedType,
): Result<JsonataField, SyntaxProblem> {
  const compiled = compileJsonata(jsonataSource(text));
  if (!compiled.ok) {
    const { message, offset } = compiled.error;
    return err({ message, offset: offset + jsonataSourceOffset(text) });
  }
  const jsonata = compiled.value;
  return ok({
    jsonata,
    field,
    evaluate: (environment) => evaluateJsonata(jsonata, environment, field, expected),
  });
}

/** Evaluates an expression for a field, with failures in the service's words. */
export function evaluateJsonata(
  jsonata: Jsonata,
  environment: Environment,
  field: string,
  expected?: ExpectedType,
): JsonValue {
  let value: JsonValue | undefined;
  try {
    value = jsonata.evaluate(environment);
  } catch (error) {
    throw toExpressionError(error, jsonata, field);
  }
  if (value === undefined) throw failure(jsonata, field, ' returned nothing (undefined).');
  if (expected !== undefined && jsonTypeOf(value) !== expected) {
    throw failure(
      jsonata,
      field,
      ` returned an unexpected result type. Expected '${expected}', but was '${jsonTypeOf(value)}' for value: ${stringify(value)}`,
    );
  }
  return value;
}

function failure(jsonata: Jsonata, field: string, what: string): ExpressionError {
  return new ExpressionError(
    'States.QueryEvaluationError',
    `The JSONata expression '${jsonata.source}' specified for the field '${field}'${what}`,
    field,
  );
}

/** Errors with a code end the sentence before it; others follow a colon. */
function toExpressionError(error: unknown, jsonata: Jsonata, field: string): ExpressionError {
  if (error instanceof ExpressionError) return error;
  if (error instanceof UnsupportedResult)
    return failure(jsonata, field, ' returned an unsupported result type.');
  const { code, message } = error as { code?: unknown; message?: unknown };
  const threw = ' threw an error during evaluation';
  if (!(error instanceof EvaluationLimit) && typeof code === 'string') {
    return failure(jsonata, field, `${threw}. ${code}: ${String(message)}`);
  }
  return failure(jsonata, field, `${threw}: ${String(message ?? error)}`);
}
