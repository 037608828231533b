import type { StoreApi } from 'zustand/vanilla';
import type { JsonObject } from '../base/json';
import type { Path } from '../base/pointer';
import type {
  BranchRequest,
  EngineService,
  ExecutionStatus,
  Holding,
  MapRunSummary,
  NestedExecution,
  Outcome,
  PauseReason,
  RunEvent,
  RunSummary,
  RunUpdate,
  StateData,
  StateRun,
  StateStatus,
  StepKind,
  TestStateAnswer,
  TestStateRefusal,
  TestStateRequest,
  Visit,
} from '../engine/messages';
import type { Mocks } from '../engine/mockMessages';
import type { KnownWorkflow } from './runWorkflows';

export interface RunState {
  readonly run: number | null;
  readonly status: 'not-started' | ExecutionStatus;
  readonly clock: number;
  readonly took: number;
  readonly eventCount: number;
  readonly transitionCount: number;
  /** By state pointer. A new map only when something in it changed; unchanged entries keep their identity. */
  readonly states: ReadonlyMap<string, StateRun>;
  /** By transition id. */
  readonly taken: ReadonlyMap<string, { readonly count: number; readonly error: boolean }>;
  readonly visits: readonly Visit[];
  readonly visitCount: number;
  readonly current: readonly string[];
  readonly iterations: ReadonlyMap<string, readonly StateStatus[]>;
  readonly outcome: Outcome | null;
  readonly selectedVisit: number | null;
  readonly selectedEvent: number | null;
  /** Whether the definition was changed since the run began. */
  readonly stale: boolean;
  /** Why the last start was refused. */
  readonly refusal: readonly { readonly path: Path; readonly message: string }[] | null;
  /** The engine worker failed; the message says how. */
  readonly failure: string | null;
  /** Which breakpoint paused the run, and where; null when the user did, or a step. */
  readonly pausedBy: PauseReason | null;
  /** The virtual clock holds for an answer by hand. */
  readonly holding: Holding | null;
  /** Map Runs with their counts, the newest last. */
  readonly mapRuns: readonly MapRunSummary[];
  /** Executions of other workflows that its tasks have started, the newest last. */
  readonly nested: readonly NestedExecution[];
  /** Whose events are shown: ARNs, each started by the one before; empty: the run's own. */
  readonly shownNested: readonly string[];
  /** Runs of this document that can be shown again, oldest first. */
  readonly runs: readonly RunSummary[];
}

/** A place where runs pause. */
export interface Breakpoint {
  readonly id: string;
  readonly enabled: boolean;
  /** `state`: before a state is entered. `event`: after an event. `error`: after a failure. */
  readonly kind: 'state' | 'event' | 'error';
  /** Pointer of the state it is about; null: any. */
  readonly state: string | null;
  /** Type of the event: `TaskFailed`. */
  readonly event?: string;
  /** Name of the error, as ErrorEquals tells it; `States.ALL`: every one. */
  readonly error?: string;
  /** JSONata that must give true: over the data as `$states.input`, and the variables. */
  readonly when?: string;
}

/** A file that stands for an object in S3. */
export interface ScenarioFile {
  /** `bucket/key`. */
  readonly place: string;
  readonly size: number;
  /** Null: it could not be kept, and has to be chosen again. */
  readonly content: Blob | null;
  /** Under which it is kept by itself, being large. */
  readonly id?: string;
  /** Why it will be gone with this page. */
  readonly unkept?: string;
}

/** What a run begins with; kept with the document. */
export interface ScenarioState {
  readonly name: string;
  readonly input: string;
  /** What is wrong with the input text as JSON; null when it is fine. */
  readonly inputProblem: { readonly message: string; readonly line: number; readonly column: number } | null;
  readonly mocks: Mocks;
  /** Files beside those of the mocks. */
  readonly files: readonly ScenarioFile[];
  /** Whether runs end at the service's quotas. */
  readonly quotas: boolean;
  /** Whether Standard executions time out after a year. */
  readonly endAfterYear: boolean;
  readonly scenarios: readonly string[];
  readonly clock: { readonly kind: 'virtual' } | { readonly kind: 'real'; readonly speed: number };
  readonly seed: number;
  readonly stops: readonly Breakpoint[];
  /** Inputs for testing states by themselves, as text by state name; of the active scenario. */
  readonly testInputs: JsonObject;
  /** Pointers of the states with a breakpoint that is on. */
  readonly breakpoints: readonly string[];
  /** Whether a breakpoint for every error is on. */
  readonly pauseOnError: boolean;
  /** Input of the last run that began; null before the first. */
  readonly lastInput?: string | null;
}

