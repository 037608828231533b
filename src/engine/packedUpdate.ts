import type { Frame, RunUpdate, StateRun, StateStatus, Visit } from './messages';
import type { Program } from './program';
import { type MoreOfVisit, statusNames, statusNumber, type Visits, visitOf, visitWidth } from './visits';

/** An update as it goes from the worker to the page. */
export type PackedUpdate = Omit<RunUpdate, keyof Unpacked> & { readonly changes: PackedChanges };

type Unpacked = Pick<RunUpdate, 'states' | 'taken' | 'visits' | 'iterations'>;

/**
 * What changed, in columns of numbers. Copying thousands of objects from thread to thread takes longer than a run of
 * as many states; columns are handed over as they are (`transferOf`).
 */
export interface PackedChanges {
  /** Pointers of states and transitions, to which the numbers refer. */
  readonly names: Names;
  /** Of each state: its name, status, and visits. */
  readonly states: Float64Array<ArrayBuffer>;
  /** What states wait for, by the place of the state. */
  readonly pending: ReadonlyMap<number, NonNullable<StateRun['pending']>>;
  /** Of each transition: its name, how often it was taken, and 1 where it is to blame. */
  readonly taken: Float64Array<ArrayBuffer>;
  /** Of each visit: its id, the place of its frames, and its numbers (`Visits`), the state by its name. */
  readonly visits: Float64Array<ArrayBuffer>;
  /** Of each list of frames: how many, and of each its name, 1 where it is a branch, and its index. */
  readonly frames: Float64Array<ArrayBuffer>;
  /** What only some visits have, by their place. */
  readonly more: ReadonlyMap<number, MoreOfVisit>;
  readonly iterations: readonly (readonly [pointer: string, statuses: Uint8Array<ArrayBuffer>])[];
}

/** Many names as one text, which is copied at once. */
interface Names {
  readonly text: string;
  /** Where each ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

const stateWidth = 3;
const takenWidth = 3;
const packedVisitWidth = 2 + visitWidth;

/** What of a run is to be told. */
interface ToPack {
  readonly program: Program;
  readonly states: readonly number[];
  stateRun(state: number): StateRun;
  readonly taken: readonly number[];
  timesTaken(transition: number): number;
  isBlamed(transition: number): boolean;
  readonly visits: Visits;
  readonly changedVisits: readonly number[];
  readonly iterations: PackedChanges['iterations'];
}

export function packChanges(told: ToPack): PackedChanges {
  const { program } = told;
  const names = new NameList();
  const stateNames = new Map<number, number>();
  const nameOfState = (state: number): number => {
    let name = stateNames.get(state);
    if (name === undefined) {
      name = names.add(program.states[state]?.pointer ?? '');
      stateNames.set(state, name);
    }
    return name;
  };
  const states = new Float64Array(told.states.length * stateWidth);
  const pending = new Map<number, NonNullable<StateRun['pending']>>();
  told.states.forEach((state, place) => {
    const run = told.stateRun(state);
    states[place * stateWidth] = nameOfState(state);
    states[place * stateWidth + 1] = statusNumber(run.status);
    states[place * stateWidth + 2] = run.visits;
    if (run.pending) pending.set(place, run.pending);
  });
  const taken = new Float64Array(told.taken.length * takenWidth);
  told.taken.forEach((transition, place) => {
    taken[place * takenWidth] = names.add(program.transitions[transition] ?? '');
    taken[place * takenWidth + 1] = told.timesTaken(transition);
    taken[place * takenWidth + 2] = told.isBlamed(transition) ? 1 : 0;
  });
  const visits = packVisits(told, nameOfState, names);
  return { names: names.packed(), states, pending, taken, ...visits, iterations: told.iterations };
}

function packVisits(
  { visits, changedVisits }: ToPack,
  nameOfState: (state: number) => number,
  names: NameList,
): Pick<PackedChanges, 'visits' | 'frames' | 'more'> {
  const numbers = new Float64Array(changedVisits.length * packedVisitWidth);
  const frames = new FrameLists(names);
  const more = new Map<number, MoreOfVisit>();
  changedVisits.forEach((id, place) => {
    const from = place * packedVisitWidth;
    numbers[from] = id;
    numbers[from + 1] = frames.placeOf(visits.framesOf(id));
    visits.copyNumbers(id, numbers, from + 2);
    numbers[from + 2] = nameOfState(numbers[from + 2] as number);
    const known = visits.moreOf(id);
    if (known) more.set(place, known);
  });
  return { visits: numbers, frames: frames.packed(), more };
}

class NameList {
  #text = '';
  readonly #ends: number[] = [];

