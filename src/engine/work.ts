import type { JsonValue } from '../base/json';
import type { ChildExecution, MapItem, Thread } from './execution';
import type { StateFailure } from './failure';
import type { ItemList } from './files/itemList';
import type { CallAnswer } from './host';

/** What a Task state is doing: one attempt. */
export interface TaskWork {
  readonly kind: 'task';
  /** Number of the attempt within this visit, from 1. */
  readonly attempt: number;
  /** The evaluated Parameters or Arguments. */
  readonly parameters: JsonValue;
  readonly answer: CallAnswer;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** Token of `.waitForTaskToken` and activities. */
  readonly token: string | undefined;
  /** Whether the task waits for an answer: from its being started or submitted until its last event. */
  waiting: boolean;
  /** Virtual milliseconds by which the next heartbeat must come. */
  heartbeatDue: number;
  /** What came of it, once it is over. */
  outcome: { readonly result: JsonValue } | StateFailure | null;
}

/** What a Map or Parallel state is doing. */
export interface ContainerWork {
  readonly kind: 'container';
  /** Input of each branch or iteration; for a Map, after ItemSelector only when it starts. */
  readonly items: ItemList;
  /** Keys of the items, when an object is iterated. */
  readonly keys: readonly string[] | null;
  /** Effective input, for ItemSelector and BatchInput. */
  readonly input: JsonValue;
  readonly concurrency: number;
  /** Index of the next to start. */
  next: number;
  readonly results: (JsonValue | undefined)[];
  done: number;
  failed: number;
  /** Ids of the threads that live. */
  readonly live: Set<number>;
  /** Distributed Map only. */
  readonly mapRun: MapRunWork | null;
}

export interface MapRunWork {
  readonly arn: string;
  readonly startedEvent: number;
  readonly toleratedCount: number | undefined;
  readonly toleratedPercentage: number | undefined;
  /** `$$.Map.Item.Source` of an item. */
  readonly source: (index: number) => string;
  /** Number of items before batching. */
  readonly itemCount: number;
  readonly maxItems: number | undefined;
  /** The items are in files that are not read yet, or could not be. */
  readonly unread: boolean;
  /** It has failed. */
  readonly over: boolean;
  readonly redriveCount: number;
  /** Child executions that have succeeded, by index: kept where a ResultWriter tells of them. */
  readonly succeeded: Map<number, { readonly child: ChildExecution | null; readonly endedAt: number }>;
  /** Child executions that have ended otherwise than by success, by index. */
  readonly unsuccessful: Map<number, UnsuccessfulChild>;
  /** Indices of those among them that a redrive has yet to run again, the last first. */
  readonly again: number[];
}

/** What ran in a history when the failure began that ended it. Never mutated. */
export interface ParkedRun {
  /** The first is the one all others are inside of. */
  readonly threads: readonly Thread[];
  /** Id of the thread that failed, and its error; -1 when the end came from outside. */
  readonly failed: number;
  readonly error?: string | undefined;
}

/** A child execution that failed, timed out or was aborted, as a redrive of the Map Run needs it. */
export interface UnsuccessfulChild {
  readonly status: 'failed' | 'timed-out' | 'aborted';
  readonly log: number;
  readonly item: MapItem | null;
  readonly child: ChildExecution | null;
  /** Virtual milliseconds. */
  readonly endedAt: number;
  readonly parked: ParkedRun;
}
