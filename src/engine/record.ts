import type { JsonValue } from '../base/json';
import { EventStore } from './eventStore';
import type { Execution } from './execution';
import { Fold, visitLimit } from './fold';
import type { Entry, FailureNote, PendingNote, Recorder } from './history';
import type { Outcome } from './messages';
import type { Pauses } from './pauses';
import type { Program } from './program';
import { emptyScope, type Scope } from './scope';

/** What a visit's data was at one stage. */
export interface Stage {
  readonly name: string;
  readonly value: JsonValue;
}

/** Data of a visit beside its events: the stages of its data flow, and the variables at its entry. */
export interface VisitData {
  readonly stages: Stage[];
  readonly scope: Scope;
  input?: JsonValue;
  output?: JsonValue;
}

/**
 * Everything that a run has recorded so far: the events, what they fold to, and the data of its visits. It can be cut
 * back to an earlier moment.
 */
export class RunRecord implements Recorder {
  readonly entries = new EventStore();
  /** The newest event of any history, child executions' included. */
  latest: Entry | null = null;
  readonly data = new Map<number, VisitData>();
  fold: Fold;
  /** Hears of every event and failure where the run may have to pause. */
  pauses: Pick<Pauses, 'onEvent' | 'onFailure'> | null = null;
  #ended = false;

  constructor(
    program: Program,
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
    const data = this.data.get(entry.visit);
    if (!data) return;
    if (entry.type.endsWith('StateEntered')) data.input = entry.data.input;
    else if (entry.type.endsWith('StateExited')) data.output = entry.data.output;
  }

  taken(transition: number, thread: { readonly id: number; readonly state: number }): void {
    this.fold.taken(transition, thread);
  }

  stage(visit: number, name: string, value: JsonValue): void {
    if (visit > visitLimit) return;
    let data = this.data.get(visit);
    if (!data) {
      data = { stages: [], scope: emptyScope };
      this.data.set(visit, data);
    }
    const known = data.stages.findIndex((stage) => stage.name === name);
    if (known >= 0) data.stages.splice(known);
    data.stages.push({ name, value });
  }

  entered(visit: number, scope: Scope): void {
    if (visit <= visitLimit) this.data.set(visit, { stages: [], scope });
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
    this.data.clear();
    for (const [visit, data] of other.data) this.data.set(visit, { ...data, stages: [...data.stages] });
    this.fold = other.fold.copy();
  }

  /** Goes back to a moment: its events and what they folded to. */
  rewind(events: number, fold: Fold): void {
    this.entries.truncate(events);
    this.fold = fold;
    this.#ended = false;
  }
}
