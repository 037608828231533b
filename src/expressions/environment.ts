import type { JsonValue } from '../base/json';

/**
 * What an expression may read. Nothing under `src/expressions` reads a clock or randomness by itself, so a run
 * with the same seed gives the same values.
 */
export interface Environment {
  /** The data at hand: `$` of a JSONPath, `$states.input` of a JSONata expression. */
  readonly input: JsonValue;
  /** The Context object: `$$` of a JSONPath, `$states.context` of a JSONata expression. */
  readonly context: JsonValue;
  /** Workflow variables that are in scope: `$name` in both languages. */
  readonly variables: VariableLookup;
  /** `$states.result` of a JSONata expression, where a state has one. */
  readonly result?: JsonValue;
  /** `$states.errorOutput` of a JSONata expression, in a Catcher. */
  readonly errorOutput?: JsonValue;
  /** Milliseconds since the epoch, for `$now()` and `$millis()`. */
  now(): number;
  /** A number n with 0 <= n < 1. */
  random(): number;
  /** A version 4 UUID. */
  uuid(): string;
  /**
   * Called every so often during long evaluations. It ends the evaluation by throwing, best an
   * `ExpressionError`. Absent: only the built-in limits hold.
   */
  checkBudget?(): void;
}

/** Variables by name. A `Map` is one. */
export interface VariableLookup {
  get(name: string): JsonValue | undefined;
}

export const noVariables: VariableLookup = { get: () => undefined };
