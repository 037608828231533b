import type { JsonValue } from '../../base/json';
import { finishWithResult } from '../dataFlow';
import { handleFailure } from '../errorHandling';
import type { Thread } from '../execution';
import { asFailure, RuntimeFailure, StateFailure, unusableValue } from '../failure';
import { readItems } from '../itemReader';
import { noteMapRun } from '../mapRuns';
import type { MapProgram } from '../program';
import { childRedrivable } from '../redrive';
import { resultOf, writeResults } from '../resultWriter';
import type { Stepper } from '../step';
import type { ContainerWork } from '../work';
import { type BatchingMap, batchesOf, isBatching } from './batches';
import {
  abortChildren,
  childSucceeded,
  childUnsuccessful,
  forgetChildren,
  hasMore,
  type MapRunContainer,
  startChildren,
} from './childExecutions';
import { iterationInput, mapItem } from './map';
import { itemsOf } from './mapItems';

/** The most child executions that run side by side. */
const distributedConcurrency = 10_000;

/** Begins a Map Run: reads the items, batches them, starts the first child executions. */
export function startMapRun(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  input: JsonValue,
  limit: number,
): void {
  const { execution } = stepper;
  const given = state.reader ? null : itemsOf(stepper, thread, state, input);
  stepper.record('MapStateStarted', thread, { length: given ? given.items.length : 0 });
  const tolerance = toleranceOf(stepper, thread, state, input);
  const maxItems = state.reader?.maxItems?.(stepper.environment(thread, state, input));
  const arn = `${execution.facts.stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${state.label ?? stepper.host.nextId()}:${stepper.host.nextId()}`;
  const startedEvent = stepper.record('MapRunStarted', thread, { mapRunArn: arn });
  const work: MapRunContainer = {
    kind: 'container',
    items: given?.items ?? [],
    keys: given?.keys ?? null,
    input,
    concurrency: limit > 0 ? Math.min(limit, distributedConcurrency) : distributedConcurrency,
    next: 0,
    results: [],
    done: 0,
    failed: 0,
    live: new Set(),
    mapRun: {
      arn,
      startedEvent,
      ...tolerance,
      maxItems,
      source: stateData,
      itemCount: given?.items.length ?? 0,
      unread: state.reader !== null,
      over: false,
      redriveCount: 0,
      succeeded: new Map(),
      unsuccessful: new Map(),
      again: [],
    },
  };
  thread.work = work;
  const filled = fill(stepper, thread, state, work);
  if (!filled) return;
  thread.work = filled;
  goOn(stepper, thread, state, filled);
}

/** Reads the items, when they come from files, and puts them into batches. Null: the Map Run has failed. */
function fill(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: MapRunContainer,
): MapRunContainer | null {
  let filled = work;
  if (state.reader) {
    try {
      const { items, keys, source } = readItems(stepper, thread, state, work.input, work.mapRun.maxItems);
      const mapRun = { ...work.mapRun, source, itemCount: items.length, unread: false };
      filled = { ...work, items, keys, mapRun };
    } catch (error) {
      failMapRun(stepper, thread, state, asFailure(thread, state, error));
      return null;
    }
  }
  return isBatching(state) ? batched(stepper, thread, state, filled) : filled;
}

const stateData = (): string => 'STATE_DATA';

/** The failures that a Map tolerates. Evaluated for an inline Map as well, which has no use for them. */
export function toleranceOf(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  input: JsonValue,
): { readonly toleratedCount: number | undefined; readonly toleratedPercentage: number | undefined } {
  const environment = stepper.environment(thread, state, input);
  const toleratedCount = state.toleratedCount?.(environment);
  if (toleratedCount !== undefined && toleratedCount < 0) {
    throw unusableValue(state.language, 'ToleratedFailureCount cannot be negative.', 'ToleratedFailureCount');
  }
  const toleratedPercentage = state.toleratedPercentage?.(environment);
  if (toleratedPercentage !== undefined && !(toleratedPercentage >= 0 && toleratedPercentage <= 100)) {
    throw unusableValue(
      state.language,
      'ToleratedFailurePercentage must be between 0 and 100.',
      'ToleratedFailurePercentage',
    );
  }
  return { toleratedCount, toleratedPercentage };
}

/** Puts the items into batches; the item of an iteration is then the batch. */
function batched(
  stepper: Stepper,
  thread: Thread,
  state: BatchingMap,
  work: MapRunContainer,
): MapRunContainer {
  const environment = stepper.environment(thread, state, work.input);
  const batches = batchesOf(state, environment, work.items.length, (index) =>
    iterationInput(stepper, thread, state, work, mapItem(stepper, work, index)),
  );
  return { ...work, items: batches, keys: null };
}

export function distributedChildDone(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: ContainerWork,
  child: Thread,
  output: JsonValue,
): void {
  if (!isMapRun(work)) return;
  childSucceeded(stepper, state, work, child, output);
  goOn(stepper, thread, state, work);
}

