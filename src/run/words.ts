import { fromPointer } from '../base/pointer';
import type { MapRunSummary, NestedExecution, StateStatus } from '../engine/messages';
import type { RunState } from '../studio/runDoor';
import type { MarkStatus } from '../ui/icons';

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

/** Transitions after which a run counts as long. */
const longRun = 10_000;

/** `Each order: 52,310 of 100,000`, or how many transitions a long run has made; nothing of a short one. */
export function progressWords({ mapRuns, transitionCount }: RunState): string {
  const run = mapRuns.findLast(({ status }) => status === 'RUNNING');
  if (run) {
    const { total, pending, running, pendingRedrive } = run.executionCounts;
    const name = fromPointer(run.state).at(-1) ?? '';
    return `${name}: ${figure(total - pending - running - pendingRedrive)} of ${figure(total)}`;
  }
  return transitionCount >= longRun ? `${figure(transitionCount)} transitions` : '';
}

/** `97 succeeded, 2 failed, 1 aborted`: what became of the child executions of a Map Run. */
export function mapRunWords({ executionCounts }: MapRunSummary): string {
  const { succeeded, failed, timedOut, aborted, pending, running, pendingRedrive } = executionCounts;
  const parts: [number, string][] = [
    [succeeded, 'succeeded'],
    [failed, 'failed'],
    [timedOut, 'timed out'],
    [aborted, 'aborted'],
    [running, 'running'],
    [pendingRedrive, 'waiting to be redriven'],
    [pending, 'not started'],
  ];
  const told = parts.filter(([count], at) => count > 0 || at === 0);
  return told.map(([count, word]) => `${figure(count)} ${word}`).join(', ');
}

/** `toLocaleString` makes such a format anew at each call, which takes longer than all else of an update. */
const figures = new Intl.NumberFormat('en-US');
const figure = (value: number): string => figures.format(value);

const nestedMarks = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
} as const satisfies Record<NestedExecution['status'], MarkStatus>;

export const nestedMark = (status: NestedExecution['status']): MarkStatus => nestedMarks[status];

/** `orders · 1c0f…`: its workflow and its name, of which a made up one is cut. */
export function nestedName({ workflow, executionArn }: NestedExecution): string {
  const [, name = ''] = /:(?:execution|express):[^:]+:([^:]+)/.exec(executionArn) ?? [];
  const short = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name) ? `${name.slice(0, 8)}…` : name;
  return `${workflow} · ${short}`;
}

/** How a nested execution stands, within a sentence. */
export const nestedStatus = ({ status }: NestedExecution): string => status.toLowerCase().replace('_', ' ');
