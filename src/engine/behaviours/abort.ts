import { dropThread, type Thread } from '../execution';
import type { StateFailure } from '../failure';
import { noteMapRun } from '../mapRuns';
import { park } from '../redrive';
import { stopStarted } from '../startedExecutions';
import type { Stepper } from '../step';
import { abortChildren } from './childExecutions';

/**
 * Ends a thread whose Map or Parallel state has failed, with all threads inside it. Only what a Task or Wait state
 * was doing leaves an event, which follows the event that decided the failure. `failed`: the thread is the one that
 * failed; a Map or Parallel state in it has said so already.
 */
export function abortThread(stepper: Stepper, thread: Thread, decidedBy: number, failed = false): void {
  const { execution } = stepper;
  const { work } = thread;
  if (work?.kind === 'container' && work.mapRun) {
    abortChildren(stepper, { ...work, mapRun: work.mapRun });
    if (!work.mapRun.over) noteMapRun(execution, thread, work, 'ABORTED');
  } else if (work?.kind === 'container') {
    for (const id of work.live) {
      const live = execution.threads.get(id);
      if (live) abortThread(stepper, live, decidedBy);
    }
  }
  stopStarted(execution, work);
  dropThread(execution, thread);
  if (thread.visit === 0) return;
  stepper.recorder.aborted(thread.visit);
  const { type } = stepper.stateOf(thread);
  if (type === 'Task') stepper.recordBeside('TaskStateAborted', thread, decidedBy);
  else if (type === 'Wait') stepper.recordBeside('WaitStateAborted', thread, decidedBy);
  else if (failed) return;
  else if (type === 'Map') {
    if (work?.kind === 'container' && work.mapRun && !work.mapRun.over) {
      stepper.recordBeside('MapRunAborted', thread, decidedBy);
    }
    stepper.recordBeside('MapStateAborted', thread, decidedBy);
  } else if (type === 'Parallel') stepper.recordBeside('ParallelStateAborted', thread, decidedBy);
}

/** Ends the iterations that run while an inline Map fails by itself: the input of the next one could not be made. */
export function cutIterations(stepper: Stepper, thread: Thread, failure: StateFailure): void {
  const { work, head } = thread;
  if (work?.kind !== 'container' || work.mapRun || work.live.size === 0) return;
  park(stepper.execution, thread, failure.error);
  for (const id of work.live) {
    const live = stepper.execution.threads.get(id);
    if (!live) continue;
    stepper.recordBeside('MapIterationAborted', thread, head, { index: live.index });
    abortThread(stepper, live, head);
  }
  work.live.clear();
}
