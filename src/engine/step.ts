import type { JsonValue } from '../base/json';
import { behaviourOf } from './behaviours';
import type { Timer } from './clock';
import { type EnvironmentSource, ThreadEnvironment } from './context';
import { EventLimit, endAtEventLimit, eventLimit, giveUp, stopExecution, timeOut } from './ending';
import { handleFailure } from './errorHandling';
import {
  clearThreads,
  createThread,
  dropThread,
  type Execution,
  makeReady,
  nextReady,
  noRetries,
  type Thread,
} from './execution';
import { asFailure, StateFailure } from './failure';
import {
  type Carried,
  type Carries,
  carries,
  dataOf,
  type EventData,
  type EventType,
  noData,
  noFrames,
  type Recorder,
} from './history';
import type { EngineHost } from './host';
import type { Exit, Program, StateProgram } from './program';
import { longestOpen } from './redrive';
import { jsonSize, payloadLimit } from './size';

/** What a step came to: something happened, time must pass first, only the outside can go on, or the end. */
export type StepResult = 'progress' | 'timer' | 'blocked' | 'ended';

/** Milliseconds that an execution of an Express workflow may take. */
export const expressLimit = 300_000;

/** Events that end something, for which there is always room in a child execution's history. */
const ends = /^Execution|Aborted$/;

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

  /** Does the next thing that can be done now, or the next few; at most so many steps. */
  advance(most = 1): StepResult {
    const { execution } = this;
    if (execution.outcome) return 'ended';
    if (execution.passing) {
      if ((this.nextDue() ?? Number.POSITIVE_INFINITY) <= execution.clock) return 'timer';
      execution.passing = false;
    }
    for (let left = most; left > 0; left -= 1) {
      const thread = nextReady(execution);
      if (!thread) return this.#nextTimer() ? 'timer' : 'blocked';
      execution.steps += 1;
      this.#perform(thread);
      if (execution.outcome) return 'ended';
    }
    return 'progress';
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
      timeOut(this, execution.threads.values().next().value);
      return;
    }
    execution.clock = Math.max(execution.clock, first.due);
    for (
      let timer: Timer | undefined = first;
      timer && timer.due <= execution.clock;
      timer = this.#nextTimer()
    ) {
      execution.timers.take();
      execution.steps += 1;
      try {
        this.#wake(timer);
      } catch (error) {
        if (!(error instanceof EventLimit)) throw error;
        endAtEventLimit(this, error.thread);
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
      timeOut(this, thread);
      return;
    }
    thread.decision = thread.head;
    if (timer.signal === 'retry') {
      makeReady(this.execution, thread, 'run');
      return;
    }
    const state = this.stateOf(thread);
    behaviourOf(state).wake?.(this, thread, state as never, timer.signal);
  }

  #perform(thread: Thread): void {
    const { op } = thread;
    const state = this.stateOf(thread);
    thread.op = 'none';
    try {
      if (op === 'enter') this.#enter(thread, state);
      else if (op === 'finish') this.#finish(thread);
      else if (op === 'run') behaviourOf(state).run(this, thread, state as never);
      else if (op === 'decide') behaviourOf(state).decide?.(this, thread, state as never);
    } catch (error) {
      if (error instanceof EventLimit) endAtEventLimit(this, error.thread);
      else this.#failGuarded(thread, state, error);
    }
  }

  #failGuarded(thread: Thread, state: StateProgram, error: unknown): void {
    try {
      this.fail(thread, asFailure(thread, state, error));
    } catch (thrown) {
      if (!(thrown instanceof EventLimit)) throw thrown;
      endAtEventLimit(this, thrown.thread);
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
    thread.entered = this.#tell(state.enteredEvent, thread, thread.head, 0, carries.input, thread.input);
    thread.head = thread.entered;
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

  /** The same of an event that carries an output and nothing else. */
  recordOutput(type: EventType, thread: Thread, output: JsonValue, attempt = 0): void {
    thread.head = this.#tell(type, thread, thread.head, attempt, carries.output, output);
  }

  /** Records an event of a thread that the events after it do not follow. */
  recordBeside(
    type: EventType,
    thread: Thread,
    previous: number,
    data: EventData = noData,
    attempt = 0,
  ): number {
    return this.#tell(type, thread, previous, attempt, carries.data, data);
  }

  #tell(
    type: EventType,
    thread: Thread,
    previous: number,
    attempt: number,
    what: Carries,
    carried: Carried,
  ): number {
    const { execution } = this;
    const id = this.#nextEventId(thread, type);
    execution.events += 1;
    if (execution.facts.type === 'EXPRESS') this.#measure(dataOf(what, carried));
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
      what,
      carried,
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
    this.recorder.event(id, previous, type, execution.clock, 0, -1, noFrames, visit, 0, carries.data, data);
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
    if (assigned) this.record(state.exitedEvent, thread, { output, assigned });
    else this.recordOutput(state.exitedEvent, thread, output);
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
      clearThreads(this.execution);
      this.execution.outcome = { status: 'succeeded', output };
      return;
    }
    dropThread(this.execution, thread);
    const state = this.stateOf(parent);
    try {
      behaviourOf(state).childDone?.(this, parent, state as never, thread, output);
    } catch (error) {
      this.fail(parent, asFailure(parent, state, error));
    }
  }

  /** A state failed: Retry, Catch, or the failure goes on to what surrounds it. */
  fail(thread: Thread, failure: StateFailure): void {
    handleFailure(this, thread, this.stateOf(thread), failure);
  }

  /** A failure that no Catcher of the thread took. */
  giveUp(thread: Thread, failure: StateFailure): void {
    giveUp(this, thread, failure);
  }

  /** Ends the execution as StopExecution does. */
  stop(error?: string, cause?: string): void {
    stopExecution(this, error, cause);
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
