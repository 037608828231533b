import { compile } from './compile';
import { toHistoryEvent } from './details';
import { createExecution } from './execution';
import { detailContext, factsOf } from './facts';
import { type Entry, type Recorder, silentRecorder } from './history';
import { ExecutionHost } from './host';
import type { HistoryEvent, Outcome, Refusal, StartRequest } from './messages';
import { answersFrom } from './mocks';
import { Stepper } from './step';

export interface FinishedRun {
  readonly outcome: Outcome | null;
  /** The whole history; printed in AWS's shape when first asked for. */
  readonly events: readonly HistoryEvent[];
  /** Files that the run wrote, by `bucket/key`. */
  readonly files: ReadonlyMap<string, string>;
}

/** An execution is to be stopped as StopExecution does, once it has recorded so many events or has to wait. */
export interface Stop {
  readonly afterEvents: number;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Runs an execution to its end at once on the virtual clock. An outcome of null: it waits for an answer that
 * nobody will give, or took more than `maxSteps`.
 */
export function runToEnd(
  request: StartRequest,
  maxSteps = Number.MAX_SAFE_INTEGER,
  stop?: Stop,
): FinishedRun | Refusal {
  const program = compile(request.definition);
  if (!program.ok) return { problems: program.error };
  const facts = factsOf(request, Date.now());
  const execution = createExecution(facts, request.options.seed);
  const entries: Entry[] = [];
  const recorder: Recorder = {
    ...silentRecorder,
    event: (entry) => {
      if (entry.log === 0) entries.push(entry);
    },
  };
  const stepper = new Stepper(
    program.value,
    execution,
    new ExecutionHost(execution, answersFrom(request.mocks)),
    recorder,
  );
  stepper.start();
  while (execution.steps < maxSteps && entries.length < (stop?.afterEvents ?? Number.MAX_SAFE_INTEGER)) {
    const result = stepper.advance();
    if (result === 'timer') stepper.passTime();
    else if (result !== 'progress') break;
  }
  if (stop) stepper.stop(stop.error, stop.cause);
  let events: HistoryEvent[] | undefined;
  const context = detailContext(program.value, facts);
  return {
    outcome: execution.outcome,
    get events() {
      events ??= entries.map((entry) => toHistoryEvent(entry, context));
      return events;
    },
    files: execution.files,
  };
}
