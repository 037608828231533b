import type { JsonValue } from '../base/json';
import { fails, succeeds } from './behaviours/task';
import type { Thread } from './execution';
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
  /** The execution was stopped. */
  readonly stop?: { readonly error?: string; readonly cause?: string };
  /** The thread that is meant, where the visit does not tell. */
  readonly thread?: number;
  /** Events recorded before it. */
  readonly after?: number;
}

/** Another input or other variables for a state that is about to run. */
export interface DataChange {
  readonly input?: JsonValue;
  readonly variables?: { readonly [name: string]: JsonValue };
}

/** Gives an execution what came from outside. False: it did not fit (any more). */
export function give(stepper: Stepper, given: Given): boolean {
  const { execution } = stepper;
  const before = execution.clock;
  execution.clock = Math.max(before, given.clock);
  if (given.redrive) {
    const redriven = redrive(stepper);
    if (!redriven) execution.clock = before;
    return redriven;
  }
  if (given.stop) {
    execution.steps += 1;
    stepper.stop(given.stop.error, given.stop.cause);
    return true;
  }
  if (given.answer) return answerIn(stepper, given, given.answer);
  return given.change !== undefined && changeIn(stepper, given, given.change);
}

/** Whether a thread stands where its data can be changed: before a state, or in it before its work. */
export const canChange = (thread: Thread): boolean => thread.op === 'enter' || thread.op === 'run';

function changeIn(stepper: Stepper, { visit, thread: id }: Given, change: DataChange): boolean {
  const { execution } = stepper;
  const standing = [...execution.threads.values()].filter(canChange);
  const thread =
    id !== undefined
      ? standing.find((each) => each.id === id)
      : visit > 0
        ? standing.find((each) => each.visit === visit)
        : standing.find((each) => each.op === 'enter');
  if (!thread) return false;
  execution.steps += 1;
  if (change.input !== undefined) thread.input = change.input;
  if (change.variables !== undefined) thread.scope = assign(thread.scope, Object.entries(change.variables));
  return true;
}

/** Gives an answer to the task of a visit; false when it does not wait (any more). */
function answerIn(stepper: Stepper, { visit, thread: id }: Given, answer: TaskAnswer): boolean {
  const { execution } = stepper;
  const thread = [...execution.threads.values()].find((each) =>
    id === undefined ? each.visit === visit : each.id === id,
  );
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
