import { Changes } from './changes';
import { attemptEnds, attemptStarts, childStatuses, iterationStatuses } from './eventKinds';
import type { Execution } from './execution';
import type { EventData, EventType, FailureNote, PendingNote } from './history';
import type { Frame, Outcome, StateRun, StateStatus, Visit } from './messages';
import { type PackedChanges, packChanges } from './packedUpdate';
import type { Program } from './program';
import { StateFold } from './stateFold';
import { countAt, statusNumber, Visits, visitOf, visitWidth } from './visits';

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

/** Statuses of the iterations of a container by index, as numbers. */
interface Iterations {
  readonly owner: object;
  statuses: Uint8Array<ArrayBuffer>;
  length: number;
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
    const state = this.#visits.stateOf(id);
    if (state === undefined) return undefined;
    const numbers = new Float64Array(visitWidth);
    this.#visits.copyNumbers(id, numbers, 0);
    const frames = this.#visits.framesOf(id);
    return visitOf(id, numbers, 0, this.#pointer(state), frames, this.#visits.moreOf(id));
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
    for (const id of this.#visits.ids()) {
      countAt(ordinals, this.#visits.stateOf(id) ?? 0, this.#visits.framesOf(id));
    }
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
    if (this.#changesVisit(id)) this.#visits.end(id, status, at, exited);
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
    if (this.#changesVisit(id)) this.#visits.attempt(id, at);
  }

  #attemptEnded(
    id: number,
    state: number,
    at: number,
    status: StateStatus,
    { error, cause }: EventData,
  ): void {
    this.#changeState(state).pending = undefined;
    if (!this.#changesVisit(id)) return;
    const told = error === undefined && cause === undefined ? undefined : textsOf({ error, cause });
    this.#visits.attemptOver(id, status, at, told);
  }

  #iteration(type: EventType, state: number, index: number): void {
    const status = iterationStatuses.get(type);
    if (status) this.#iterationStatus(this.#pointer(state), index, status);
  }

  #iterationStatus(pointer: string, index: number, status: StateStatus): void {
    if (index >= iterationLimit) return;
    let iterations = this.#iterations.get(pointer);
    if (iterations?.owner !== this.#owner) {
      iterations = {
        owner: this.#owner,
        statuses: iterations ? iterations.statuses.slice() : new Uint8Array(64),
        length: iterations?.length ?? 0,
      };
      this.#iterations.set(pointer, iterations);
    }
    if (index >= iterations.statuses.length) {
      const longer = new Uint8Array(Math.max(index + 1, iterations.statuses.length * 2));
      longer.set(iterations.statuses);
      iterations.statuses = longer;
    }
    iterations.statuses[index] = statusNumber(status);
    iterations.length = Math.max(iterations.length, index + 1);
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
      if (this.#changesVisit(id)) {
        this.#visits.attemptOver(id, note.timedOut ? 'timed-out' : 'failed', at, {
          retryDelay: note.retry?.delay ?? 0,
          ...textsOf(note),
        });
      }
    }
    if (this.#changesVisit(id)) {
      if (note.error !== undefined || note.cause !== undefined) this.#visits.blame(id, textsOf(note));
      if (note.outcome === 'retrying') this.#visits.setStatus(id, 'retrying');
    }
    if (note.outcome === 'failed') {
      this.#end(id, state, note.timedOut && !note.inside ? 'timed-out' : 'failed', at);
    }
  }

  /** A state that had ended is run again. */
  reopened(id: number, state: number): void {
    if (this.#visits.isOpen(id)) return;
    const fold = this.#changeState(state);
    fold.live += 1;
    fold.last = 'running';
    this.#failures.delete(id);
    this.#decided = null;
    if (this.#changesVisit(id)) this.#visits.reopen(id);
    else this.#overflow.set(id, state);
  }

  aborted(id: number, at: number): void {
    const known = this.#visits.stateOf(id);
    const state = known ?? this.#overflow.get(id);
    if (state === undefined || (known !== undefined && !this.#visits.isOpen(id))) return;
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
    for (const id of this.#visits.ids()) {
      if (this.#visits.isOpen(id)) this.#end(id, this.#visits.stateOf(id) ?? 0, status, at);
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
  takeChanges(): PackedChanges {
    const changed = this.#changed;
    const iterations = [...changed.iterations].flatMap((pointer) => {
      const known = this.#iterations.get(pointer);
      return known ? [[pointer, known.statuses.slice(0, known.length)] as const] : [];
    });
    changed.iterations.clear();
    return packChanges({
      program: this.program,
      states: changed.states.take(),
      stateRun: (state) => this.#stateRun(state),
      taken: changed.taken.take(),
      timesTaken: (transition) => this.#taken[transition] ?? 0,
      isBlamed: (transition) => this.#blamed.has(transition),
      visits: this.#visits,
      changedVisits: changed.visits.take(),
      iterations,
    });
  }

  /** Makes everything count as changed, for a listener that starts afresh. */
  markAll(): void {
    for (const state of this.#states.keys()) if (this.#states[state]) this.#changed.states.add(state);
    for (const transition of this.#taken.keys()) {
      if (this.#taken[transition]) this.#changed.taken.add(transition);
    }
    for (const id of this.#visits.ids()) this.#changed.visits.add(id);
    for (const pointer of this.#iterations.keys()) this.#changed.iterations.add(pointer);
  }

  get visitCount(): number {
    return this.#lastVisit;
  }

  #stateRun(state: number): StateRun {
    const fold = this.#states[state] ?? this.#changeState(state);
    const status = fold.live === 0 ? fold.last : fold.retrying > 0 ? 'retrying' : 'running';
    const { visits, pending } = fold;
    return pending ? { status, visits, pending } : { status, visits };
  }

  #changeState(state: number): StateFold {
    this.#changed.states.add(state);
    const known = this.#states[state];
    if (known?.owner === this.#owner) return known;
    const owned = known?.ownedBy(this.#owner) ?? new StateFold(this.#owner);
    this.#states[state] = owned;
    return owned;
  }

  /** Whether a visit is kept, which is about to change. */
  #changesVisit(id: number): boolean {
    if (this.#visits.stateOf(id) === undefined) return false;
    this.#changed.visits.add(id);
    return true;
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
