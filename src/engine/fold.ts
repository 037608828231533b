import type { Execution } from './execution';
import type { Entry, FailureNote, PendingNote } from './history';
import type { Attempt, Outcome, RunUpdate, StateRun, StateStatus, Visit } from './messages';
import type { Program } from './program';

/** Visits that are kept with their figures; beyond, only the counts go on. */
export const visitLimit = 20_000;
/** Iterations whose statuses are kept, per container. */
const iterationLimit = 10_000;

/** Ways of caught errors that are followed at a time. */
const waysLimit = 10_000;
/** Transitions after which nobody blames the caught error any more. */
const wayLimit = 100;

/** An error, and the transitions it led to. */
interface Decision {
  readonly event: number;
  readonly state: number;
  readonly transitions: readonly number[];
}

interface StateFold {
  visits: number;
  live: number;
  retrying: number;
  last: StateStatus;
  pending: StateRun['pending'];
}

/**
 * What a run looks like so far, folded from what steps record. It can be copied as cheaply as it is small: the
 * objects in it are replaced, never mutated.
 */
export class Fold {
  #states = new Map<number, StateFold>();
  #visits: Visit[] = [];
  #visitStates: number[] = [];
  #taken = new Map<number, readonly [count: number, error: boolean]>();
  #iterations = new Map<string, StateStatus[]>();
  #ordinals = new Map<string, number>();
  /** Visits beyond the limit that are under way: only their state is known. */
  #overflow = new Map<number, number>();
  #failures = new Map<number, FailureNote>();
  #decided: Decision | null = null;
  /** Threads that a Catcher has sent on their way, with the transitions since. */
  #ways = new Map<number, Decision>();
  #lastVisit = 0;
  readonly #dirty = {
    states: new Set<number>(),
    visits: new Set<number>(),
    taken: new Set<number>(),
    iterations: new Set<string>(),
  };

  constructor(readonly program: Program) {}

  copy(): Fold {
    const copy = new Fold(this.program);
    copy.#states = new Map([...this.#states].map(([key, value]) => [key, { ...value }]));
    copy.#visits = [...this.#visits];
    copy.#visitStates = [...this.#visitStates];
    copy.#taken = new Map(this.#taken);
    copy.#iterations = new Map([...this.#iterations].map(([key, value]) => [key, [...value]]));
    copy.#ordinals = new Map(this.#ordinals);
    copy.#overflow = new Map(this.#overflow);
    copy.#failures = new Map(this.#failures);
    copy.#decided = this.#decided;
    copy.#ways = new Map(this.#ways);
    copy.#lastVisit = this.#lastVisit;
    return copy;
  }

  visit(id: number): Visit | undefined {
    return this.#visits[id - 1];
  }

  event(entry: Entry): void {
    const { type } = entry;
    if (entry.state < 0) {
      this.#child(entry);
      return;
    }
    if (type.endsWith('StateEntered')) this.#entered(entry);
    else if (type.endsWith('StateExited')) this.#exited(entry);
    else if (attemptStarts.has(type)) this.#attemptStarted(entry);
    else if (type in attemptEnds) this.#attemptEnded(entry, attemptEnds[type as keyof typeof attemptEnds]);
    else if (type.startsWith('MapIteration')) this.#iteration(entry);
  }

  /** Events of a child execution as such. */
  #child(entry: Entry): void {
    const frame = entry.frames.at(-1);
    const status = childStatuses[entry.type as keyof typeof childStatuses];
    if (entry.log !== 0 && frame && status) this.#iterationStatus(frame.state, frame.index, status);
  }

  #entered(entry: Entry): void {
    const state = this.#stateOf(entry.state);
    state.visits += 1;
    state.live += 1;
    state.last = 'running';
    this.#dirty.states.add(entry.state);
    this.#lastVisit = entry.visit;
    if (entry.visit > visitLimit) {
      this.#overflow.set(entry.visit, entry.state);
      return;
    }
    const place = `${entry.state}${entry.frames.map((frame) => `/${frame.index}`).join('')}`;
    const ordinal = this.#ordinals.get(place) ?? 0;
    this.#ordinals.set(place, ordinal + 1);
    this.#visitStates[entry.visit - 1] = entry.state;
    this.#setVisit({
      id: entry.visit,
      state: this.#pointer(entry.state),
      frames: entry.frames,
      ordinal,
      status: 'running',
      start: entry.at,
      end: null,
      enteredEventId: entry.id,
      exitedEventId: null,
      attempts: [],
    });
  }

  #exited(entry: Entry): void {
    const failure = this.#failures.get(entry.visit);
    this.#end(entry.visit, entry.state, failure?.outcome === 'caught' ? 'caught' : 'succeeded', entry.at, {
      exitedEventId: entry.id,
    });
  }

  #end(visit: number, state: number, status: StateStatus, at: number, more: Partial<Visit> = {}): void {
    const fold = this.#stateOf(state);
    if (this.#isRetrying(visit)) fold.retrying -= 1;
    fold.live -= 1;
    fold.last = status === 'aborted' && fold.last === 'failed' ? 'failed' : status;
    if (fold.live === 0) fold.pending = undefined;
    this.#dirty.states.add(state);
    this.#failures.delete(visit);
    this.#overflow.delete(visit);
    const known = this.visit(visit);
    if (!known) return;
    const attempts = known.attempts.map((attempt) =>
      attempt.end === null ? { ...attempt, end: at, status } : attempt,
    );
    this.#setVisit({ ...known, ...more, status, end: at, attempts });
  }

  #isRetrying(visit: number): boolean {
    return this.#failures.get(visit)?.outcome === 'retrying';
  }

  #attemptStarted(entry: Entry): void {
    const fold = this.#stateOf(entry.state);
    if (this.#isRetrying(entry.visit)) {
      fold.retrying -= 1;
      this.#failures.delete(entry.visit);
    }
    if (fold.pending?.kind === 'retry') fold.pending = undefined;
    this.#dirty.states.add(entry.state);
    const known = this.visit(entry.visit);
    if (!known) return;
    const attempt: Attempt = { start: entry.at, end: null, status: 'running' };
    this.#setVisit({ ...known, status: 'running', attempts: [...known.attempts, attempt] });
  }

  #attemptEnded(entry: Entry, status: StateStatus): void {
    const fold = this.#stateOf(entry.state);
    fold.pending = undefined;
    this.#dirty.states.add(entry.state);
    this.#changeAttempt(entry.visit, {
      end: entry.at,
      status,
      ...(entry.data.error === undefined ? {} : { error: entry.data.error }),
      ...(entry.data.cause === undefined ? {} : { cause: entry.data.cause }),
    });
  }

  #changeAttempt(visit: number, change: Partial<Attempt>): void {
    const known = this.visit(visit);
    const last = known?.attempts.at(-1);
    if (!known || !last) return;
    this.#setVisit({ ...known, attempts: [...known.attempts.slice(0, -1), { ...last, ...change }] });
  }

  #iteration(entry: Entry): void {
    const status = iterationStatuses[entry.type as keyof typeof iterationStatuses];
    if (status) this.#iterationStatus(this.#pointer(entry.state), entry.data.index ?? 0, status);
  }

  #iterationStatus(pointer: string, index: number, status: StateStatus): void {
    if (index >= iterationLimit) return;
    let statuses = this.#iterations.get(pointer);
    if (!statuses) {
      statuses = [];
      this.#iterations.set(pointer, statuses);
    }
    statuses[index] = status;
    this.#dirty.iterations.add(pointer);
  }

  pending(visit: number, state: number, note: PendingNote): void {
    const failure = this.#failures.get(visit);
    this.#stateOf(state).pending = {
      ...note,
      ...(note.kind === 'retry' && failure?.retry
        ? { retry: { number: failure.retry.number, of: failure.retry.of } }
        : {}),
    };
    this.#dirty.states.add(state);
  }

  failure(visit: number, state: number, note: FailureNote, at: number): void {
    this.#decide(state, note);
    const fold = this.#stateOf(state);
    this.#failures.set(visit, note);
    this.#dirty.states.add(state);
    if (note.outcome === 'retrying') {
      fold.retrying += 1;
      this.#changeAttempt(visit, {
        end: at,
        status: note.timedOut ? 'timed-out' : 'failed',
        retryDelay: note.retry?.delay ?? 0,
        ...textsOf(note),
      });
    }
    const known = this.visit(visit);
    if (known) {
      this.#setVisit({
        ...known,
        ...textsOf(note),
        ...(note.outcome === 'retrying' ? { status: 'retrying' as const } : {}),
      });
    }
    if (note.outcome === 'failed') {
      this.#end(visit, state, note.timedOut && !note.inside ? 'timed-out' : 'failed', at);
    }
  }

  /** A state that had ended is run again. */
  reopened(visit: number, state: number): void {
    const known = this.visit(visit);
    if (known && known.end === null) return;
    const fold = this.#stateOf(state);
    fold.live += 1;
    fold.last = 'running';
    this.#failures.delete(visit);
    this.#decided = null;
    this.#dirty.states.add(state);
    if (!known) {
      this.#overflow.set(visit, state);
      return;
    }
    const { error: _, cause: __, ...rest } = known;
    this.#setVisit({ ...rest, status: 'running', end: null, exitedEventId: null });
  }

  aborted(visit: number, at: number): void {
    const state = this.#visitStates[visit - 1] ?? this.#overflow.get(visit);
    const known = this.visit(visit);
    if (state === undefined || (known && known.end !== null)) return;
    this.#end(visit, state, 'aborted', at);
  }

  /**
   * A Fail state at the end of the way on which a Catcher sent the run tells of the error that was caught: that one
   * decided. A Choice on the way takes the decision upon itself.
   */
  #decide(state: number, note: FailureNote): void {
    const own: Decision = { event: note.event, state, transitions: [] };
    if (note.outcome === 'caught') {
      const origin = note.inside && this.#decided ? this.#decided : own;
      if (this.#ways.size >= waysLimit) this.#ways.clear();
      this.#ways.set(note.thread, { ...origin, transitions: [] });
    } else if (note.outcome === 'failed' && !note.inside) {
      const way = this.program.states[state]?.type === 'Fail' ? this.#ways.get(note.thread) : undefined;
      this.#decided = way ?? own;
    }
  }

  taken(transition: number, thread: { readonly id: number; readonly state: number }): void {
    this.#taken.set(transition, [(this.#taken.get(transition)?.[0] ?? 0) + 1, false]);
    this.#dirty.taken.add(transition);
    const way = this.#ways.get(thread.id);
    if (!way) return;
    const over = way.transitions.length >= wayLimit || this.program.states[thread.state]?.type === 'Choice';
    if (over) this.#ways.delete(thread.id);
    else this.#ways.set(thread.id, { ...way, transitions: [...way.transitions, transition] });
  }

  /** The execution is over: what still ran ended with it. */
  ended(outcome: Outcome, at: number): void {
    if (outcome.status === 'succeeded') return;
    if (outcome.status === 'failed') this.#markWay();
    const status = outcome.status === 'timed-out' ? 'timed-out' : 'aborted';
    for (const visit of this.#visits) {
      if (visit && visit.end === null)
        this.#end(visit.id, this.#visitStates[visit.id - 1] as number, status, at);
    }
    for (const [visit, state] of [...this.#overflow]) this.#end(visit, state, status, at);
  }

  #markWay(): void {
    for (const transition of this.#decided?.transitions ?? []) {
      this.#taken.set(transition, [this.#taken.get(transition)?.[0] ?? 1, true]);
      this.#dirty.taken.add(transition);
    }
  }

  /** What decided that the execution failed. */
  decidedBy(): Outcome['decidedBy'] {
    if (!this.#decided) return undefined;
    return { event: this.#decided.event, state: this.#pointer(this.#decided.state) };
  }

  /** What changed since the last call; everything after `markAll`. */
  takeChanges(): Pick<RunUpdate, 'states' | 'taken' | 'visits' | 'iterations'> {
    const dirty = this.#dirty;
    const changes = {
      states: [...dirty.states].map((state) => [this.#pointer(state), this.#stateRun(state)] as const),
      taken: [...dirty.taken].map((transition) => {
        const [count, error] = this.#taken.get(transition) ?? [0, false];
        return [this.program.transitions[transition] ?? '', count, error] as const;
      }),
      visits: [...dirty.visits].flatMap((id) => this.visit(id) ?? []),
      iterations: [...dirty.iterations].map(
        (pointer) => [pointer, [...(this.#iterations.get(pointer) ?? [])]] as const,
      ),
    };
    for (const set of Object.values(dirty)) set.clear();
    return changes;
  }

  /** Makes everything count as changed, for a listener that starts afresh. */
  markAll(): void {
    for (const state of this.#states.keys()) this.#dirty.states.add(state);
    for (const transition of this.#taken.keys()) this.#dirty.taken.add(transition);
    for (const visit of this.#visits) if (visit) this.#dirty.visits.add(visit.id);
    for (const state of this.#iterations.keys()) this.#dirty.iterations.add(state);
  }

  get visitCount(): number {
    return this.#lastVisit;
  }

  #stateRun(state: number): StateRun {
    const fold = this.#stateOf(state);
    const status = fold.live === 0 ? fold.last : fold.retrying > 0 ? 'retrying' : 'running';
    return { status, visits: fold.visits, ...(fold.pending ? { pending: fold.pending } : {}) };
  }

  #stateOf(state: number): StateFold {
    let fold = this.#states.get(state);
    if (!fold) {
      fold = { visits: 0, live: 0, retrying: 0, last: 'running', pending: undefined };
      this.#states.set(state, fold);
    }
    return fold;
  }

  #setVisit(visit: Visit): void {
    this.#visits[visit.id - 1] = visit;
    this.#dirty.visits.add(visit.id);
  }

  #pointer(state: number): string {
    return this.program.states[state]?.pointer ?? '';
  }
}

const textsOf = (note: FailureNote): { readonly error?: string; readonly cause?: string } => ({
  ...(note.error === undefined ? {} : { error: note.error }),
  ...(note.cause === undefined ? {} : { cause: note.cause }),
});

/** Events with which an attempt of a state begins. */
const attemptStarts: ReadonlySet<string> = new Set([
  'TaskScheduled',
  'LambdaFunctionScheduled',
  'ActivityScheduled',
  'MapStateStarted',
  'ParallelStateStarted',
]);

/** Events with which it ends, and how. */
const attemptEnds = {
  TaskSucceeded: 'succeeded',
  LambdaFunctionSucceeded: 'succeeded',
  ActivitySucceeded: 'succeeded',
  MapStateSucceeded: 'succeeded',
  ParallelStateSucceeded: 'succeeded',
  TaskFailed: 'failed',
  TaskStartFailed: 'failed',
  TaskSubmitFailed: 'failed',
  LambdaFunctionFailed: 'failed',
  LambdaFunctionScheduleFailed: 'failed',
  LambdaFunctionStartFailed: 'failed',
  ActivityFailed: 'failed',
  ActivityScheduleFailed: 'failed',
  MapStateFailed: 'failed',
  ParallelStateFailed: 'failed',
  TaskTimedOut: 'timed-out',
  LambdaFunctionTimedOut: 'timed-out',
  ActivityTimedOut: 'timed-out',
} as const satisfies Record<string, StateStatus>;

const iterationStatuses = {
  MapIterationStarted: 'running',
  MapIterationSucceeded: 'succeeded',
  MapIterationFailed: 'failed',
  MapIterationAborted: 'aborted',
} as const satisfies Record<string, StateStatus>;

const childStatuses = {
  ExecutionStarted: 'running',
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'failed',
  ExecutionAborted: 'aborted',
} as const satisfies Record<string, StateStatus>;

/** Pointers of the states at which an execution stands. */
export function currentStates(execution: Execution, program: Program): string[] {
  const pointers = new Set<string>();
  for (const thread of execution.threads.values()) {
    const pointer = program.states[thread.state]?.pointer;
    if (pointer !== undefined && thread.visit > 0) pointers.add(pointer);
    if (pointers.size >= 1000) break;
  }
  return [...pointers];
}
