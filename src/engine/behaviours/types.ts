import type { JsonValue } from '../../base/json';
import type { StateType } from '../../model/workflow';
import type { TimerSignal } from '../clock';
import type { Thread } from '../execution';
import type { StateFailure } from '../failure';
import type { StateProgram } from '../program';
import type { Stepper } from '../step';

/** How a state type runs. What a function throws becomes the state's failure. */
export interface Behaviour<S extends StateProgram> {
  /** After StateEntered was recorded, and again after the delay of a retry. */
  run(stepper: Stepper, thread: Thread, state: S): void;
  /** A timer of the thread is due. It records what happened; what follows from that is for `decide`. */
  wake?(stepper: Stepper, thread: Thread, state: S, signal: TimerSignal): void;
  /** After something happened that `wake` recorded. */
  decide?(stepper: Stepper, thread: Thread, state: S): void;
  /** A branch or iteration ended with an output. */
  childDone?(stepper: Stepper, thread: Thread, state: S, child: Thread, output: JsonValue): void;
  /** A branch or iteration failed. */
  childFailed?(stepper: Stepper, thread: Thread, state: S, child: Thread, failure: StateFailure): void;
}

export type Behaviours = {
  readonly [T in StateType]: Behaviour<Extract<StateProgram, { readonly type: T }>>;
};
