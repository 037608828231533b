import type { JsonValue } from '../base/json';
import type { Frame } from './messages';
import type { Scope } from './scope';

/** The event types that a run can record (GetExecutionHistory's). */
export type EventType =
  | 'ExecutionStarted'
  | 'ExecutionSucceeded'
  | 'ExecutionFailed'
  | 'ExecutionAborted'
  | 'ExecutionTimedOut'
  | 'ExecutionRedriven'
  | `${'Choice' | 'Fail' | 'Map' | 'Parallel' | 'Pass' | 'Succeed' | 'Task' | 'Wait'}StateEntered`
  | `${'Choice' | 'Map' | 'Parallel' | 'Pass' | 'Succeed' | 'Task' | 'Wait'}StateExited`
  | 'TaskStateAborted'
  | 'WaitStateAborted'
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'StartFailed' | 'SubmitFailed' | 'TimedOut'}`
  | `LambdaFunction${'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'ScheduleFailed' | 'StartFailed' | 'TimedOut'}`
  | `Activity${'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'ScheduleFailed' | 'TimedOut'}`
  | `MapState${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapRun${'Started' | 'Redriven' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `ParallelState${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | 'EvaluationFailed';

/**
 * What an event says beside its common fields, as values: `details.ts` prints them as AWS does, when someone asks.
 * One shape for all events, so that recording stays cheap.
 */
export interface EventData {
  readonly input?: JsonValue;
  /** The input text exactly as it was sent. */
  readonly inputText?: string;
  readonly output?: JsonValue;
  readonly parameters?: JsonValue;
  readonly assigned?: readonly (readonly [string, JsonValue])[];
  readonly error?: string;
  readonly cause?: string;
  readonly location?: string;
  readonly resource?: string;
  readonly resourceType?: string;
  readonly timeout?: number;
  readonly heartbeat?: number;
  readonly credentials?: JsonValue;
  readonly length?: number;
  readonly index?: number;
  readonly mapRunArn?: string;
  readonly workerName?: string;
  readonly redriveCount?: number;
}

/** What a recorder is told of an event's data: all of it, or the input or output alone where there is nothing else. */
export const carries = { data: 0, input: 1, output: 2 } as const;
export type Carries = (typeof carries)[keyof typeof carries];
export type Carried = JsonValue | EventData;

/** The data of an event that carries an input and nothing else, as most do. */
export class InputData implements EventData {
  constructor(readonly input: JsonValue) {}
}

/** The data of an event that carries an output and nothing else. */
export class OutputData implements EventData {
  constructor(readonly output: JsonValue) {}
}

export function dataOf(what: Carries, carried: Carried): EventData {
  if (what === carries.input) return new InputData(carried as JsonValue);
  return what === carries.output ? new OutputData(carried as JsonValue) : (carried as EventData);
}

/** An event as an object. */
export interface Entry {
  readonly id: number;
  readonly previous: number;
  readonly type: EventType;
  /** Virtual milliseconds since the start. */
  readonly at: number;
  /** 0: the execution's own history. */
  readonly log: number;
  /** Index of the state in the program; -1 for the execution itself. */
  readonly state: number;
  readonly frames: readonly Frame[];
  readonly visit: number;
  readonly attempt: number;
  readonly data: EventData;
}

/** An event as an object, from what a recorder is told of it. */
export const entryOf = (
  id: number,
  previous: number,
  type: EventType,
  at: number,
  log: number,
  state: number,
  frames: readonly Frame[],
  visit: number,
  attempt: number,
  what: Carries,
  carried: Carried,
): Entry => ({
  id,
  previous,
  type,
  at,
  log,
  state,
  frames,
  visit,
  attempt,
  data: dataOf(what, carried),
});

export const noData: EventData = {};
export const noFrames: readonly Frame[] = [];

/** Listens to what steps record. Everything it is told is immutable. */
export interface Recorder {
  /**
   * An event, field by field: objects for events and their data would be half of all that a run allocates. `entryOf`
   * makes them where they are wanted.
   */
  event(
    id: number,
    previous: number,
    type: EventType,
    at: number,
    log: number,
    state: number,
    frames: readonly Frame[],
    visit: number,
    attempt: number,
    what: Carries,
    carried: Carried,
  ): void;
  /** A state was entered with these variables in scope. */
  entered(visit: number, scope: Scope): void;
  /** A transition was taken by a thread, which still stands at the state it leaves. */
  taken(transition: number, thread: { readonly id: number; readonly state: number }): void;
  /** A value at a stage of a state's data flow (`afterInputPath`), for the data panel. */
  stage(visit: number, name: string, value: JsonValue): void;
  /** A task, wait or retry began to wait; `until` in virtual milliseconds. */
  pending(visit: number, state: number, pending: PendingNote): void;
  /** An attempt of a state failed, and what came of that was decided. */
  failure(visit: number, state: number, note: FailureNote): void;
  /** A state that had ended is run again by a redrive. */
  reopened(visit: number, state: number): void;
  /** A state was ended from outside, because what surrounds it failed. */
  aborted(visit: number): void;
}

export interface PendingNote {
  readonly kind: 'retry' | 'wait' | 'task' | 'callback';
  readonly until: number | null;
  /** Nobody answers but the user. */
  readonly byHand?: true;
}

export interface FailureNote {
  readonly error?: string;
  readonly cause?: string;
  readonly outcome: 'retrying' | 'caught' | 'failed';
  readonly thread: number;
  /** It came out of a branch or iteration, or is the end of the container around it. */
  readonly inside: boolean;
  /** A timeout. */
  readonly timedOut: boolean;
  /** Id of the event that shows it. */
  readonly event: number;
  /** `delay` in milliseconds; `index`: number of the Retrier, from 0. */
  readonly retry?: {
    readonly delay: number;
    readonly number: number;
    readonly of: number;
    readonly index: number;
  };
  /** Number of the Retrier that named the error but had no attempts left, from 0. */
  readonly exhausted?: number;
  /** Number of the Catcher, from 0. */
  readonly catcher?: number;
}

/** Hears everything and keeps nothing. */
export const silentRecorder: Recorder = {
  event: () => {},
  entered: () => {},
  taken: () => {},
  stage: () => {},
  pending: () => {},
  failure: () => {},
  reopened: () => {},
  aborted: () => {},
};