  /** The place of a name. */
  add(name: string): number {
    this.#text += name;
    return this.#ends.push(this.#text.length) - 1;
  }

  packed(): Names {
    return { text: this.#text, ends: Uint32Array.from(this.#ends) };
  }
}

class FrameLists {
  readonly #places = new Map<readonly Frame[], number>();
  readonly #names = new Map<string, number>();
  readonly #numbers: number[] = [];
  #last: readonly Frame[] | null = null;
  #lastPlace = 0;

  constructor(private readonly names: NameList) {}

  placeOf(frames: readonly Frame[]): number {
    if (frames === this.#last) return this.#lastPlace;
    let place = this.#places.get(frames);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(frames, place);
      this.#numbers.push(frames.length);
      for (const { state, kind, index } of frames) {
        this.#numbers.push(this.#nameOf(state), kind === 'branch' ? 1 : 0, index);
      }
    }
    this.#last = frames;
    this.#lastPlace = place;
    return place;
  }

  #nameOf(state: string): number {
    let name = this.#names.get(state);
    if (name === undefined) {
      name = this.names.add(state);
      this.#names.set(state, name);
    }
    return name;
  }

  packed(): Float64Array<ArrayBuffer> {
    return Float64Array.from(this.#numbers);
  }
}

/** What need not be copied on the way to another thread, for the sender is done with it. */
export function transferOf({ changes }: PackedUpdate): Transferable[] {
  const { names, states, taken, visits, frames, iterations } = changes;
  return [names.ends, states, taken, visits, frames, ...iterations.map(([, statuses]) => statuses)].map(
    ({ buffer }) => buffer,
  );
}

export function unpackUpdate({ changes, ...update }: PackedUpdate): RunUpdate {
  const names = namesOf(changes.names);
  return {
    ...update,
    states: unpackStates(changes, names),
    taken: unpackTaken(changes, names),
    visits: unpackVisits(changes, names),
    iterations: changes.iterations.map(
      ([pointer, statuses]) =>
        [pointer, Array.from(statuses, (status) => statusNames[status] as StateStatus)] as const,
    ),
  };
}

function namesOf({ text, ends }: Names): readonly string[] {
  const names: string[] = [];
  let from = 0;
  for (const end of ends) {
    names.push(text.slice(from, end));
    from = end;
  }
  return names;
}

function unpackStates({ states, pending }: PackedChanges, names: readonly string[]): RunUpdate['states'] {
  const unpacked: (readonly [string, StateRun])[] = [];
  for (let at = 0, place = 0; at < states.length; at += stateWidth, place += 1) {
    const waits = pending.get(place);
    const status = statusNames[states[at + 1] as number] ?? 'running';
    const visits = states[at + 2] as number;
    unpacked.push([
      names[states[at] as number] as string,
      waits ? { status, visits, pending: waits } : { status, visits },
    ]);
  }
  return unpacked;
}

function unpackTaken({ taken }: PackedChanges, names: readonly string[]): RunUpdate['taken'] {
  const unpacked: (readonly [string, number, boolean])[] = [];
  for (let at = 0; at < taken.length; at += takenWidth) {
    unpacked.push([names[taken[at] as number] as string, taken[at + 1] as number, taken[at + 2] === 1]);
  }
  return unpacked;
}

function unpackVisits({ visits, more, ...changes }: PackedChanges, names: readonly string[]): Visit[] {
  const frames = unpackFrames(changes.frames, names);
  const unpacked: Visit[] = [];
  for (let at = 0, place = 0; at < visits.length; at += packedVisitWidth, place += 1) {
    const state = names[visits[at + 2] as number] as string;
    const around = frames[visits[at + 1] as number] as readonly Frame[];
    unpacked.push(visitOf(visits[at] as number, visits, at + 2, state, around, more.get(place)));
  }
  return unpacked;
}

function unpackFrames(packed: Float64Array, names: readonly string[]): readonly (readonly Frame[])[] {
  const lists: (readonly Frame[])[] = [];
  for (let at = 0; at < packed.length; ) {
    const end = at + 1 + (packed[at] as number) * 3;
    const frames: Frame[] = [];
    for (at += 1; at < end; at += 3) {
      const state = names[packed[at] as number] as string;
      frames.push({
        state,
        kind: packed[at + 1] === 1 ? 'branch' : 'iteration',
        index: packed[at + 2] as number,
      });
    }
    lists.push(frames);
  }
  return lists;
}
