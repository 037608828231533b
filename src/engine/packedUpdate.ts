import type { Frame, RunUpdate, StateStatus, Visit } from './messages';

/** An update as it goes from the worker to the page. */
export type PackedUpdate = Omit<RunUpdate, 'visits'> & { readonly visits: PackedVisits };

/**
 * Visits in columns. Copying thousands of objects from thread to thread takes the page longer than a frame; columns of
 * numbers are copied at once.
 */
interface PackedVisits {
  readonly numbers: Float64Array;
  /** What the numbers refer to. */
  readonly states: readonly string[];
  readonly statuses: readonly StateStatus[];
  readonly frames: readonly (readonly Frame[])[];
  /** What only some visits have, by their place. */
  readonly more: ReadonlyMap<number, Pick<Visit, 'attempts' | 'error' | 'cause'>>;
}

/** Numbers of each visit. */
const width = 9;

/** Places of values in a list that has each once. */
class Places<T> {
  readonly list: T[] = [];
  readonly #places = new Map<T, number>();

  of(value: T): number {
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.list.push(value) - 1;
      this.#places.set(value, place);
    }
    return place;
  }
}

export function packUpdate(update: RunUpdate): PackedUpdate {
  const { visits } = update;
  const numbers = new Float64Array(visits.length * width);
  const states = new Places<string>();
  const statuses = new Places<StateStatus>();
  const frames = new Places<readonly Frame[]>();
  const more = new Map<number, Pick<Visit, 'attempts' | 'error' | 'cause'>>();
  visits.forEach((visit, place) => {
    const at = place * width;
    numbers[at] = visit.id;
    numbers[at + 1] = states.of(visit.state);
    numbers[at + 2] = frames.of(visit.frames);
    numbers[at + 3] = visit.ordinal;
    numbers[at + 4] = statuses.of(visit.status);
    numbers[at + 5] = visit.start;
    numbers[at + 6] = visit.end ?? Number.NaN;
    numbers[at + 7] = visit.enteredEventId;
    numbers[at + 8] = visit.exitedEventId ?? Number.NaN;
    const { attempts, error, cause } = visit;
    if (attempts.length === 0 && error === undefined && cause === undefined) return;
    more.set(place, {
      attempts,
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
  });
  return {
    ...update,
    visits: { numbers, states: states.list, statuses: statuses.list, frames: frames.list, more },
  };
}

export function unpackUpdate(update: PackedUpdate): RunUpdate {
  const { numbers, states, statuses, frames, more } = update.visits;
  const visits: Visit[] = [];
  const number = (at: number): number => numbers[at] as number;
  for (let place = 0; place * width < numbers.length; place += 1) {
    const at = place * width;
    visits.push({
      id: number(at),
      state: states[number(at + 1)] ?? '',
      frames: frames[number(at + 2)] ?? [],
      ordinal: number(at + 3),
      status: statuses[number(at + 4)] ?? 'running',
      start: number(at + 5),
      end: orNull(number(at + 6)),
      enteredEventId: number(at + 7),
      exitedEventId: orNull(number(at + 8)),
      attempts: noAttempts,
      ...more.get(place),
    });
  }
  return { ...update, visits };
}

const noAttempts: Visit['attempts'] = [];
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
