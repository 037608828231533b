import type { JsonObject } from '../base/json';
import { cutIterations } from './behaviours/abort';
import { assignVariables } from './dataFlow';
import { makeReady, type Thread } from './execution';
import { asFailure, matchesError, type StateFailure, uncatchable } from './failure';
import type { FailureNote } from './history';
import type { CatcherProgram, RetrierProgram, StateProgram } from './program';
import { park } from './redrive';
import type { Stepper } from './step';

/**
 * What happens when a state fails: EvaluationFailed for an expression, then the first Retrier that names the error
 * while it has attempts left, then the first Catcher, and else the failure goes on to what surrounds the state.
 *
 * `inside`: the failure came out of a branch or iteration.
 */
export function handleFailure(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  failure: StateFailure,
  inside = false,
): void {
  let exhausted: Pick<FailureNote, 'exhausted'> = {};
  stepper.host.clearTimers(thread);
  failAfterSuccess(thread, failure);
  if (failure.evaluation && !inside) recordEvaluation(stepper, thread, failure);
  if (!uncatchable(failure.error)) {
    cutIterations(stepper, thread, failure);
    if (retry(stepper, thread, state, failure, inside)) {
      stepper.execution.parked.delete(thread.log);
      return;
    }
    const at = retrierFor(state, failure);
    if (at >= 0) exhausted = { exhausted: at };
    const catcher = state.catch.find((candidate) =>
      matchesError(candidate.errors, failure.error, failure.heartbeat),
    );
    if (catcher) {
      const before = thread.head;
      stepper.execution.parked.delete(thread.log);
      recordContainerFailed(stepper, thread, state);
      note(stepper, thread, failure, 'caught', inside, {
        ...exhausted,
        catcher: state.catch.indexOf(catcher),
      });
      takeCatcher(stepper, thread, state, catcher, failure, before);
      return;
    }
  }
  if (!uncatchable(failure.error)) recordContainerFailed(stepper, thread, state);
  note(stepper, thread, failure, 'failed', inside, exhausted);
  park(stepper.execution, thread, failure.error);
  stepper.giveUp(thread, failure);
}

/**
 * A Map or Parallel state fails by itself after what is inside of it succeeded: its line of events goes on from there,
 * as it does when the state is left, past the event that says so. Only the end of the execution follows that event.
 */
function failAfterSuccess(thread: Thread, failure: StateFailure): void {
  if (thread.exitAfter > 0 && !uncatchable(failure.error)) thread.head = thread.exitAfter;
  thread.exitAfter = 0;
}

function note(
  stepper: Stepper,
  thread: Thread,
  failure: StateFailure,
  outcome: FailureNote['outcome'],
  inside: boolean,
  more: Pick<FailureNote, 'retry' | 'catcher' | 'exhausted'> = {},
): void {
  stepper.recorder.failure(thread.visit, thread.state, {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
    outcome,
    thread: thread.id,
    inside,
    timedOut: failure.timedOut,
    event: thread.head,
    ...more,
  });
}

/** EvaluationFailed follows StateEntered since December 2024; before, it followed what StateEntered follows. */
const evaluationFollowsEntered = Date.UTC(2024, 11, 1);

function recordEvaluation(
  stepper: Stepper,
  thread: Thread,
  failure: StateFailure,
  after = thread.head,
): void {
  const today = stepper.execution.facts.asOf >= evaluationFollowsEntered;
  thread.head = stepper.recordBeside('EvaluationFailed', thread, today ? after : thread.decision, {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
    ...(failure.evaluation?.location === undefined ? {} : { location: failure.evaluation.location }),
  });
}

function recordContainerFailed(stepper: Stepper, thread: Thread, state: StateProgram): void {
  if (state.type === 'Map') stepper.record('MapStateFailed', thread);
  else if (state.type === 'Parallel') stepper.record('ParallelStateFailed', thread);
}

function retry(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  failure: StateFailure,
  inside: boolean,
): boolean {
  const at = retrierFor(state, failure);
  const retrier = state.retry[at];
  if (!retrier) return false;
  const count = thread.retries[at] ?? 0;
  if (count >= retrier.maxAttempts) return false;
  const delay = Math.round(retryDelay(retrier, count, () => stepper.host.random()) * 1000) / 1000;
  const counts = state.retry.map((_, index) => thread.retries[index] ?? 0);
  counts[at] = count + 1;
  thread.retries = counts;
  thread.retryCount += 1;
  thread.work = null;
  stepper.execution.transitions += 1;
  note(stepper, thread, failure, 'retrying', inside, {
    retry: { delay: delay * 1000, number: count + 1, of: retrier.maxAttempts, index: at },
  });
  stepper.recorder.pending(thread.visit, thread.state, {
    kind: 'retry',
    until: stepper.execution.clock + delay * 1000,
  });
  if (delay > 0) stepper.host.setTimer(thread, 'retry', delay * 1000);
  else makeReady(stepper.execution, thread, 'run');
  return true;
}

const retrierFor = (state: StateProgram, failure: StateFailure): number =>
  state.retry.findIndex((candidate) => matchesError(candidate.errors, failure.error, failure.heartbeat));

/**
 * Seconds before a retry. `count`: retries of this Retrier so far. With full jitter, a random share of the interval.
 */
export function retryDelay(retrier: RetrierProgram, count: number, random: () => number): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** count;
  const capped = Math.min(grown, retrier.maxDelaySeconds ?? Number.MAX_SAFE_INTEGER);
  return retrier.jitter ? capped * random() : capped;
}

/** The Error Output that a Catcher sees. */
export function errorOutput(failure: StateFailure): JsonObject {
  return {
    Error: failure.error ?? null,
    Cause: failure.reason ?? (failure.timedOut ? '' : null),
  };
}

function takeCatcher(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  catcher: CatcherProgram,
  failure: StateFailure,
  before: number,
): void {
  const error = errorOutput(failure);
  try {
    const jsonata = state.language === 'JSONata';
    const environment = jsonata
      ? stepper.environment(thread, state, thread.input, undefined, error)
      : stepper.environment(thread, state, error);
    const assigned = catcher.assign?.(environment);
    const output = jsonata
      ? (catcher.output?.(environment) ?? error)
      : catcher.resultPath
        ? catcher.resultPath(thread.input, error)
        : error;
    stepper.checkSize(output, state.name);
    if (assigned && assigned.length > 0) assignVariables(stepper, thread, state, assigned);
    stepper.leave(thread, state, catcher.exit, output, assigned);
  } catch (thrown) {
    const broken = asFailure(thread, state, thrown);
    if (broken.evaluation) recordEvaluation(stepper, thread, broken, before);
    if (!uncatchable(broken.error)) recordContainerFailed(stepper, thread, state);
    note(stepper, thread, broken, 'failed', false);
    park(stepper.execution, thread, broken.error);
    stepper.giveUp(thread, broken);
  }
}
