import type { JsonValue } from '../base/json';
import type { Path } from '../base/pointer';
import type { Environment } from '../expressions/environment';
import type { QueryLanguage, StateType } from '../model/workflow';
import type { EventType } from './history';
import type { TaskTarget } from './taskTarget';

/** A definition made ready to run: a table per machine, a record of closures per state. */
export interface Program {
  readonly root: MachineProgram;
  readonly states: readonly StateProgram[];
  /** Ids of transitions (pointers of the fields that name the target). */
  readonly transitions: readonly string[];
  readonly timeoutSeconds: number | undefined;
}

export interface MachineProgram {
  readonly pointer: string;
  /** Index of the start state in `Program.states`. */
  startAt: number;
  /** Index of the transition of StartAt. */
  readonly start: number;
}

/** Where a state goes: to a state of its machine, or to the machine's end (`target` is -1). */
export interface Exit {
  readonly transition: number;
  readonly target: number;
}

/** Evaluates an expression or template; throws `ExpressionError`. */
export type Evaluate = (environment: Environment) => JsonValue;
/** A number given in the definition, or computed. */
export type Figure = (environment: Environment) => number | undefined;

interface Common {
  readonly index: number;
  readonly pointer: string;
  readonly name: string;
  readonly type: StateType;
  /** The place of the type among `stateTypes`. */
  readonly typeNumber: number;
  /** Types of the events with which a visit begins and ends. A Fail state is never left. */
  readonly enteredEvent: EventType;
  readonly exitedEvent: EventType;
  readonly language: QueryLanguage;
  readonly exit: Exit | null;
  /** JSONPath: InputPath. Absent: the raw input as it is. */
  readonly inputPath: Evaluate | null;
  readonly outputPath: Evaluate | null;
  /** JSONPath ResultPath: puts the result into the raw input. Null: it replaces the input. */
  readonly resultPath: ((input: JsonValue, result: JsonValue) => JsonValue) | null;
  readonly resultSelector: Evaluate | null;
  /** JSONPath Parameters, JSONata Arguments. */
  readonly parameters: Evaluate | null;
  /** JSONata Output. */
  readonly output: Evaluate | null;
  readonly assign: Assigner | null;
  readonly retry: readonly RetrierProgram[];
  readonly catch: readonly CatcherProgram[];
}

export type Assigner = (environment: Environment) => readonly (readonly [string, JsonValue])[];

export interface RetrierProgram {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: boolean;
}

export interface CatcherProgram {
  readonly errors: readonly string[];
  readonly exit: Exit;
  readonly resultPath: ((input: JsonValue, result: JsonValue) => JsonValue) | null;
  readonly output: Evaluate | null;
  readonly assign: Assigner | null;
}

export interface PassProgram extends Common {
  readonly type: 'Pass';
  readonly result: JsonValue | undefined;
}
export interface TaskProgram extends Common {
  readonly type: 'Task';
  readonly target: TaskTarget;
  readonly timeout: Figure | null;
  readonly heartbeat: Figure | null;
  readonly credentials: Evaluate | null;
  /** Its parameters have keys of paths left when they are made. */
  readonly leavesPaths: boolean;
}
export interface ChoiceProgram extends Common {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRuleProgram[];
  readonly fallback: Exit | null;
}
export interface ChoiceRuleProgram {
  readonly holds: (environment: Environment) => boolean;
  readonly exit: Exit;
  readonly output: Evaluate | null;
  readonly assign: Assigner | null;
}
export interface WaitProgram extends Common {
  readonly type: 'Wait';
  /** The virtual time of waking, in milliseconds since the epoch. */
  readonly until: (environment: Environment) => number;
}
export interface SucceedProgram extends Common {
  readonly type: 'Succeed';
}
export interface FailProgram extends Common {
  readonly type: 'Fail';
  readonly error: ((environment: Environment) => string) | null;
  readonly cause: ((environment: Environment) => string) | null;
}
export interface ParallelProgram extends Common {
  readonly type: 'Parallel';
  readonly branches: readonly MachineProgram[];
}
export interface MapProgram extends Common {
  readonly type: 'Map';
  readonly processor: MachineProgram;
  readonly distributed: boolean;
  readonly express: boolean;
  readonly label: string | undefined;
  /** ItemsPath or Items; null: the effective input. */
  readonly items: Evaluate | null;
  /** How `items` is written (`$.values`), for messages. */
  readonly itemsText: string | undefined;
  readonly itemSelector: Evaluate | null;
  readonly maxConcurrency: Figure | null;
  readonly toleratedCount: Figure | null;
  readonly toleratedPercentage: Figure | null;
  readonly reader: ReaderProgram | null;
  readonly batcher: BatcherProgram | null;
  readonly writer: WriterProgram | null;
}

export interface ReaderProgram {
  readonly action: 'getObject' | 'listObjectsV2';
  readonly parameters: Evaluate;
  readonly inputType: string;
  readonly transformation: string;
  readonly manifestType: string | undefined;
  readonly csvHeaders: readonly string[] | null;
  readonly csvDelimiter: string;
  readonly itemsPointer: string | undefined;
  readonly maxItems: Figure | null;
}
export interface BatcherProgram {
  readonly batchInput: Evaluate | null;
  readonly maxItems: Figure | null;
  readonly maxBytes: Figure | null;
}
export interface WriterProgram {
  readonly parameters: Evaluate | null;
  readonly outputType: string;
  readonly transformation: string;
}

export type StateProgram =
  | PassProgram
  | TaskProgram
  | ChoiceProgram
  | WaitProgram
  | SucceedProgram
  | FailProgram
  | ParallelProgram
  | MapProgram;

/** Why a definition can't be run. */
export interface CompileProblem {
  readonly path: Path;
  readonly message: string;
}
