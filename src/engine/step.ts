import type { JsonValue } from '../base/json';
import { causeOf, ExpressionError } from '../expressions/errors';
import { behaviours } from './behaviours';
import { abortThread } from './behaviours/abort';
import { abortChildren } from './behaviours/childExecutions';
import type { Timer } from './clock';
import { type EnvironmentSource, ThreadEnvironment } from './context';
import { handleFailure } from './errorHandling';
import { createThread, type Execution, makeReady, nextReady, noRetries, type Thread } from './execution';
import { ChildTimedOut, RuntimeFailure, StateFailure, uncatchable } from './failure';
import {
  type EventData,
  type EventType,
  InputData,
  noData,
  noFrames,
  OutputData,
  type Recorder,
} from './history';
import type { EngineHost } from './host';
import { noteMapRun } from './mapRuns';
import type { Outcome } from './messages';
import type { Exit, Program, StateProgram } from './program';
import { longestOpen, park } from './redrive';
import { jsonSize, payloadLimit } from './size';
import { stopStarted } from './startedExecutions';

/** What a step came to: something happened, time must pass first, only the outside can go on, or the end. */
export type StepResult = 'progress' | 'timer' | 'blocked' | 'ended';

/** Milliseconds that an execution of an Express workflow may take. */
export const expressLimit = 300_000;

/** The most events of a Standard execution's history; the last of them is the failure for which it ends. */
const eventLimit = 25_000;

/** Events that end something, for which there is always room in a child execution's history. */
const ends = /^Execution|Aborted$/;

/** Thrown where an event of a thread would leave no room for the one that ends its execution. */
class EventLimit extends Error {
  constructor(readonly thread: Thread) {
    super();
  }
}

/**
 * Advances an execution. One step is about one event: entering a state, running it, an answer, a decision.
 *
 * `advance` never waits: when nothing can be done at the present virtual time it says so, and `passTime` moves the
 * clock to the next timer. All effects are timers and task calls of the host, and what is told to the recorder.
 */
export class Stepper implements EnvironmentSource {
  constructor(
    readonly program: Program,
    readonly execution: Execution,
    readonly host: EngineHost,
    readonly recorder: Recorder,
    readonly checkBudget?: () => void,
    /** Stands in for the Context object. */
    readonly context?: EnvironmentSource['context'],
  ) {}

  /** Records ExecutionStarted and readies the first state. */
  start(): void {
    const { execution, program } = this;
    const { facts } = execution;
    this.recordAt('ExecutionStarted', 0, 0, {
      input: facts.input,
      ...(facts.inputText === undefined ? {} : { inputText: facts.inputText }),
    });
    const thread = createThread(execution, {
      parent: -1,
      frames: noFrames,
      log: 0,
      index: 0,
      item: null,
      input: facts.input,
      head: 0,
      state: program.root.startAt,
    });
    this.recorder.taken(program.root.start, thread);
    makeReady(execution, thread, 'enter');
    this.limitTime();
  }

  /** Sets the timer of the state machine's TimeoutSeconds, or of Express's five minutes. */
  limitTime(): void {
    const { facts, threads } = this.execution;
    const thread = threads.values().next().value;
    const longest = facts.type === 'EXPRESS' && facts.quotas ? expressLimit : Number.POSITIVE_INFINITY;
    const delay = Math.min((this.program.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000, longest);
    if (thread && Number.isFinite(delay)) this.host.setTimer(thread, 'executionTimeout', delay);
  }

  /** Does the next thing that can be done now. */
  advance(): StepResult {
    const { execution } = this;
    if (execution.outcome) return 'ended';
    if (execution.passing) {
      if ((this.nextDue() ?? Number.POSITIVE_INFINITY) <= execution.clock) return 'timer';
      execution.passing = false;
    }
    const thread = nextReady(execution);
    if (!thread) return this.#nextTimer() ? 'timer' : 'blocked';
    execution.steps += 1;
    this.#perform(thread);
    return execution.outcome ? 'ended' : 'progress';
  }

  /** Virtual time of the next timer that still means something. */
  nextDue(): number | undefined {
    return this.#nextTimer()?.due;
  }

  /**
   * Moves the clock to the next timer and wakes all whose timers are due then; with `single` only the first, and the
   * others before anything else is done.
   */
  passTime(single = false): void {
    const { execution } = this;
    const first = this.#nextTimer();
    if (!first) return;
    if (first.due > longestOpen && execution.facts.endAfterYear) {
      execution.clock = Math.max(execution.clock, longestOpen);
      this.#timeOut();
      return;
    }
    execution.clock = Math.max(execution.clock, first.due);
    for (let timer = this.#nextTimer(); timer && timer.due <= execution.clock; timer = this.#nextTimer()) {
      execution.timers.take();
      execution.steps += 1;
      try {
        this.#wake(timer);
      } catch (error) {
        if (!(error instanceof EventLimit)) throw error;
        this.#endAtEventLimit(error.thread);
      }
      if (execution.outcome) return;
      if (single) {
        execution.passing = (this.nextDue() ?? Number.POSITIVE_INFINITY) <= execution.clock;
        return;
      }
    }
    execution.passing = false;
  }

  #nextTimer(): Timer | undefined {
    const { execution } = this;
    for (let timer = execution.timers.next; timer; timer = execution.timers.next) {
      const thread = execution.threads.get(timer.thread);
      if (thread && (thread.epoch === timer.epoch || timer.signal === 'executionTimeout')) return timer;
      execution.timers.take();
    }
    return undefined;
  }

