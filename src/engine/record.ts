import type { JsonValue } from '../base/json';
import { EventStore } from './eventStore';
import type { Execution } from './execution';
import { Fold, visitLimit } from './fold';
import type { Entry, FailureNote, PendingNote, Recorder } from './history';
import type { Outcome } from './messages';
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
  /** The newest event of any history, child executions' included. */
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

  event(entry: Entry): void {
    this.latest = entry;
    if (entry.log === 0) this.entries.push(entry);
    if (entry.visit > 0 && entry.visit <= visitLimit) this.#keepData(entry);
    this.fold.event(entry);
    this.pauses?.onEvent?.(entry);
  }

  #keepData(entry: Entry): void {
    const state = this.program.states[entry.state];
    if (entry.type === state?.enteredEvent) this.data.input(entry.visit, entry.data.input);
    else if (entry.type === state?.exitedEvent) this.data.output(entry.visit, entry.data.output);
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
