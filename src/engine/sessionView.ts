import type { Checkpoints } from './checkpoints';
import { detailContext } from './facts';
import type { Files } from './files/fileData';
import type { GivenLog } from './givenLog';
import type { Entry } from './history';
import type { Answers } from './host';
import type { HistoryEvent, NestedExecution, RunEvent, StateData } from './messages';
import type { NestedBook } from './nestedBook';
import type { EventSource, NestedView } from './nestedView';
import type { Program } from './program';
import type { RunRecord } from './record';
import { replay } from './replay';
import { Retelling } from './retelling';
import type { SampleShapes } from './sampleResult';
import type { Session } from './session';
import { nestedExecutions } from './startedExecutions';
import { runEventOf, stateDataOf } from './views';

/** What a run keeps of its past, and what it ran with. */
interface Past {
  readonly answers: Answers;
  readonly checkpoints: Checkpoints;
  readonly given: GivenLog;
  readonly nested: NestedBook;
  readonly shapes: SampleShapes | undefined;
  readonly files: Files | undefined;
}

/** A run as others look at it: its events, the data of its visits, and the executions it started. It moves nothing. */
export class SessionView implements EventSource {
  readonly program: Program;
  readonly #record: RunRecord;

  constructor(
    private readonly session: Session,
    private readonly past: Past,
  ) {
    this.program = session.program;
    this.#record = session.record;
  }

  /** Events of the execution's own history. */
  get eventCount(): number {
    return this.#record.count;
  }

  /** The events so far, in AWS's shape. */
  history(): readonly HistoryEvent[] {
    return this.#retelling().history(detailContext(this.program, this.session.execution.facts));
  }

  /** Goes through the events from an index on, while `visit` says so; what was let go is replayed. */
  eachEntry(from: number, visit: (entry: Entry, index: number) => boolean): void {
    this.#retelling().eachEntry(from, visit);
  }

  /** The history of the child execution that a Map ran last for an item or batch: the run is replayed to have it. */
  childHistory(container: string, index: number): readonly HistoryEvent[] {
    const { steps, facts } = this.session.execution;
    return this.#retelling().childHistory(container, index, steps, detailContext(this.program, facts));
  }

  #retelling(): Retelling {
    const { answers, checkpoints, given } = this.past;
    return new Retelling(this.#record.entries, checkpoints.list, (start, event) =>
      replay(this.program, answers, given.all, start.execution, event),
    );
  }

  runEvent(entry: Entry): RunEvent {
    return runEventOf(entry, this.program, this.session.execution.facts, this.past.given.all);
  }

  stateData(visit: number): StateData | null {
    return stateDataOf(this.#record, visit, this.program, this.session.request.definition);
  }

  /** The executions of other workflows that tasks have started. */
  nested(): readonly NestedExecution[] {
    return nestedExecutions(this.session.execution, this.program);
  }

  /** A nested execution, to look at; the last one stays for the next look at the same moment. */
  nestedView(path: readonly string[]): NestedView | null {
    const { nested, shapes, files } = this.past;
    return nested.at(path, this.session.execution, shapes, files);
  }
}
