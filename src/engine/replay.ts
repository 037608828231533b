import { copyExecution, type Execution } from './execution';
import type { Fold } from './fold';
import { type Given, give } from './given';
import { type Entry, entryOf, silentRecorder } from './history';
import { type Answers, ExecutionHost } from './host';
import type { Program } from './program';
import { Stepper } from './step';

/** A moment to which a run can go back. */
export interface Checkpoint {
  readonly execution: Execution;
  readonly fold: Fold;
  readonly events: number;
}

/**
 * Runs an execution once more from a checkpoint, with what was given to it from outside at the same steps, and tells
 * of its events. Yields after every step, and ends where the run then waited for what never came.
 */
export function* replay(
  program: Program,
  answers: Answers,
  given: readonly Given[],
  from: Execution,
  event: (entry: Entry) => void,
): Generator<Execution> {
  const execution = copyExecution(from);
  const host = new ExecutionHost(execution, answers);
  const stepper = new Stepper(program, execution, host, {
    ...silentRecorder,
    event: (...fields) => event(entryOf(...fields)),
  });
  for (;;) {
    const fitted = giveHere(stepper, given);
    const result = stepper.advance();
    if (result === 'timer') stepper.passTime(true);
    yield execution;
    const stands = result !== 'progress' && result !== 'timer';
    if (stands && (fitted === false || !given.some((each) => each.step === execution.steps))) return;
  }
}

/** Gives what came before the next step, and says whether it fitted; null: nothing came. */
function giveHere(stepper: Stepper, given: readonly Given[]): boolean | null {
  const here = given.find((each) => each.step === stepper.execution.steps);
  return here ? give(stepper, here) : null;
}
