import type { Entry } from './history';

const chunkSize = 4096;
/** Chunks that stay in memory: about a quarter of a million events. */
const chunksKept = 64;

/**
 * The events of a run, in bounded memory: of a very long run the chunks of the middle are let go, because replaying
 * from a checkpoint gives them again. The first chunk and the newest ones stay.
 */
export class EventStore {
  readonly #chunks = new Map<number, Entry[]>();
  #length = 0;

  /** Events recorded, those let go included. */
  get length(): number {
    return this.#length;
  }

  push(entry: Entry): void {
    const number = Math.floor(this.#length / chunkSize);
    let chunk = this.#chunks.get(number);
    if (!chunk) {
      chunk = [];
      this.#chunks.set(number, chunk);
      if (this.#chunks.size > chunksKept) this.#letGo();
    }
    chunk.push(entry);
    this.#length += 1;
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
    return this.#chunks.get(Math.floor(index / chunkSize))?.[index % chunkSize];
  }

  /** Cuts the store back to a number of events. */
  truncate(length: number): void {
    const last = Math.floor(length / chunkSize);
    for (const number of [...this.#chunks.keys()]) if (number > last) this.#chunks.delete(number);
    const chunk = this.#chunks.get(last);
    if (chunk) chunk.length = length % chunkSize;
    // What is pushed next continues a chunk that may have been let go.
    else if (length % chunkSize > 0) this.#chunks.set(last, new Array<Entry>(length % chunkSize));
    this.#length = length;
  }
}
