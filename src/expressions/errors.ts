/**
 * The error names that an expression can fail with. The service reports faults of intrinsic functions and of
 * paths as States.Runtime, and not by the names that the specification has for them.
 */
export type ExpressionErrorName =
  | 'States.Runtime'
  | 'States.QueryEvaluationError'
  | 'States.IntrinsicFailure'
  | 'States.ParameterPathFailure'
  | 'States.ResultPathMatchFailure';

/**
 * An expression failed as it would at AWS. `detail` is the sentence that AWS reports after its preamble
 * `An error occurred while executing the state '…' (entered at the event id #…). `: the engine knows state and
 * event, and puts the two together with `causeOf`.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  /** The error name that Retry and Catch see. */
  readonly error: ExpressionErrorName;
  readonly detail: string;
  /** Where the expression stands in its state (`Output/result`), as `EvaluationFailed` reports it; JSONata only. */
  readonly location: string | undefined;

  constructor(error: ExpressionErrorName, detail: string, location?: string) {
    super(detail);
    this.error = error;
    this.detail = detail;
    this.location = location;
  }
}

/** The whole cause of an error that ended a state. */
export function causeOf(detail: string, stateName: string, enteredEventId: number): string {
  return `An error occurred while executing the state '${stateName}' (entered at the event id #${enteredEventId}). ${detail}`;
}

/** A text that is no expression: what is wrong with it, and at which offset of the text. */
export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
}
