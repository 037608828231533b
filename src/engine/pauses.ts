import type { JsonValue } from '../base/json';
import { compileJsonata, isJsonataString, jsonataSource, jsonataSourceOffset } from '../expressions';
import type { Execution, Thread } from './execution';
import { matchesError } from './failure';
import type { Entry, FailureNote } from './history';
import type { PauseReason } from './messages';
import type { Program } from './program';
import { allVariables } from './scope';
import type { BreakCondition } from './startMessages';

/** What a run pauses at. */
export interface BreakOptions {
  /** Pointers of states to pause before. */
  readonly breakpoints?: readonly string[];
  readonly pauseOnError?: boolean;
  readonly breakWhen?: readonly BreakCondition[];
}

/** Whether an expression holds over a value and the variables of a thread. */
type Holds = (value: JsonValue | undefined, thread: Thread | undefined) => boolean;

interface Condition {
  readonly condition: BreakCondition;
  readonly holds: Holds;
}

/**
 * The places where a run is to pause, and the one at which it did. All parts of a condition that are given must hold;
 * an expression that fails or does not parse never does.
 */
export class Pauses {
  /** What made the run pause, or will at the end of this step. */
  reason: PauseReason | null = null;
  /** Asked of every event; null when no condition is about events. */
  onEvent: ((entry: Entry) => void) | null = null;
  /** Told of every failure; null when no condition is about errors. */
  onFailure: ((state: number, note: FailureNote) => void) | null = null;
  #states: ReadonlySet<string> = new Set();
  #before: readonly Condition[] = [];
  /** The thread that has just been let go on from where it paused. */
  #passing = -1;

  constructor(
    private readonly program: Program,
    private readonly execution: () => Execution,
  ) {}

  set({ breakpoints = [], pauseOnError = false, breakWhen = [] }: BreakOptions): void {
    const now = (): number => this.execution().facts.startTime + this.execution().clock;
    const conditions = breakWhen.map((condition) => ({
      condition,
      holds: compileExpression(condition, now),
    }));
    const errors = conditions.filter(({ condition }) => condition.error !== undefined);
    const rest = conditions.filter(({ condition }) => condition.error === undefined);
    const after = rest.filter(({ condition }) => !condition.before);
    this.#states = new Set(breakpoints);
    this.#before = rest.filter(({ condition }) => condition.before);
    this.onEvent = after.length === 0 ? null : (entry) => this.#event(after, entry);
    this.onFailure =
      errors.length === 0 && !pauseOnError
        ? null
        : (state, note) => this.#failure(errors, pauseOnError, state, note);
  }

  /** Forgets what the run paused at; the thread that is next may enter the state it stands before. */
  letGo(thread: Thread | undefined): void {
    this.reason = null;
    this.#passing = thread?.op === 'enter' ? thread.id : -1;
  }

  /** Whether there is any state to pause before. */
  get watchesStates(): boolean {
    return this.#states.size > 0 || this.#before.length > 0;
  }

  /** Whether the run is to pause before the state that a thread enters next. */
  before(thread: Thread | undefined): boolean {
    if (thread?.op !== 'enter' || !this.watchesStates) return false;
    if (this.#passing === thread.id) {
      this.#passing = -1;
      return false;
    }
    const pointer = this.program.states[thread.state]?.pointer ?? '';
    const found = this.#before.find(
      ({ condition, holds }) =>
        (condition.state === undefined || condition.state === pointer) && holds(thread.input, thread),
    );
    if (!found && !this.#states.has(pointer)) return false;
    this.reason = { breakpoint: found?.condition.id ?? null, state: pointer };
    return true;
  }

  #event(conditions: readonly Condition[], entry: Entry): void {
    if (this.reason) return;
    const pointer = this.program.states[entry.state]?.pointer ?? null;
    const { data } = entry;
    const thread = this.#threadOf(entry);
    const found = conditions.find(
      ({ condition, holds }) =>
        (condition.event === undefined || condition.event === entry.type) &&
        (condition.state === undefined || condition.state === pointer) &&
        holds(data.input ?? data.output ?? data.parameters, thread),
    );
    if (!found) return;
    this.reason = {
      breakpoint: found.condition.id ?? null,
      state: pointer,
      event: { id: entry.id, type: entry.type },
      ...(data.error === undefined ? {} : { error: data.error }),
    };
  }

  /** The thread whose turn it is, or the one that a timer woke. */
  #threadOf(entry: Entry): Thread | undefined {
    const { threads, turn } = this.execution();
    if (turn || entry.visit === 0) return turn ?? undefined;
    for (const thread of threads.values()) if (thread.visit === entry.visit) return thread;
    return undefined;
  }

  #failure(conditions: readonly Condition[], every: boolean, state: number, note: FailureNote): void {
    if (this.reason) return;
    const pointer = this.program.states[state]?.pointer ?? null;
    const thread = this.execution().threads.get(note.thread);
    const found = conditions.find(
      ({ condition, holds }) =>
        matchesError([condition.error ?? ''], note.error) &&
        (condition.state === undefined || condition.state === pointer) &&
        holds(thread?.input, thread),
    );
    if (!found && !every) return;
    this.reason = {
      breakpoint: found?.condition.id ?? null,
      state: pointer,
      event: { id: note.event, type: '' },
      ...(note.error === undefined ? {} : { error: note.error }),
    };
  }
}

/** What is wrong with the expression of a condition, at which character; null: nothing. */
export function checkExpression(text: string): { readonly message: string; readonly offset: number } | null {
  const marked = isJsonataString(text);
  const compiled = compileJsonata(marked ? jsonataSource(text) : text);
  if (compiled.ok) return null;
  const { message, offset } = compiled.error;
  return { message, offset: offset + (marked ? jsonataSourceOffset(text) : 0) };
}

function compileExpression({ expression }: BreakCondition, now: () => number): Holds {
  if (expression === undefined) return () => true;
  const compiled = compileJsonata(isJsonataString(expression) ? jsonataSource(expression) : expression);
  if (!compiled.ok) return () => false;
  return (value, thread) => {
    if (value === undefined) return false;
    try {
      const result = compiled.value.evaluate({
        input: value,
        result: value,
        context: {},
        variables: thread ? allVariables(thread.scope) : new Map(),
        now,
        // A condition must not change the course of the run: it gets no chance of its own.
        random: () => 0,
        uuid: () => '00000000-0000-4000-8000-000000000000',
      });
      return result === true;
    } catch {
      return false;
    }
  };
}
