import type { Attempt, Frame, StateStatus, Visit } from './messages';

/** Who may change a record in place. A copy makes new owners of both sides, so that what they share stays as it is. */
type Owner = object;

/** A visit as it is kept: changed in place by its owner, copied first by anyone else. */
export class VisitRecord {
  status: StateStatus = 'running';
  end: number | null = null;
  exited: number | null = null;
  /** Never mutated. */
  attempts: readonly Attempt[] = noAttempts;
  error: string | undefined = undefined;
  cause: string | undefined = undefined;

  constructor(
    readonly owner: Owner,
    readonly id: number,
    /** Index of the state in the program. */
    readonly state: number,
    readonly frames: readonly Frame[],
    readonly ordinal: number,
    readonly start: number,
    readonly entered: number,
  ) {}

  ownedBy(owner: Owner): VisitRecord {
    const copy = new VisitRecord(
      owner,
      this.id,
      this.state,
      this.frames,
      this.ordinal,
      this.start,
      this.entered,
    );
    copy.status = this.status;
    copy.end = this.end;
    copy.exited = this.exited;
    copy.attempts = this.attempts;
    copy.error = this.error;
    copy.cause = this.cause;
    return copy;
  }

  /** The visit as the page gets it; `pointer` is that of its state. */
  told(pointer: string): Visit {
    const visit: Visit = {
      id: this.id,
      state: pointer,
      frames: this.frames,
      ordinal: this.ordinal,
      status: this.status,
      start: this.start,
      end: this.end,
      enteredEventId: this.entered,
      exitedEventId: this.exited,
      attempts: this.attempts,
    };
    if (this.error === undefined && this.cause === undefined) return visit;
    return {
      ...visit,
      ...(this.error === undefined ? {} : { error: this.error }),
      ...(this.cause === undefined ? {} : { cause: this.cause }),
    };
  }
}

const noAttempts: readonly Attempt[] = [];

const chunkSize = 256;

interface Chunk {
  readonly owner: Owner;
  readonly visits: (VisitRecord | undefined)[];
}

/** The visits of a run by id. A copy shares everything with its original until one of the two changes it. */
export class Visits {
  #owner: Owner = {};
  #chunks: Chunk[] = [];

  copy(): Visits {
    const copy = new Visits();
    copy.#chunks = [...this.#chunks];
    this.#owner = {};
    return copy;
  }

  get(id: number): VisitRecord | undefined {
    return this.#chunks[Math.floor(id / chunkSize)]?.visits[id % chunkSize];
  }

  add(
    id: number,
    state: number,
    frames: readonly Frame[],
    ordinal: number,
    start: number,
    entered: number,
  ): void {
    const visit = new VisitRecord(this.#owner, id, state, frames, ordinal, start, entered);
    this.#chunkOf(id)[id % chunkSize] = visit;
  }

  /** The visit to be changed; undefined when it is not kept. */
  change(id: number): VisitRecord | undefined {
    const known = this.get(id);
    if (!known || known.owner === this.#owner) return known;
    const owned = known.ownedBy(this.#owner);
    this.#chunkOf(id)[id % chunkSize] = owned;
    return owned;
  }

  #chunkOf(id: number): (VisitRecord | undefined)[] {
    const number = Math.floor(id / chunkSize);
    const chunk = this.#chunks[number];
    if (chunk?.owner === this.#owner) return chunk.visits;
    const owned: Chunk = { owner: this.#owner, visits: chunk ? [...chunk.visits] : [] };
    // Ids rise, so that there are no holes; a store that was cut back may have had more chunks.
    while (this.#chunks.length < number) this.#chunks.push({ owner: this.#owner, visits: [] });
    this.#chunks[number] = owned;
    return owned.visits;
  }

  *[Symbol.iterator](): Generator<VisitRecord> {
    for (const { visits } of this.#chunks) for (const visit of visits) if (visit) yield visit;
  }
}

/** How often a state was counted in its frames before; counts it once more. */
export function countAt(
  ordinals: Map<string | number, number>,
  state: number,
  frames: readonly { readonly index: number }[],
): number {
  const place = placeOf(state, frames);
  const ordinal = ordinals.get(place) ?? 0;
  ordinals.set(place, ordinal + 1);
  return ordinal;
}

/** Names a state in its frames: by a number where it stands in none, or in one of the first iterations of one. */
function placeOf(state: number, frames: readonly { readonly index: number }[]): string | number {
  const [frame] = frames;
  if (!frame) return state;
  if (frames.length === 1 && frame.index < 65_536 && state < 8192) return -1 - (state * 65_536 + frame.index);
  let place = String(state);
  for (const { index } of frames) place += `/${index}`;
  return place;
}
