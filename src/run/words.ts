import type { StateStatus } from '../engine/messages';
import type { RunState } from '../studio/types';

/** The status of an execution in the words that are shown and spoken. */
export const statusWords: Readonly<Record<RunState['status'], string>> = {
  'not-started': 'Not started',
  running: 'Running',
  paused: 'Paused',
  succeeded: 'Succeeded',
  failed: 'Failed',
  'timed-out': 'Timed out',
  aborted: 'Aborted',
};

/** The status of a state's visit, within a sentence. */
export const stateStatusWords: Readonly<Record<StateStatus, string>> = {
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  caught: 'error caught',
  retrying: 'waiting to retry',
  aborted: 'aborted',
  'timed-out': 'timed out',
};
