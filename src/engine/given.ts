import type { JsonValue } from '../base/json';
import { fails, succeeds } from './behaviours/task';
import type { TaskProgram } from './program';
import { redrive } from './redrive';
import { assign } from './scope';
import type { Stepper } from './step';

/** An answer given by hand to a task that waits. */
export type TaskAnswer =
  | { readonly output: JsonValue }
  | { readonly error: string; readonly cause: string }
  | { readonly heartbeat: true };

/** What came from outside, and before which step: replaying gives it again. */
export interface Given {
  readonly step: number;
  /** Virtual milliseconds at which it came. */
  readonly clock: number;
  readonly visit: number;
  readonly answer?: TaskAnswer;
  readonly change?: DataChange;
  readonly redrive?: true;
}

/** Another input or other variables for a state that is about to run. */
export interface DataChange {
  readonly input?: JsonValue;
  readonly variables?: { readonly [name: string]: JsonValue };
}

/** Gives an execution what came from outside. False: it did not fit (any more). */
export function give(stepper: Stepper, { clock, visit, answer, change, redrive: again }: Given): boolean {
  stepper.execution.clock = Math.max(stepper.execution.clock, clock);
  if (again) return redrive(stepper);
  if (answer) return answerIn(stepper, visit, answer);
  const { execution } = stepper;
  const standing = [...execution.threads.values()].filter((each) => each.op === 'enter' || each.op === 'run');
  const thread =
    visit > 0 ? standing.find((each) => each.visit === visit) : standing.find((each) => each.op === 'enter');
  if (!thread || !change) return false;
  execution.steps += 1;
  if (change.input !== undefined) thread.input = change.input;
  if (change.variables !== undefined) thread.scope = assign(thread.scope, Object.entries(change.variables));
  return true;
}

/** Gives an answer to the task of a visit; false when it does not wait (any more). */
function answerIn(stepper: Stepper, visit: number, answer: TaskAnswer): boolean {
  const { execution } = stepper;
  const thread = [...execution.threads.values()].find((each) => each.visit === visit);
  if (thread?.work?.kind !== 'task' || !thread.work.waiting) return false;
  const { work } = thread;
  const state = stepper.stateOf(thread) as TaskProgram;
  execution.steps += 1;
  if ('heartbeat' in answer) {
    work.heartbeatDue = execution.clock + (work.heartbeatSeconds ?? 0) * 1000;
  } else if ('output' in answer) succeeds(stepper, thread, state, work, answer.output);
  else fails(stepper, thread, state, work, answer);
  return true;
}
