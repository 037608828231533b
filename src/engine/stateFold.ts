import type { StateRun, StateStatus } from './messages';

/** What is known of a state. Changed in place by its owner, copied first by anyone else. */
export class StateFold {
  visits = 0;
  live = 0;
  retrying = 0;
  last: StateStatus = 'running';
  pending: StateRun['pending'] = undefined;

  constructor(readonly owner: object) {}

  ownedBy(owner: object): StateFold {
    const copy = new StateFold(owner);
    copy.visits = this.visits;
    copy.live = this.live;
    copy.retrying = this.retrying;
    copy.last = this.last;
    copy.pending = this.pending;
    return copy;
  }
}
