import { effectiveInput, finishWithInput } from '../dataFlow';
import { RuntimeFailure } from '../failure';
import type { ChoiceProgram } from '../program';
import type { Behaviour } from './types';

/**
 * Choice: goes the way of the first rule that holds, or of Default.
 *
 * A rule that holds leaves the Assign and Output of the state itself alone: the Choice State section of the
 * specification says so of both, with an example of a rule without Assign by which “no variables will be assigned”.
 * The developer guide has the state's Assign apply “regardless of which choice rule matches”; what was recorded of the
 * service has both assign the same name, the rule's value being kept, which fits either.
 */
export const choice: Behaviour<ChoiceProgram> = {
  run(stepper, thread, state) {
    const input = effectiveInput(stepper, thread, state);
    const environment = stepper.environment(thread, state, input);
    for (const rule of state.rules) {
      if (!rule.holds(environment)) continue;
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
