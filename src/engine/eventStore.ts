import {
  type Carried,
  type Carries,
  carries,
  dataOf,
  type Entry,
  type EventType,
  InputData,
  OutputData,
} from './history';
import type { Frame } from './messages';

const chunkSize = 1024;
/** Chunks that stay in memory: about a quarter of a million events. */
const chunksKept = 256;
/** Whole numbers that a chunk holds of each event: previous, state, visit, attempt, and two in one. */
const width = 5;

/**
 * The events of an execution's own history, numbered from 1, in bounded memory: of a very long run the chunks of the middle are let go, because replaying
 * from a checkpoint gives them again. The first chunk and the newest ones stay.
 *
 * Events are kept in columns, and made into objects again when someone asks: a history of objects would cost several
 * times the memory, and more time for its collection than the run itself takes.
 */
export class EventStore {
  readonly #chunks = new Map<number, Chunk>();
  #last: Chunk | null = null;
  #length = 0;

  /** `kept`: chunks that stay in memory; Infinity keeps the whole history. */
  constructor(private readonly kept = chunksKept) {}

  /** Events recorded, those let go included. */
  get length(): number {
    return this.#length;
  }

  push({ previous, type, at, state, frames, visit, attempt, data }: Entry): void {
    if (data instanceof InputData)
      this.add(previous, type, at, state, frames, visit, attempt, carries.input, data.input);
    else if (data instanceof OutputData)
      this.add(previous, type, at, state, frames, visit, attempt, carries.output, data.output);
    else this.add(previous, type, at, state, frames, visit, attempt, carries.data, data);
  }

  /** Adds the next event, told field by field. */
  add(
    previous: number,
    type: EventType,
    time: number,
    state: number,
    frames: readonly Frame[],
    visit: number,
    attempt: number,
    what: Carries,
    carried: Carried,
  ): void {
    const at = this.#length % chunkSize;
    let chunk = this.#last;
    if (chunk === null || at === 0) {
      chunk = this.#chunkOf(Math.floor(this.#length / chunkSize));
      this.#last = chunk;
    }
    chunk.set(at, previous, type, time, state, frames, visit, attempt, what, carried);
    this.#length += 1;
  }

  #chunkOf(number: number): Chunk {
    const known = this.#chunks.get(number);
    if (known) return known;
    const chunk = new Chunk();
    this.#chunks.set(number, chunk);
    if (this.#chunks.size > this.kept) this.#letGo();
    return chunk;
  }

  /** Lets the oldest chunk but the first go. */
  #letGo(): void {
    for (const number of this.#chunks.keys()) {
      if (number === 0) continue;
      this.#chunks.delete(number);
      return;
    }
  }

  /** The event at an index, from 0; undefined when it was let go or is not there. */
  get(index: number): Entry | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    return this.#chunks.get(Math.floor(index / chunkSize))?.get(index % chunkSize, index + 1);
  }

  /** What `make` makes of every event; for stores that keep them all. */
  map<T>(make: (entry: Entry) => T): T[] {
    const made: T[] = [];
    for (let index = 0; index < this.#length; index += 1) {
      const entry = this.get(index);
      if (entry) made.push(make(entry));
    }
    return made;
  }

  /** Takes over the events of another store; the two go on apart. */
  copyFrom(other: EventStore): void {
    this.#chunks.clear();
    for (const [number, chunk] of other.#chunks) this.#chunks.set(number, chunk.copy());
    this.#length = other.#length;
    this.#last = this.#chunks.get(Math.floor((this.#length - 1) / chunkSize)) ?? null;
  }

  /** Cuts the store back to a number of events. */
  truncate(length: number): void {
    const last = Math.floor(length / chunkSize);
    for (const number of [...this.#chunks.keys()]) if (number > last) this.#chunks.delete(number);
    // What is pushed next continues a chunk that may have been let go.
    const chunk = length % chunkSize > 0 ? this.#chunkOf(last) : this.#chunks.get(last);
    chunk?.truncate(length % chunkSize);
    this.#last = chunk ?? null;
    this.#length = length;
  }
}

/** What an event carries (2 bits) and the place of its frames are one number. */
const carriesMask = 3;
const framesShift = 2;

class Chunk {
  readonly #numbers = new Int32Array(chunkSize * width);
  /** Virtual times, which may be longer than 32 bits. */
  readonly #times = new Float64Array(chunkSize);
  readonly #types = new Array<EventType>(chunkSize);
  /** Frames of the events; those that follow each other share one place. */
  readonly #frames: (readonly Frame[])[] = [];
  readonly #carried = new Array<Carried | undefined>(chunkSize);
  #length = 0;

  set(
    at: number,
    previous: number,
    type: EventType,
    time: number,
    state: number,
    frames: readonly Frame[],
    visit: number,
    attempt: number,
    what: Carries,
    carried: Carried,
  ): void {
    this.#carried[at] = carried;
    this.#times[at] = time;
    this.#types[at] = type;
    const { length } = this.#frames;
    const place = length > 0 && this.#frames[length - 1] === frames ? length - 1 : length;
    if (place === length) this.#frames.push(frames);
    const numbers = this.#numbers;
    const from = at * width;
    numbers[from] = previous;
    numbers[from + 1] = state;
    numbers[from + 2] = visit;
    numbers[from + 3] = attempt;
    numbers[from + 4] = what | (place << framesShift);
    this.#length = at + 1;
  }

  get(at: number, id: number): Entry | undefined {
    // The beginning of a chunk that was let go and is continued holds nothing.
    const carried = this.#carried[at];
    if (at >= this.#length || carried === undefined) return undefined;
    const numbers = this.#numbers;
    const from = at * width;
    const packed = numbers[from + 4] as number;
    return {
      id,
      previous: numbers[from] as number,
      type: this.#types[at] as EventType,
      at: this.#times[at] as number,
      log: 0,
      state: numbers[from + 1] as number,
      frames: this.#frames[packed >> framesShift] as readonly Frame[],
      visit: numbers[from + 2] as number,
      attempt: numbers[from + 3] as number,
      data: dataOf((packed & carriesMask) as Carries, carried),
    };
  }

  copy(): Chunk {
    const copy = new Chunk();
    copy.#numbers.set(this.#numbers);
    copy.#times.set(this.#times);
    copy.#frames.push(...this.#frames);
    for (let at = 0; at < this.#length; at += 1) {
      copy.#types[at] = this.#types[at] as EventType;
      copy.#carried[at] = this.#carried[at];
    }
    copy.#length = this.#length;
    return copy;
  }

  truncate(length: number): void {
    this.#carried.fill(undefined, length);
    this.#length = Math.min(this.#length, length);
    const last = this.#numbers[(this.#length - 1) * width + 4];
    this.#frames.length = last === undefined ? 0 : (last >> framesShift) + 1;
  }
}
