import { billingOf } from './billing';
import { Checkpoints } from './checkpoints';
import { compile } from './compile';
import { copyExecution, createExecution, type Execution, nextReady, type Thread } from './execution';
import { expressProblems } from './expressLimits';
import { factsOf } from './facts';
import type { Files } from './files/fileData';
import { currentStates } from './fold';
import { type DataChange, type Given, give, type TaskAnswer } from './given';
import { GivenLog } from './givenLog';
import type { Entry } from './history';
import { type Answers, ExecutionHost } from './host';
import { mapRunsOf } from './mapRuns';
import type {
  BranchRequest,
  ExecutionStatus,
  Holding,
  Outcome,
  RunUpdate,
  Standing,
  StepKind,
} from './messages';
import { NestedBook } from './nestedBook';
import { type PackedUpdate, unpackUpdate } from './packedUpdate';
import { Pauses } from './pauses';
import type { Program } from './program';
import { RunRecord } from './record';
import { answersTo } from './runToEnd';
import type { SampleShapes } from './sampleResult';
import { SessionView } from './sessionView';
import type { SliceEnd } from './slice';
import { holdingOf, standingIn } from './standing';
import type { BreakCondition, Refusal, StartRequest } from './startMessages';
import { Stepper } from './step';

/**
 * One run: the execution, what it recorded, and the moments it can go back to. It does work only when asked for a
 * slice of it, so that whoever drives it stays in charge; going back restores a checkpoint and replays.
 */
export class Session {
  readonly record: RunRecord;
  /** The run as others look at it. */
  readonly view: SessionView;
  readonly #answers: Answers;
  #execution: Execution;
  #stepper: Stepper;
  #paused: boolean;
  readonly #checkpoints = new Checkpoints();
  readonly #given: GivenLog;
  /** Event counts before the last steps, to step back to. */
  #trail: number[] = [];
  /** Events that there were before going back, until the run goes on from there. */
  #ahead = 0;
  readonly #pauses: Pauses;
  readonly #nested = new NestedBook();
  #outcome: Outcome | null = null;

