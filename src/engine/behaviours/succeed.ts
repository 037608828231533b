import { effectiveInput, finishWithInput } from '../dataFlow';
import type { SucceedProgram } from '../program';
import type { Behaviour } from './types';

/** Succeed: ends its machine with its input as output. */
export const succeed: Behaviour<SucceedProgram> = {
  run(stepper, thread, state) {
    finishWithInput(stepper, thread, state, effectiveInput(stepper, thread, state), null);
  },
};
