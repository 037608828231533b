import { afterEach, describe, expect, it } from 'vitest';
import { createEngineHere, type EngineClient } from '../../src/engine/engine.client';
import type { RunUpdate, StartRequest } from '../../src/engine/messages';

const clients: EngineClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function startRequest(
  definition: StartRequest['definition'],
  more: Partial<StartRequest> = {},
): StartRequest {
  return {
    definition,
    input: {},
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
    ...more,
  };
}

/** A client with the updates it has pushed, and a way to wait for one. */
function client() {
  const engine = createEngineHere();
  clients.push(engine);
  const updates: RunUpdate[] = [];
  engine.onPush((update) => updates.push(update));
  const until = (holds: (update: RunUpdate) => boolean): Promise<RunUpdate> =>
    new Promise((resolve) => {
      const known = updates.findLast(holds);
      if (known) return resolve(known);
      const stop = engine.onPush((update) => {
        if (!holds(update)) return;
        stop();
        resolve(update);
      });
    });
  return { engine, updates, until };
}

const twoPasses = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Result: 1, Next: 'B' }, B: { Type: 'Pass', End: true } },
};

describe('engine service', () => {
  it('should run a workflow to its end and push what happened', async () => {
    const { engine, until } = client();
    await engine.call.start(startRequest(twoPasses));
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.status).toBe('succeeded');
    expect(update.outcome).toMatchObject({ status: 'succeeded', output: 1 });
    expect((await engine.call.history()).map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('should refuse a definition that names a missing state', async () => {
    const { engine } = client();
    const refusal = await engine.call.start(
      startRequest({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } }),
    );
    expect(refusal).toEqual({
      problems: [{ path: ['States', 'A', 'Next'], message: 'There is no state `Nowhere` here' }],
    });
  });

  it('should pause at a breakpoint, step, go back and go on', async () => {
    const { engine, until } = client();
    const request = startRequest(twoPasses);
    await engine.call.start({ ...request, options: { ...request.options, breakpoints: ['/States/B'] } });
    const paused = await until(({ status }) => status === 'paused');
    expect(paused.eventCount).toBe(3);
    await engine.call.step('into');
    expect((await until(({ eventCount }) => eventCount === 4)).current).toEqual(['/States/B']);
    await engine.call.step('back');
    expect((await until(({ reset, eventCount }) => reset && eventCount === 3)).status).toBe('paused');
    await engine.call.resume();
    expect((await until(({ outcome }) => outcome !== null)).eventCount).toBe(6);
    await engine.call.goTo(2);
    const past = await until(({ reset, eventCount }) => reset && eventCount === 2);
    expect(past.outcome).toBeNull();
    expect(past.states).toEqual([['/States/A', { status: 'running', visits: 1 }]]);
  });

  it('should stop a loop that never ends', async () => {
    const { engine, until } = client();
    const request = startRequest({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } });
    await engine.call.start({ ...request, options: { ...request.options, quotas: false } });
    await until(({ eventCount }) => eventCount > 1000);
    await engine.call.stop('Stopped', 'by hand');
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.outcome).toEqual({ status: 'aborted', error: 'Stopped', cause: 'by hand' });
    expect((await engine.call.history()).at(-1)?.type).toBe('ExecutionAborted');
  });

  it('should end at the limit of events as the service does', async () => {
    const { engine, until } = client();
    await engine.call.start(startRequest({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } }));
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.outcome?.cause).toBe('The execution reached the maximum number of history events (25000).');
  });

  it('should wait for an answer by hand and take it', async () => {
    const { engine, until } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'Ask',
          States: {
            Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
          },
        },
        { mocks: { tasks: { Ask: [{ pending: true }] } } },
      ),
    );
    const waiting = await until(({ states }) =>
      states.some(([, state]) => state.pending?.kind === 'callback'),
    );
    expect(waiting.status).toBe('running');
    await engine.call.answerTask(waiting.visits[0]?.id ?? 0, { output: { approved: true } });
    expect((await until(({ outcome }) => outcome !== null)).outcome?.output).toEqual({ approved: true });
  });

  it('should show retries, catches and the data of a visit', async () => {
    const { engine, until, updates } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'Charge',
          States: {
            Charge: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: 'charge' },
              Retry: [{ ErrorEquals: ['Declined'], IntervalSeconds: 60, MaxAttempts: 1 }],
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund' }],
              End: true,
            },
            Refund: { Type: 'Pass', End: true },
          },
        },
        { mocks: { tasks: { Charge: [{ throw: { error: 'Declined', cause: 'no funds' } }] } } },
      ),
    );
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.clock).toBe(60_000);
    const states = new Map(updates.flatMap((each) => each.states));
    expect(states.get('/States/Charge')).toEqual({ status: 'caught', visits: 1 });
    const taken = new Map(
      updates.flatMap((each) => each.taken).map(([id, count, error]) => [id, [count, error]]),
    );
    expect(taken.get('/States/Charge/Catch/0/Next')).toEqual([1, true]);
    const data = await engine.call.stateData(1);
    expect(data?.visit.attempts.map(({ status, retryDelay }) => [status, retryDelay])).toEqual([
      ['failed', 60_000],
      ['failed', undefined],
    ]);
    expect(data?.stages).toEqual([
      { name: 'afterInputPath', value: {} },
      { name: 'afterParameters', value: { FunctionName: 'charge' } },
    ]);
    expect(data?.output).toEqual({ Error: 'Declined', Cause: 'no funds' });
  });
});
