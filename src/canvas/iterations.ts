import type { StateStatus, Visit } from '../engine/messages';
import type { RunState } from '../studio/runDoor';

/** What cards inside a Map show: all iterations together, or the chosen one. */

type Chosen = ReadonlyMap<string, number>;
type ShownRun = Pick<RunState, 'states' | 'visits'>;

const visitTables = new WeakMap<readonly Visit[], ReadonlyMap<string, readonly Visit[]>>();

function visitsByState(visits: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const known = visitTables.get(visits);
  if (known) return known;
  const table = new Map<string, Visit[]>();
  for (const visit of visits) {
    const list = table.get(visit.state);
    if (list) list.push(visit);
    else table.set(visit.state, [visit]);
  }
  visitTables.set(visits, table);
  return table;
}

/** The status a card shows; null when it was not reached. */
export function shownStatus(run: ShownRun, pointer: string, chosen: Chosen): StateStatus | null {
  const together = run.states.get(pointer)?.status ?? null;
  if (chosen.size === 0 || together === null) return together;
  const around = [...chosen].filter(([map]) => pointer.startsWith(`${map}/`));
  if (around.length === 0) return together;
  const visits = visitsByState(run.visits).get(pointer) ?? [];
  return visits.findLast((visit) => around.every(([map, index]) => isIn(visit, map, index)))?.status ?? null;
}

/** The newest visit of a state inside an iteration. */
export function visitIn(visits: readonly Visit[], state: string, map: string, index: number): Visit | null {
  return (
    visitsByState(visits)
      .get(state)
      ?.findLast((visit) => isIn(visit, map, index)) ?? null
  );
}

const isIn = (visit: Visit, map: string, index: number): boolean =>
  visit.frames.some((frame) => frame.kind === 'iteration' && frame.state === map && frame.index === index);

/** Shares of the statuses in a Map's iterations, worst first: the bar over many iterations. */
export function shares(statuses: readonly StateStatus[]): { status: StateStatus; count: number }[] {
  const counts = new Map<StateStatus, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return severityOrder.flatMap((status) => {
    const count = counts.get(status);
    return count ? [{ status, count }] : [];
  });
}

const severityOrder: readonly StateStatus[] = [
  'failed',
  'timed-out',
  'aborted',
  'caught',
  'retrying',
  'running',
  'succeeded',
];

/** Indices of iterations as the list shows them: failed ones first, otherwise in order. */
export function listOrder(statuses: readonly StateStatus[]): number[] {
  return statuses.map((_, index) => index).sort((a, b) => rankOf(statuses[a]) - rankOf(statuses[b]) || a - b);
}

const rankOf = (status: StateStatus | undefined): number =>
  status === 'failed' || status === 'timed-out' || status === 'aborted' ? 0 : 1;
