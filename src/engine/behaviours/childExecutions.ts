import type { JsonValue } from '../../base/json';
import { type ChildExecution, createThread, dropThread, makeReady, type Thread } from '../execution';
import { ChildTimedOut, type StateFailure } from '../failure';
import type { MapProgram } from '../program';
import { resume, unsuccessful } from '../redrive';
import { expressLimit, type Stepper } from '../step';
import type { ContainerWork, MapRunWork, UnsuccessfulChild } from '../work';
import { abortThread } from './abort';
import { iterationInput, mapItem } from './map';

/** A Map state's work while it has a Map Run. */
export type MapRunContainer = ContainerWork & { readonly mapRun: MapRunWork };

/** Starts child executions, first those that a redrive runs again, as many as may run side by side. */
export function startChildren(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: MapRunContainer,
): void {
  const { again } = work.mapRun;
  try {
    while (work.live.size < work.concurrency && again.length > 0) {
      startAgain(stepper, thread, state, work, again.pop() as number);
    }
    while (work.live.size < work.concurrency && work.next < work.items.length) {
      startChild(stepper, thread, state, work, work.next);
      work.next += 1;
    }
  } catch (error) {
    // An item that can't be given to its child ends the Map Run: nothing of it must go on.
    abortChildren(stepper, work);
    throw error;
  }
}

/** Whether child executions are left that have not begun, or have to begin again. */
export const hasMore = (work: MapRunContainer): boolean =>
  work.next < work.items.length || work.mapRun.again.length > 0;

function startChild(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: MapRunContainer,
  index: number,
  before?: ChildExecution | null,
): void {
  const { execution } = stepper;
  const item = mapItem(stepper, work, index);
  const input =
    before?.input ?? (state.batcher ? item.value : iterationInput(stepper, thread, state, work, item));
  const child = before ?? newChild(stepper, state, work, input);
  execution.lastLog += 1;
  const log = execution.lastLog;
  execution.logs.set(log, 0);
  const root = createThread(execution, {
    parent: thread.id,
    frames: [...thread.frames, { state: state.pointer, kind: 'iteration', index }],
    log,
    index,
    item,
    child,
    input,
    head: 0,
    state: state.processor.startAt,
  });
  recordOfChild(stepper, 'ExecutionStarted', root, 0, { input });
  stepper.recorder.taken(state.processor.start, root);
  work.live.add(root.id);
  if (state.express && execution.facts.quotas) {
    stepper.host.setTimer(root, 'executionTimeout', expressLimit);
  }
  makeReady(execution, root, 'enter');
}

/** Its ARN has the label that the Map Run's has, made up or not (concepts-examine-map-run.html). */
function newChild(
  stepper: Stepper,
  state: MapProgram,
  { mapRun: { arn } }: MapRunContainer,
  input: JsonValue,
): ChildExecution {
  const { execution } = stepper;
  const name = stepper.host.nextId();
  return {
    arn: `${arn.slice(0, arn.lastIndexOf(':')).replace(':mapRun:', ':execution:')}:${name}`,
    name,
    input,
    startedAt: execution.clock,
    express: state.express,
    redriveCount: 0,
    redrivenAt: 0,
  };
}

/**
 * Runs a child execution again: of a Standard workflow from where it failed, as RedriveExecution does; of an Express
 * workflow from its beginning, as StartExecution does, under the same ARN (redrive-map-run.html).
 */
function startAgain(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: MapRunContainer,
  index: number,
): void {
  const { execution } = stepper;
  const before = work.mapRun.unsuccessful.get(index);
  if (!before) return;
  work.mapRun.unsuccessful.delete(index);
  work.results[index] = undefined;
  const root = before.parked.threads[0];
  if (state.express || !root) {
    execution.logs.delete(before.log);
    const child = before.child && { ...before.child, startedAt: execution.clock };
    startChild(stepper, thread, state, work, index, child);
    return;
  }
  const child = before.child && {
    ...before.child,
    redriveCount: before.child.redriveCount + 1,
    redrivenAt: execution.clock,
  };
  const last = execution.logs.get(before.log) ?? 0;
  const redriven = recordOfChild(stepper, 'ExecutionRedriven', root, last, {
    redriveCount: child?.redriveCount ?? 1,
  });
  work.live.add(root.id);
  resume(stepper, before.parked, redriven, child);
}

/** An event of a child execution as such. */
const recordOfChild = (
  stepper: Stepper,
  type:
    | 'ExecutionStarted'
    | 'ExecutionRedriven'
    | `Execution${'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`,
  root: Thread,
  previous: number,
  data: Parameters<Stepper['recordBeside']>[3] = {},
): number => stepper.recordBeside(type, { ...root, state: -1, visit: 0 }, previous, data);

/** A child execution has succeeded. */
export function childSucceeded(
  stepper: Stepper,
  state: MapProgram,
  work: MapRunContainer,
  child: Thread,
  output: JsonValue,
): void {
  const { clock } = stepper.execution;
  if (state.writer) work.mapRun.succeeded.set(child.index, { child: child.child ?? null, endedAt: clock });
  recordOfChild(stepper, 'ExecutionSucceeded', child, child.head, { output });
  stepper.execution.logs.delete(child.log);
}

/** A child execution has failed or timed out: it is over, and may be redriven with its Map Run. */
export function childUnsuccessful(
  stepper: Stepper,
  work: MapRunContainer,
  child: Thread,
  failure: StateFailure,
): void {
  const { execution } = stepper;
  // A task's timeout fails its child execution; only the child's own ends it as timed out.
  const timedOut = failure instanceof ChildTimedOut;
  keep(stepper, work, child, timedOut ? 'timed-out' : 'failed');
  const [type, previous] = timedOut
    ? (['ExecutionTimedOut', 0] as const)
    : (['ExecutionFailed', child.head] as const);
  recordOfChild(stepper, type, child, previous, {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
  });
  dropThread(execution, child);
  work.live.delete(child.id);
  work.failed += 1;
  work.results[child.index] = { Error: failure.error ?? null, Cause: failure.reason ?? null };
}

function keep(
  stepper: Stepper,
  work: MapRunContainer,
  child: Thread,
  status: UnsuccessfulChild['status'],
): void {
  work.mapRun.unsuccessful.set(child.index, unsuccessful(stepper.execution, child, status));
}

/** Ends all child executions that run. */
export function abortChildren(stepper: Stepper, work: MapRunContainer): void {
  for (const id of work.live) {
    const live = stepper.execution.threads.get(id);
    if (!live) continue;
    keep(stepper, work, live, 'aborted');
    abortThread(stepper, live, live.head);
    recordOfChild(stepper, 'ExecutionAborted', live, 0);
  }
  work.live.clear();
  work.mapRun.again.length = 0;
}

/** Lets go what was kept for a redrive that can't come any more. */
export function forgetChildren(stepper: Stepper, work: MapRunContainer): void {
  for (const { log } of work.mapRun.unsuccessful.values()) stepper.execution.logs.delete(log);
}
