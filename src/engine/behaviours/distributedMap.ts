import type { JsonObject, JsonValue } from '../../base/json';
import { finishWithResult } from '../dataFlow';
import { handleFailure } from '../errorHandling';
import { createThread, makeReady, type Thread } from '../execution';
import { RuntimeFailure, StateFailure } from '../failure';
import { type ReadItems, readItems } from '../itemReader';
import type { BatcherProgram, MapProgram } from '../program';
import { writeResults } from '../resultWriter';
import { jsonSize } from '../size';
import type { Stepper } from '../step';
import type { ContainerWork } from '../work';
import { abortThread } from './abort';
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
  let read: ReadItems = { items: given?.items ?? [], keys: given?.keys ?? null, source: stateData };
  if (state.reader) {
    try {
      read = readItems(stepper, thread, state, input, maxItems);
    } catch (error) {
      failMapRun(stepper, thread, state, stepper.asFailure(thread, state, error));
      return;
    }
  }
  const work: ContainerWork = {
    kind: 'container',
    items: read.items,
    keys: read.keys,
    input,
    concurrency: limit > 0 ? Math.min(limit, distributedConcurrency) : distributedConcurrency,
    next: 0,
    results: [],
    done: 0,
    failed: 0,
    live: new Set(),
    mapRun: { arn, startedEvent, ...tolerance, source: read.source, itemCount: read.items.length },
  };
  thread.work = state.batcher ? batched(stepper, thread, state, state.batcher, work) : work;
  startChildren(stepper, thread, state, thread.work);
  if (thread.work.items.length === 0) succeed(stepper, thread, state, thread.work);
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
    throw new RuntimeFailure('States.Runtime', 'ToleratedFailureCount cannot be negative.');
  }
  const toleratedPercentage = state.toleratedPercentage?.(environment);
  if (toleratedPercentage !== undefined && !(toleratedPercentage >= 0 && toleratedPercentage <= 100)) {
    throw new RuntimeFailure('States.Runtime', 'ToleratedFailurePercentage must be between 0 and 100.');
  }
  return { toleratedCount, toleratedPercentage };
}

/** Puts the items into batches; the item of an iteration is then the batch. */
function batched(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  batcher: BatcherProgram,
  work: ContainerWork,
): ContainerWork {
  const environment = stepper.environment(thread, state, work.input);
  const maxItems = batcher.maxItems?.(environment) ?? Number.MAX_SAFE_INTEGER;
  const maxBytes = batcher.maxBytes?.(environment) ?? 262_144;
  const batchInput = batcher.batchInput?.(environment);
  const batches: JsonObject[] = [];
  let current: JsonValue[] = [];
  let bytes = 0;
  const close = (): void => {
    if (current.length === 0) return;
    batches.push(batchInput === undefined ? { Items: current } : { BatchInput: batchInput, Items: current });
    current = [];
    bytes = 0;
  };
  for (let index = 0; index < work.items.length; index += 1) {
    const input = iterationInput(stepper, thread, state, work, mapItem(stepper, work, index));
    const size = jsonSize(input) + 1;
    if (current.length >= maxItems || (current.length > 0 && bytes + size > maxBytes)) close();
    current.push(input);
    bytes += size;
  }
  close();
  return { ...work, items: batches, keys: null };
}

function startChildren(stepper: Stepper, thread: Thread, state: MapProgram, work: ContainerWork): void {
  while (work.next < work.items.length && work.live.size < work.concurrency) {
    startChild(stepper, thread, state, work);
  }
}

