import type { Attempt, Frame, StateStatus, Visit } from './messages';

/** Who may change a chunk in place. A copy makes new owners of both sides, so that what they share stays as it is. */
type Owner = object;

/** Statuses by the numbers that stand for them in columns; 0 stands for none. */
export const statusNames = [
  undefined,
  'running',
  'succeeded',
  'failed',
  'caught',
  'retrying',
  'aborted',
  'timed-out',
] as const satisfies readonly (StateStatus | undefined)[];

export const statusNumber = (status: StateStatus): number => statusNames.indexOf(status);

const running = statusNumber('running');

/**
 * Numbers that are kept of a visit, in this order; NaN for an end or an event that is not there yet. `tried`: status
 * of the last attempt, 0 while there is none; then its start and end.
 */
const column = {
  state: 0,
  ordinal: 1,
  status: 2,
  start: 3,
  end: 4,
  entered: 5,
  exited: 6,
  tried: 7,
  tryStart: 8,
  tryEnd: 9,
} as const;
/** How many they are. */
export const visitWidth = 10;

/** What only some visits have. Never mutated. */
export interface MoreOfVisit extends Pick<Visit, 'error' | 'cause'> {
  /** The attempts before the last one. */
  readonly before?: readonly Attempt[];
  /** What the last attempt has besides its numbers. */
  readonly last?: Pick<Attempt, 'error' | 'cause' | 'retryDelay'>;
}

const noAttempts: readonly Attempt[] = [];
const nothingMore: MoreOfVisit = {};

const chunkSize = 256;

/** Visits in columns: objects for all of them would cost several times as much, most of it for their collection. */
class Chunk {
  readonly numbers = new Float64Array(chunkSize * visitWidth);
  readonly frames: (readonly Frame[])[] = [];
  readonly more = new Map<number, MoreOfVisit>();

  constructor(readonly owner: Owner) {}

  ownedBy(owner: Owner): Chunk {
    const copy = new Chunk(owner);
    copy.numbers.set(this.numbers);
    for (const frames of this.frames) copy.frames.push(frames);
    for (const [at, more] of this.more) copy.more.set(at, more);
    return copy;
  }
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

  add(
    id: number,
    state: number,
    frames: readonly Frame[],
    ordinal: number,
    start: number,
    entered: number,
  ): void {
    const chunk = this.#owned(id);
    const { numbers } = chunk;
    const at = id % chunkSize;
    const from = at * visitWidth;
    numbers[from + column.state] = state;
    numbers[from + column.ordinal] = ordinal;
    numbers[from + column.status] = running;
    numbers[from + column.start] = start;
    numbers[from + column.end] = Number.NaN;
    numbers[from + column.entered] = entered;
    numbers[from + column.exited] = Number.NaN;
    numbers[from + column.tried] = 0;
    // Ids rise by one, but the first of all is 1; a store that was cut back may have had more.
    while (chunk.frames.length < at) chunk.frames.push(frames);
    chunk.frames[at] = frames;
    if (chunk.more.size > 0) chunk.more.delete(at);
  }

  /** Index of the state in the program; undefined: the visit is not kept. */
  stateOf(id: number): number | undefined {
    const chunk = this.#holding(id);
    return chunk?.numbers[(id % chunkSize) * visitWidth + column.state];
  }

  isOpen(id: number): boolean {
    const chunk = this.#holding(id);
    return chunk !== undefined && Number.isNaN(chunk.numbers[(id % chunkSize) * visitWidth + column.end]);
  }

  framesOf(id: number): readonly Frame[] {
    return this.#holding(id)?.frames[id % chunkSize] ?? [];
  }

  moreOf(id: number): MoreOfVisit | undefined {
    return this.#holding(id)?.more.get(id % chunkSize);
  }

  setStatus(id: number, status: StateStatus): void {
    const chunk = this.#owned(id);
    chunk.numbers[(id % chunkSize) * visitWidth + column.status] = statusNumber(status);
  }

  /** An attempt begins. */
  attempt(id: number, at: number): void {
    const { numbers, more } = this.#owned(id);
    const from = (id % chunkSize) * visitWidth;
    numbers[from + column.status] = running;
    if (numbers[from + column.tried] !== 0) {
      const { last: _, ...known } = more.get(id % chunkSize) ?? nothingMore;
      more.set(id % chunkSize, { ...known, before: this.attemptsOf(id) });
    }
    numbers[from + column.tried] = running;
    numbers[from + column.tryStart] = at;
    numbers[from + column.tryEnd] = Number.NaN;
  }

  /** The last attempt is over, or what came of it is known better. */
  attemptOver(id: number, status: StateStatus, at: number, told: MoreOfVisit['last']): void {
    const { numbers, more } = this.#owned(id);
    const from = (id % chunkSize) * visitWidth;
    if (numbers[from + column.tried] === 0) return;
    numbers[from + column.tried] = statusNumber(status);
    numbers[from + column.tryEnd] = at;
    if (!told) return;
    const known = more.get(id % chunkSize) ?? nothingMore;
    more.set(id % chunkSize, { ...known, last: { ...known.last, ...told } });
  }