export interface RunDoor {
  readonly store: StoreApi<RunState>;
  readonly scenario: StoreApi<ScenarioState>;
  start(options?: { readonly paused?: boolean }): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  step(kind: StepKind): Promise<void>;
  stop(): Promise<void>;
  /** Forgets the run: the canvas goes back to designing. */
  clear(): void;
  goTo(eventId: number): Promise<void>;
  selectVisit(visit: number | null): void;
  selectEvent(event: number | null): void;
  setInput(text: string): void;
  setMocks(mocks: Mocks): void;
  setFiles(files: readonly ScenarioFile[]): void;
  setQuotas(apply: boolean): void;
  setEndAfterYear(end: boolean): void;
  setClock(clock: ScenarioState['clock']): void;
  setPauseOnError(pause: boolean): void;
  toggleBreakpoint(pointer: string): void;
  /** Adds a breakpoint (its id is new), or puts it in the place of the one with its id. */
  setBreakpoint(breakpoint: Breakpoint): void;
  removeBreakpoint(id: string): void;
  /** Keeps an input for testing a state with the active scenario. */
  setTestInput(state: string, input: string): void;
  /** What does not fit in mocked results; the run takes them all the same. */
  mockProblems: EngineService['mockProblems'];
  /** What is wrong with the expression of a breakpoint, at which character; null: nothing. */
  checkExpression: EngineService['checkExpression'];
  chooseScenario(name: string): void;
  /** Adds a copy of the active scenario (or one with the given content) and chooses it; a used name gets a number. */
  addScenario(
    name: string,
    content?: {
      readonly input?: string;
      readonly mocks?: Mocks;
      readonly files?: readonly ScenarioFile[];
    },
  ): void;
  /** Renames the active scenario. */
  renameScenario(to: string): void;
  /** Removes a scenario; in place of the last one stands an empty one. */
  removeScenario(name: string): void;
  /** Starts the engine afresh after its worker failed. */
  recover(): void;
  events(
    request: Parameters<EngineService['events']>[0],
  ): Promise<{ readonly total: number; readonly events: readonly RunEvent[] }>;
  /** The history of the run, or of the nested execution at the end of a path. */
  history(nested?: readonly string[]): Promise<readonly unknown[]>;
  /** The executions that the one at the end of a path has started. */
  nestedExecutions: EngineService['nestedExecutions'];
  /** Shows the events of a nested execution; an empty path: those of the run itself. */
  showNested(path: readonly string[]): void;
  /** The workflows that a run may start, as they were when they were looked for last. */
  readonly workflows: StoreApi<readonly KnownWorkflow[]>;
  /** Looks for them anew. */
  findWorkflows(): Promise<void>;
  /** Files that the run has written, by `bucket/key`. */
  writtenFiles(): Promise<{ readonly [place: string]: string }>;
  stateData(visit: number): Promise<StateData | null>;
  answerTask: EngineService['answerTask'];
  /** Lets the virtual clock pass what it holds at. */
  letTimePass(): Promise<void>;
  /** Where data can be changed in the moment after an event. */
  standingAt: EngineService['standingAt'];
  /** Goes on from a past moment with other data, as a new run. False: the data does not fit there. */
  branch(request: BranchRequest): Promise<boolean>;
  /** Shows another of the runs that are kept. */
  chooseRun(run: number): Promise<void>;
  /** Goes on with a run that did not succeed, as RedriveExecution does; says why when it can't. */
  redrive(): Promise<void>;
  /** Tests one state by itself, beside the run; null when `signal` called it off. */
  testState(
    request: TestStateRequest,
    signal?: AbortSignal,
  ): Promise<TestStateAnswer | TestStateRefusal | null>;
  onUpdate(listener: (update: RunUpdate) => void): () => void;
}
