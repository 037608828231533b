import { copyExecution, type Execution } from './execution';
import type { Fold } from './fold';
import type { Checkpoint } from './replay';

/** Checkpoints kept at most: beyond, every second one is let go, and new ones come half as often. */
const limit = 48;

/** The moments to which a run can go back without replaying it from its start. */
export class Checkpoints {
  #list: Checkpoint[] = [];
  /** Events between two of them: to replay as many takes about a millisecond. */
  #every = 1024;

  get list(): readonly Checkpoint[] {
    return this.#list;
  }

  /** Whether enough has happened for the next one. */
  isDue(events: number): boolean {
    const last = this.#list.at(-1);
    return last !== undefined && events - last.events >= this.#every;
  }

  keep(execution: Execution, fold: Fold, events: number): void {
    this.#list.push({ execution: copyExecution(execution), fold: fold.copy(), events });
    if (this.#list.length <= limit) return;
    this.#list = this.#list.filter((_, at) => at % 2 === 0);
    this.#every *= 2;
  }

  /** The last one that is not later than an event; those after it are forgotten. */
  backTo(events: number): Checkpoint {
    let at = this.#list.length - 1;
    while (at > 0 && (this.#list[at] as Checkpoint).events > events) at -= 1;
    this.#list.length = at + 1;
    return this.#list[at] as Checkpoint;
  }

  /** Takes over those of another run; the two go on apart. */
  copyFrom(other: Checkpoints): void {
    this.#list = [...other.#list];
    this.#every = other.#every;
  }
}
