import type { JsonValue } from '../base/json';
import type { WorkflowType } from '../model/workflow';
import { TimerQueue } from './clock';
import type { Frame, MapRunSummary, Outcome } from './messages';
import type { RandomState } from './random';
import { emptyScope, type Scope } from './scope';
import type { StartedExecution } from './startedExecutions';
import type { ContainerWork, ParkedRun, TaskWork } from './work';

/**
 * An execution as data. `step.ts` changes it in place, one small step at a time; `copyExecution` makes a checkpoint.
 * JSON values, scopes, frames and retry counts in it are never mutated, so a copy shares them all.
 */
export interface Execution {
  readonly facts: ExecutionFacts;
  /** Virtual milliseconds since the start. */
  clock: number;
  outcome: Outcome | null;
  /** Lines of control that live, by id: the execution itself, branches, iterations, child executions. */
  readonly threads: Map<number, Thread>;
  /**
   * Threads with something to do, in turn: those from `readyFrom` up to `readyTo`. What stands before and behind them
   * is left over; a list that is cut has to be made anew when it grows again.
   */
  ready: number[];
  readyFrom: number;
  readyTo: number;
  /** The thread that goes on until it waits, one of `threads`; null when none does. */
  turn: Thread | null;
  readonly timers: TimerQueue;
  /** Time stands at timers that are due and not all told yet: they come before anything else. */
  passing: boolean;
  readonly random: RandomState;
  /** Ids given so far. */
  lastThread: number;
  lastTimer: number;
  lastVisit: number;
  /** Events of the execution's own history, which is also the id of the last one. */
  lastEvent: number;
  /** Events of all histories, child executions' included. */
  events: number;
  transitions: number;
  steps: number;
  /** Scheduled attempts by name of the Task state, for the mocks. */
  readonly attempts: Map<string, number>;
  /** Mock answers used up, for those that match on content: by state name, indices. */
  readonly used: Map<string, readonly number[]>;
  /** Histories of child executions that run: id of the last event of each. */
  readonly logs: Map<number, number>;
  /** Histories begun so far. */
  lastLog: number;
  /** What ran in a history (by its number) when the failure began that may end it, for a redrive. */
  readonly parked: Map<number, ParkedRun>;
  redriveCount: number;
  /** Virtual milliseconds of the last redrive. */
  redrivenAt: number;
  /** Virtual milliseconds of the last end. */
  endedAt: number;
  /** Bytes of the largest input or output, counted for Express only, and the most threads at a time: for its bill. */
  largestPayload: number;
  mostThreads: number;
  /** Map Runs that have ended, by ARN. */
  readonly mapRuns: Map<string, Omit<MapRunSummary, 'state'> & { readonly state: number }>;
  /** Files that ResultWriter wrote, by `bucket/key`. */
  readonly files: Map<string, string>;
  /** Executions of other workflows that its tasks have started, by ARN. */
  readonly started: Map<string, StartedExecution>;
}

/** What does not change while an execution runs. */
export interface ExecutionFacts {
  readonly type: WorkflowType;
  readonly input: JsonValue;
  readonly inputText: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly name: string;
  readonly arn: string;
  readonly stateMachineName: string;
  readonly stateMachineArn: string;
  readonly roleArn: string;
  readonly quotas: boolean;
  readonly endAfterYear: boolean;
  /** Behave as the service did on this day (milliseconds since the epoch), where it is known to have changed. */
  readonly asOf: number;
}

/** What a thread does when its turn comes. */
export type Op = 'enter' | 'run' | 'decide' | 'finish' | 'none';

export interface Thread {
  readonly id: number;
  /** The thread whose Map or Parallel state started it; -1 for the execution itself. */
  readonly parent: number;
  readonly frames: readonly Frame[];
  /** The history its events go to: 0 is the execution's, any other a child execution's. */
  readonly log: number;
  /** Number of the branch or iteration. */
  readonly index: number;
  readonly item: MapItem | null;
  /** The child execution of a distributed Map that the thread belongs to. */
  readonly child: ChildExecution | null;
  op: Op;
  /** Index of the state in the program. */
  state: number;
  /** The raw input of the state; before `finish`, the output of the machine. */
  input: JsonValue;
  scope: Scope;
  /** Id of the last event of this line of events: the `previousEventId` of the next. */
  head: number;
  /** The `head` when the decision that is being made began. */
  decision: number;
  /** The event that StateExited of a Map or Parallel follows, past its Succeeded events; 0: the last event. */
  exitAfter: number;
  entered: number;
  enteredAt: number;
  /** 0 between states. */
  visit: number;
  /** Retries so far of this visit, in all and by Retrier. */
  retryCount: number;
  retries: readonly number[];
  /** Timers of an older epoch are void. */
  epoch: number;
  work: TaskWork | ContainerWork | null;
}

/** `$$.Map.Item`. */
export interface MapItem {
  readonly index: number;
  readonly value: JsonValue;
  readonly key?: string;
  readonly source?: string;
}

/** A child execution of a distributed Map. */
export interface ChildExecution {
  readonly arn: string;
  readonly name: string;
  readonly input: JsonValue;
  readonly startedAt: number;
  readonly express: boolean;
  readonly redriveCount: number;
  /** Virtual milliseconds of its last redrive. */
  readonly redrivenAt: number;
}

