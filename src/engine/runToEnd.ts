import { billingOf } from './billing';
import { compile } from './compile';
import { toHistoryEvent } from './details';
import { EventStore } from './eventStore';
import { createExecution } from './execution';
import { expressProblems } from './expressLimits';
import { detailContext, factsOf } from './facts';
import type { Files } from './files/fileData';
import { type Recorder, silentRecorder } from './history';
import { type Answers, ExecutionHost } from './host';
import { mapRunsOf } from './mapRuns';
import type { HistoryEvent, MapRunSummary, Outcome, Refusal, StartRequest } from './messages';
import { answersFrom } from './mocks';
import { type RunNested, withNestedExecutions } from './nestedExecutions';
import type { SampleShapes } from './sampleResult';
import { Stepper } from './step';

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
  /** Virtual milliseconds. */
  readonly took: number;
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
  /** How many executions started one another down to this one. */
  readonly depth?: number;
}

/**
 * Runs an execution to its end at once on the virtual clock. An outcome of null: it waits for an answer that
 * nobody will give, or took more than `maxSteps`.
 */
export function runToEnd(request: StartRequest, options: RunToEndOptions = {}): FinishedRun | Refusal {
  const { maxSteps = Number.MAX_SAFE_INTEGER, stop } = options;
  const program = compile(request.definition);
  if (!program.ok) return { problems: program.error };
  const refused = expressProblems(program.value, request.options);
  if (refused.length > 0) return { problems: refused };
  const facts = factsOf(request, Date.now());
  const execution = createExecution(facts, request.options.seed);
  const entries = new EventStore(Number.POSITIVE_INFINITY);
  const recorder: Recorder = {
    ...silentRecorder,
    event: (id, previous, type, at, log, state, frames, visit, attempt, data) => {
      if (log === 0) entries.add(id, previous, type, at, log, state, frames, visit, attempt, data);
    },
  };
  const stepper = new Stepper(
    program.value,
    execution,
    new ExecutionHost(execution, answersTo(request, options.shapes, options.files, options.depth)),
    recorder,
  );
  stepper.start();
  let look = progressSteps;
  while (execution.steps < maxSteps && entries.length < (stop?.afterEvents ?? Number.MAX_SAFE_INTEGER)) {
    const result = stepper.advance();
    if (result === 'timer') stepper.passTime();
    else if (result !== 'progress') break;
    if (options.onProgress && execution.steps >= look) {
      look = execution.steps + progressSteps;
      const { transitions } = execution;
      const mapRuns = mapRunsOf(execution, program.value);
      options.onProgress({ events: execution.events, transitions, mapRuns });
    }
  }
  if (stop) stepper.stop(stop.error, stop.cause);
  const context = detailContext(program.value, facts);
  const billingDetails = billingOf(execution, request.definition);
  const known = {
    outcome: execution.outcome && { ...execution.outcome, ...(billingDetails && { billingDetails }) },
    eventCount: entries.length,
    mapRuns: mapRunsOf(execution, program.value),
    files: execution.files,
    took: execution.clock,
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
  readonly took: FinishedRun['took'];
  #events: readonly HistoryEvent[] | undefined;

  constructor(
    known: Known,
    private readonly print: () => readonly HistoryEvent[],
  ) {
    this.outcome = known.outcome;
    this.eventCount = known.eventCount;
    this.mapRuns = known.mapRuns;
    this.files = known.files;
    this.took = known.took;
  }

  get events(): readonly HistoryEvent[] {
    this.#events ??= this.print();
    return this.#events;
  }
}

/** What stands in for the services in a run: its mocks, samples, and executions of other open workflows. */
export function answersTo(request: StartRequest, shapes?: SampleShapes, files?: Files, depth = 0): Answers {
  const nested: RunNested = (started, maxSteps, deeper) =>
    runNested(started, { maxSteps, depth: deeper, ...(files ? { files } : {}) });
  return withNestedExecutions(answersFrom(request.mocks, shapes, files), request, nested, depth);
}

const statuses = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  'timed-out': 'TIMED_OUT',
  aborted: 'ABORTED',
} as const;

function runNested(request: StartRequest, options: RunToEndOptions): ReturnType<RunNested> {
  const run = runToEnd(request, options);
  if ('problems' in run || !run.outcome) return null;
  const { status, output, error, cause } = run.outcome;
  return {
    status: statuses[status],
    took: run.took,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
