import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { createEngineHere } from '../../src/engine/engine.client';
import { createRun } from '../../src/studio/run';
import type { RunState } from '../../src/studio/runDoor';
import { fakeDocument } from '../run/fakes';

/** The run with the engine itself, in this thread. */
function given(definition: JsonValue) {
  const document = fakeDocument(JSON.stringify(definition));
  const run = createRun({
    document: document.door,
    connectEngine: createEngineHere,
    storage: { load: async () => undefined, save: async () => {} },
  });
  const until = (reached: (state: RunState) => boolean): Promise<RunState> =>
    new Promise((resolve) => {
      const check = (state: RunState): void => {
        if (!reached(state)) return;
        unsubscribe();
        resolve(state);
      };
      const unsubscribe = run.store.subscribe(check);
      check(run.store.getState());
    });
  return { run, document, until };
}

const ended = (state: RunState): boolean => state.outcome !== null;
const paused = (state: RunState): boolean => state.status === 'paused';

const waiting: JsonValue = {
  StartAt: 'Shape',
  States: {
    Shape: { Type: 'Pass', Parameters: { 'total.$': '$.price' }, Next: 'Rest' },
    Rest: { Type: 'Wait', Seconds: 21600, Next: 'Charge' },
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true },
  },
};

describe('a run in the engine', () => {
  it('should tell visits in virtual time, transitions and the output', async () => {
    const { run, until } = given(waiting);
    run.setInput('{"price": 12}');
    run.setMocks({ tasks: { Charge: [{ return: { paid: true }, delay: 2 }] } });

    await run.start();
    const state = await until(ended);

    expect(state).toMatchObject({
      status: 'succeeded',
      clock: 21_602_000,
      outcome: { output: { paid: true } },
    });
    expect(state.visits.map(({ state: pointer, start, end }) => [pointer, start, end])).toEqual([
      ['/States/Shape', 0, 0],
      ['/States/Rest', 0, 21_600_000],
      ['/States/Charge', 21_600_000, 21_602_000],
    ]);
    expect(state.states.get('/States/Charge')).toMatchObject({ status: 'succeeded', visits: 1 });
    expect((await run.history()).length).toBe(state.eventCount);
    run.dispose();
  });

  it('should page events and count those that pass a filter', async () => {
    const { run, until } = given(waiting);
    run.setInput('{"price": 12}');
    await run.start();
    await until(ended);

    const page = await run.events({ from: 2, count: 2 });
    const changes = await run.events({ from: 0, count: 0, filter: { stateChanges: true } });

    expect(page.events.map(({ event }) => event.id)).toEqual([3, 4]);
    expect(changes).toEqual({ total: 6, events: [] });
    run.dispose();
  });

  it('should stand before the first state, step over states and back', async () => {
    const { run, until } = given(waiting);
    run.setInput('{"price": 12}');

    await run.step('over');
    await until(paused);
    await run.step('over');
    await run.step('over');
    const there = run.store.getState();
    await run.step('back');
    const back = run.store.getState();

    expect(there.current).toEqual(['/States/Rest']);
    expect(back.eventCount).toBeLessThan(there.eventCount);
    expect(back.states.has('/States/Rest')).toBe(false);
    await run.resume();
    expect((await until(ended)).status).toBe('succeeded');
    run.dispose();
  });

  it('should stop an endless loop', async () => {
    const { run, until } = given({
      StartAt: 'A',
      States: { A: { Type: 'Wait', Seconds: 0, Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    });
    await run.start();
    await run.stop();
    expect((await until(ended)).status).toBe('aborted');
    run.dispose();
  });

  it('should take another run after one that was cleared while it went on', async () => {
    const { run, document, until } = given(waiting);
    run.setInput('{"price": 1}');
    run.setClock({ kind: 'real', speed: 1 });
    await run.start();
    document.edit(JSON.stringify(waiting), true);
    expect(run.store.getState().status).toBe('not-started');

    run.setClock({ kind: 'virtual' });
    await run.start();
    expect((await until(ended)).status).toBe('succeeded');
    run.dispose();
  });

  it('should pause before a state that became a breakpoint while the run stood', async () => {
    const { run, until } = given(waiting);
    run.setInput('{"price": 1}');
    await run.start({ paused: true });
    run.toggleBreakpoint('/States/Charge');
    await run.resume();
    const state = await until((now) => now.status === 'paused' && now.clock > 0);
    expect(state.clock).toBe(21_600_000);
    expect(state.states.get('/States/Charge')).toBeUndefined();
    run.dispose();
  });

  it('should refuse what can not run and name the place', async () => {
    const { run } = given({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } });
    await run.start();
    expect(run.store.getState().refusal?.[0]?.path).toEqual(['States', 'A', 'Next']);
  });
});
