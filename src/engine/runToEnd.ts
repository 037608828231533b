import { isObject, type JsonValue } from '../base/json';
import { billingOf } from './billing';
import { compile } from './compile';
import { toHistoryEvent } from './details';
import { EventStore } from './eventStore';
import { createExecution, type Execution } from './execution';
import { expressProblems } from './expressLimits';
import { detailContext, factsOf } from './facts';
import type { Files } from './files/fileData';
import { type Recorder, silentRecorder } from './history';
import { type Answers, ExecutionHost } from './host';
import { mapRunsOf } from './mapRuns';
import type { HistoryEvent, MapRunSummary, NestedExecution, Outcome } from './messages';
import { answersFrom } from './mocks';
import {
  type NestedOptions,
  type NestedRun,
  type NestingPlace,
  withNestedExecutions,
} from './nestedExecutions';
import type { Program } from './program';
import type { SampleShapes } from './sampleResult';
import { nestedExecutions } from './startedExecutions';
import type { Refusal, StartRequest } from './startMessages';
import { Stepper } from './step';
import { type SentOutcome, withSentTokens } from './taskTokens';

export interface FinishedRun {
  readonly outcome: Outcome | null;
  /** The whole history; printed in AWS's shape when first asked for. */
  readonly events: readonly HistoryEvent[];
  /** How many they are. */
  readonly eventCount: number;
  /** Its Map Runs, the newest last. */
  readonly mapRuns: readonly MapRunSummary[];
  /** Files that the run wrote, by `bucket/key`. */
  readonly files: ReadonlyMap<string, string>;
  /** Executions of other workflows that its tasks have started, the newest last. */
  readonly nested: readonly NestedExecution[];
  /** Virtual milliseconds. */
  readonly took: number;
  /** The run itself, as it stands at its end. */
  readonly ended: EndedRun;
}

/** A run that has come to its end, with all that it recorded. */
export interface EndedRun {
  readonly program: Program;
  readonly execution: Execution;
  readonly entries: EventStore;
}

/** An execution is to be stopped as StopExecution does, once it has recorded so many events or has to wait. */
export interface Stop {
  readonly afterEvents: number;
  readonly error?: string;
  readonly cause?: string;
}

export interface RunProgress {
  readonly events: number;
  readonly transitions: number;
  readonly mapRuns: readonly MapRunSummary[];
}

/** Steps made without asking whether the run may go on. */
const stepsAtOnce = 64;

/** Steps between looks at the progress. */
const progressSteps = 65_536;

export interface RunToEndOptions {
  /** Steps after which the run is given up. */
  readonly maxSteps?: number;
  readonly stop?: Stop;
  /** Shapes of services' answers, for samples (`loadSampleShapes`). */
  readonly shapes?: SampleShapes;
  /** The files of the run, made ready (`prepareFiles`); absent: the texts of its mocks. */
  readonly files?: Files;
  /** Told now and then how far the run is. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** The run is left as it stands when it would wait beyond so many virtual milliseconds. */
  readonly until?: number;
  /** Its place among executions that started one another. */
  readonly place?: NestingPlace;
  /** Only how it ends is of interest: no events are kept. */
  readonly outcomeOnly?: boolean;
}

/**
 * Runs an execution to its end at once on the virtual clock. An outcome of null: it waits for an answer that
 * nobody will give, or took more than `maxSteps`.
 */