  attemptsOf(id: number): readonly Attempt[] {
    const numbers = this.#holding(id)?.numbers;
    return numbers ? attemptsIn(numbers, (id % chunkSize) * visitWidth, this.moreOf(id)) : noAttempts;
  }

  /** The visit ends, with the event that says so where there is one; an attempt under way ends with it. */
  end(id: number, status: StateStatus, at: number, exited: number | null): void {
    const { numbers } = this.#owned(id);
    const from = (id % chunkSize) * visitWidth;
    if (exited !== null) numbers[from + column.exited] = exited;
    numbers[from + column.status] = statusNumber(status);
    numbers[from + column.end] = at;
    if (numbers[from + column.tried] === 0 || !Number.isNaN(numbers[from + column.tryEnd])) return;
    numbers[from + column.tried] = statusNumber(status);
    numbers[from + column.tryEnd] = at;
  }

  /** What had ended goes on; its attempts stay. */
  reopen(id: number): void {
    const { numbers, more } = this.#owned(id);
    const from = (id % chunkSize) * visitWidth;
    numbers[from + column.status] = running;
    numbers[from + column.end] = Number.NaN;
    numbers[from + column.exited] = Number.NaN;
    const known = more.get(id % chunkSize);
    if (!known) return;
    const { error: _error, cause: _cause, ...attempts } = known;
    more.set(id % chunkSize, attempts);
  }

  /** Notes an error of the visit. */
  blame(id: number, texts: Pick<Visit, 'error' | 'cause'>): void {
    const { more } = this.#owned(id);
    more.set(id % chunkSize, { ...more.get(id % chunkSize), ...texts });
  }

  /** Copies the numbers of a visit. */
  copyNumbers(id: number, into: Float64Array, place: number): void {
    const numbers = this.#holding(id)?.numbers;
    if (!numbers) return;
    const from = (id % chunkSize) * visitWidth;
    for (let at = 0; at < visitWidth; at += 1) into[place + at] = numbers[from + at] as number;
  }

  /** The ids of all that are kept, rising. */
  *ids(): Generator<number> {
    for (let number = 0; number < this.#chunks.length; number += 1) {
      for (let at = 0; at < chunkSize; at += 1) {
        const id = number * chunkSize + at;
        if (this.#holding(id)) yield id;
      }
    }
  }

  /** The chunk of a visit that is kept. */
  #holding(id: number): Chunk | undefined {
    const chunk = this.#chunks[Math.floor(id / chunkSize)];
    if (!chunk) return undefined;
    return chunk.numbers[(id % chunkSize) * visitWidth + column.status] === 0 ? undefined : chunk;
  }

  #owned(id: number): Chunk {
    const number = Math.floor(id / chunkSize);
    const chunk = this.#chunks[number];
    if (chunk?.owner === this.#owner) return chunk;
    const owned = chunk ? chunk.ownedBy(this.#owner) : new Chunk(this.#owner);
    while (this.#chunks.length < number) this.#chunks.push(new Chunk(this.#owner));
    this.#chunks[number] = owned;
    return owned;
  }
}

/** A visit as the page gets it, from its numbers. */
export function visitOf(
  id: number,
  numbers: Float64Array,
  from: number,
  state: string,
  frames: readonly Frame[],
  more: MoreOfVisit | undefined,
): Visit {
  const visit: Visit = {
    id,
    state,
    frames,
    ordinal: numbers[from + column.ordinal] as number,
    status: statusNames[numbers[from + column.status] as number] ?? 'running',
    start: numbers[from + column.start] as number,
    end: orNull(numbers[from + column.end] as number),
    enteredEventId: numbers[from + column.entered] as number,
    exitedEventId: orNull(numbers[from + column.exited] as number),
    attempts: attemptsIn(numbers, from, more),
  };
  if (more?.error === undefined && more?.cause === undefined) return visit;
  return {
    ...visit,
    ...(more.error === undefined ? {} : { error: more.error }),
    ...(more.cause === undefined ? {} : { cause: more.cause }),
  };
}

function attemptsIn(numbers: Float64Array, from: number, more: MoreOfVisit | undefined): readonly Attempt[] {
  const tried = numbers[from + column.tried] as number;
  if (tried === 0) return noAttempts;
  const last: Attempt = {
    start: numbers[from + column.tryStart] as number,
    end: orNull(numbers[from + column.tryEnd] as number),
    status: statusNames[tried] ?? 'running',
  };
  if (!more) return [last];
  return [...(more.before ?? noAttempts), more.last ? { ...last, ...more.last } : last];
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

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
