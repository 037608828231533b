import type { JsonValue } from '../base/json';
import type { DataChange, Given, TaskAnswer } from './given';
import type { NestedExecution } from './nestedMessages';
import type { BreakCondition, Refusal, StartRequest } from './startMessages';
import type { TestStateAnswer, TestStateRefusal, TestStateRequest } from './testState/types';

export type { DataChange, Given, TaskAnswer } from './given';
export type { NestedExecution, OpenWorkflow } from './nestedMessages';
export type {
  TestStateAnswer,
  TestStateMock,
  TestStateRefusal,
  TestStateRequest,
} from './testState/types';

/**
 * The contract between the studio and the engine worker. `service.ts` does the work, `engine.worker.ts` serves it,
 * `engine.client.ts` calls it. The full history stays in the worker and is paged on demand.
 */

export type ExecutionStatus = 'running' | 'paused' | 'succeeded' | 'failed' | 'timed-out' | 'aborted';

/** A state's status in a run, the words of `data-status`. */
export type StateStatus =
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'caught'
  | 'retrying'
  | 'aborted'
  | 'timed-out';

/** An event of GetExecutionHistory, as AWS gives it (`timestamp` in seconds since the epoch, as in the API's JSON). */
export interface HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  /** `stateEnteredEventDetails`, `taskFailedEventDetails`, …: at most one. */
  readonly [details: string]: unknown;
}

/** A history event with what the studio needs to place it. */
export interface RunEvent {
  readonly event: HistoryEvent;
  /** Pointer of the state it belongs to; null for events of the execution itself. */
  readonly state: string | null;
  /** The Map iterations and Parallel branches around it, outermost first. */
  readonly frames: readonly Frame[];
  /** Virtual milliseconds since the start of the execution. */
  readonly at: number;
  /** Number of the task attempt, from 1, on task events. */
  readonly attempt?: number;
  /** Id of the state visit it belongs to. */
  readonly visit: number | null;
  /** What was given by hand just before it: it is the first event that knows of that. */
  readonly given?: 'data' | 'answer';
}

/** One step down into a container: which state, and which branch or iteration of it. */
export interface Frame {
  readonly state: string;
  readonly kind: 'branch' | 'iteration';
  readonly index: number;
}

/** One visit of a state: from StateEntered to StateExited (or failure), with its attempts. Bars of the timeline. */
export interface Visit {
  readonly id: number;
  readonly state: string;
  readonly frames: readonly Frame[];
  /** How often this state was visited before in the same frame, from 0. */
  readonly ordinal: number;
  readonly status: StateStatus;
  /** Virtual milliseconds since the start; `end` is null while it runs. */
  readonly start: number;
  readonly end: number | null;
  readonly enteredEventId: number;
  readonly exitedEventId: number | null;
  readonly attempts: readonly Attempt[];
  readonly error?: string;
  readonly cause?: string;
}

export interface Attempt {
  readonly start: number;
  readonly end: number | null;
  readonly status: StateStatus;
  readonly error?: string;
  readonly cause?: string;
  /** Delay before the next attempt, in milliseconds, when there is one. */
  readonly retryDelay?: number;
}

/** What a card shows of a run. For a container's states: of all frames together. */
export interface StateRun {
  readonly status: StateStatus;
  readonly visits: number;
  /** What it waits for: shown in place of the summary. `until` in virtual milliseconds. */
  readonly pending?: {
    readonly kind: 'retry' | 'wait' | 'task' | 'callback';
    readonly until: number | null;
    /** Number of the coming retry and how many there are in all, for `retry`. */
    readonly retry?: { readonly number: number; readonly of: number };
    /** Nobody answers but the user. */
    readonly byHand?: true;
  };
}

