/**
 * Timers of an execution, ordered by when they are due and then by when they were set. The queue is plain data and
 * part of a checkpoint; who reads it decides how time passes (`runner.ts`: at once, or at a chosen speed).
 */
export interface Timer {
  /** Virtual milliseconds since the start of the execution. */
  readonly due: number;
  readonly id: number;
  /** The thread it wakes, and the thread's epoch at the time of setting: a timer of an older epoch is void. */
  readonly thread: number;
  readonly epoch: number;
  readonly signal: TimerSignal;
}

/** Why a thread is woken. */
export type TimerSignal =
  | 'started'
  | 'submitted'
  | 'answer'
  | 'timeout'
  | 'heartbeat'
  | 'wake'
  | 'retry'
  | 'executionTimeout';

const before = (left: Timer, right: Timer): boolean =>
  left.due < right.due || (left.due === right.due && left.id < right.id);

/** A binary heap of timers. */
export class TimerQueue {
  #heap: Timer[];

  constructor(timers: readonly Timer[] = []) {
    this.#heap = [...timers];
  }

  get size(): number {
    return this.#heap.length;
  }

  get next(): Timer | undefined {
    return this.#heap[0];
  }

  copy(): TimerQueue {
    return new TimerQueue(this.#heap);
  }

  add(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Timer;
      if (!before(timer, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = timer;
  }

  clear(): void {
    this.#heap = [];
  }

  take(): Timer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      const right = heap[down + 1];
      if (right && before(right, heap[down] as Timer)) down += 1;
      const child = heap[down] as Timer;
      if (!before(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}
