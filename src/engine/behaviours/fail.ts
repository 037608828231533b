import { handleFailure } from '../errorHandling';
import { StateFailure } from '../failure';
import type { FailProgram } from '../program';
import type { Behaviour } from './types';

/** Fail: ends its machine with an error, whose name and cause may both be missing. */
export const fail: Behaviour<FailProgram> = {
  run(stepper, thread, state) {
    const environment = stepper.environment(thread, state, thread.input);
    const error = state.error?.(environment);
    const cause = state.cause?.(environment);
    handleFailure(stepper, thread, state, new StateFailure(error, cause));
  },
};