/** What changed since the last update; sent at most once a frame. */
export interface RunUpdate {
  readonly run: number;
  readonly status: ExecutionStatus;
  /** Virtual milliseconds since the start, and real ones. */
  readonly clock: number;
  readonly took: number;
  readonly eventCount: number;
  readonly transitionCount: number;
  readonly states: readonly (readonly [pointer: string, run: StateRun])[];
  /** Transition ids with how often they were taken, and whether the last time was on the way of the deciding error. */
  readonly taken: readonly (readonly [id: string, count: number, error: boolean])[];
  /** New and changed visits. Beyond `visitLimit` only the counts go on. */
  readonly visits: readonly Visit[];
  readonly visitCount: number;
  /** Pointers of the states at which the execution stands now. */
  readonly current: readonly string[];
  readonly outcome: Outcome | null;
  /** Start afresh: forget what was known (after a step back). */
  readonly reset: boolean;
  /** Map and Parallel containers that are running or ran: statuses of iterations by index. */
  readonly iterations: readonly (readonly [pointer: string, statuses: readonly StateStatus[]])[];
  /** What paused the run; absent when it was the user, or a step. */
  readonly pausedBy?: PauseReason;
  /** An answer by hand is expected: nothing else is left to do before it, and the virtual clock holds. */
  readonly holding?: Holding;
  /** The runs that are kept, oldest first; this one is among them. */
  readonly runs?: readonly RunSummary[];
  /** Map Runs, the newest last; absent while there are none. */
  readonly mapRuns?: readonly MapRunSummary[];
  /** Executions of other workflows that tasks have started, the newest last. Told when that has changed. */
  readonly nested?: readonly NestedExecution[];
  /**
   * What was given to the run from outside so far: with it, another worker can run it again. Told when it has changed,
   * and after a reset.
   */
  readonly given?: readonly Given[];
}

/** A Map Run with its counts, as DescribeMapRun tells them. */
export interface MapRunSummary {
  /** Pointer of its Map state. */
  readonly state: string;
  readonly mapRunArn: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly redriveCount: number;
  /** Items before batching. */
  readonly itemCount: number;
  /** Child executions. */
  readonly executionCounts: {
    readonly pending: number;
    readonly running: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly timedOut: number;
    readonly aborted: number;
    readonly total: number;
    readonly failuresNotRedrivable: number;
    /** Those that a redrive has yet to run again. */
    readonly pendingRedrive: number;
  };
}

/** Why and where a run paused. */
export interface PauseReason {
  /** Id of the condition (`BreakCondition.id`); null: a breakpoint by state alone, or every error. */
  readonly breakpoint: string | null;
  /** Pointer of the state it stands before or in. */
  readonly state: string | null;
  /** The event after which it paused; absent: before the state is entered. */
  readonly event?: { readonly id: number; readonly type: string };
  /** Name of the error, when it was one. */
  readonly error?: string;
}

/** What would end the waiting, if time passed. */
export interface Holding {
  readonly state: string;
  readonly visit: number;
  /** Virtual milliseconds since the start; null: it waits for ever. */
  readonly due: number | null;
  readonly end: 'timeout' | 'heartbeat' | 'executionTimeout' | null;
}

/** A run that is kept. */
export interface RunSummary {
  readonly run: number;
  readonly status: ExecutionStatus;
  /** The run that it went on from with other data, and after which event. */
  readonly branchOf?: { readonly run: number; readonly event: number };
}

/** A line of control at which data can be changed. */
export interface Standing {
  /** Tells it from others that stand at the same time. */
  readonly thread: number;
  /** 0: the state is entered next. */
  readonly visit: number;
  readonly state: string;
  readonly frames: readonly Frame[];
  /** Before the state is entered; entered, its work not begun; its task called and not answered. */
  readonly stands: 'before' | 'entered' | 'waiting';
  readonly input: JsonValue;
  readonly variables: { readonly [name: string]: JsonValue };
  /** What the task was called with. */
  readonly parameters?: JsonValue;
}

/** How a new branch of a run begins. */
export interface BranchRequest {
  /** The event after which it goes on. */
  readonly event: number;
  readonly thread: number;
  readonly change?: DataChange;
  /** Answers the task that waits there. */
  readonly answer?: TaskAnswer;
  /** It stands still at first. */
  readonly paused?: boolean;
}

export interface Outcome {
  readonly status: Exclude<ExecutionStatus, 'running' | 'paused'>;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  /**
   * Id of the event that decided a failure, and the pointer of its state. Where a Catcher led to a Fail state: the
   * error that it caught.
   */
  readonly decidedBy?: { readonly event: number; readonly state: string | null };
  /** Express only. */
  readonly billingDetails?: BillingDetails;
}

/** What an Express execution is billed for, as StartSyncExecution tells it. */
export interface BillingDetails {
  readonly billedDurationInMilliseconds: number;
  readonly billedMemoryUsedInMB: number;
}

