import { describe, expect, it } from 'vitest';
import { cardName, pendingText, timeText } from '../../src/canvas/cardText';
import { findStates } from '../../src/canvas/findStates';
import { listOrder, shares, shownStatus } from '../../src/canvas/iterations';
import type { StateRun, Visit } from '../../src/engine/messages';
import { badgesOf, summaryOf } from '../../src/model/cardFacts';
import type { State } from '../../src/model/workflow';
import { orders, workflowOf } from './workflows';

const workflow = workflowOf(orders);
const state = (pointer: string): State => {
  const found = workflow.states.get(pointer);
  if (!found) throw new Error(`no ${pointer}`);
  return found;
};

describe('words on a card', () => {
  it('should name a state with its type, its start and its status', () => {
    expect(cardName(state('/States/Check'), true, null)).toBe('Check, Task state, start');
    expect(cardName(state('/States/Route'), false, 'timed-out')).toBe('Route, Choice state, timed out');
  });

  it('should say so when a type is missing or unknown', () => {
    const odd = workflowOf({ StartAt: 'A', States: { A: {}, B: { Type: 'Loop' } } });
    expect([...odd.states.values()].map(summaryOf)).toEqual(['no type yet', 'unknown type Loop']);
  });

  it('should count retries, catches and task tokens', () => {
    const { states } = workflowOf({
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Retry: [{ ErrorEquals: ['A'], MaxAttempts: 5 }, { ErrorEquals: ['States.ALL'] }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }],
        },
      },
    });
    const [first] = states.values();
    expect(first && badgesOf(first)).toEqual({ retries: 5, catches: true, token: true });
  });

  it('should say what is waited for and how long still', () => {
    expect(pendingText({ kind: 'retry', until: 30_000, retry: { number: 3, of: 4 } }, 22_000)).toBe(
      'Retry 3 of 4 in 8.0 s',
    );
    expect(pendingText({ kind: 'wait', until: 21_600_000 }, 0)).toBe('Goes on in 6 h');
    expect(pendingText({ kind: 'callback', until: null }, 0)).toBe('Waits for its task token');
    expect(pendingText({ kind: 'task', until: null }, 0)).toBeNull();
    expect(pendingText(undefined, 0)).toBeNull();
  });

  it('should write lengths of time in their two largest units', () => {
    expect([500, 8_000, 90_000, 21_600_000, 183_600_000].map(timeText)).toEqual([
      '0.5 s',
      '8.0 s',
      '1 min 30 s',
      '6 h',
      '2 d 3 h',
    ]);
  });
});

describe('finding states', () => {
  it('should put names that begin with the text first, then names that hold it, then types', () => {
    expect(
      findStates(workflow, 'e')
        .map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(['Email', 'Each']);
    expect(findStates(workflow, 'wait').map(({ name }) => name)).toEqual(['Pause']);
    expect(findStates(workflow, 'nothing like it')).toEqual([]);
  });
});

describe('iterations of a Map', () => {
  const one = '/States/Each/ItemProcessor/States/One';
  const visit = (id: number, index: number, status: Visit['status']): Visit => ({
    id,
    state: one,
    frames: [{ state: '/States/Each', kind: 'iteration', index }],
    ordinal: 0,
    status,
    start: 0,
    end: null,
    enteredEventId: id,
    exitedEventId: null,
    attempts: [],
  });
  const states = new Map<string, StateRun>([[one, { status: 'failed', visits: 3 }]]);
  const run = { states, visits: [visit(1, 0, 'succeeded'), visit(2, 1, 'failed'), visit(3, 1, 'succeeded')] };

  it('should show all together, or the newest visit of the chosen one', () => {
    expect(shownStatus(run, one, new Map())).toBe('failed');
    expect(shownStatus(run, one, new Map([['/States/Each', 1]]))).toBe('succeeded');
    expect(shownStatus(run, one, new Map([['/States/Each', 2]]))).toBeNull();
    expect(shownStatus(run, '/States/Other', new Map([['/States/Each', 0]]))).toBeNull();
  });

  it('should share the bar by status and list failed ones first', () => {
    const statuses = ['succeeded', 'failed', 'succeeded', 'running'] as const;
    expect(shares(statuses)).toEqual([
      { status: 'failed', count: 1 },
      { status: 'running', count: 1 },
      { status: 'succeeded', count: 2 },
    ]);
    expect(listOrder(statuses)).toEqual([1, 0, 2, 3]);
  });
});