export function createExecution(facts: ExecutionFacts, seed: number): Execution {
  return {
    facts,
    clock: 0,
    outcome: null,
    threads: new Map(),
    ready: [],
    readyFrom: 0,
    readyTo: 0,
    turn: null,
    timers: new TimerQueue(),
    passing: false,
    random: { seed: seed | 0 },
    lastThread: 0,
    lastTimer: 0,
    lastVisit: 0,
    lastEvent: 0,
    events: 0,
    transitions: 0,
    steps: 0,
    attempts: new Map(),
    used: new Map(),
    logs: new Map(),
    lastLog: 0,
    parked: new Map(),
    redriveCount: 0,
    redrivenAt: 0,
    endedAt: 0,
    largestPayload: 0,
    mostThreads: 0,
    mapRuns: new Map(),
    files: new Map(),
    started: new Map(),
  };
}

/** A copy that can be run on its own. Costs as much as there are threads and pending results, not events. */
export function copyExecution(execution: Execution): Execution {
  const threads = new Map<number, Thread>();
  for (const [id, thread] of execution.threads) {
    threads.set(id, copyThread(thread));
  }
  return {
    ...execution,
    threads,
    turn: (execution.turn && threads.get(execution.turn.id)) ?? null,
    ready: execution.ready.slice(execution.readyFrom, execution.readyTo),
    readyFrom: 0,
    readyTo: execution.readyTo - execution.readyFrom,
    timers: execution.timers.copy(),
    random: { ...execution.random },
    attempts: new Map(execution.attempts),
    used: new Map(execution.used),
    logs: new Map(execution.logs),
    parked: new Map(execution.parked),
    mapRuns: new Map(execution.mapRuns),
    files: new Map(execution.files),
    started: new Map(execution.started),
  };
}

/** A copy that can be changed on its own. */
export const copyThread = (thread: Thread): Thread => ({ ...thread, work: copyWork(thread.work) });

function copyWork(work: TaskWork | ContainerWork | null): TaskWork | ContainerWork | null {
  if (work === null) return null;
  if (work.kind === 'task') return { ...work };
  const { mapRun } = work;
  return {
    ...work,
    results: [...work.results],
    live: new Set(work.live),
    mapRun: mapRun && {
      ...mapRun,
      succeeded: new Map(mapRun.succeeded),
      unsuccessful: new Map(mapRun.unsuccessful),
      again: [...mapRun.again],
    },
  };
}

export function createThread(
  execution: Execution,
  parts: Pick<Thread, 'parent' | 'frames' | 'log' | 'index' | 'item' | 'input' | 'head'> & {
    readonly scope?: Scope;
    readonly child?: ChildExecution | null;
    readonly state: number;
  },
): Thread {
  execution.lastThread += 1;
  const thread: Thread = {
    id: execution.lastThread,
    parent: parts.parent,
    frames: parts.frames,
    log: parts.log,
    index: parts.index,
    item: parts.item,
    child: parts.child ?? null,
    op: 'enter',
    state: parts.state,
    input: parts.input,
    scope: parts.scope ?? emptyScope,
    head: parts.head,
    decision: parts.head,
    exitAfter: 0,
    entered: 0,
    enteredAt: 0,
    visit: 0,
    retryCount: 0,
    retries: noRetries,
    epoch: 0,
    work: null,
  };
  execution.threads.set(thread.id, thread);
  if (execution.threads.size > execution.mostThreads) execution.mostThreads = execution.threads.size;
  return thread;
}

export const noRetries: readonly number[] = [];

/** A thread is over. */
export function dropThread(execution: Execution, thread: Thread): void {
  execution.threads.delete(thread.id);
  if (execution.turn === thread) execution.turn = null;
}

/** All threads are over. */
export function clearThreads(execution: Execution): void {
  execution.threads.clear();
  execution.turn = null;
}

/** Puts a thread in the queue of those that have something to do. */
export function makeReady(execution: Execution, thread: Thread, op: Op): void {
  thread.op = op;
  if (execution.turn === thread) return;
  execution.ready[execution.readyTo] = thread.id;
  execution.readyTo += 1;
}

/** The thread whose turn it is; undefined when all wait. */
export function nextReady(execution: Execution): Thread | undefined {
  const current = execution.turn;
  if (current && current.op !== 'none') return current;
  return nextInQueue(execution);
}

function nextInQueue(execution: Execution): Thread | undefined {
  execution.turn = null;
  while (execution.readyFrom < execution.readyTo) {
    const thread = execution.threads.get(execution.ready[execution.readyFrom] as number);
    execution.readyFrom += 1;
    if (execution.readyFrom > 1024 && execution.readyFrom * 2 > execution.readyTo) {
      execution.ready = execution.ready.slice(execution.readyFrom, execution.readyTo);
      execution.readyTo -= execution.readyFrom;
      execution.readyFrom = 0;
    }
    if (thread && thread.op !== 'none') {
      execution.turn = thread;
      return thread;
    }
  }
  execution.readyFrom = 0;
  execution.readyTo = 0;
  return undefined;
}
