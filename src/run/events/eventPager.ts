import type { RunEvent } from '../../engine/messages';
import type { RunDoor } from '../../studio/runDoor';

type Asked = Parameters<RunDoor['events']>[0];

/** Which events are shown: those that pass, of the run or of a nested execution. */
export type EventFilter = NonNullable<Asked['filter']> & Pick<Asked, 'nested'>;

const pageSize = 200;
/** Pages kept; the least recently shown go first. */
const keptPages = 30;

interface Page {
  readonly events: readonly RunEvent[];
  readonly full: boolean;
  /** Events that passed the filter when it came: only more than that is a reason to ask again. */
  readonly total: number;
}

/**
 * The history as the table sees it: rows by index, fetched in pages when they come into sight. Holds a bounded part
 * of a history of any length. Asks one page at a time, the newest wish first.
 */
export class EventPager {
  readonly #fetch: RunDoor['events'];
  readonly #changed: () => void;
  #pages = new Map<number, Page>();
  #wanted = new Set<number>();
  #asking = false;
  #generation = 0;
  #filter: EventFilter = {};
  #eventCount = 0;
  #run: number | null = null;
  #total = 0;

  constructor(fetch: RunDoor['events'], changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** Events that pass the filter, as far as known. */
  get total(): number {
    return this.#total;
  }

  /** Shows other events. What was shown goes at once only when the run is another. */
  show(run: number | null, eventCount: number, filter: EventFilter): void {
    const other = run !== this.#run || eventCount < this.#eventCount;
    const filtered = JSON.stringify(filter) !== JSON.stringify(this.#filter);
    const grown = eventCount !== this.#eventCount;
    this.#run = run;
    this.#eventCount = eventCount;
    this.#filter = filter;
    if (other || filtered) this.#forget(run === null || eventCount === 0 || other);
    else if (grown) this.#grow();
    else return;
    if (run !== null && eventCount > 0 && !this.#pages.get(0)?.full) this.#want(0);
  }

  /** The event of a row, or undefined while it is on its way. */
  at(index: number): RunEvent | undefined {
    const number = Math.floor(index / pageSize);
    const page = this.#pages.get(number);
    if (page) {
      this.#pages.delete(number);
      this.#pages.set(number, page);
      const event = page.events[index % pageSize];
      if (event || page.full || page.total >= this.#total) return event;
    }
    if (this.#run !== null) this.#want(number);
    return undefined;
  }

  #forget(empty: boolean): void {
    this.#generation += 1;
    this.#pages.clear();
    this.#wanted.clear();
    if (empty) this.#total = this.#isFiltered() ? 0 : this.#eventCount;
    this.#changed();
  }

  #grow(): void {
    for (const [number, page] of this.#pages) if (!page.full) this.#wanted.add(number);
    if (this.#isFiltered()) this.#wanted.add(Math.floor(Math.max(0, this.#total - 1) / pageSize));
    else this.#total = this.#eventCount;
    this.#changed();
    void this.#ask();
  }

  #isFiltered(): boolean {
    const { text, errors, stateChanges, state, nested } = this.#filter;
    return Boolean(text || errors || stateChanges || state || nested);
  }

  #asked(from: number): Asked {
    const { nested, ...filter } = this.#filter;
    const passing = Object.keys(filter).length > 0 ? { filter } : {};
    return { from, count: pageSize, ...passing, ...(nested ? { nested } : {}) };
  }

  #want(number: number): void {
    this.#wanted.add(number);
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (let number = this.#next(); number !== undefined; number = this.#next()) {
        const generation = this.#generation;
        const reply = await this.#fetch(this.#asked(number * pageSize));
        if (generation !== this.#generation) continue;
        this.#keep(number, reply.events, reply.total);
        this.#total = reply.total;
        this.#changed();
      }
    } finally {
      this.#asking = false;
    }
  }

  #next(): number | undefined {
    const number = [...this.#wanted].at(-1);
    if (number !== undefined) this.#wanted.delete(number);
    return number;
  }

  #keep(number: number, events: readonly RunEvent[], total: number): void {
    this.#pages.delete(number);
    this.#pages.set(number, { events, full: events.length >= pageSize, total });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break;
      this.#pages.delete(oldest);
    }
  }
}
