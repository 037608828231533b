import type { AnswerKind } from '../../studio/runMocks';

/** The answers of a mock in words: in the select, and in the task list. */
export const answerWords: Readonly<Record<AnswerKind, { readonly long: string; readonly short: string }>> = {
  return: { long: 'Return a result', short: 'a result' },
  throw: { long: 'Fail with an error', short: 'an error' },
  expression: { long: 'Compute a result', short: 'computed' },
  timeout: { long: 'Run into the timeout', short: 'times out' },
  heartbeatTimeout: { long: 'Miss the heartbeat', short: 'no heartbeat' },
  pending: { long: 'Wait for an answer', short: 'waits' },
};
