import type { JsonValue } from '../../base/json';
import { effectiveInput, finishWithResult } from '../dataFlow';
import { handleFailure } from '../errorHandling';
import { createThread, type MapItem, makeReady, type Thread } from '../execution';
import { type StateFailure, unusableValue } from '../failure';
import type { MapProgram } from '../program';
import { innerScope } from '../scope';
import type { Stepper } from '../step';
import type { ContainerWork } from '../work';
import { abortThread } from './abort';
import {
  distributedChildDone,
  distributedChildFailed,
  redriveMapRun,
  startMapRun,
  toleranceOf,
} from './distributedMap';
import { itemsOf } from './mapItems';
import type { Behaviour } from './types';

/** The most iterations of an inline Map that run side by side. */
const inlineConcurrency = 40;

/** Map: runs its processor once per item, inline or as child executions of a Map Run. */
export const map: Behaviour<MapProgram> = {
  run(stepper, thread, state) {
    const { work: before } = thread;
    if (before?.kind === 'container' && before.mapRun) {
      redriveMapRun(stepper, thread, state, { ...before, mapRun: before.mapRun });
      return;
    }
    const input = effectiveInput(stepper, thread, state);
    const limit = concurrencyOf(stepper, thread, state, input);
    if (state.distributed) {
      startMapRun(stepper, thread, state, input, limit);
      return;
    }
    const { items, keys } = itemsOf(stepper, thread, state, input);
    stepper.record('MapStateStarted', thread, { length: items.length });
    if (state.toleratedCount || state.toleratedPercentage) toleranceOf(stepper, thread, state, input);
    const work: ContainerWork = {
      kind: 'container',
      items,
      keys,
      input,
      concurrency: limit > 0 ? Math.min(limit, inlineConcurrency) : inlineConcurrency,
      next: 0,
      results: new Array<JsonValue | undefined>(items.length),
      done: 0,
      failed: 0,
      live: new Set(),
      mapRun: null,
    };
    thread.work = work;
    startIterations(stepper, thread, state, work);
  },

  decide(stepper, thread, state) {
    if (thread.work?.kind === 'container') startIterations(stepper, thread, state, thread.work);
  },

  childDone(stepper, thread, state, child, output) {
    const { work } = thread;
    if (work?.kind !== 'container') return;
    work.results[child.index] = output;
    work.live.delete(child.id);
    work.done += 1;
    if (work.mapRun) {
      distributedChildDone(stepper, thread, state, work, child, output);
      return;
    }
    const id = stepper.recordBeside('MapIterationSucceeded', thread, child.head, { index: child.index });
    if (work.next < work.items.length) startIteration(stepper, thread, state, work, child.head);
    else if (work.live.size === 0) {
      thread.head = id;
      succeed(stepper, thread, state, work);
    }
  },

  childFailed(stepper, thread, state, child, failure) {
    const { work } = thread;
    if (work?.kind !== 'container') return;
    if (work.mapRun) distributedChildFailed(stepper, thread, state, work, child, failure);
    else iterationFailed(stepper, thread, state, work, child, failure);
  },
};

/** MaxConcurrency; 0: as many as the service allows. */
export function concurrencyOf(stepper: Stepper, thread: Thread, state: MapProgram, input: JsonValue): number {
  const limit = state.maxConcurrency?.(stepper.environment(thread, state, input)) ?? 0;
  if (limit >= 0) return limit;
  throw unusableValue(
    state.language,
    `Expected non-negative integer for MaxConcurrency, got '${limit}' instead.`,
    'MaxConcurrency',
  );
}

/** Starts as many iterations as may run side by side; where none is left, the Map has succeeded. */
function startIterations(stepper: Stepper, thread: Thread, state: MapProgram, work: ContainerWork): void {
  while (work.next < work.items.length && work.live.size < work.concurrency) {
    startIteration(stepper, thread, state, work, thread.head);
  }
  if (work.live.size === 0) succeed(stepper, thread, state, work);
}

function startIteration(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: ContainerWork,
  previous: number,
): void {
  const index = work.next;
  const item = mapItem(stepper, work, index);
  const input = iterationInput(stepper, thread, state, work, item);
  // An iteration whose input can't be made has not begun: a redrive comes back to it.
  work.next += 1;
  const child = createThread(stepper.execution, {
    parent: thread.id,
    frames: [...thread.frames, { state: state.pointer, kind: 'iteration', index }],
    log: thread.log,
    index,
    item,
    child: thread.child,
    input,
    head: stepper.recordBeside('MapIterationStarted', thread, previous, { index }),
    scope: innerScope(thread.scope),
    state: state.processor.startAt,
  });
  stepper.recorder.taken(state.processor.start, child);
  work.live.add(child.id);
  makeReady(stepper.execution, child, 'enter');
}

/** Items say since September 2025 where they come from. */
const sourceExists = Date.UTC(2025, 8, 18);

export function mapItem(stepper: Stepper, work: ContainerWork, index: number): MapItem {
  const told = stepper.execution.facts.asOf >= sourceExists;
  return {
    index,
    value: work.items.at(index) as JsonValue,
    key: work.keys?.[index],
    source: told ? (work.mapRun?.source(index) ?? 'STATE_DATA') : undefined,
  };
}

/** The input of an iteration: the item, or what ItemSelector makes of it. */
export function iterationInput(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: ContainerWork,
  item: MapItem,
): JsonValue {
  if (!state.itemSelector) return item.value;
  return state.itemSelector(stepper.environment({ ...thread, item }, state, work.input));
}

function succeed(stepper: Stepper, thread: Thread, state: MapProgram, work: ContainerWork): void {
  thread.exitAfter = thread.head;
  stepper.record('MapStateSucceeded', thread);
  const result = work.results as readonly JsonValue[];
  stepper.checkSize(result, state.name);
  finishWithResult(stepper, thread, state, result);
}

/** One iteration failed: it and all others end, and so does the Map unless it is retried or caught. */
function iterationFailed(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: ContainerWork,
  child: Thread,
  failure: StateFailure,
): void {
  for (const id of work.live) {
    const live = stepper.execution.threads.get(id);
    if (!live) continue;
    const type = id === child.id ? 'MapIterationFailed' : 'MapIterationAborted';
    stepper.recordBeside(type, thread, child.head, { index: live.index });
    abortThread(stepper, live, child.head, id === child.id);
  }
  thread.head = child.head;
  thread.work = null;
  handleFailure(stepper, thread, state, failure, true);
}
