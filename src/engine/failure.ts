import { causeOf, ExpressionError } from '../expressions/errors';
import type { QueryLanguage } from '../model/workflow';

/** A state failed: what Retry and Catch match on. Neither name nor cause need be known. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';

  constructor(
    readonly error: string | undefined,
    readonly reason: string | undefined,
    /** Recorded as EvaluationFailed, with the place of the expression where it is known. */
    readonly evaluation: { readonly location: string | undefined } | null = null,
    /** A timeout: it carries no cause, and a Catcher sees an empty one. */
    readonly timedOut = false,
    /** No sign of life came in time: a Retrier or Catcher may name it States.HeartbeatTimeout as well. */
    readonly heartbeat = false,
  ) {
    super(error);
  }
}

/** A child execution of a Map Run took longer than it may. */
export class ChildTimedOut extends StateFailure {
  constructor() {
    super('States.Timeout', undefined, null, true);
  }
}

/** A failure of the state's own making: its cause gets AWS's preamble with state name and event. */
export class RuntimeFailure extends Error {
  override readonly name = 'RuntimeFailure';

  constructor(
    readonly error: string,
    readonly detail: string,
    readonly location?: string,
  ) {
    super(detail);
  }
}

/**
 * A field's value is of the right type but can't be used: recorded of JSONata as States.QueryEvaluationError, as its
 * other faults are, and of paths as States.Runtime.
 */
export function unusableValue(language: QueryLanguage, detail: string, field: string): RuntimeFailure {
  return language === 'JSONata'
    ? new RuntimeFailure('States.QueryEvaluationError', detail, field)
    : new RuntimeFailure('States.Runtime', detail);
}

/** Turns whatever a state threw into a failure with AWS's name and cause. `entered`: id of its StateEntered. */
export function asFailure(
  { entered }: { readonly entered: number },
  { name }: { readonly name: string },
  error: unknown,
): StateFailure {
  if (error instanceof StateFailure) return error;
  if (error instanceof ExpressionError || error instanceof RuntimeFailure) {
    const evaluation = error.error === 'States.QueryEvaluationError' ? { location: error.location } : null;
    return new StateFailure(error.error, causeOf(error.detail, name, entered), evaluation);
  }
  if (error instanceof RangeError) {
    const detail = 'The data is nested too deeply to be worked on.';
    return new StateFailure('States.Runtime', causeOf(detail, name, entered));
  }
  throw error;
}

/** Errors that no Catcher and no Retrier sees. */
export const uncatchable = (error: string | undefined): boolean => error === 'States.Runtime';

/**
 * Whether a Retrier or Catcher that names `names` matches an error.
 *
 * `States.ALL` matches everything a Catcher may see, also an error without a name; `States.TaskFailed` everything
 * except `States.Timeout`. A heartbeat that was missed is reported as a timeout, and matched by its own name too
 * (concepts-error-handling.html).
 */
export function matchesError(
  names: readonly string[],
  error: string | undefined,
  heartbeat = false,
): boolean {
  for (const name of names) {
    if (heartbeat && name === 'States.HeartbeatTimeout') return true;
    if (name === 'States.ALL' || name === error) return true;
    if (name === 'States.TaskFailed' && error !== 'States.Timeout') return true;
    if (name === 'States.Timeout' && error === 'States.HeartbeatTimeout') return true;
  }
  return false;
}