function startChild(stepper: Stepper, thread: Thread, state: MapProgram, work: ContainerWork): void {
  const { execution } = stepper;
  const index = work.next;
  work.next += 1;
  const item = mapItem(stepper, work, index);
  const input = state.batcher ? item.value : iterationInput(stepper, thread, state, work, item);
  const name = stepper.host.nextId();
  execution.lastLog += 1;
  const log = execution.lastLog;
  execution.logs.set(log, 0);
  const child = createThread(execution, {
    parent: thread.id,
    frames: [...thread.frames, { state: state.pointer, kind: 'iteration', index }],
    log,
    index,
    item,
    child: {
      arn: `${execution.facts.stateMachineArn.replace(':stateMachine:', ':execution:')}/${state.label ?? 'map'}:${name}`,
      name,
      input,
      startedAt: execution.clock,
    },
    input,
    head: 0,
    state: state.processor.startAt,
  });
  stepper.recordBeside('ExecutionStarted', { ...child, state: -1 }, 0, { input });
  stepper.recorder.taken(state.processor.start, child);
  work.live.add(child.id);
  makeReady(execution, child, 'enter');
}

export function distributedChildDone(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  work: ContainerWork,
  child: Thread,
  output: JsonValue,
): void {
  stepper.recordBeside('ExecutionSucceeded', { ...child, state: -1, visit: 0 }, child.head, { output });
  stepper.execution.logs.delete(child.log);
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
  const data = {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
  };
  stepper.recordBeside('ExecutionFailed', { ...child, state: -1, visit: 0 }, child.head, data);
  stepper.execution.logs.delete(child.log);
  stepper.execution.threads.delete(child.id);
  work.live.delete(child.id);
  work.failed += 1;
  work.results[child.index] = {
    Error: failure.error ?? null,
    Cause: failure.reason ?? null,
  };
  if (!isTolerated(work)) {
    abortChildren(stepper, work, child.head);
    failMapRun(
      stepper,
      thread,
      state,
      new StateFailure(
        'States.ExceedToleratedFailureThreshold',
        'The specified tolerated failure threshold was exceeded',
      ),
    );
    return;
  }
  goOn(stepper, thread, state, work);
}

function isTolerated(work: ContainerWork): boolean {
  const { toleratedCount, toleratedPercentage } = work.mapRun ?? {};
  if (toleratedCount !== undefined && work.failed > toleratedCount) return false;
  const percentage = (work.failed / work.items.length) * 100;
  if (toleratedPercentage !== undefined) return percentage <= toleratedPercentage;
  return toleratedCount !== undefined;
}

function abortChildren(stepper: Stepper, work: ContainerWork, decidedBy: number): void {
  for (const id of work.live) {
    const live = stepper.execution.threads.get(id);
    if (!live) continue;
    abortThread(stepper, live, decidedBy);
    stepper.recordBeside('ExecutionAborted', { ...live, state: -1, visit: 0 }, 0);
    stepper.execution.logs.delete(live.log);
  }
}

function goOn(stepper: Stepper, thread: Thread, state: MapProgram, work: ContainerWork): void {
  if (work.next < work.items.length) startChildren(stepper, thread, state, work);
  else if (work.live.size === 0) succeed(stepper, thread, state, work);
}

/** Leaving a distributed Map follows MapRunStarted since autumn 2024, and followed MapRunSucceeded before. */
const exitFollowsStart = Date.UTC(2024, 8, 1);

function succeed(stepper: Stepper, thread: Thread, state: MapProgram, work: ContainerWork): void {
  stepper.record('MapRunSucceeded', thread);
  const today = stepper.execution.facts.asOf >= exitFollowsStart;
  thread.exitAfter = today && work.mapRun ? work.mapRun.startedEvent : thread.head;
  stepper.record('MapStateSucceeded', thread);
  const outputs = work.results as readonly JsonValue[];
  const result = state.writer ? writeResults(stepper, thread, state, state.writer, work, outputs) : outputs;
  stepper.checkSize(result, state.name);
  finishWithResult(stepper, thread, state, result);
}

function failMapRun(stepper: Stepper, thread: Thread, state: MapProgram, failure: StateFailure): void {
  stepper.record('MapRunFailed', thread, {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.reason === undefined ? {} : { cause: failure.reason }),
  });
  thread.work = null;
  handleFailure(stepper, thread, state, failure, true);
}
