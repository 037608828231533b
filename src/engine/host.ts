import type { JsonValue } from '../base/json';
import type { TimerSignal } from './clock';
import type { Execution, Thread } from './execution';
import { type FileData, type Files, textFile } from './files/fileData';
import type { MockAttempt } from './mockMessages';
import { nextRandom, nextUuid } from './random';
import type { TaskTarget } from './taskTarget';

/**
 * What the engine takes from outside. Nothing else in `engine` or `expressions` reads a clock or randomness, so the
 * same seed and the same answers give the same run, byte for byte.
 */
export interface EngineHost {
  /** Virtual milliseconds since the epoch. */
  now(): number;
  /** Wakes a thread after `delay` virtual milliseconds. */
  setTimer(thread: Thread, signal: TimerSignal, delay: number): void;
  /** Voids all timers of a thread. */
  clearTimers(thread: Thread): void;
  /** A new unique id (a UUID). */
  nextId(): string;
  /** A number n, 0 <= n < 1. */
  random(): number;
  /** What the called service answers to an attempt of a task. */
  callTask(call: TaskCall): CallAnswer;
  /** A file by `bucket/key`; undefined when there is none. */
  file(place: string): FileData | undefined;
  /** Places of all files. */
  filePlaces(): string[];
}

export interface TaskCall {
  readonly stateName: string;
  readonly resource: string;
  readonly target: TaskTarget;
  readonly parameters: JsonValue;
  readonly token: string | undefined;
  /** Index of the state, the visit and the number of the attempt. */
  readonly state: number;
  readonly visit: number;
  readonly attempt: number;
}

/** What a service answers to an attempt, with what only the engine knows of it. */
export interface CallAnswer extends MockAttempt {
  /** ARN of the execution that the call has started. */
  readonly nested?: string;
  /** Virtual milliseconds at which heartbeats come. */
  readonly heartbeats?: readonly number[];
}

/** What stands in for the services: answers to tasks, and files. */
export interface Answers {
  answer(call: TaskCall, host: ExecutionHost): CallAnswer;
  readonly files: Files;
}

/** The host whose clock, timers, ids and chance are in the execution itself, so that a checkpoint holds them. */
export class ExecutionHost implements EngineHost {
  constructor(
    readonly execution: Execution,
    private readonly answers: Answers,
  ) {}

  callTask(call: TaskCall): CallAnswer {
    return this.answers.answer(call, this);
  }

  file(place: string): FileData | undefined {
    const written = this.execution.files.get(place);
    return written === undefined ? this.answers.files.get(place) : textFile(written);
  }

  filePlaces(): string[] {
    return [...new Set([...this.answers.files.keys(), ...this.execution.files.keys()])];
  }

  now(): number {
    return this.execution.facts.startTime + this.execution.clock;
  }

  setTimer(thread: Thread, signal: TimerSignal, delay: number): void {
    const { execution } = this;
    execution.lastTimer += 1;
    execution.timers.add({
      due: execution.clock + Math.max(0, delay),
      id: execution.lastTimer,
      thread: thread.id,
      epoch: thread.epoch,
      signal,
    });
  }

  clearTimers(thread: Thread): void {
    thread.epoch += 1;
  }

  nextId(): string {
    return nextUuid(this.execution.random);
  }

  random(): number {
    return nextRandom(this.execution.random);
  }
}
