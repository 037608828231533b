import type { RunUpdate, StateRun, StateStatus, Visit } from '../engine/messages';
import type { RunState } from './runDoor';

/** Folds what the engine tells into the run's state. Pure; parts without news keep their identity. */

export const notStarted: RunState = {
  run: null,
  status: 'not-started',
  clock: 0,
  took: 0,
  eventCount: 0,
  transitionCount: 0,
  states: new Map(),
  taken: new Map(),
  visits: [],
  visitCount: 0,
  current: [],
  iterations: new Map(),
  outcome: null,
  selectedVisit: null,
  selectedEvent: null,
  stale: false,
  refusal: null,
  failure: null,
  pausedBy: null,
  holding: null,
  mapRuns: [],
  nested: [],
  shownNested: [],
  runs: [],
};

/** The state after an update. A reset forgets what was known but keeps what the user selected, where it still is. */
export function foldUpdate(before: RunState, update: RunUpdate): RunState {
  const known = update.reset ? { ...notStarted, stale: before.stale } : before;
  const visits = mergeVisits(known.visits, update.visits);
  const nested = update.nested ?? known.nested;
  const next: RunState = {
    ...known,
    run: update.run,
    status: update.status,
    clock: update.clock,
    took: update.took,
    eventCount: update.eventCount,
    transitionCount: update.transitionCount,
    states: mergeStates(known.states, update.states),
    taken: mergeTaken(known.taken, update.taken),
    visits,
    visitCount: update.visitCount,
    current: sameList(known.current, update.current) ? known.current : update.current,
    iterations: mergeIterations(known.iterations, update.iterations),
    outcome: update.outcome,
    pausedBy: update.pausedBy ?? null,
    holding: sameHolding(known.holding, update.holding) ? known.holding : (update.holding ?? null),
    mapRuns: update.mapRuns ?? known.mapRuns,
    nested,
    shownNested: nested.some(({ executionArn }) => executionArn === before.shownNested[0])
      ? before.shownNested
      : notStarted.shownNested,
    runs: update.runs && !sameRuns(before.runs, update.runs) ? update.runs : before.runs,
    selectedVisit: before.selectedVisit,
    selectedEvent: before.selectedEvent,
  };
  return update.reset ? withoutLostSelection(next) : next;
}

function withoutLostSelection(state: RunState): RunState {
  return {
    ...state,
    selectedVisit:
      state.selectedVisit !== null && findVisit(state.visits, state.selectedVisit)
        ? state.selectedVisit
        : null,
    selectedEvent:
      state.selectedEvent !== null && state.selectedEvent <= state.eventCount ? state.selectedEvent : null,
  };
}

/** The visit with an id; visits are in the order of their ids. */
export function findVisit(visits: readonly Visit[], id: number): Visit | undefined {
  return visits[visitIndex(visits, id)];
}

/**
 * The visit of a state that its card speaks of: the last one with the card's status, or else the last. While one of
 * many iterations waits to retry, it is that one.
 */
export function tellingVisit(
  { visits, states }: Pick<RunState, 'visits' | 'states'>,
  state: string,
): Visit | undefined {
  const status = states.get(state)?.status;
  return (
    visits.findLast((visit) => visit.state === state && visit.status === status) ??
    visits.findLast((visit) => visit.state === state)
  );
}

function visitIndex(visits: readonly Visit[], id: number): number {
  let low = 0;
  let high = visits.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = visits[middle]?.id ?? 0;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function mergeVisits(known: readonly Visit[], news: readonly Visit[]): readonly Visit[] {
  if (news.length === 0) return known;
  const merged = [...known];
  let sorted = true;
  for (const visit of news) {
    const last = merged[merged.length - 1];
    if (!last || last.id < visit.id) {
      merged.push(visit);
      continue;
    }
    const at = visitIndex(merged, visit.id);
    if (at >= 0) merged[at] = visit;
    else {
      merged.push(visit);
      sorted = false;
    }
    if (!sorted) {
      merged.sort((left, right) => left.id - right.id);
      sorted = true;
    }
  }
  return merged;
}

function mergeStates(
  known: RunState['states'],
  news: readonly (readonly [string, StateRun])[],
): RunState['states'] {
  const changed = news.filter(([pointer, run]) => !sameStateRun(known.get(pointer), run));
  return changed.length === 0 ? known : new Map([...known, ...changed]);
}

function mergeTaken(known: RunState['taken'], news: RunUpdate['taken']): RunState['taken'] {
  const changed = news.filter(([id, count, error]) => {
    const before = known.get(id);
    return before?.count !== count || before.error !== error;
  });
  if (changed.length === 0) return known;
  return new Map([...known, ...changed.map(([id, count, error]) => [id, { count, error }] as const)]);
}

function mergeIterations(
  known: RunState['iterations'],
  news: readonly (readonly [string, readonly StateStatus[]])[],
): RunState['iterations'] {
  const changed = news.filter(([pointer, statuses]) => !sameList(known.get(pointer), statuses));
  return changed.length === 0 ? known : new Map([...known, ...changed]);
}

function sameStateRun(left: StateRun | undefined, right: StateRun): boolean {
  if (!left || left.status !== right.status || left.visits !== right.visits) return false;
  const [one, other] = [left.pending, right.pending];
  if (!one || !other) return one === other;
  return (
    one.kind === other.kind &&
    one.until === other.until &&
    one.retry?.number === other.retry?.number &&
    one.retry?.of === other.retry?.of
  );
}

function sameHolding(left: RunState['holding'], right: RunUpdate['holding']): boolean {
  return left?.visit === right?.visit && left?.due === right?.due && left?.end === right?.end;
}

function sameRuns(left: RunState['runs'], right: RunState['runs']): boolean {
  return (
    left.length === right.length &&
    left.every(({ run, status }, at) => run === right[at]?.run && status === right[at]?.status)
  );
}

function sameList<T>(left: readonly T[] | undefined, right: readonly T[]): boolean {
  return left?.length === right.length && left.every((item, at) => item === right[at]);
}
