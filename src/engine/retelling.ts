import { type DetailContext, toHistoryEvent } from './details';
import type { EventStore } from './eventStore';
import type { Execution } from './execution';
import type { Entry } from './history';
import type { HistoryEvent } from './messages';
import type { Checkpoint } from './replay';

/** Runs once more from a checkpoint and tells of the events; yields after every step. */
type ReplayFrom = (start: Checkpoint, event: (entry: Entry) => void) => Generator<Execution>;

/** What a run recorded, also where it is not kept: that is replayed from a checkpoint. */
export class Retelling {
  constructor(
    private readonly entries: EventStore,
    private readonly checkpoints: readonly Checkpoint[],
    private readonly replayFrom: ReplayFrom,
  ) {}

  /** Goes through the events from an index on, while `visit` says so; what was let go is replayed. */
  eachEntry(from: number, visit: (entry: Entry, index: number) => boolean): void {
    const { entries } = this;
    let index = from;
    while (index < entries.length) {
      const entry = entries.get(index);
      if (entry) {
        if (!visit(entry, index)) return;
        index += 1;
        continue;
      }
      let gap = index;
      while (gap < entries.length && !entries.get(gap)) gap += 1;
      for (const replayed of this.#replayed(index, gap)) {
        if (!visit(replayed, index)) return;
        index += 1;
      }
      index = gap;
    }
  }

  /** Events `from` up to `to` once more, from the nearest checkpoint before them. */
  *#replayed(from: number, to: number): Generator<Entry> {
    const start = this.checkpoints.findLast((each) => each.events <= from) ?? this.checkpoints[0];
    if (!start) return;
    let count = start.events;
    const recorded: Entry[] = [];
    const event = (entry: Entry): void => {
      if (entry.log === 0) recorded.push(entry);
    };
    for (const _ of this.replayFrom(start, event)) {
      for (const entry of recorded.splice(0)) {
        if (count >= from && count < to) yield entry;
        count += 1;
      }
      if (count >= to) return;
    }
  }

  /** All events, in AWS's shape. */
  history(context: DetailContext): readonly HistoryEvent[] {
    const events: HistoryEvent[] = [];
    this.eachEntry(0, (entry) => events.push(toHistoryEvent(entry, context)) > 0);
    return events;
  }

  /**
   * The history of a child execution of a Map Run: of the last one that the Map ran for the item or batch. Children's
   * events are not kept; the run is replayed up to a step to have them.
   */
  childHistory(
    container: string,
    index: number,
    lastStep: number,
    context: DetailContext,
  ): readonly HistoryEvent[] {
    return this.#childEntries(container, index, lastStep).map((entry) => toHistoryEvent(entry, context));
  }

  /** Events of the child execution that a distributed Map ran last for an item or batch, up to a step of the run. */
  #childEntries(container: string, index: number, lastStep: number): readonly Entry[] {
    const [start] = this.checkpoints;
    if (!start) return [];
    let log = -1;
    let entries: Entry[] = [];
    const event = (entry: Entry): void => {
      const frame = entry.frames.at(-1);
      if (entry.log > 0 && entry.id === 1 && frame?.state === container && frame.index === index) {
        log = entry.log;
        entries = [];
      }
      if (entry.log === log) entries.push(entry);
    };
    for (const execution of this.replayFrom(start, event)) if (execution.steps >= lastStep) break;
    return entries;
  }
}
