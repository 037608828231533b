import type { Execution, Thread } from './execution';
import type { MapRunSummary } from './messages';
import type { Program } from './program';
import { childRedrivable } from './redrive';
import type { ContainerWork, MapRunWork } from './work';

/** Map Runs that are remembered after their end, the newest. */
const remembered = 100;

/** Keeps how a Map Run has ended. */
export function noteMapRun(
  execution: Execution,
  thread: Thread,
  work: ContainerWork,
  status: MapRunSummary['status'],
): void {
  if (!work.mapRun) return;
  const { mapRuns } = execution;
  mapRuns.delete(work.mapRun.arn);
  mapRuns.set(work.mapRun.arn, { state: thread.state, ...summary(execution, work, work.mapRun, status) });
  const [oldest] = mapRuns.keys();
  if (mapRuns.size > remembered && oldest !== undefined) mapRuns.delete(oldest);
}

/** The Map Runs of an execution with their counts, those under way last. */
export function mapRunsOf(execution: Execution, program: Program): MapRunSummary[] {
  const runs = new Map(execution.mapRuns);
  for (const { state, work } of execution.threads.values()) {
    if (work?.kind !== 'container' || !work.mapRun || work.mapRun.over) continue;
    runs.delete(work.mapRun.arn);
    runs.set(work.mapRun.arn, { state, ...summary(execution, work, work.mapRun, 'RUNNING') });
  }
  return [...runs.values()].map((run) => ({ ...run, state: program.states[run.state]?.pointer ?? '' }));
}

/** The counts of DescribeMapRun, in child executions. */
function summary(
  execution: Execution,
  work: ContainerWork,
  mapRun: MapRunWork,
  status: MapRunSummary['status'],
): Omit<MapRunSummary, 'state'> {
  const { unsuccessful, again } = mapRun;
  const ended = { failed: 0, 'timed-out': 0, aborted: 0 };
  const waiting = again.length > 0 ? new Set(again) : null;
  let failuresNotRedrivable = 0;
  for (const [index, child] of unsuccessful) {
    if (waiting?.has(index)) continue;
    ended[child.status] += 1;
    if (!child.child?.express && !childRedrivable(execution, child)) failuresNotRedrivable += 1;
  }
  return {
    mapRunArn: mapRun.arn,
    status,
    redriveCount: mapRun.redriveCount,
    itemCount: mapRun.itemCount,
    executionCounts: {
      pending: work.items.length - work.next,
      running: work.live.size,
      succeeded: work.next - unsuccessful.size - work.live.size,
      failed: ended.failed,
      timedOut: ended['timed-out'],
      aborted: ended.aborted,
      total: work.items.length,
      failuresNotRedrivable,
      pendingRedrive: again.length,
    },
  };
}
