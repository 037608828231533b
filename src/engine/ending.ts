import { behaviourOf } from './behaviours';
import { abortThread } from './behaviours/abort';
import { abortChildren } from './behaviours/childExecutions';
import { clearThreads, dropThread, type Thread } from './execution';
import { asFailure, ChildTimedOut, StateFailure, uncatchable } from './failure';
import type { EventType } from './history';
import { noteMapRun } from './mapRuns';
import type { Outcome } from './messages';
import { park } from './redrive';
import { stopStarted } from './startedExecutions';
import type { Stepper } from './step';

/** The most events of a Standard execution's history; the last of them is the failure for which it ends. */
export const eventLimit = 25_000;

/** Thrown where an event of a thread would leave no room for the one that ends its execution. */
export class EventLimit extends Error {
  constructor(readonly thread: Thread) {
    super();
  }
}

/** Ends the execution other than by success. `error`: what its event names, where the outcome does not. */
export function endExecution(
  stepper: Stepper,
  outcome: Omit<Outcome, 'output'>,
  type: EventType,
  previous: number,
  error: string | undefined = outcome.error,
): void {
  const { execution } = stepper;
  if (execution.outcome) return;
  park(execution, execution.threads.values().next().value);
  abortMapRuns(stepper);
  for (const { work } of execution.threads.values()) stopStarted(execution, work);
  stepper.recordAt(type, previous, 0, {
    ...(error === undefined ? {} : { error }),
    ...(outcome.cause === undefined ? {} : { cause: outcome.cause }),
  });
  clearThreads(execution);
  execution.endedAt = execution.clock;
  execution.outcome = outcome;
}

/** Child executions end with the one that started them, and tell of it in their own histories. */
function abortMapRuns(stepper: Stepper): void {
  for (const thread of [...stepper.execution.threads.values()]) {
    const { work } = thread;
    if (work?.kind !== 'container' || !work.mapRun || work.mapRun.over) continue;
    abortChildren(stepper, { ...work, mapRun: work.mapRun });
    noteMapRun(stepper.execution, thread, work, 'ABORTED');
  }
}

/** Ends the execution as StopExecution does; what runs leaves no event of its own. */
export function stopExecution(stepper: Stepper, error?: string, cause?: string): void {
  const texts = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  endExecution(stepper, { status: 'aborted', ...texts }, 'ExecutionAborted', 0);
}

/**
 * The execution that a thread begins has used up its time. The event follows none, and names an error that the outcome
 * does not have (measured).
 */
export function timeOut(stepper: Stepper, root: Thread | undefined): void {
  if (!root || root.log === 0) {
    endExecution(stepper, { status: 'timed-out' }, 'ExecutionTimedOut', 0, 'States.Timeout');
    return;
  }
  const parent = stepper.execution.threads.get(root.parent);
  if (!parent) return;
  abortThread(stepper, root, root.head);
  childFailed(stepper, parent, root, new ChildTimedOut());
}

/** Ends the execution that a thread belongs to, a child execution too. */
export function endAtEventLimit(stepper: Stepper, thread: Thread): void {
  const { execution } = stepper;
  if (execution.outcome) return;
  const error = 'States.Runtime';
  const cause = `The execution reached the maximum number of history events (${eventLimit}).`;
  if (thread.log === 0) {
    endExecution(stepper, { status: 'failed', error, cause }, 'ExecutionFailed', execution.lastEvent);
    return;
  }
  try {
    stepper.fail(thread, new StateFailure(error, cause));
  } catch (thrown) {
    if (!(thrown instanceof EventLimit)) throw thrown;
    endAtEventLimit(stepper, thrown.thread);
  }
}

/** A failure that no Catcher of the thread took ends what surrounds the state, in the end the execution. */
export function giveUp(stepper: Stepper, failed: Thread, failure: StateFailure): void {
  const thread = uncatchable(failure.error) ? rootOf(stepper, failed, failure) : failed;
  const parent = stepper.execution.threads.get(thread.parent);
  if (parent) {
    childFailed(stepper, parent, thread, failure);
    return;
  }
  endExecution(
    stepper,
    {
      status: 'failed',
      ...(failure.error === undefined ? {} : { error: failure.error }),
      ...(failure.reason === undefined ? {} : { cause: failure.reason }),
    },
    'ExecutionFailed',
    thread.head,
  );
}

/** A failure that is tolerated may end the container, whose own expressions may fail then. */
function childFailed(stepper: Stepper, parent: Thread, child: Thread, failure: StateFailure): void {
  const state = stepper.stateOf(parent);
  try {
    behaviourOf(state).childFailed?.(stepper, parent, state as never, child, failure);
  } catch (error) {
    stepper.fail(parent, asFailure(parent, state, error));
  }
}

/**
 * What nobody can catch ends the whole execution at once, or the child execution of a Map Run: nothing that is
 * around the state leaves an event. Returns the thread that ends with it.
 */
function rootOf(stepper: Stepper, failed: Thread, failure: StateFailure): Thread {
  const { execution, recorder } = stepper;
  const { threads } = execution;
  let root = failed;
  for (let parent = threads.get(root.parent); parent?.log === root.log; parent = threads.get(root.parent)) {
    root = parent;
    recorder.failure(root.visit, root.state, {
      ...(failure.error === undefined ? {} : { error: failure.error }),
      ...(failure.reason === undefined ? {} : { cause: failure.reason }),
      outcome: 'failed',
      thread: root.id,
      inside: true,
      timedOut: false,
      event: failed.head,
    });
  }
  root.head = failed.head;
  for (const each of [...threads.values()]) {
    if (each.log !== root.log || each === root) continue;
    stopStarted(execution, each.work);
    if (each !== failed) recorder.aborted(each.visit);
    dropThread(execution, each);
  }
  return root;
}