  #wake(timer: Timer): void {
    const thread = this.execution.threads.get(timer.thread);
    if (!thread) return;
    if (timer.signal === 'executionTimeout') {
      if (thread.log === 0) this.#timeOut();
      else this.#timeOutChild(thread);
      return;
    }
    thread.decision = thread.head;
    if (timer.signal === 'retry') {
      makeReady(this.execution, thread, 'run');
      return;
    }
    const state = this.stateOf(thread);
    behaviours[state.type].wake?.(this, thread, state as never, timer.signal);
  }

  /** The event follows none, and names an error that the outcome does not have (measured). */
  #timeOut(): void {
    this.end({ status: 'timed-out' }, 'ExecutionTimedOut', 0, 'States.Timeout');
  }

  #timeOutChild(root: Thread): void {
    const parent = this.execution.threads.get(root.parent);
    if (!parent) return;
    abortThread(this, root, root.head);
    this.#childFailed(parent, root, new ChildTimedOut());
  }

  #perform(thread: Thread): void {
    const { op } = thread;
    const state = this.stateOf(thread);
    thread.op = 'none';
    try {
      if (op === 'enter') this.#enter(thread, state);
      else if (op === 'finish') this.#finish(thread);
      else if (op === 'run') behaviours[state.type].run(this, thread, state as never);
      else if (op === 'decide') behaviours[state.type].decide?.(this, thread, state as never);
    } catch (error) {
      if (error instanceof EventLimit) this.#endAtEventLimit(error.thread);
      else this.#failGuarded(thread, state, error);
    }
  }

  #failGuarded(thread: Thread, state: StateProgram, error: unknown): void {
    try {
      this.fail(thread, this.asFailure(thread, state, error));
    } catch (thrown) {
      if (!(thrown instanceof EventLimit)) throw thrown;
      this.#endAtEventLimit(thrown.thread);
    }
  }

  #enter(thread: Thread, state: StateProgram): void {
    const { execution } = this;
    execution.lastVisit += 1;
    execution.transitions += 1;
    thread.visit = execution.lastVisit;
    thread.enteredAt = execution.clock;
    thread.decision = thread.head;
    thread.exitAfter = 0;
    thread.retryCount = 0;
    thread.retries = noRetries;
    thread.work = null;
    this.recorder.entered(thread.visit, thread.scope);
    thread.entered = this.record(state.enteredEvent, thread, new InputData(thread.input));
    makeReady(execution, thread, 'run');
  }

  stateOf(thread: Thread): StateProgram {
    return this.program.states[thread.state] as StateProgram;
  }

  environment(
    thread: Thread,
    state: StateProgram,
    input: JsonValue,
    result?: JsonValue,
    errorOutput?: JsonValue,
  ): ThreadEnvironment {
    return new ThreadEnvironment(this, thread, state, input, result, errorOutput);
  }

  /** Records an event of a thread's line and makes it the line's last. Returns its id. */
  record(type: EventType, thread: Thread, data: EventData = noData, attempt = 0): number {
    const id = this.recordBeside(type, thread, thread.head, data, attempt);
    thread.head = id;
    return id;
  }

  /** Records an event of a thread that the events after it do not follow. */
  recordBeside(
    type: EventType,
    thread: Thread,
    previous: number,
    data: EventData = noData,
    attempt = 0,
  ): number {
    const { execution } = this;
    const id = this.#nextEventId(thread, type);
    execution.events += 1;
    if (execution.facts.type === 'EXPRESS') this.#measure(data);
    this.recorder.event(
      id,
      previous,
      type,
      execution.clock,
      thread.log,
      thread.state,
      thread.frames,
      thread.visit,
      attempt,
      data,
    );
    return id;
  }

  #nextEventId(thread: Thread, type: EventType): number {
    const { execution } = this;
    const { log } = thread;
    if (log === 0) {
      const { quotas, type } = execution.facts;
      if (execution.lastEvent === eventLimit - 1 && quotas && type === 'STANDARD')
        throw new EventLimit(thread);
      execution.lastEvent += 1;
      return execution.lastEvent;
    }
    const id = (execution.logs.get(log) ?? 0) + 1;
    if (id >= eventLimit && execution.facts.quotas && !thread.child?.express && !ends.test(type)) {
      throw new EventLimit(thread);
    }
    execution.logs.set(log, id);
    return id;
  }

  #measure({ input, output }: EventData): void {
    const size = Math.max(
      input === undefined ? 0 : jsonSize(input),
      output === undefined ? 0 : jsonSize(output),
    );
    if (size > this.execution.largestPayload) this.execution.largestPayload = size;
  }

  /** Records an event of the execution itself. */
  recordAt(type: EventType, previous: number, visit: number, data: EventData = noData): number {
    const { execution } = this;
    execution.lastEvent += 1;
    execution.events += 1;
    const id = execution.lastEvent;
    this.recorder.event(id, previous, type, execution.clock, 0, -1, noFrames, visit, 0, data);
    return id;
  }

  /** Leaves a state with its output: to the next state, or to the end of the machine. */
  leave(
    thread: Thread,
    state: StateProgram,
    exit: Exit | null,
    output: JsonValue,
    assigned?: EventData['assigned'],
  ): void {
    if (thread.exitAfter > 0) thread.head = thread.exitAfter;
    thread.exitAfter = 0;
    this.record(state.exitedEvent, thread, assigned ? { output, assigned } : new OutputData(output));
    this.move(thread, exit, output);
  }

  move(thread: Thread, exit: Exit | null, output: JsonValue): void {
    thread.epoch += 1;
    thread.work = null;
    thread.visit = 0;
    thread.input = output;
    if (exit) this.recorder.taken(exit.transition, thread);
    if (exit && exit.target >= 0) {
      thread.state = exit.target;
      makeReady(this.execution, thread, 'enter');
    } else {
      makeReady(this.execution, thread, 'finish');
    }
  }

  #finish(thread: Thread): void {
    const output = thread.input;
    const parent = this.execution.threads.get(thread.parent);
    if (!parent) {
      this.recordAt('ExecutionSucceeded', thread.head, 0, { output });
      this.execution.threads.clear();
      this.execution.outcome = { status: 'succeeded', output };
      return;
    }
    this.execution.threads.delete(thread.id);
    const state = this.stateOf(parent);
    try {
      behaviours[state.type].childDone?.(this, parent, state as never, thread, output);
    } catch (error) {
      this.fail(parent, this.asFailure(parent, state, error));
    }
  }

  /** A state failed: Retry, Catch, or the failure goes on to what surrounds it. */
  fail(thread: Thread, failure: StateFailure): void {
    handleFailure(this, thread, this.stateOf(thread), failure);
  }

  /** A failure that no Catcher of the thread took. */
  giveUp(failed: Thread, failure: StateFailure): void {
    const thread = uncatchable(failure.error) ? this.#rootOf(failed, failure) : failed;
    const parent = this.execution.threads.get(thread.parent);
    if (!parent) {
      this.end(
        {
          status: 'failed',
          ...(failure.error === undefined ? {} : { error: failure.error }),
          ...(failure.reason === undefined ? {} : { cause: failure.reason }),
        },
        'ExecutionFailed',
        thread.head,
      );
      return;
    }
    this.#childFailed(parent, thread, failure);
  }

  /** A failure that is tolerated may end the container, whose own expressions may fail then. */
  #childFailed(parent: Thread, child: Thread, failure: StateFailure): void {
    const state = this.stateOf(parent);
    try {
      behaviours[state.type].childFailed?.(this, parent, state as never, child, failure);
    } catch (error) {
      this.fail(parent, this.asFailure(parent, state, error));
    }
  }

  /**
   * What nobody can catch ends the whole execution at once, or the child execution of a Map Run: nothing that is
   * around the state leaves an event. Returns the thread that ends with it.
   */
  #rootOf(failed: Thread, failure: StateFailure): Thread {
    const { threads } = this.execution;
    let root = failed;
    for (let parent = threads.get(root.parent); parent?.log === root.log; parent = threads.get(root.parent)) {
      root = parent;
      this.recorder.failure(root.visit, root.state, {
        ...(failure.error === undefined ? {} : { error: failure.error }),
        ...(failure.reason === undefined ? {} : { cause: failure.reason }),
        outcome: 'failed',
        thread: root.id,
        inside: true,
        timedOut: false,
        event: failed.head,
      });
    }
    root.head = failed.head;
    for (const each of [...threads.values()]) {
      if (each.log !== root.log || each === root) continue;
      stopStarted(this.execution, each.work);
      if (each !== failed) this.recorder.aborted(each.visit);
      threads.delete(each.id);
    }
    return root;
  }

  /** Ends the execution other than by success. */
  end(
    outcome: Omit<Outcome, 'output'>,
    type: EventType,
    previous: number,
    error: string | undefined = outcome.error,
  ): void {
    const { execution } = this;
    if (execution.outcome) return;
    park(execution, execution.threads.values().next().value);
    this.#abortMapRuns();
    for (const { work } of execution.threads.values()) stopStarted(execution, work);
    this.recordAt(type, previous, 0, {
      ...(error === undefined ? {} : { error }),
      ...(outcome.cause === undefined ? {} : { cause: outcome.cause }),
    });
    execution.threads.clear();
    execution.endedAt = execution.clock;
    execution.outcome = outcome;
  }

  /** Child executions end with the one that started them, and tell of it in their own histories. */
  #abortMapRuns(): void {
    for (const thread of [...this.execution.threads.values()]) {
      const { work } = thread;
      if (work?.kind !== 'container' || !work.mapRun || work.mapRun.over) continue;
      abortChildren(this, { ...work, mapRun: work.mapRun });
      noteMapRun(this.execution, thread, work, 'ABORTED');
    }
  }

  /** Ends the execution as StopExecution does; what runs leaves no event of its own. */
  stop(error?: string, cause?: string): void {
    const texts = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    this.end({ status: 'aborted', ...texts }, 'ExecutionAborted', 0);
  }

  /** Ends the execution that a thread belongs to, a child execution too. */
  #endAtEventLimit(thread: Thread): void {
    const { execution } = this;
    if (execution.outcome) return;
    const error = 'States.Runtime';
    const cause = `The execution reached the maximum number of history events (${eventLimit}).`;
    if (thread.log === 0) {
      this.end({ status: 'failed', error, cause }, 'ExecutionFailed', execution.lastEvent);
      return;
    }
    try {
      this.fail(thread, new StateFailure(error, cause));
    } catch (thrown) {
      if (!(thrown instanceof EventLimit)) throw thrown;
      this.#endAtEventLimit(thrown.thread);
    }
  }

  /** Turns whatever a state threw into a failure with AWS's name and cause. */
  asFailure(thread: Thread, state: StateProgram, error: unknown): StateFailure {
    if (error instanceof StateFailure) return error;
    if (error instanceof ExpressionError || error instanceof RuntimeFailure) {
      const evaluation = error.error === 'States.QueryEvaluationError' ? { location: error.location } : null;
      return new StateFailure(error.error, causeOf(error.detail, state.name, thread.entered), evaluation);
    }
    if (error instanceof RangeError) {
      const detail = 'The data is nested too deeply to be worked on.';
      return new StateFailure('States.Runtime', causeOf(detail, state.name, thread.entered));
    }
    throw error;
  }

  /** Fails with States.DataLimitExceeded when a value is larger than a payload may be. */
  checkSize(value: JsonValue, what: string): void {
    if (!this.execution.facts.quotas) return;
    if (jsonSize(value) <= payloadLimit) return;
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
}
