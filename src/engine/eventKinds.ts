import type { StateStatus } from './messages';

/** Events with which an attempt of a state begins. */
export const attemptStarts: ReadonlySet<string> = new Set([
  'TaskScheduled',
  'LambdaFunctionScheduled',
  'ActivityScheduled',
  'MapStateStarted',
  'ParallelStateStarted',
]);

/** Events with which it ends, and how. */
export const attemptEnds: ReadonlyMap<string, StateStatus> = new Map(
  Object.entries({
    TaskSucceeded: 'succeeded',
    LambdaFunctionSucceeded: 'succeeded',
    ActivitySucceeded: 'succeeded',
    MapStateSucceeded: 'succeeded',
    ParallelStateSucceeded: 'succeeded',
    TaskFailed: 'failed',
    TaskStartFailed: 'failed',
    TaskSubmitFailed: 'failed',
    LambdaFunctionFailed: 'failed',
    LambdaFunctionScheduleFailed: 'failed',
    LambdaFunctionStartFailed: 'failed',
    ActivityFailed: 'failed',
    ActivityScheduleFailed: 'failed',
    MapStateFailed: 'failed',
    ParallelStateFailed: 'failed',
    TaskTimedOut: 'timed-out',
    LambdaFunctionTimedOut: 'timed-out',
    ActivityTimedOut: 'timed-out',
  } as const),
);

export const iterationStatuses: ReadonlyMap<string, StateStatus> = new Map(
  Object.entries({
    MapIterationStarted: 'running',
    MapIterationSucceeded: 'succeeded',
    MapIterationFailed: 'failed',
    MapIterationAborted: 'aborted',
  } as const),
);

export const childStatuses = {
  ExecutionStarted: 'running',
  ExecutionRedriven: 'running',
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'failed',
  ExecutionAborted: 'aborted',
  ExecutionTimedOut: 'timed-out',
} as const satisfies Record<string, StateStatus>;
