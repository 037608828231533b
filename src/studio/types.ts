import type { StoreApi } from 'zustand/vanilla';
import type { JsonObject, JsonValue } from '../base/json';
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
import type { Format, LanguageService, TextEdit, WorkflowPlace } from '../language/messages';
import type { Direction, Drawing } from '../layout/messages';
import type { Change, CommandResult, Origin, UndoPolicy } from '../model/change';
import type { Problem, TextRange } from '../model/problem';
import type { Workflow, WorkflowType } from '../model/workflow';
import type { KnownWorkflow } from './runWorkflows';

/**
 * The studio's live state: what the panes read and the doors through which they change it.
 * Panes read with `useStore(studio.view, selector)` and never write a store directly.
 */

// --- Document -------------------------------------------------------------------------------------------------

export interface DocumentState {
  /** Identity of the open document, for autosave and for remembering its panels. */
  readonly id: string;
  /** File name without its extension. */
  readonly name: string;
  readonly format: Format;
  readonly text: string;
  /** Counts every change of the text. */
  readonly revision: number;
  /** The newest model; it belongs to `modelRevision`, and is behind the text while that is smaller. */
  readonly workflow: Workflow;
  readonly modelRevision: number;
  readonly place: WorkflowPlace;
  readonly places: readonly WorkflowPlace[];
  /** The place in a template from which this file was opened: its substitutions and its type hold here. */
  readonly template?: WorkflowPlace;
  /** Where the text can't be read; the drawing is the last that made sense from there on. */
  readonly broken: { readonly message: string; readonly range: TextRange } | null;
  /** Character ranges of the states in the text of `modelRevision`. */
  readonly ranges: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
  readonly problems: readonly Problem[];
  readonly problemsRevision: number;
  readonly type: WorkflowType;
  /** Codes of warnings and advice that are not shown for this document. Kept with it, not in its text. */
  readonly silenced: readonly string[];
  /** Labels of what undo and redo would do; null when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  /** `saved`: as on disk (or untouched). `edited`: kept in this browser, not on disk. */
  readonly saved: 'saved' | 'saving' | 'edited' | 'failed';
}

/** A finished change of the text, told to every pane. */
export interface Transaction {
  readonly edits: readonly TextEdit[];
  readonly label: string;
  readonly origin: Origin;
  readonly revision: number;
  /** True when the whole text was replaced by another document: views start afresh. */
  readonly loaded: boolean;
}

/** A command with its arguments bound; pure, and run again when the model has moved on. */
export type Command = (workflow: Workflow) => CommandResult;

export interface DocumentDoor {
  readonly store: StoreApi<DocumentState>;
  readonly language: LanguageService;
  /** Answers whether a command can be done now, without doing it. */
  can(command: Command): CommandResult;
  /**
   * Performs a command: waits until the model has caught up with the text, edits the text in the smallest way and
   * adds it to the history. Resolves to the command's answer; a refusal changes nothing. Commands are performed in
   * the order of calling.
   */
  perform(command: Command, origin: Origin, undo?: UndoPolicy): Promise<CommandResult>;
  /** Performs a ready change (a problem's fix). */
  performChange(change: Change, origin: Origin, undo?: UndoPolicy): Promise<CommandResult>;
  /** Sets what is called with each model read from the text before it is shown; it may hold it back for a moment. */
  prepareWith(prepare: (workflow: Workflow) => Promise<void>): void;
  /** Takes edits made in the editor. Synchronous: the text is the truth at once, the model follows. */
  editText(edits: readonly TextEdit[], label?: string): void;
  undo(): void;
  redo(): void;
  /** Begins a gesture: changes with the policy `gesture` are collected until `release` makes them one step or `cancel` takes them back. */
  gesture(label: string): { release(): void; cancel(): void };
  /** Opens a text as the document; the history starts afresh. */
  load(source: {
    text: string;
    format: Format;
    name: string;
    id?: string;
    place?: Path;
    template?: WorkflowPlace;
    type?: WorkflowType;
    silenced?: readonly string[];
    saved?: boolean;
  }): Promise<void>;
  choosePlace(path: Path): Promise<void>;
  rename(name: string): void;
  setType(type: WorkflowType): void;
  /** Shows warnings and advice of a code no more in this document, or again. */
  silence(code: string, silenced: boolean): void;
  /**
   * Rewrites the document in the other format, as one undoable step. `lost` says in sentences what the other format
   * can't hold; a text that can't be read, or a template, is refused.
   */
  switchFormat(format: Format): Promise<{ readonly lost: readonly string[] } | { readonly reason: string }>;
  /**
   * Writes a definition that a template joins from pieces as one text, as one undoable step; the reason why not
   * otherwise.
   */
  writeAsOneText(): Promise<{ readonly reason: string | null }>;
  markSaved(state: DocumentState['saved']): void;
  onTransaction(listener: (transaction: Transaction) => void): () => void;
  /** Resolves when the model belongs to the present text, whether or not the problems do. */
  caughtUp(): Promise<void>;
  /** Resolves when model and problems belong to the present text. */
  settled(): Promise<void>;
}

// --- View -----------------------------------------------------------------------------------------------------

export type Mode = 'design' | 'split' | 'code';
export type Theme = 'light' | 'dark' | 'system';
export type BottomTab = 'input' | 'mocks' | 'events' | 'timeline' | 'stateData' | 'output' | 'breakpoints';
export type InspectorTab = 'run' | 'configuration' | 'dataFlow' | 'errors' | 'variables';

