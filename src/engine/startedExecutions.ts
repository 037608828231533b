import type { Execution, Thread } from './execution';
import type { NestedExecution, Outcome } from './messages';
import type { Program } from './program';
import type { StartRequest } from './startMessages';

/**
 * An execution that a task has started of another workflow. It was run to its end at once, so what becomes of it is
 * known; of that, what lies ahead of the clock of the one that started it is not shown yet. Never mutated.
 */
export interface StartedExecution {
  readonly arn: string;
  readonly workflow: string;
  /** Index of the Task state, its visit and its attempt. */
  readonly state: number;
  readonly visit: number;
  readonly attempt: number;
  /** Virtual milliseconds of the execution that started it. */
  readonly startedAt: number;
  /** Its task waits for its end (`.sync`): where the task is aborted, it is stopped. */
  readonly endsWithTask: boolean;
  /** With this, it can be run again. */
  readonly request: StartRequest;
  /** Steps that it could take, with all that it started itself. */
  readonly budget: number;
  /** What the execution that started it had written until then, by `bucket/key`. */
  readonly written: ReadonlyMap<string, string>;
  /** Virtual milliseconds of the execution that started it; null: it has no end. */
  readonly endsAt: number | null;
  readonly outcome: Outcome | null;
  /** When it was stopped before its end. */
  readonly stoppedAt: number | null;
}

/** Executions that are remembered, the newest. */
const remembered = 1000;

/** Keeps an execution that was started. */
export function noteStarted(execution: Execution, started: StartedExecution): void {
  const { started: all } = execution;
  all.set(started.arn, started);
  const [oldest] = all.keys();
  if (all.size > remembered && oldest !== undefined) all.delete(oldest);
}

/**
 * A task is aborted, or ends with its execution: what it started and waits for is stopped with it ("Run a Job (.sync)"
 * in connect-to-resource.html). That a task timed out, or was answered by its token, stops nothing.
 */
export function stopStarted(execution: Execution, work: Thread['work']): void {
  const arn = work?.kind === 'task' && work.outcome === null ? work.answer.nested : undefined;
  const started = arn === undefined ? undefined : execution.started.get(arn);
  if (!started?.endsWithTask || started.stoppedAt !== null) return;
  if (started.endsAt !== null && started.endsAt <= execution.clock) return;
  execution.started.set(started.arn, { ...started, stoppedAt: execution.clock });
}

/** The executions that a run has started, the newest last, as they stand at its clock. */
export function nestedExecutions(execution: Execution, program: Program): NestedExecution[] {
  return [...execution.started.values()].map((started) => ({
    executionArn: started.arn,
    workflow: started.workflow,
    state: program.states[started.state]?.pointer ?? '',
    visit: started.visit,
    attempt: started.attempt,
    startedAt: started.startedAt,
    ...standing(started, shownUpTo(started, execution)),
  }));
}

/** Up to which virtual time an execution is shown, on the clock of the one that started it. */
export function shownUpTo({ stoppedAt }: StartedExecution, { outcome, clock }: Execution): number {
  // What goes on after the end of the execution that started it can be seen to its end.
  return stoppedAt ?? (outcome === null ? clock : Number.POSITIVE_INFINITY);
}

const statuses = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  'timed-out': 'TIMED_OUT',
  aborted: 'ABORTED',
} as const satisfies Record<Outcome['status'], NestedExecution['status']>;

export const statusWord = (status: Outcome['status']): (typeof statuses)[Outcome['status']] =>
  statuses[status];

function standing(
  { endsAt, outcome, stoppedAt }: StartedExecution,
  upTo: number,
): Pick<NestedExecution, 'status' | 'endedAt' | 'output' | 'error' | 'cause'> {
  if (stoppedAt !== null) return { status: 'ABORTED', endedAt: stoppedAt };
  if (endsAt === null || outcome === null || endsAt > upTo) return { status: 'RUNNING', endedAt: null };
  const { status, output, error, cause } = outcome;
  return {
    status: statusWord(status),
    endedAt: endsAt,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
