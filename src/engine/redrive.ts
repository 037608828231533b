import { copyThread, type Execution, makeReady, noRetries, type Thread } from './execution';
import type { Stepper } from './step';

/**
 * Keeps what runs at the moment a failure begins that may end the execution, so that a redrive can go on from there.
 * The innermost failure comes first, and is the one that counts. Child executions of a Map Run are not kept: the Map
 * is run again as a whole.
 */
export function park(execution: Execution): void {
  if (execution.parked) return;
  const parked: Thread[] = [];
  for (const thread of execution.threads.values()) if (thread.log === 0) parked.push(copyThread(thread));
  execution.parked = parked;
}

/**
 * Goes on with an execution that failed, was stopped or timed out, as RedriveExecution does: what succeeded stays, and
 * every state that did not is run again with the same input, its retries counted anew. Iterations and branches that
 * had ended well are kept. False: the execution can't be redriven.
 */
export function redrive(stepper: Stepper): boolean {
  const { execution } = stepper;
  const { outcome, parked, facts } = execution;
  if (!outcome || outcome.status === 'succeeded' || facts.type === 'EXPRESS' || !parked) return false;
  execution.outcome = null;
  execution.parked = null;
  execution.steps += 1;
  execution.transitions += 1;
  execution.redriveCount += 1;
  execution.redrivenAt = execution.clock;
  execution.timers.clear();
  execution.ready.length = 0;
  execution.readyFrom = 0;
  execution.turn = -1;
  const redriven = stepper.recordAt('ExecutionRedriven', execution.lastEvent, 0, {
    redriveCount: execution.redriveCount,
  });
  execution.threads.clear();
  for (const each of parked) {
    const thread = copyThread(each);
    execution.threads.set(thread.id, thread);
    resumeThread(stepper, thread, redriven);
  }
  stepper.limitTime();
  return true;
}

function resumeThread(stepper: Stepper, thread: Thread, redriven: number): void {
  const { execution } = stepper;
  const waitsForOthers = thread.work?.kind === 'container' && thread.op === 'none' && !thread.work.mapRun;
  if (thread.visit > 0) stepper.recorder.reopened(thread.visit, thread.state);
  if (waitsForOthers) return;
  if (thread.op === 'enter' || thread.op === 'finish') {
    makeReady(execution, thread, thread.op);
    return;
  }
  thread.epoch += 1;
  thread.work = null;
  thread.retries = noRetries;
  thread.retryCount = 0;
  thread.exitAfter = 0;
  thread.head = redriven;
  thread.decision = redriven;
  makeReady(execution, thread, 'run');
}