export interface ViewState {
  readonly mode: Mode;
  readonly theme: Theme;
  /** Pointers of the selected states; empty: the workflow. The last one is the primary. */
  readonly selection: readonly string[];
  /** Who selected: the others reveal it, this one does not move. */
  readonly selectedBy: 'canvas' | 'inspector' | 'editor' | 'outline' | 'problems' | 'run' | 'other';
  readonly selectedEdge: string | null;
  readonly direction: Direction;
  /** Folded containers, by pointer. */
  readonly collapsed: readonly string[];
  /** Which half of the bottom panel shows: the simulation or the problems; null when it is closed. */
  readonly bottom: 'simulation' | 'problems' | null;
  readonly bottomTab: BottomTab;
  /** Whether State data stands beside the Timeline. */
  readonly sideBySide: boolean;
  readonly inspectorTab: InspectorTab;
  readonly inspectorOpen: boolean;
  readonly browserOpen: boolean;
  readonly infoOpen: boolean;
  readonly minimapOpen: boolean;
  /** What the Info panel explains; null: the selection. */
  readonly info: InfoTopic | null;
  /** The problem that is shown with its fixes, by its `problemKey`. */
  readonly problem: string | null;
  readonly dialog:
    | 'palette'
    | 'shortcuts'
    | 'examples'
    | 'export'
    | 'find'
    | 'recover'
    | 'testState'
    | 'editData'
    | 'breakpoint'
    | null;
  /** A thing being dragged from the states browser; null otherwise. */
  readonly drag: DragItem | null;
  /** Short messages for the user, oldest first. A new one takes the place of those that stood long enough. */
  readonly notices: readonly Notice[];
}

/** A short message with an optional action; announced politely, errors at once. `key` differs from notice to notice. */
export interface Notice {
  readonly text: string;
  readonly kind: 'info' | 'error';
  readonly key: number;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
  readonly action?: NoticeAction;
}

/** What a notice offers: a button with a verb. */
export interface NoticeAction {
  readonly label: string;
  readonly perform: () => void;
}

export type InfoTopic =
  | { readonly kind: 'state'; readonly type: string }
  | { readonly kind: 'field'; readonly stateType: string | null; readonly path: readonly string[] }
  | { readonly kind: 'problem'; readonly code: string }
  | { readonly kind: 'action'; readonly resource: string };

/** What can be dropped on the canvas or added by Enter: a new state as a value, with the name to begin with. */
export interface DragItem {
  readonly label: string;
  /** Second line of the ghost card. */
  readonly detail: string;
  readonly name: string;
  readonly state: { readonly [key: string]: JsonValue };
  /**
   * States that come along with it, by name (a ready-made block). Targets name states of the block; those without
   * a target lead on to what follows the place.
   */
  readonly others?: { readonly [name: string]: { readonly [key: string]: JsonValue } };
}

/**
 * A request to another pane to bring something into view: a state on the canvas, a place in the text, a field in the
 * inspector, the rows of Problems, or what is known at the cursor in the text.
 */
export interface RevealRequest {
  readonly kind: 'state' | 'text' | 'field' | 'problems' | 'hover';
  readonly pointer: string;
  readonly path?: Path;
  /** Without it the focus only moves along within a pane that has it. */
  readonly focus: boolean;
}

/** A wish to the canvas that is no state of the view: it is heard by whoever shows the drawing. */
export type CanvasRequest =
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  /** Edit the primary selected state's name in place. */
  | 'rename';

export interface ViewDoor {
  readonly store: StoreApi<ViewState>;
  select(pointers: readonly string[], by: ViewState['selectedBy']): void;
  selectEdge(id: string | null): void;
  set(patch: Partial<Omit<ViewState, 'selection' | 'selectedBy'>>): void;
  toggleCollapsed(pointer: string): void;
  notify(text: string, kind?: 'info' | 'error', action?: NoticeAction): void;
  dismiss(key: Notice['key']): void;
  reveal(request: RevealRequest): void;
  /**
   * Hears requests. A pane that comes and goes names the kind that it answers: the newest request for it waits until
   * it is there, or until something else is selected.
   */
  onReveal(listener: (request: RevealRequest) => void, answers?: RevealRequest['kind']): () => void;
  /** Asks the canvas for something; nothing happens where it is not shown. */
  ask(request: CanvasRequest): void;
  onAsk(listener: (request: CanvasRequest) => void): () => void;
}

// --- Drawing --------------------------------------------------------------------------------------------------

export interface DrawingState {
  /** The newest drawing; null until the first. */
  readonly drawing: Drawing | null;
  /** The workflow it shows. */
  readonly workflow: Workflow | null;
  readonly failure: string | null;
}

export interface DrawingDoor {
  readonly store: StoreApi<DrawingState>;
  /** Lays out again after a failure. */
  retry(): void;
}

// --- Run ------------------------------------------------------------------------------------------------------

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

// --- The whole ------------------------------------------------------------------------------------------------

/** Files, examples and autosave: performed by `app`, called by actions. */
export interface FileDoor {
  create(): Promise<void>;
  /** Asks for a file and opens it. `template`: the place in a template that names that file. */
  open(template?: WorkflowPlace): Promise<void>;
  /** Opens text that was dropped or pasted; says so when it is no workflow. */
  openText(text: string, fileName: string | null): Promise<void>;
  save(): Promise<void>;
  saveAs(): Promise<void>;
  exportAs(format: Format): Promise<void>;
  exportImage(): Promise<void>;
  openExample(id: string): Promise<void>;
  readonly examples: readonly {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly states: number;
  }[];
}

export interface Studio {
  readonly document: DocumentDoor;
  readonly view: ViewDoor;
  readonly drawing: DrawingDoor;
  readonly run: RunDoor;
  readonly files: FileDoor;
}
