import type { JsonValue } from '../base/json';
import { type Entry, type EventData, type EventType, InputData, OutputData } from './history';
import type { Frame } from './messages';

const chunkSize = 1024;
/** Chunks that stay in memory: about a quarter of a million events. */
const chunksKept = 256;
/** Numbers that a chunk holds of each event: id, previous, log, state, visit, attempt, and the packed ones. */
const width = 7;

/**
 * The events of a run, in bounded memory: of a very long run the chunks of the middle are let go, because replaying
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

  push({ id, previous, type, at, log, state, frames, visit, attempt, data }: Entry): void {
    this.add(id, previous, type, at, log, state, frames, visit, attempt, data);
  }

  /** Adds an event, told field by field. */
  add(
    id: number,
    previous: number,
    type: EventType,
    time: number,
    log: number,
    state: number,
    frames: readonly Frame[],
    visit: number,
    attempt: number,
    data: EventData,
  ): void {
    const at = this.#length % chunkSize;
    let chunk = this.#last;
    if (chunk === null || at === 0) {
      chunk = this.#chunkOf(Math.floor(this.#length / chunkSize));
      this.#last = chunk;
    }
    chunk.set(at, id, previous, log, state, visit, attempt);
    chunk.tell(at, time, type, frames, data);
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
    return this.#chunks.get(Math.floor(index / chunkSize))?.get(index % chunkSize);
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

/** Types of events by their codes, as they come up. */
const types: EventType[] = [];
const codes = new Map<EventType, number>();

function codeOf(type: EventType): number {
  const known = codes.get(type);
  if (known !== undefined) return known;
  codes.set(type, types.length);
  return types.push(type) - 1;
}

/** What stands in the column of values. */
const kind = { data: 0, input: 1, output: 2 } as const;

/** Packed into one number: the kind of value (2 bits), the code of the type (10), the place of the frames (the rest). */
const kindMask = 3;
const typeShift = 2;
const typeMask = 1023;
const framesShift = 12;

class Chunk {
  readonly #numbers = new Int32Array(chunkSize * width);
  /** Virtual times, which may be longer than 32 bits. */
  readonly #times = new Float64Array(chunkSize);
  /** The input or output of an event that carries nothing else, and the whole data of the others. */
  readonly #values = new Array<JsonValue | EventData | undefined>(chunkSize);
  /** Frames of the events; those that follow each other share one place. */
  readonly #frames: (readonly Frame[])[] = [];
  #length = 0;

  set(
    at: number,
    id: number,
    previous: number,
    log: number,
    state: number,
    visit: number,
    attempt: number,
  ): void {
    const numbers = this.#numbers;
    const from = at * width;
    numbers[from] = id;
    numbers[from + 1] = previous;
    numbers[from + 2] = log;
    numbers[from + 3] = state;
    numbers[from + 4] = visit;
    numbers[from + 5] = attempt;
    this.#length = at + 1;
  }

  tell(at: number, time: number, type: EventType, frames: readonly Frame[], data: EventData): void {
    this.#times[at] = time;
    const { length } = this.#frames;
    const place = length > 0 && this.#frames[length - 1] === frames ? length - 1 : length;
    if (place === length) this.#frames.push(frames);
    let what: number = kind.data;
    if (data instanceof InputData) {
      what = kind.input;
      this.#values[at] = data.input ?? null;
    } else if (data instanceof OutputData) {
      what = kind.output;
      this.#values[at] = data.output ?? null;
    } else this.#values[at] = data;
    this.#numbers[at * width + 6] = what | (codeOf(type) << typeShift) | (place << framesShift);
  }

  get(at: number): Entry | undefined {
    // The beginning of a chunk that was let go and is continued holds nothing.
    if (at >= this.#length || this.#values[at] === undefined) return undefined;
    const numbers = this.#numbers;
    const from = at * width;
    const packed = numbers[from + 6] as number;
    return {
      id: numbers[from] as number,
      previous: numbers[from + 1] as number,
      type: types[(packed >> typeShift) & typeMask] as EventType,
      at: this.#times[at] as number,
      log: numbers[from + 2] as number,
      state: numbers[from + 3] as number,
      frames: this.#frames[packed >> framesShift] as readonly Frame[],
      visit: numbers[from + 4] as number,
      attempt: numbers[from + 5] as number,
      data: this.#dataAt(at, packed & kindMask),
    };
  }

  #dataAt(at: number, what: number): EventData {
    const value = this.#values[at];
    if (what === kind.input) return new InputData(value as JsonValue);
    return what === kind.output ? new OutputData(value as JsonValue) : (value as EventData);
  }

  copy(): Chunk {
    const copy = new Chunk();
    copy.#numbers.set(this.#numbers);
    copy.#times.set(this.#times);
    copy.#frames.push(...this.#frames);
    for (let at = 0; at < this.#length; at += 1) copy.#values[at] = this.#values[at];
    copy.#length = this.#length;
    return copy;
  }

  truncate(length: number): void {
    this.#values.fill(undefined, length);
    this.#length = Math.min(this.#length, length);
    const last = this.#numbers[(this.#length - 1) * width + 6];
    this.#frames.length = last === undefined ? 0 : (last >> framesShift) + 1;
  }
}