  private constructor(
    readonly program: Program,
    readonly request: StartRequest,
    now: number,
    private readonly shapes?: SampleShapes,
    private readonly checkBudget?: () => void,
    private readonly files?: Files,
  ) {
    this.#answers = answersTo(request, shapes, files);
    this.#execution = createExecution(factsOf(request, now), request.options.seed);
    this.record = new RunRecord(program, () => this.#execution);
    this.#stepper = this.#stepperFor(this.#execution);
    this.#pauses = new Pauses(program, () => this.#execution);
    this.#pauses.set(request.options);
    this.record.pauses = this.#pauses;
    this.#given = new GivenLog(request.given);
    this.view = new SessionView(this, {
      answers: this.#answers,
      checkpoints: this.#checkpoints,
      given: this.#given,
      nested: this.#nested,
      shapes,
      files,
    });
    this.#paused = request.options.startPaused ?? false;
    this.#stepper.start();
    this.#keep();
  }

  /** Prepares a run of a definition, or says why it can't be run. `now`: milliseconds since the epoch. */
  static start(
    request: StartRequest,
    now: number,
    shapes?: SampleShapes,
    checkBudget?: () => void,
    files?: Files,
  ): Session | Refusal {
    const program = compile(request.definition);
    if (!program.ok) return { problems: program.error };
    const refused = expressProblems(program.value, request.options);
    if (refused.length > 0) return { problems: refused };
    return new Session(program.value, request, now, shapes, checkBudget, files);
  }

  #stepperFor(execution: Execution): Stepper {
    return new Stepper(
      this.program,
      execution,
      new ExecutionHost(execution, this.#answers),
      this.record,
      this.checkBudget,
    );
  }

  get status(): ExecutionStatus {
    if (this.#outcome) return this.#outcome.status;
    return this.#paused ? 'paused' : 'running';
  }

  get execution(): Execution {
    return this.#execution;
  }

  /** Goes on until `mayGoOn` says no (asked every few dozen steps), time must pass, or there is nothing to do. */
  slice(mayGoOn: () => boolean): SliceEnd {
    for (let count = 1; !this.#paused && !this.#outcome; count += 1) {
      if (this.#breaksHere()) {
        this.#paused = true;
        break;
      }
      const moved = this.#moveOn(this.request.options.clock.kind);
      if (moved !== 'moved') return moved;
      if (this.#pauses.reason) this.#paused = !this.#outcome;
      if (count % 32 === 0 && !mayGoOn()) return { kind: 'more' };
    }
    return { kind: 'idle' };
  }

  /** The clock has come to a timer's time: wakes what waited for it. */
  wakeAt(due: number): void {
    if (this.#outcome || this.#paused) return;
    const next = this.#stepper.nextDue();
    if (next !== undefined && next <= due) this.#stepper.passTime(true);
    this.#afterStep();
  }

  /** Time passes in which nothing happens: the clock moves on, at most to the next timer. */
  elapse(to: number): void {
    if (this.#outcome || this.#paused) return;
    const next = this.#stepper.nextDue() ?? to;
    this.#execution.clock = Math.max(this.#execution.clock, Math.min(to, next));
  }

  /** One step. `replay` passes all time, as it once did. */
  #moveOn(clock: 'virtual' | 'real' | 'replay'): 'moved' | SliceEnd {
    const result = this.#stepper.advance();
    if (result === 'timer') {
      const due = this.#stepper.nextDue() ?? this.#execution.clock;
      if (clock === 'real' && due > this.#execution.clock) return { kind: 'wait', due };
      if (clock === 'virtual' && this.holding) return { kind: 'idle' };
      this.#stepper.passTime(true);
    } else if (result === 'blocked') return { kind: 'idle' };
    this.#afterStep();
    return 'moved';
  }

  #afterStep(): void {
    const { outcome } = this.#execution;
    if (outcome && !this.#outcome) {
      this.record.end(outcome);
      const decidedBy = outcome.status === 'failed' ? this.record.fold.decidedBy() : undefined;
      const billingDetails = billingOf(this.#execution, this.request.definition);
      this.#outcome = {
        ...outcome,
        ...(decidedBy && { decidedBy }),
        ...(billingDetails && { billingDetails }),
      };
    }
    if (this.#checkpoints.isDue(this.record.count)) this.#keep();
  }

  #keep(): void {
    this.#checkpoints.keep(this.#execution, this.record.fold, this.record.count);
  }

  #breaksHere(): boolean {
    if (!this.#pauses.watchesStates || this.#execution.passing) return false;
    return this.#pauses.before(nextReady(this.#execution));
  }

  /** What ends the waiting for an answer by hand: the virtual clock does not pass it by itself. */
  get holding(): Holding | null {
    const { answersByHand, clock } = this.request.options;
    if (!answersByHand || this.#outcome) return null;
    if (!this.#execution.passing && nextReady(this.#execution)) return null;
    // In real time only what waits for ever is held up; `nextDue` also takes timers away that are void.
    if (this.#stepper.nextDue() !== undefined && clock.kind !== 'virtual') return null;
    return holdingOf(this.#execution, this.program);
  }

  /** The virtual clock passes what it holds at. */
  letTimePass(): void {
    if (this.holding?.due == null) return;
    this.#stepper.passTime(true);
    this.#afterStep();
  }

  /** Where the run pauses from now on. */
  setBreakpoints(
    breakpoints: readonly string[],
    pauseOnError: boolean,
    breakWhen: readonly BreakCondition[] = this.request.options.breakWhen ?? [],
  ): void {
    this.#pauses.set({ breakpoints, pauseOnError, breakWhen });
  }

  pause(): void {
    if (!this.#outcome) this.#paused = true;
  }

  resume(): void {
    this.#leavePast();
    this.#pauses.letGo(nextReady(this.#execution));
    this.#paused = false;
  }

  /** Going on from a past moment: what was given after it in the run before does not count any more. */
  #leavePast(): void {
    this.#ahead = 0;
    this.#given.goOnFrom(this.#execution.steps);
  }

  /** Ends the execution as StopExecution does. */
  stop(error?: string, cause?: string): void {
    if (this.#execution.outcome) return;
    const texts = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    this.#give({ ...this.#here(), visit: 0, stop: texts });
    this.#paused = false;
  }

  step(kind: StepKind): void {
    if (kind === 'back') {
      const before = this.#trail.pop() ?? Math.max(1, this.record.count - 1);
      this.#rewind(before);
      return;
    }
    if (this.#outcome) return;
    this.#leavePast();
    this.#pauses.letGo(nextReady(this.#execution));
    this.#paused = true;
    this.#trail.push(this.record.count);
    if (kind === 'into') this.#until(() => true);
    else this.#stepOver();
  }

  /** Goes on until the next state of the same machine, over what is nested in between. */
  #stepOver(): void {
    const thread = this.#standing();
    const depth = thread?.frames.length ?? 0;
    this.#until((entry) => entry.type.endsWith('StateEntered') && entry.frames.length <= depth);
  }

  #standing(): Thread | undefined {
    return nextReady(this.#execution) ?? this.#execution.threads.values().next().value;
  }

  /** Advances, over virtual time also in real time, until an event is recorded that `stops`. */
  #until(stops: (entry: Entry) => boolean): void {
    const { record } = this;
    record.heedsLatest = true;
    try {
      this.#untilHeard(stops);
    } finally {
      record.heedsLatest = false;
    }
  }

  #untilHeard(stops: (entry: Entry) => boolean): void {
    let seen = this.record.latest;
    for (let steps = 0; steps < 1_000_000 && !this.#outcome; steps += 1) {
      if (this.#breaksHere()) return;
      if (this.#moveOn('virtual') !== 'moved' || this.#pauses.reason) return;
      const { latest } = this.record;
      if (latest && latest !== seen && stops(latest)) return;
      seen = latest;
    }
  }

  /** Goes to the moment after an event, paused. */
  goTo(eventId: number): void {
    this.#trail.push(this.record.count);
    this.#rewind(Math.max(1, eventId));
  }

  /** Restores the nearest checkpoint and replays to `events` events. */
  #rewind(events: number): void {
    this.#paused = true;
    this.#ahead = Math.max(this.#ahead, this.record.count);
    if (events > this.record.count) {
      this.#replay(events);
      return;
    }
    const checkpoint = this.#checkpoints.backTo(events);
    this.#execution = copyExecution(checkpoint.execution);
    this.#stepper = this.#stepperFor(this.#execution);
    this.record.rewind(checkpoint.events, checkpoint.fold.copy());
    this.#outcome = null;
    this.#replay(events);
  }

  #replay(events: number): void {
    while (this.record.count < events) {
      const given = this.#given.at(this.#execution.steps);
      if (given && this.#apply(given)) this.#afterStep();
      if (this.#outcome) break;
      if (this.#moveOn('replay') !== 'moved' && !given) break;
    }
    this.#pauses.letGo(nextReady(this.#execution));
  }

  /** The run as it stood after an event, as one of its own; this one stays as it is. */
  fork(events: number): Session {
    const { startTime } = this.#execution.facts;
    const copy = new Session(
      this.program,
      this.request,
      startTime,
      this.shapes,
      this.checkBudget,
      this.files,
    );
    copy.#given.copyFrom(this.#given);
    copy.#checkpoints.copyFrom(this.#checkpoints);
    copy.record.copyFrom(this.record);
    copy.#rewind(Math.max(1, events));
    copy.#leavePast();
    return copy;
  }

  /** Takes back going back: the run stands where it was. */
  forward(): void {
    if (this.#ahead > this.record.count) this.#rewind(this.#ahead);
  }

  /** Where data can be changed now. */
  standing(): readonly Standing[] {
    return this.#outcome ? [] : standingIn(this.#execution, this.program);
  }

  /** Puts other data in, to go on from here. False: it does not fit. */
  putIn({ thread, change, answer }: Omit<BranchRequest, 'event'>): boolean {
    const here = { ...this.#here(), visit: 0, thread };
    if (answer) return this.#give({ ...here, answer });
    return change === undefined || this.#give({ ...here, change });
  }

  /** Answers a task that waits; false when it does not wait any more. */
  answerTask(visit: number, answer: TaskAnswer): boolean {
    const { holding } = this;
    const late = 'heartbeat' in answer && holding?.end === 'heartbeat' && holding.visit === visit;
    // While the clock holds, a heartbeat comes at the last moment: so time goes on.
    const clock = (late ? holding.due : null) ?? this.#execution.clock;
    return this.#give({ ...this.#here(), clock, visit, answer });
  }

  /** Changes what a state that is about to run gets; 0: the state that is entered next. */
  changeData(visit: number, change: DataChange): boolean {
    return this.#paused && this.#give({ ...this.#here(), visit, change });
  }

  /**
   * Goes on with an execution that did not succeed, as RedriveExecution does, `after` so many virtual milliseconds.
   * False: it can't be redriven.
   */
  redrive(after = 0): boolean {
    const here = this.#here();
    const redriven = this.#give({ ...here, clock: here.clock + after, visit: 0, redrive: true });
    if (redriven) this.#paused = false;
    return redriven;
  }

  #here(): Pick<Given, 'step' | 'clock' | 'after'> {
    return { step: this.#execution.steps, clock: this.#execution.clock, after: this.record.count };
  }

  #apply(given: Given): boolean {
    const done = give(this.#stepper, given);
    if (done && given.redrive) this.#outcome = null;
    return done;
  }

  /** What comes from outside is kept, so that a replay gets it at the same step; what came later is void. */
  #give(given: Given): boolean {
    if (!this.#apply(given)) return false;
    this.#ahead = 0;
    this.#given.add(given);
    this.#afterStep();
    return true;
  }

  /** What changed since the last update. */
  update(run: number, took: number, reset: boolean): RunUpdate {
    return unpackUpdate(this.packedUpdate(run, took, reset));
  }

  /** The same, as it goes to another thread. */
  packedUpdate(run: number, took: number, reset: boolean): PackedUpdate {
    const { record } = this;
    if (reset) record.fold.markAll();
    const changes = record.fold.takeChanges();
    const holding = this.#paused ? null : this.holding;
    const given = this.#given.news(reset);
    const mapRuns = mapRunsOf(this.#execution, this.program);
    const nested = this.#nested.news(this.#execution, this.program, reset);
    return {
      run,
      status: this.status,
      clock: this.#execution.clock,
      took,
      eventCount: record.count,
      transitionCount: this.#execution.transitions,
      changes,
      visitCount: record.fold.visitCount,
      current: currentStates(this.#execution, this.program),
      outcome: this.#outcome,
      reset,
      ...(this.#paused && this.#pauses.reason ? { pausedBy: this.#pauses.reason } : {}),
      ...(holding ? { holding } : {}),
      ...(mapRuns.length > 0 ? { mapRuns } : {}),
      ...(nested ? { nested } : {}),
      ...(given ? { given } : {}),
    };
  }
}