export function runToEnd(request: StartRequest, options: RunToEndOptions = {}): FinishedRun | Refusal {
  const { maxSteps = Number.MAX_SAFE_INTEGER, stop, until = Number.POSITIVE_INFINITY, place } = options;
  const budget = place?.budget;
  const program = compiled(request.definition);
  if (!program.ok) return { problems: program.error };
  const refused = expressProblems(program.value, request.options);
  if (refused.length > 0) return { problems: refused };
  const facts = factsOf(request, Date.now());
  const execution = createExecution(facts, request.options.seed);
  const entries = new EventStore(Number.POSITIVE_INFINITY);
  const recorder: Recorder = options.outcomeOnly
    ? silentRecorder
    : {
        ...silentRecorder,
        event: (_id, previous, type, at, log, state, frames, visit, attempt, what, carried) => {
          if (log === 0) entries.add(previous, type, at, state, frames, visit, attempt, what, carried);
        },
      };
  const stepper = new Stepper(
    program.value,
    execution,
    new ExecutionHost(execution, answersTo(request, options.shapes, options.files, place)),
    recorder,
  );
  stepper.start();
  let look = progressSteps;
  const mostEvents = stop?.afterEvents ?? Number.MAX_SAFE_INTEGER;
  // Where every step counts, they are made one by one.
  const atOnce = stop || budget ? 1 : stepsAtOnce;
  while (execution.steps < maxSteps && entries.length < mostEvents && (!budget || budget.left > 0)) {
    const result = stepper.advance(Math.min(atOnce, maxSteps - execution.steps));
    if (budget) budget.left -= 1;
    if (result === 'timer') {
      if (until < Number.POSITIVE_INFINITY && (stepper.nextDue() ?? 0) > until) break;
      stepper.passTime();
    } else if (result !== 'progress') break;
    if (options.onProgress && execution.steps >= look) {
      look = execution.steps + progressSteps;
      const { transitions } = execution;
      const mapRuns = mapRunsOf(execution, program.value);
      options.onProgress({ events: execution.events, transitions, mapRuns });
    }
  }
  if (Number.isFinite(until) && !execution.outcome) execution.clock = Math.max(execution.clock, until);
  if (stop) stepper.stop(stop.error, stop.cause);
  const context = detailContext(program.value, facts);
  const billingDetails = billingOf(execution, request.definition);
  const known = {
    outcome: execution.outcome && { ...execution.outcome, ...(billingDetails && { billingDetails }) },
    eventCount: entries.length,
    mapRuns: mapRunsOf(execution, program.value),
    files: execution.files,
    nested: nestedExecutions(execution, program.value),
    took: execution.clock,
    ended: { program: program.value, execution, entries },
  };
  return new PrintedLater(known, () => entries.map((entry) => toHistoryEvent(entry, context)));
}

type Known = Omit<FinishedRun, 'events'>;

/**
 * A run whose events are printed when first asked for. A class of its own: a getter in an object literal would hold
 * on to the whole history in the object's hidden class.
 */
class PrintedLater implements FinishedRun {
  readonly outcome: FinishedRun['outcome'];
  readonly eventCount: FinishedRun['eventCount'];
  readonly mapRuns: FinishedRun['mapRuns'];
  readonly files: FinishedRun['files'];
  readonly nested: FinishedRun['nested'];
  readonly took: FinishedRun['took'];
  readonly ended: FinishedRun['ended'];
  #events: readonly HistoryEvent[] | undefined;

  constructor(
    known: Known,
    private readonly print: () => readonly HistoryEvent[],
  ) {
    this.outcome = known.outcome;
    this.eventCount = known.eventCount;
    this.mapRuns = known.mapRuns;
    this.files = known.files;
    this.nested = known.nested;
    this.took = known.took;
    this.ended = known.ended;
  }

  get events(): readonly HistoryEvent[] {
    this.#events ??= this.print();
    return this.#events;
  }
}

/** Programs of definitions: a workflow may be started thousands of times in a run. */
const programs = new WeakMap<object, ReturnType<typeof compile>>();

function compiled(definition: JsonValue): ReturnType<typeof compile> {
  if (!isObject(definition)) return compile(definition);
  const known = programs.get(definition) ?? compile(definition);
  programs.set(definition, known);
  return known;
}

/** What stands in for the services in a run: its mocks, samples, and executions of other workflows. */
export function answersTo(
  request: StartRequest,
  shapes?: SampleShapes,
  files?: Files,
  place: NestingPlace = topPlace,
): Answers {
  const own = answersFrom(request.mocks, shapes, files);
  const told = place.depth > 0 ? withSentTokens(own, place.sent) : own;
  return withNestedExecutions(
    told,
    request,
    (started, options) => runNested(started, options, shapes),
    place,
  );
}

/** Nobody waits for what a run sends that no other has started. */
const topPlace: NestingPlace = { depth: 0, sent: () => {} };

function runNested(
  request: StartRequest,
  { budget, depth, files }: NestedOptions,
  shapes: SampleShapes | undefined,
): NestedRun | Refusal {
  const sent: SentOutcome[] = [];
  const run = runToEnd(request, {
    files,
    outcomeOnly: true,
    place: { depth, budget, sent: (outcome) => sent.push(outcome) },
    ...(shapes ? { shapes } : {}),
  });
  return 'problems' in run ? run : { outcome: run.outcome, took: run.took, files: run.files, sent };
}
