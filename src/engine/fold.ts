import { Changes } from './changes';
import { attemptEnds, attemptStarts, childStatuses, iterationStatuses } from './eventKinds';
import type { Execution } from './execution';
import type { EventData, EventType, FailureNote, PendingNote } from './history';
import type { Attempt, Frame, Outcome, RunUpdate, StateRun, StateStatus, Visit } from './messages';
import type { Program } from './program';
import { StateFold } from './stateFold';
import { countAt, type VisitRecord, Visits } from './visits';

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

/** Statuses of the iterations of a container, by index. */
interface Iterations {
  readonly owner: object;
  readonly statuses: StateStatus[];
}

/**
 * What a run looks like so far, folded from what steps record. A copy costs little: it shares with its original what
 * neither of the two has changed since.
 */
export class Fold {
  #owner: object = {};
  #states: (StateFold | undefined)[] = [];
  #visits = new Visits();
  /** How often a transition was taken, by its number. */
  #taken: number[] = [];
  /** Transitions on the way of the error that decided. */
  #blamed = new Set<number>();
  #iterations = new Map<string, Iterations>();
  /** Visits so far by state and frames; null: to be counted again. */
  #ordinals: Map<string | number, number> | null = null;
  /** Visits beyond the limit that are under way: only their state is known. */
  #overflow = new Map<number, number>();
  #failures = new Map<number, FailureNote>();
  #decided: Decision | null = null;
  /** Threads that a Catcher has sent on their way, with the transitions since. */
  #ways = new Map<number, Decision>();
  #lastVisit = 0;
  readonly #changed = {
    states: new Changes(),
    visits: new Changes(),
    taken: new Changes(),
    iterations: new Set<string>(),
  };

  constructor(readonly program: Program) {}

  copy(): Fold {
    const copy = new Fold(this.program);
    copy.#states = this.#states.slice();
    copy.#visits = this.#visits.copy();
    copy.#taken = this.#taken.slice();
    copy.#blamed = new Set(this.#blamed);
    copy.#iterations = new Map(this.#iterations);
    copy.#overflow = new Map(this.#overflow);
    copy.#failures = new Map(this.#failures);
    copy.#decided = this.#decided;
    copy.#ways = new Map(this.#ways);
    copy.#lastVisit = this.#lastVisit;
    this.#owner = {};
    return copy;
  }

  visit(id: number): Visit | undefined {
    const visit = this.#visits.get(id);
    return visit?.told(this.#pointer(visit.state));
  }

  /** An event other than that a state was entered or left. */
  event(
    type: EventType,
    at: number,
    log: number,
    state: number,
    frames: readonly Frame[],
    visit: number,
    data: EventData,
  ): void {
    if (state < 0) this.#child(type, log, frames);
    else if (attemptStarts.has(type)) this.#attemptStarted(visit, state, at);
    else if (iterationStatuses.has(type)) this.#iteration(type, state, data.index ?? 0);
    else {
      const status = attemptEnds.get(type);
      if (status) this.#attemptEnded(visit, state, at, status, data);
    }
  }

  /** Events of a child execution as such. */
  #child(type: EventType, log: number, frames: readonly Frame[]): void {
    const frame = frames.at(-1);
    const status = childStatuses[type as keyof typeof childStatuses];
    if (log !== 0 && frame && status) this.#iterationStatus(frame.state, frame.index, status);
  }

  /** A state was entered; `event`: id of the event that says so. */
  entered(visit: number, index: number, frames: readonly Frame[], at: number, event: number): void {
    const state = this.#changeState(index);
    state.visits += 1;
    state.live += 1;
    state.last = 'running';
    this.#lastVisit = visit;
    if (visit > visitLimit) {
      this.#overflow.set(visit, index);
      return;
    }
    this.#ordinals ??= this.#countVisits();
    const ordinal = countAt(this.#ordinals, index, frames);
    this.#visits.add(visit, index, frames, ordinal, at, event);
    this.#changed.visits.add(visit);
  }

  #countVisits(): Map<string | number, number> {
    const ordinals = new Map<string | number, number>();
    for (const { state, frames } of this.#visits) countAt(ordinals, state, frames);
    return ordinals;
  }

  /** A state was left; `event`: id of the event that says so. */
  exited(visit: number, state: number, at: number, event: number): void {
    const caught = this.#failures.size > 0 && this.#failures.get(visit)?.outcome === 'caught';
    this.#end(visit, state, caught ? 'caught' : 'succeeded', at, event);
  }

  #end(id: number, state: number, status: StateStatus, at: number, exited: number | null = null): void {
    const fold = this.#changeState(state);
    if (this.#isRetrying(id)) fold.retrying -= 1;
    fold.live -= 1;
    fold.last = status === 'aborted' && fold.last === 'failed' ? 'failed' : status;
    if (fold.live === 0) fold.pending = undefined;
    this.#failures.delete(id);
    if (id > visitLimit) this.#overflow.delete(id);
    const visit = this.#changeVisit(id);
    if (!visit) return;
    if (exited !== null) visit.exited = exited;
    visit.status = status;
    visit.end = at;
    if (visit.attempts.some((attempt) => attempt.end === null)) {
      visit.attempts = visit.attempts.map((attempt) =>
        attempt.end === null ? { ...attempt, end: at, status } : attempt,
      );
    }
  }

  #isRetrying(visit: number): boolean {
    return this.#failures.size > 0 && this.#failures.get(visit)?.outcome === 'retrying';
  }

  #attemptStarted(id: number, state: number, at: number): void {
    const fold = this.#changeState(state);
    if (this.#isRetrying(id)) {
      fold.retrying -= 1;
      this.#failures.delete(id);
    }
    if (fold.pending?.kind === 'retry') fold.pending = undefined;
    const visit = this.#changeVisit(id);
    if (!visit) return;
    visit.status = 'running';
    visit.attempts = [...visit.attempts, { start: at, end: null, status: 'running' }];
  }

  #attemptEnded(
    id: number,
    state: number,
    at: number,
    status: StateStatus,
    { error, cause }: EventData,
  ): void {
    this.#changeState(state).pending = undefined;
    this.#changeAttempt(id, { end: at, status, ...textsOf({ error, cause }) });
  }

  #changeAttempt(id: number, change: Partial<Attempt>): void {
    const visit = this.#changeVisit(id);
    const last = visit?.attempts.at(-1);
    if (!visit || !last) return;
    visit.attempts = [...visit.attempts.slice(0, -1), { ...last, ...change }];
  }

  #iteration(type: EventType, state: number, index: number): void {
    const status = iterationStatuses.get(type);
    if (status) this.#iterationStatus(this.#pointer(state), index, status);
  }

  #iterationStatus(pointer: string, index: number, status: StateStatus): void {
    if (index >= iterationLimit) return;
    let iterations = this.#iterations.get(pointer);
    if (iterations?.owner !== this.#owner) {
      iterations = { owner: this.#owner, statuses: iterations ? iterations.statuses.slice() : [] };
      this.#iterations.set(pointer, iterations);
    }
    iterations.statuses[index] = status;
    this.#changed.iterations.add(pointer);
  }

  pending(visit: number, state: number, note: PendingNote): void {
    const failure = this.#failures.get(visit);
    this.#changeState(state).pending = {
      ...note,
      ...(note.kind === 'retry' && failure?.retry
        ? { retry: { number: failure.retry.number, of: failure.retry.of } }
        : {}),
    };
  }

  failure(id: number, state: number, note: FailureNote, at: number): void {
    this.#decide(state, note);
    const fold = this.#changeState(state);
    this.#failures.set(id, note);
    if (note.outcome === 'retrying') {
      fold.retrying += 1;
      this.#changeAttempt(id, {
        end: at,
        status: note.timedOut ? 'timed-out' : 'failed',
        retryDelay: note.retry?.delay ?? 0,
        ...textsOf(note),
      });
    }
    const visit = this.#changeVisit(id);
    if (visit) {
      if (note.error !== undefined) visit.error = note.error;
      if (note.cause !== undefined) visit.cause = note.cause;
      if (note.outcome === 'retrying') visit.status = 'retrying';
    }
    if (note.outcome === 'failed') {
      this.#end(id, state, note.timedOut && !note.inside ? 'timed-out' : 'failed', at);
    }
  }

  /** A state that had ended is run again. */
  reopened(id: number, state: number): void {
    if (this.#visits.get(id)?.end === null) return;
    const fold = this.#changeState(state);
    fold.live += 1;
    fold.last = 'running';
    this.#failures.delete(id);
    this.#decided = null;
    const visit = this.#changeVisit(id);
    if (!visit) {
      this.#overflow.set(id, state);
      return;
    }
    visit.status = 'running';
    visit.end = null;
    visit.exited = null;
    visit.error = undefined;
    visit.cause = undefined;
  }

  aborted(id: number, at: number): void {
    const known = this.#visits.get(id);
    const state = known?.state ?? this.#overflow.get(id);
    if (state === undefined || (known && known.end !== null)) return;
    this.#end(id, state, 'aborted', at);
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
    this.#taken[transition] = (this.#taken[transition] ?? 0) + 1;
    if (this.#blamed.size > 0) this.#blamed.delete(transition);
    this.#changed.taken.add(transition);
    if (this.#ways.size === 0) return;
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
      if (visit.end === null) this.#end(visit.id, visit.state, status, at);
    }
    for (const [visit, state] of [...this.#overflow]) this.#end(visit, state, status, at);
  }

  #markWay(): void {
    for (const transition of this.#decided?.transitions ?? []) {
      this.#taken[transition] ??= 1;
      this.#blamed.add(transition);
      this.#changed.taken.add(transition);
    }
  }

  /** What decided that the execution failed. */
  decidedBy(): Outcome['decidedBy'] {
    if (!this.#decided) return undefined;
    return { event: this.#decided.event, state: this.#pointer(this.#decided.state) };
  }

  /** What changed since the last call; everything after `markAll`. */
  takeChanges(): Pick<RunUpdate, 'states' | 'taken' | 'visits' | 'iterations'> {
    const changed = this.#changed;
    const changes = {
      states: changed.states.take().map((state) => [this.#pointer(state), this.#stateRun(state)] as const),
      taken: changed.taken
        .take()
        .map(
          (transition) =>
            [
              this.program.transitions[transition] ?? '',
              this.#taken[transition] ?? 0,
              this.#blamed.has(transition),
            ] as const,
        ),
      visits: changed.visits.take().flatMap((id) => this.visit(id) ?? []),
      iterations: [...changed.iterations].map(
        (pointer) => [pointer, [...(this.#iterations.get(pointer)?.statuses ?? [])]] as const,
      ),
    };
    changed.iterations.clear();
    return changes;
  }

  /** Makes everything count as changed, for a listener that starts afresh. */
  markAll(): void {
    for (const state of this.#states.keys()) if (this.#states[state]) this.#changed.states.add(state);
    for (const transition of this.#taken.keys()) {
      if (this.#taken[transition]) this.#changed.taken.add(transition);
    }
    for (const visit of this.#visits) this.#changed.visits.add(visit.id);
    for (const pointer of this.#iterations.keys()) this.#changed.iterations.add(pointer);
  }

  get visitCount(): number {
    return this.#lastVisit;
  }

  #stateRun(state: number): StateRun {
    const fold = this.#states[state] ?? this.#changeState(state);
    const status = fold.live === 0 ? fold.last : fold.retrying > 0 ? 'retrying' : 'running';
    return { status, visits: fold.visits, ...(fold.pending ? { pending: fold.pending } : {}) };
  }

  #changeState(state: number): StateFold {
    this.#changed.states.add(state);
    const known = this.#states[state];
    if (known?.owner === this.#owner) return known;
    const owned = known?.ownedBy(this.#owner) ?? new StateFold(this.#owner);
    this.#states[state] = owned;
    return owned;
  }

  #changeVisit(id: number): VisitRecord | undefined {
    const visit = this.#visits.change(id);
    if (visit) this.#changed.visits.add(id);
    return visit;
  }

  #pointer(state: number): string {
    return this.program.states[state]?.pointer ?? '';
  }
}

const textsOf = (
  note: Pick<FailureNote, 'error' | 'cause'>,
): { readonly error?: string; readonly cause?: string } => ({
  ...(note.error === undefined ? {} : { error: note.error }),
  ...(note.cause === undefined ? {} : { cause: note.cause }),
});

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
