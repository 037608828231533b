import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/engine/messages';
import type { Workflow } from '../../src/model/workflow';
import { causeSentence, findCause } from '../../src/run/cause';
import { fakeDocument, visit } from './fakes';

const workflow: Workflow = fakeDocument().store.getState().workflow;
const attempts = [1, 2, 3].map((at) => ({ start: at, end: at, status: 'failed' as const }));
const failedBy = (event: number, state: string): Outcome => ({
  status: 'failed',
  error: 'Http.503',
  cause: 'no upstream\nsecond line',
  decidedBy: { event, state },
});

describe('findCause', () => {
  it('should be the visit whose event decided the failure', () => {
    const charge = visit(2, '/States/Charge', { status: 'failed', exitedEventId: null, attempts });
    const cause = findCause(failedBy(9, '/States/Charge'), {
      visits: [visit(1, '/States/A'), charge],
      taken: new Map(),
    });

    expect(cause.visit).toBe(charge);
    expect(causeSentence(failedBy(9, '/States/Charge'), cause, workflow)).toBe(
      'Charge gave up after 3 attempts. no upstream',
    );
  });

  it('should be the visit that threw what a Catch led to the end', () => {
    const charge = visit(1, '/States/Charge', { status: 'caught', attempts });
    const ending = visit(3, '/States/Order failed', { status: 'failed', exitedEventId: null });
    const cause = findCause(failedBy(6, '/States/Order failed'), {
      visits: [charge, visit(2, '/States/Release'), ending],
      taken: new Map([['/States/Charge/Catch/0/Next', { count: 1, error: true }]]),
    });

    expect(cause).toEqual({ visit: charge, endedBy: ending });
    expect(causeSentence(failedBy(6, '/States/Order failed'), cause, workflow)).toBe(
      'Charge gave up after 3 attempts. Its Catch led to Order failed.',
    );
  });

  it('should not blame a caught error that the run got over', () => {
    const caught = visit(1, '/States/Charge', { status: 'caught' });
    const ending = visit(2, '/States/B', { status: 'failed', exitedEventId: null });
    const cause = findCause(failedBy(4, '/States/B'), {
      visits: [caught, ending],
      taken: new Map([['/States/Charge/Catch/0/Next', { count: 1, error: false }]]),
    });
    expect(cause.visit).toBe(ending);
  });

  it('should have no visit when the execution itself failed', () => {
    const outcome: Outcome = { status: 'failed', error: 'States.Runtime', cause: 'Too many events' };
    const cause = findCause(outcome, { visits: [], taken: new Map() });
    expect(causeSentence(outcome, cause, workflow)).toBe('Too many events');
  });

  it('should say how long an execution had that timed out as a whole', () => {
    const outcome: Outcome = { status: 'timed-out' };
    const cause = findCause(outcome, { visits: [], taken: new Map() });
    const limited = { ...workflow, definition: { TimeoutSeconds: 60 } };
    expect(causeSentence(outcome, cause, limited)).toBe(
      'The execution did not end within its TimeoutSeconds, 1 min.',
    );
    expect(causeSentence(outcome, cause, workflow)).toBe('The execution did not end in time.');
  });

  it('should not say twice which state it was', () => {
    const ending = visit(1, '/States/B', { status: 'failed', exitedEventId: null });
    const outcome: Outcome = {
      status: 'failed',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'B' (entered at the event id #2). Invalid path '$.x'.",
      decidedBy: { event: 3, state: '/States/B' },
    };
    const cause = findCause(outcome, { visits: [ending], taken: new Map() });
    expect(causeSentence(outcome, cause, workflow)).toBe("B failed. Invalid path '$.x'.");
  });
});
