import { effectiveInput, finishWithInput, finishWithResult, parametersOf } from '../dataFlow';
import type { PassProgram } from '../program';
import type { Behaviour } from './types';

/** Pass: hands on its input, a fixed Result, or what Parameters make of the input. */
export const pass: Behaviour<PassProgram> = {
  run(stepper, thread, state) {
    if (state.language === 'JSONata') {
      finishWithInput(stepper, thread, state, thread.input);
      return;
    }
    const input = effectiveInput(stepper, thread, state);
    const parameters = parametersOf(stepper, thread, state, input);
    const result = state.result ?? parameters;
    stepper.recorder.stage(thread.visit, 'result', result);
    finishWithResult(stepper, thread, state, result);
  },
};
