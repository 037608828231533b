import { describe, expect, it } from 'vitest';
import type { MapRunSummary } from '../../src/engine/messages';
import { mapRunWords, progressWords } from '../../src/run/words';
import { notStarted } from '../../src/studio/runFold';

const counts = {
  ...{ pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 0 },
  ...{ failuresNotRedrivable: 0, pendingRedrive: 0 },
};
const mapRun = (executionCounts: Partial<typeof counts>): MapRunSummary => ({
  state: '/States/Each~1all',
  mapRunArn: 'arn',
  status: 'RUNNING',
  redriveCount: 0,
  itemCount: 0,
  executionCounts: { ...counts, ...executionCounts },
});

describe('words of a run', () => {
  it('should tell how far it is', () => {
    const run = mapRun({ pending: 40_000, running: 10_000, succeeded: 49_999, failed: 1, total: 100_000 });
    expect(progressWords({ ...notStarted, mapRuns: [run] })).toBe('Each/all: 50,000 of 100,000');
    expect(progressWords({ ...notStarted, transitionCount: 1_200_300 })).toBe('1,200,300 transitions');
    expect(progressWords({ ...notStarted, transitionCount: 12 })).toBe('');
  });

  it('should tell what became of child executions', () => {
    expect(mapRunWords(mapRun({ succeeded: 2, aborted: 1, timedOut: 3 }))).toBe(
      '2 succeeded, 3 timed out, 1 aborted',
    );
    expect(mapRunWords(mapRun({}))).toBe('0 succeeded');
  });
});
