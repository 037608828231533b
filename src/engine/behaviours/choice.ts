import { effectiveInput, finishWithInput } from '../dataFlow';
import { RuntimeFailure } from '../failure';
import type { ChoiceProgram } from '../program';
import type { Behaviour } from './types';

/** Choice: goes the way of the first rule that holds, or of Default. */
export const choice: Behaviour<ChoiceProgram> = {
  run(stepper, thread, state) {
    const input = effectiveInput(stepper, thread, state);
    const environment = stepper.environment(thread, state, input);
    for (const rule of state.rules) {
      if (!rule.holds(environment)) continue;
      // Output and Assign of the state itself are those of Default.
      finishWithInput(stepper, thread, state, input, rule.exit, rule);
      return;
    }
    if (!state.fallback) {
      throw new RuntimeFailure(
        // The specification names it States.NoChoiceMatched; the service reports this.
        'States.Runtime',
        'Failed to transition out of the state. The state does not point to a next state.',
      );
    }
    finishWithInput(stepper, thread, state, input, state.fallback);
  },
};
