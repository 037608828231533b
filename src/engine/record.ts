import type { JsonValue } from '../base/json';
import { EventStore } from './eventStore';
import type { Execution } from './execution';
import { Fold, visitLimit } from './fold';
import {
  type Carried,
  type Carries,
  carries,
  type Entry,
  type EventData,
  type EventType,
  entryOf,
  type FailureNote,
  noData,
  type PendingNote,
  type Recorder,
} from './history';
import type { Frame, Outcome } from './messages';
import type { Pauses } from './pauses';
import type { Program } from './program';
import type { Scope } from './scope';
import { VisitDataLog } from './visitData';

/**
 * Everything that a run has recorded so far: the events, what they fold to, and the data of its visits. It can be cut
 * back to an earlier moment.
 */
export class RunRecord implements Recorder {
  readonly entries = new EventStore();
  /** Whether someone looks at the latest event. */
  heedsLatest = false;
  /** The newest event of any history, child executions' included, while it is heeded. */
  latest: Entry | null = null;
  readonly data = new VisitDataLog();
  fold: Fold;
  /** Hears of every event and failure where the run may have to pause. */
  pauses: Pick<Pauses, 'onEvent' | 'onFailure'> | null = null;
  #ended = false;

  constructor(
    private readonly program: Program,
    readonly execution: () => Execution,
  ) {
    this.fold = new Fold(program);
  }

  /** Events of the execution's own history. */
  get count(): number {
    return this.entries.length;
  }

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
  ): void {
    if (log === 0) this.entries.add(previous, type, at, state, frames, visit, attempt, what, carried);
    const program = this.program.states[state];
    if (program && type === program.enteredEvent) {
      if (visit <= visitLimit) this.data.input(visit, inputOf(what, carried));
      this.fold.entered(visit, state, frames, at, id);
    } else if (program && type === program.exitedEvent) {
      if (visit <= visitLimit) this.data.output(visit, outputOf(what, carried));
      this.fold.exited(visit, state, at, id);
    } else {
      // What an attempt gave when it succeeded is no news to the fold.
      const data = what === carries.data ? (carried as EventData) : noData;
      this.fold.event(type, at, log, state, frames, visit, data);
    }
    const { pauses } = this;
    if (!this.heedsLatest && !pauses?.onEvent) return;
    this.latest = entryOf(id, previous, type, at, log, state, frames, visit, attempt, what, carried);
    pauses?.onEvent?.(this.latest);
  }

  taken(transition: number, thread: { readonly id: number; readonly state: number }): void {
    this.fold.taken(transition, thread);
  }

  stage(visit: number, name: string, value: JsonValue): void {
    if (visit <= visitLimit) this.data.stage(visit, name, value, this.entries.length);
  }

  entered(visit: number, scope: Scope): void {
    if (visit <= visitLimit) this.data.entered(visit, scope);
  }

  pending(visit: number, state: number, note: PendingNote): void {
    this.fold.pending(visit, state, note);
  }

  failure(visit: number, state: number, note: FailureNote): void {
    this.fold.failure(visit, state, note, this.execution().clock);
    this.pauses?.onFailure?.(state, note);
  }

  reopened(visit: number, state: number): void {
    this.#ended = false;
    this.fold.reopened(visit, state);
  }

  aborted(visit: number): void {
    this.fold.aborted(visit, this.execution().clock);
  }

  /** Notes the end of the execution, once. */
  end(outcome: Outcome): void {
    if (this.#ended) return;
    this.#ended = true;
    this.fold.ended(outcome, this.execution().clock);
  }

  /** Takes over what another record of the same workflow holds; they go on apart. */
  copyFrom(other: RunRecord): void {
    this.entries.copyFrom(other.entries);
    this.data.copyFrom(other.data);
    this.fold = other.fold.copy();
  }

  /** Goes back to a moment: its events and what they folded to. */
  rewind(events: number, fold: Fold): void {
    this.entries.truncate(events);
    this.data.truncate(events);
    this.fold = fold;
    this.#ended = false;
  }
}

const inputOf = (what: Carries, carried: Carried): JsonValue | undefined =>
  what === carries.input ? (carried as JsonValue) : (carried as EventData).input;

const outputOf = (what: Carries, carried: Carried): JsonValue | undefined =>
  what === carries.output ? (carried as JsonValue) : (carried as EventData).output;
