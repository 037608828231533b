import type { JsonValue } from '../../base/json';
import { effectiveInput, finishWithResult, parametersOf } from '../dataFlow';
import { handleFailure } from '../errorHandling';
import { createThread, makeReady, type Thread } from '../execution';
import type { ParallelProgram } from '../program';
import { innerScope } from '../scope';
import type { Stepper } from '../step';
import type { ContainerWork } from '../work';
import { abortThread } from './abort';
import type { Behaviour } from './types';

/** Parallel: runs its branches side by side on the same input and gives an array of their outputs. */
export const parallel: Behaviour<ParallelProgram> = {
  run(stepper, thread, state) {
    const input = parametersOf(stepper, thread, state, effectiveInput(stepper, thread, state));
    stepper.record('ParallelStateStarted', thread);
    const work: ContainerWork = {
      kind: 'container',
      items: [],
      keys: null,
      input,
      concurrency: state.branches.length,
      next: state.branches.length,
      results: new Array<JsonValue | undefined>(state.branches.length),
      done: 0,
      failed: 0,
      live: new Set(),
      mapRun: null,
    };
    thread.work = work;
    state.branches.forEach((branch, index) => {
      const child = createThread(stepper.execution, {
        parent: thread.id,
        frames: [...thread.frames, { state: state.pointer, kind: 'branch', index }],
        log: thread.log,
        index,
        item: null,
        child: thread.child,
        input,
        head: thread.head,
        scope: innerScope(thread.scope),
        state: branch.startAt,
      });
      stepper.recorder.taken(branch.start, child);
      work.live.add(child.id);
      makeReady(stepper.execution, child, 'enter');
    });
    if (state.branches.length === 0) succeed(stepper, thread, state, work);
  },

  decide(stepper, thread, state) {
    if (thread.work?.kind === 'container') succeed(stepper, thread, state, thread.work);
  },

  childDone(stepper, thread, state, child, output) {
    const { work } = thread;
    if (work?.kind !== 'container') return;
    work.results[child.index] = output;
    work.live.delete(child.id);
    work.done += 1;
    thread.head = child.head;
    if (work.live.size === 0) succeed(stepper, thread, state, work);
  },

  childFailed(stepper, thread, state, child, failure) {
    const { work } = thread;
    if (work?.kind !== 'container') return;
    thread.head = child.head;
    for (const id of work.live) {
      const live = stepper.execution.threads.get(id);
      if (live) abortThread(stepper, live, child.head, id === child.id);
    }
    thread.work = null;
    handleFailure(stepper, thread, state, failure, true);
  },
};

function succeed(stepper: Stepper, thread: Thread, state: ParallelProgram, work: ContainerWork): void {
  thread.exitAfter = thread.head;
  stepper.record('ParallelStateSucceeded', thread);
  const result = work.results as readonly JsonValue[];
  stepper.checkSize(result, state.name);
  finishWithResult(stepper, thread, state, result);
}
