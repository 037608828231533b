import { describe, expect, it } from 'vitest';
import { changeOf, draftOf, type Place } from '../../src/run/branches/dataDraft';
import { runWords } from '../../src/run/branches/RunsMenu';

const place: Place = {
  thread: 1,
  visit: 0,
  state: '/States/A',
  frames: [],
  stands: 'before',
  input: { total: 1 },
  variables: { seen: 1, kept: 'x' },
};

describe('changed data', () => {
  it('should be only what is other than it was', () => {
    const draft = draftOf(place);
    expect(changeOf(place, draft)).toMatchObject({ same: true, request: null });
    expect(
      changeOf(place, { ...draft, input: '{"total": 2}', variables: '{"seen": 2, "kept": "x", "more": []}' })
        .request,
    ).toEqual({ change: { input: { total: 2 }, variables: { seen: 2, more: [] } } });
  });

  it('should say where a text is no JSON, and that variables stay', () => {
    const draft = draftOf(place);
    const { request, problems } = changeOf(place, { ...draft, input: '{', variables: '{"seen": 1}' });
    expect(request).toBeNull();
    expect(problems.get('input')?.line).toBe(1);
    expect(problems.get('variables')?.text).toContain('kept is missing');
  });

  it('should be the answer of a task that waits, which begins as it was', () => {
    const waiting: Place = { ...place, stands: 'waiting', result: { paid: true } };
    const draft = draftOf(waiting);
    expect(changeOf(waiting, draft).request).toEqual({ answer: { output: { paid: true } } });
    expect(changeOf(waiting, { ...draft, answer: 'error', error: 'No', cause: 'why' }).request).toEqual({
      answer: { error: 'No', cause: 'why' },
    });
  });
});

describe('the name of a run', () => {
  it('should say what it is a branch of', () => {
    expect(runWords({ run: 3, status: 'failed', branchOf: { run: 2, event: 14 } })).toBe(
      'Branch of run 2 from event 14 · Failed',
    );
    expect(runWords({ run: 1, status: 'paused' })).toBe('Paused');
  });
});
