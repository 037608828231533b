import { clearThreads, copyThread, type Execution, makeReady, noRetries, type Thread } from './execution';
import type { Stepper } from './step';
import type { ParkedRun, UnsuccessfulChild } from './work';

const day = 86_400_000;
/** How long after its end an execution can be redriven, and how long it may be open, in milliseconds. */
const redrivablePeriod = 14 * day;
export const longestOpen = 366 * day;

/** Events that leave no room for ExecutionRedriven and one more. */
const tooManyEvents = 24_999;

/** The day since which executions can be redriven. */
const redriveExists = Date.UTC(2023, 10, 15);

/**
 * Keeps what runs in a history at the moment a failure begins that may end it, so that a redrive can go on from
 * there. The innermost failure comes first, and is the one that counts. Of a Map Run under way, its child executions
 * are kept with it.
 */
export function park(execution: Execution, failed: Thread | undefined, error?: string): void {
  if (!failed || execution.parked.has(failed.log)) return;
  let root = failed;
  for (let parent = execution.threads.get(root.parent); parent?.log === root.log; ) {
    root = parent;
    parent = execution.threads.get(root.parent);
  }
  execution.parked.set(failed.log, { threads: stopped(execution, root), failed: failed.id, error });
}

/** Copies of a thread and of all that run inside it. */
function stopped(execution: Execution, thread: Thread): Thread[] {
  const copy = copyThread(thread);
  const threads = [copy];
  const { work } = copy;
  if (work?.kind !== 'container') return threads;
  const { mapRun } = work;
  for (const id of work.live) {
    const live = execution.threads.get(id);
    if (!live) continue;
    if (mapRun) mapRun.unsuccessful.set(live.index, unsuccessful(execution, live, 'aborted'));
    else for (const each of stopped(execution, live)) threads.push(each);
  }
  if (mapRun) {
    work.live.clear();
    mapRun.again.length = 0;
  }
  return threads;
}

/** What a redrive needs of a child execution that ends without success. `root`: its first thread. */
export function unsuccessful(
  execution: Execution,
  root: Thread,
  status: UnsuccessfulChild['status'],
): UnsuccessfulChild {
  const parked = execution.parked.get(root.log) ?? { threads: stopped(execution, root), failed: -1 };
  execution.parked.delete(root.log);
  return { status, log: root.log, item: root.item, child: root.child, endedAt: execution.clock, parked };
}

/** Why an execution can't be redriven; null: it can (redrive-executions.html, Redrive eligibility). */
export function redriveRefusal({ outcome, facts, clock, ...execution }: Execution): string | null {
  if (facts.type === 'EXPRESS') return 'Executions of Express workflows can not be redriven';
  if (!outcome) return 'Execution is RUNNING and cannot be redriven';
  if (outcome.status === 'succeeded') return 'Execution is SUCCEEDED and cannot be redriven';
  if (!execution.parked.has(0) || facts.asOf < redriveExists) return 'Execution is not redrivable';
  if (facts.endAfterYear && clock > longestOpen) return 'Execution maximum open time exceeded';
  if (!facts.quotas) return null;
  if (execution.lastEvent >= tooManyEvents) return 'Execution history event limit exceeded';
  return isRedrivable(clock, execution.endedAt) ? null : 'Execution redrivable period exceeded';
}

/** Whether what ended at a time can still be redriven, both in virtual milliseconds. */
const isRedrivable = (clock: number, endedAt: number): boolean => clock - endedAt <= redrivablePeriod;

/** Whether a redriven Map Run runs a child execution of a Standard workflow again. */
export function childRedrivable(execution: Execution, child: UnsuccessfulChild): boolean {
  if (!execution.facts.quotas) return true;
  const events = execution.logs.get(child.log) ?? 0;
  return events < tooManyEvents && isRedrivable(execution.clock, child.endedAt);
}

/**
 * Goes on with an execution that failed, was stopped or timed out, as RedriveExecution does: what succeeded stays, and
 * every state that did not is run again with the same input, its retries counted anew. Iterations, branches and child
 * executions that had ended well are kept. False: the execution can't be redriven.
 */
export function redrive(stepper: Stepper): boolean {
  const { execution } = stepper;
  const parked = execution.parked.get(0);
  if (!parked || redriveRefusal(execution) !== null) return false;
  execution.outcome = null;
  execution.parked.clear();
  execution.steps += 1;
  execution.transitions += 1;
  execution.redriveCount += 1;
  execution.redrivenAt = execution.clock;
  execution.timers.clear();
  execution.readyFrom = 0;
  execution.readyTo = 0;
  execution.passing = false;
  const redriven = stepper.recordAt('ExecutionRedriven', execution.lastEvent, 0, {
    redriveCount: execution.redriveCount,
  });
  clearThreads(execution);
  resume(stepper, parked, redriven);
  stepper.limitTime();
  return true;
}

/** Lets what was kept go on after an event. `child`: the child execution that the threads belong to from now on. */
export function resume(
  stepper: Stepper,
  parked: ParkedRun,
  after: number,
  child: Thread['child'] = null,
): void {
  for (const each of parked.threads) {
    const thread: Thread = { ...copyThread(each), child };
    stepper.execution.threads.set(thread.id, thread);
    resumeThread(stepper, thread, parked, after);
  }
}

function resumeThread(stepper: Stepper, thread: Thread, parked: ParkedRun, after: number): void {
  const { execution } = stepper;
  if (thread.visit > 0) stepper.recorder.reopened(thread.visit, thread.state);
  if (thread.op === 'enter' || thread.op === 'finish') {
    makeReady(execution, thread, thread.op);
    return;
  }
  thread.retries = noRetries;
  thread.retryCount = 0;
  const container = thread.work?.kind === 'container' ? thread.work : null;
  const wholeAgain = thread.id === parked.failed && runsWholeAgain(parked.error, container?.mapRun != null);
  const waits = container !== null && !container.mapRun && !wholeAgain;
  if (waits && container.live.size > 0) return;
  thread.epoch += 1;
  thread.exitAfter = 0;
  thread.head = after;
  thread.decision = after;
  if (!container || wholeAgain) thread.work = null;
  makeReady(execution, thread, waits ? 'decide' : 'run');
}

/** Errors of a Map or Parallel state itself after which nothing of its work is kept. */
const runsWholeAgain = (error: string | undefined, mapRun: boolean): boolean =>
  error === 'States.DataLimitExceeded' || (mapRun && error === 'States.Runtime');
