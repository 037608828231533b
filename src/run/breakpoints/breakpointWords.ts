import type { PauseReason } from '../../engine/messages';
import type { Workflow } from '../../model/workflow';
import type { Breakpoint } from '../../studio/runDoor';
import { stateName } from '../useRun';

/** Kinds of events to pause after: those that tell a step of a run, not only its end. */
export const eventTypes = [
  'TaskScheduled',
  'TaskStarted',
  'TaskSubmitted',
  'TaskSucceeded',
  'TaskFailed',
  'TaskTimedOut',
  'LambdaFunctionScheduled',
  'LambdaFunctionSucceeded',
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
  'ActivityScheduled',
  'ActivityStarted',
  'ActivitySucceeded',
  'ActivityFailed',
  'ActivityTimedOut',
  'MapStateStarted',
  'MapIterationStarted',
  'MapIterationSucceeded',
  'MapIterationFailed',
  'MapIterationAborted',
  'MapStateSucceeded',
  'MapStateFailed',
  'MapRunStarted',
  'MapRunSucceeded',
  'MapRunFailed',
  'ParallelStateStarted',
  'ParallelStateSucceeded',
  'ParallelStateFailed',
  'EvaluationFailed',
  'ChoiceStateEntered',
  'ChoiceStateExited',
  'FailStateEntered',
  'MapStateEntered',
  'MapStateExited',
  'ParallelStateEntered',
  'ParallelStateExited',
  'PassStateEntered',
  'PassStateExited',
  'SucceedStateEntered',
  'TaskStateEntered',
  'TaskStateExited',
  'WaitStateEntered',
  'WaitStateExited',
  'ExecutionRedriven',
] as const;

/** A breakpoint in words: `Before Charge card`, `After TaskFailed in any state`, `On any error`. */
export function breakpointWords(breakpoint: Breakpoint, workflow: Workflow): string {
  const { kind, state, event, error } = breakpoint;
  const name = state === null ? null : stateName(workflow, state);
  const inside = name === null ? '' : ` in ${name}`;
  if (kind === 'state') return `Before ${name ?? 'any state'}`;
  if (kind === 'event') return `After ${event || 'any event'}${inside}`;
  return `On ${error && error !== 'States.ALL' ? error : 'any error'}${inside}`;
}

/** Whether the state it is about is there no more. */
export const isLost = ({ state }: Breakpoint, workflow: Workflow): boolean =>
  state !== null && !workflow.states.has(state);

/** Where a run paused: `before Charge card`, `after TaskFailed in Charge card`, `on Declined in Charge card`. */
export function pauseWords({ state, event, error }: PauseReason, workflow: Workflow): string {
  const name = state === null ? null : stateName(workflow, state);
  if (!event) return `before ${name ?? 'a state'}`;
  const inside = name === null ? '' : ` in ${name}`;
  if (error !== undefined && error !== '') return `on ${error}${inside}`;
  return event.type === '' ? `on an error${inside}` : `after ${event.type}${inside}`;
}
