import type { Given } from './given';

/** What came into a run from outside, in order: replaying gives it again at the same steps. */
export class GivenLog {
  #all: readonly Given[];
  #told: readonly Given[];

  constructor(all: readonly Given[] = []) {
    this.#all = all;
    this.#told = all;
  }

  get all(): readonly Given[] {
    return this.#all;
  }

  at(step: number): Given | undefined {
    return this.#all.find((each) => each.step === step);
  }

  /** Adds what is given now; what came later before is void. */
  add(given: Given): void {
    this.#all = [...this.#all.filter((each) => each.step < given.step), given];
  }

  /** The run goes on from a step: what came later before does not count any more. */
  goOnFrom(step: number): void {
    if (this.#all.some((each) => each.step >= step)) this.#all = this.#all.filter((each) => each.step < step);
  }

  /** Takes over that of another run; the two go on apart. */
  copyFrom(other: GivenLog): void {
    this.#all = other.#all;
    this.#told = other.#all;
  }

  /** All of it when it has changed since it was asked for last, or `anyway`; else null. */
  news(anyway: boolean): readonly Given[] | null {
    const changed = this.#all !== this.#told;
    this.#told = this.#all;
    return changed || anyway ? this.#all : null;
  }
}
