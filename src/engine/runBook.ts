import type { RunSummary } from './messages';
import type { Session } from './session';

/** A run that is kept, and where it came from. */
export interface KeptRun {
  readonly run: number;
  readonly session: Session;
  readonly branchOf?: RunSummary['branchOf'];
  /** Milliseconds of the service's clock. */
  readonly startedAt: number;
}

/** Runs that are kept at most, and events of all of them together: beyond, the oldest are forgotten. */
const runLimit = 20;
const eventLimit = 600_000;

/** The runs that can be shown again, oldest first; one of them is shown. */
export class RunBook {
  #runs: KeptRun[] = [];
  #shown: KeptRun | null = null;
  #last = 0;

  get shown(): KeptRun | null {
    return this.#shown;
  }

  /** Adds a run under the next number, and shows it. */
  add(session: Session, startedAt: number, branchOf?: RunSummary['branchOf']): KeptRun {
    this.#last += 1;
    const kept: KeptRun = { run: this.#last, session, startedAt, ...(branchOf ? { branchOf } : {}) };
    this.#runs.push(kept);
    this.#shown = kept;
    this.#forget();
    return kept;
  }

  /** Shows a run; false when it is not kept any more. */
  choose(run: number): boolean {
    const found = this.#runs.find((each) => each.run === run);
    if (found) this.#shown = found;
    return found !== undefined;
  }

  summaries(): readonly RunSummary[] {
    return this.#runs.map(({ run, session, branchOf }) => ({
      run,
      status: session.status,
      ...(branchOf ? { branchOf } : {}),
    }));
  }

  #forget(): void {
    const events = (): number => this.#runs.reduce((sum, { session }) => sum + session.record.count, 0);
    while (this.#runs.length > 1 && (this.#runs.length > runLimit || events() > eventLimit)) {
      const oldest = this.#runs.findIndex((each) => each !== this.#shown);
      this.#runs.splice(oldest, 1);
    }
  }
}
