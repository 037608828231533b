import { effectiveInput, finishWithInput } from '../dataFlow';
import { makeReady } from '../execution';
import type { WaitProgram } from '../program';
import type { Behaviour } from './types';

/** Wait: goes on after a while or at a time; a time in the past is now. */
export const wait: Behaviour<WaitProgram> = {
  run(stepper, thread, state) {
    const input = effectiveInput(stepper, thread, state);
    const delay = state.until(stepper.environment(thread, state, input)) - stepper.host.now();
    stepper.recorder.pending(thread.visit, thread.state, {
      kind: 'wait',
      until: stepper.execution.clock + Math.max(0, delay),
    });
    stepper.host.setTimer(thread, 'wake', delay);
  },
  wake(stepper, thread) {
    makeReady(stepper.execution, thread, 'decide');
  },
  decide(stepper, thread, state) {
    finishWithInput(stepper, thread, state, effectiveInput(stepper, thread, state));
  },
};