export function distributedChildFailed(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: ContainerWork,
  child: Thread,
  failure: StateFailure,
): void {
  if (!isMapRun(work)) return;
  childUnsuccessful(stepper, work, child, failure);
  if (isTolerated(work)) goOn(stepper, thread, state, work);
  else exceedTolerance(stepper, thread, state, work);
}

const isMapRun = (work: ContainerWork): work is MapRunContainer => work.mapRun !== null;

function exceedTolerance(stepper: Stepper, thread: Thread, state: MapProgram, work: MapRunContainer): void {
  abortChildren(stepper, work);
  const failure = new StateFailure(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
  failMapRun(stepper, thread, state, failure);
}

function isTolerated(work: ContainerWork): boolean {
  if (work.failed === 0) return true;
  const { toleratedCount, toleratedPercentage } = work.mapRun ?? {};
  if (toleratedCount !== undefined && work.failed > toleratedCount) return false;
  const percentage = (work.failed / work.items.length) * 100;
  if (toleratedPercentage !== undefined) return percentage <= toleratedPercentage;
  return toleratedCount !== undefined;
}

function goOn(stepper: Stepper, thread: Thread, state: MapProgram, work: MapRunContainer): void {
  if (hasMore(work)) startChildren(stepper, thread, state, work);
  else if (work.live.size === 0) succeed(stepper, thread, state, work);
}

/** The most redrives of one Map Run. */
const mostRedrives = 1000;

/**
 * Goes on with a Map Run that failed or was aborted: its child executions that did not succeed run again, those that
 * did not begin begin now. Where the items could not be read, they are read now (redrive-map-run.html).
 */
export function redriveMapRun(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  before: MapRunContainer,
): void {
  const { execution } = stepper;
  const redriveCount = before.mapRun.redriveCount + 1;
  if (redriveCount > mostRedrives && execution.facts.quotas) {
    throw new RuntimeFailure('States.Runtime', `The Map Run was redriven ${mostRedrives} times already.`);
  }
  stepper.record('MapRunRedriven', thread, { mapRunArn: before.mapRun.arn, redriveCount });
  let work: MapRunContainer = {
    ...before,
    failed: 0,
    mapRun: { ...before.mapRun, over: false, redriveCount },
  };
  thread.work = work;
  if (work.mapRun.unread) {
    const read = fill(stepper, thread, state, work);
    if (!read) return;
    work = read;
    thread.work = work;
  }
  const { unsuccessful, again } = work.mapRun;
  for (const [index, child] of unsuccessful) {
    if (state.express || childRedrivable(execution, child)) again.push(index);
    else if (child.status !== 'aborted') work.failed += 1;
  }
  again.sort((left, right) => right - left);
  if (isTolerated(work)) goOn(stepper, thread, state, work);
  else exceedTolerance(stepper, thread, state, work);
}

/** Leaving a distributed Map follows MapRunStarted since autumn 2024, and followed MapRunSucceeded before. */
const exitFollowsStart = Date.UTC(2024, 8, 1);

function succeed(stepper: Stepper, thread: Thread, state: MapProgram, work: MapRunContainer): void {
  let result: JsonValue;
  try {
    result = resultOf(stepper, thread, state, work);
  } catch (error) {
    endMapRun(stepper, thread, state, asFailure(thread, state, error));
    return;
  }
  stepper.record('MapRunSucceeded', thread);
  noteMapRun(stepper.execution, thread, work, 'SUCCEEDED');
  const today = stepper.execution.facts.asOf >= exitFollowsStart;
  thread.exitAfter = today ? work.mapRun.startedEvent : thread.head;
  stepper.record('MapStateSucceeded', thread);
  stepper.checkSize(result, state.name);
  finishWithResult(stepper, thread, state, result);
  forgetChildren(stepper, work);
}

/** What came of the child executions of a failed Map Run is written too. */
function failMapRun(stepper: Stepper, thread: Thread, state: MapProgram, failure: StateFailure): void {
  const { work } = thread;
  let reason = failure;
  if (work?.kind === 'container' && isMapRun(work) && !work.mapRun.unread && state.writer?.parameters) {
    try {
      writeResults(stepper, thread, state, state.writer, work);
    } catch (error) {
      reason = asFailure(thread, state, error);
    }
  }
  endMapRun(stepper, thread, state, reason);
}

/** Its work stays with the thread, for a redrive. */
function endMapRun(stepper: Stepper, thread: Thread, state: MapProgram, failure: StateFailure): void {
  stepper.record('MapRunFailed', thread, {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
  });
  const { work } = thread;
  if (work?.kind === 'container' && work.mapRun) {
    noteMapRun(stepper.execution, thread, work, 'FAILED');
    thread.work = { ...work, mapRun: { ...work.mapRun, over: true } };
  }
  handleFailure(stepper, thread, state, failure, true);
}