/** Data of one visit at its stages, for the State data panel. Absent stages were not reached or not set. */
export interface StateData {
  readonly visit: Visit;
  readonly input?: JsonValue;
  readonly stages: readonly { readonly name: string; readonly value: JsonValue }[];
  readonly output?: JsonValue;
  readonly variables: { readonly [name: string]: JsonValue };
  readonly error?: { readonly error?: string; readonly cause?: string };
  /** Of a Choice that is over: what its rules gave, up to the first that matched. */
  readonly rules?: readonly RuleAnswer[];
}

/** What a Choice rule gave in a visit. */
export interface RuleAnswer {
  /** The rule as the run had it. */
  readonly rule: JsonValue;
  readonly matched: boolean;
  /** The data its comparisons looked at; without a value where there was none. */
  readonly values: readonly { readonly path: string; readonly value?: JsonValue }[];
}

export type StepKind = 'over' | 'into' | 'back';

export interface EngineService {
  /** Starts an execution (ending the one before) and returns its number, or why it can't start. */
  start(request: StartRequest): Promise<{ readonly run: number } | Refusal>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Over: to the next state of the same machine. Into: to the next event. Back: to before the last step. */
  step(kind: StepKind): Promise<void>;
  stop(error?: string, cause?: string): Promise<void>;
  /** Sets where the run pauses from now on, in place of what it began with. */
  setBreakpoints(
    breakpoints: readonly string[],
    pauseOnError: boolean,
    breakWhen?: readonly BreakCondition[],
  ): Promise<void>;
  /** What is wrong with the expression of a condition, at which character (from 0); null: nothing. */
  checkExpression(text: string): Promise<{ readonly message: string; readonly offset: number } | null>;
  /** Lets the virtual clock pass the time-out at which it holds. */
  letTimePass(): Promise<void>;
  /** Where data can be changed in the moment after an event; the run stays as it is. */
  standingAt(eventId: number): Promise<readonly Standing[]>;
  /**
   * Goes on from a past moment with other data, as a new run beside the one it came from. Its number; null: the data
   * did not fit there.
   */
  branch(request: BranchRequest): Promise<number | null>;
  /** Shows another run that is kept; the one that was shown pauses. */
  chooseRun(run: number): Promise<void>;
  /** Goes to the moment after an event, paused (time travel). */
  goTo(eventId: number): Promise<void>;
  /** Events from index `from` (0 is the first), at most `count`, of those that pass the filter. */
  events(request: {
    readonly from: number;
    readonly count: number;
    readonly filter?: {
      readonly text?: string;
      readonly errors?: boolean;
      readonly stateChanges?: boolean;
      readonly state?: string;
    };
    /** ARNs of nested executions, each started by the one before: the last one's events are meant. */
    readonly nested?: readonly string[];
  }): Promise<{ readonly total: number; readonly events: readonly RunEvent[] }>;
  /** The executions that the one at the end of a path has started; an empty path: the run itself. */
  nestedExecutions(path: readonly string[]): Promise<readonly NestedExecution[]>;
  /** The whole history in AWS's shape; of the nested execution at the end of a path, where one is given. */
  history(nested?: readonly string[]): Promise<readonly HistoryEvent[]>;
  /** The history of the child execution that a distributed Map ran for an item or batch. */
  childHistory(container: string, index: number): Promise<readonly HistoryEvent[]>;
  stateData(visit: number): Promise<StateData | null>;
  /** Files that ResultWriter has written in the run, by `bucket/key`. */
  files(): Promise<{ readonly [place: string]: string }>;
  /**
   * Changes what a state that is about to run gets, while the run is paused; the run goes on from there as a new
   * branch of what was. False: the visit does not stand before its work. `visit` 0: the state that is entered next.
   */
  changeData(visit: number, change: DataChange): Promise<boolean>;
  /**
   * Goes on with an execution that did not succeed, as RedriveExecution does, `after` so many virtual milliseconds
   * (absent: at once). False: it can't be redriven.
   */
  redrive(after?: number): Promise<boolean>;
  /** Runs one state as TestState does, beside the run: given input, variables, context and mock. */
  testState(request: TestStateRequest): Promise<TestStateAnswer | TestStateRefusal>;
  /**
   * What does not fit in mocked results, each of a task by its `Resource`, as TestState would say; null where all does,
   * or nothing is known of the service.
   */
  mockProblems(
    results: readonly { readonly resource: string; readonly result: JsonValue }[],
  ): Promise<readonly (string | null)[]>;
  /** Answers a task that waits for its token. */
  answerTask(visit: number, answer: TaskAnswer): Promise<void>;
}
