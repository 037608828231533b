import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import type { StartRequest } from '../../src/engine/startMessages';
import { createRun } from '../../src/studio/run';
import type { ScenarioStorage } from '../../src/studio/runScenarioStore';
import { createView } from '../../src/studio/view';
import { fakeDocument, fakeEngine, stateRun, update, visit } from '../run/fakes';

function memory(): ScenarioStorage & { readonly kept: Map<string, JsonValue> } {
  const kept = new Map<string, JsonValue>();
  return {
    kept,
    load: async (id) => kept.get(id),
    save: async (id, book) => {
      kept.set(id, structuredClone(book));
    },
  };
}

function given(answers: Parameters<typeof fakeEngine>[0] = {}) {
  const document = fakeDocument();
  const engines = [fakeEngine(answers), fakeEngine(answers), fakeEngine(answers)];
  let used = 0;
  const storage = memory();
  const run = createRun({
    document: document.door,
    connectEngine: () => {
      const engine = engines[used];
      used += 1;
      if (!engine) throw new Error('No engine left');
      return engine.client;
    },
    storage,
    stopPatience: 50,
  });
  const [engine] = engines;
  if (!engine) throw new Error('unreachable');
  return { document, engine, engines, storage, run, used: () => used };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('starting a run', () => {
  it('should not make an engine before the first start', () => {
    expect(given().used()).toBe(0);
  });

  it('should hand the definition, the input with its text, and the scenario to the engine', async () => {
    const seen: StartRequest[] = [];
    const { run } = given({
      start: async (request) => {
        seen.push(request);
        return { run: 1 };
      },
    });
    run.setInput('{ "a": 1.0 }');
    run.setMocks({ tasks: { A: [{ return: 1 }] } });

    await run.start({ paused: true });

    expect(seen[0]).toMatchObject({
      input: { a: 1 },
      inputText: '{ "a": 1.0 }',
      mocks: { tasks: { A: [{ return: 1 }] } },
      options: { type: 'STANDARD', startPaused: true, stateMachineName: 'orders' },
    });
    expect(run.store.getState()).toMatchObject({ run: 1, status: 'paused' });
  });

  it('should refuse an input that is no JSON and name the place', async () => {
    const { run, engine } = given();
    run.setInput('{\n  "a": 1,\n}');

    await run.start();

    expect(engine.calls).toEqual([]);
    expect(run.scenario.getState().inputProblem).toMatchObject({ line: 2, column: 9 });
    expect(run.store.getState().refusal?.[0]?.message).toContain('line 2, column 9');
    expect(run.store.getState().status).toBe('not-started');
  });

  it('should start without an input as with an empty object', async () => {
    const seen: StartRequest[] = [];
    const { run } = given({
      start: async (request) => {
        seen.push(request);
        return { run: 1 };
      },
    });
    run.setInput(' \n');

    await run.start();

    expect(run.scenario.getState().inputProblem).toBeNull();
    expect(seen[0]).toMatchObject({ input: {}, inputText: '{}' });
  });

  it('should show why the engine refuses a definition', async () => {
    const problems = [{ path: ['States', 'A', 'Next'], message: 'There is no state named “B”.' }];
    const { run } = given({ start: async () => ({ problems }) });

    await run.start();

    expect(run.store.getState()).toMatchObject({ status: 'not-started', refusal: problems });
  });

  it('should refuse a definition that can not be read', async () => {
    const { run, document } = given();
    document.store.setState({
      broken: { message: 'Expected a comma', range: { offset: 3, length: 1, line: 1, column: 4 } },
    });

    await run.start();

    expect(run.store.getState().refusal?.[0]?.message).toContain('line 1, column 4');
  });

  it('should begin only once when started twice at the same time', async () => {
    const { run, engine } = given();

    await Promise.all([run.start(), run.start()]);

    expect(engine.calls).toEqual(['start']);
  });

  it('should start paused when stepping before the first run', async () => {
    const { run, engine } = given();

    await run.step('over');

    expect(engine.calls).toEqual(['start']);
    expect(run.store.getState().status).toBe('paused');
  });
});

describe('folding updates', () => {
  it('should keep the identity of what did not change', async () => {
    const { run, engine } = given();
    await run.start();
    engine.push(
      update({
        states: [['/States/A', stateRun('running')]],
        taken: [['/StartAt', 1, false]],
        current: ['/States/A'],
      }),
    );
    const before = run.store.getState();

    engine.push(
      update({
        clock: 5,
        states: [['/States/A', stateRun('running')]],
        taken: [['/StartAt', 1, false]],
        current: ['/States/A'],
      }),
    );

    const after = run.store.getState();
    expect(after.clock).toBe(5);
    expect(after.states).toBe(before.states);
    expect(after.taken).toBe(before.taken);
    expect(after.current).toBe(before.current);
    expect(after.visits).toBe(before.visits);
  });

  it('should replace changed visits, add new ones, and keep them in order', async () => {
    const { run, engine } = given();
    await run.start();
    const first = visit(1, '/States/A');
    engine.push(update({ visits: [first, visit(2, '/States/B', { status: 'running', end: null })] }));

    engine.push(update({ visits: [visit(2, '/States/B'), visit(3, '/States/C')] }));

    const { visits } = run.store.getState();
    expect(visits.map(({ id, status }) => [id, status])).toEqual([
      [1, 'succeeded'],
      [2, 'succeeded'],
      [3, 'succeeded'],
    ]);
    expect(visits[0]).toBe(first);
  });

  it('should forget what a step back took back, the selection included', async () => {
    const { run, engine } = given();
    await run.start();
    engine.push(
      update({
        states: [
          ['/States/A', stateRun('succeeded')],
          ['/States/B', stateRun('running')],
        ],
        visits: [visit(1, '/States/A'), visit(2, '/States/B')],
        eventCount: 6,
      }),
    );
    run.selectVisit(2);
    run.selectEvent(5);

    engine.push(
      update({
        reset: true,
        status: 'paused',
        states: [['/States/A', stateRun('running')]],
        visits: [visit(1, '/States/A')],
        eventCount: 2,
      }),
    );

    const state = run.store.getState();
    expect([...state.states.keys()]).toEqual(['/States/A']);
    expect(state.visits).toHaveLength(1);
    expect(state.selectedVisit).toBeNull();
    expect(state.selectedEvent).toBeNull();
  });

  it('should start afresh with the first update of a newer run, even before start has answered', async () => {
    const { run, engine } = given({
      start: async () => {
        engine.push(update({ run: 1, status: 'succeeded', eventCount: 4 }));
        return { run: 1 };
      },
    });

    await run.start();

    expect(run.store.getState()).toMatchObject({ run: 1, status: 'succeeded', eventCount: 4 });
  });

  it('should ignore late news of a run that was cleared', async () => {
    const { run, engine } = given();
    await run.start();
    run.clear();

    engine.push(update({ status: 'aborted' }));

    expect(run.store.getState().status).toBe('not-started');
  });
});

describe('breakpoints', () => {
  it('should reach a run that is under way', async () => {
    const seen: unknown[] = [];
    const { run } = given({
      setBreakpoints: async (...args) => {
        seen.push(args);
      },
    });
    run.toggleBreakpoint('/States/A');
    await run.start();
    run.toggleBreakpoint('/States/B');
    run.setPauseOnError(true);

    const before = ['/States/A', '/States/B'].map((state, at) => ({ id: `b${at + 1}`, state, before: true }));
    expect(seen).toEqual([
      [[], false, before],
      [[], false, [...before, { id: 'b3', error: 'States.ALL' }]],
    ]);
  });
});

describe('edits during a run', () => {
  it('should be stale after an edit and not after its undo', async () => {
    const { run, document } = given();
    await run.start();
    const { text } = document.store.getState();

    document.edit(`${text} `);
    expect(run.store.getState().stale).toBe(true);

    document.edit(text);
    expect(run.store.getState().stale).toBe(false);
  });

  it('should forget the run when another document is opened', async () => {
    const { run, document } = given();
    await run.start();

    document.edit('{}', true);

    expect(run.store.getState()).toMatchObject({ run: null, status: 'not-started' });
  });
});

describe('failures of the engine', () => {
  it('should say that the worker failed and start a new one afterwards', async () => {
    const { run, engine, used } = given();
    await run.start();
    engine.crash('The worker failed: out of memory');

    expect(run.store.getState()).toMatchObject({
      failure: 'The worker failed: out of memory',
      status: 'aborted',
    });

    run.recover();
    expect(run.store.getState()).toMatchObject({ failure: null, status: 'not-started' });
    await run.start();
    expect(used()).toBe(2);
    expect(run.store.getState().status).toBe('running');
  });

  it('should end a worker that does not answer a stop', async () => {
    const { run, engine, engines, used } = given({ stop: () => new Promise(() => {}) });
    await run.start();
    const stopped = run.stop();
    await vi.advanceTimersByTimeAsync(60);
    await stopped;

    expect(engine.isClosed()).toBe(true);
    expect(run.store.getState()).toMatchObject({ status: 'aborted', outcome: { status: 'aborted' } });

    await run.start();
    engines[1]?.push(update({ run: 1, status: 'succeeded' }));
    expect(used()).toBe(2);
    expect(run.store.getState().status).toBe('succeeded');
  });
});

describe('scenarios', () => {
  it('should keep input and mocks by name and by document', async () => {
    const { run, document, storage } = given();
    await vi.advanceTimersByTimeAsync(1);
    run.setInput('{"a":1}');
    run.addScenario('Gateway down');
    run.setMocks({ tasks: { A: [{ throw: { error: 'X' } }] } });
    run.chooseScenario('Scenario 1');
    expect(run.scenario.getState()).toMatchObject({ name: 'Scenario 1', mocks: { tasks: {} } });

    document.store.setState({ id: 'document-2' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(run.scenario.getState()).toMatchObject({ input: '{}', scenarios: ['Scenario 1'] });

    document.store.setState({ id: 'document-1' });
    await vi.advanceTimersByTimeAsync(1000);
    run.chooseScenario('Gateway down');
    expect(run.scenario.getState()).toMatchObject({
      input: '{"a":1}',
      mocks: { tasks: { A: [{ throw: { error: 'X' } }] } },
      scenarios: ['Scenario 1', 'Gateway down'],
    });
    expect([...storage.kept.keys()]).toEqual(['document-1']);
  });

  it('should number a name that is in use and never be without a scenario', () => {
    const { run } = given();
    run.addScenario('Scenario 1');
    expect(run.scenario.getState().name).toBe('Scenario 1 2');
    run.renameScenario('Other');
    expect(run.scenario.getState().scenarios).toEqual(['Scenario 1', 'Other']);
    run.removeScenario('Other');
    run.removeScenario('Scenario 1');
    expect(run.scenario.getState().scenarios).toEqual(['Scenario 1']);
  });

  it('should remember the input of the last run that began', async () => {
    const { run } = given();
    run.setInput('[1]');
    await run.start();
    run.setInput('[2]');
    expect(run.scenario.getState().lastInput).toBe('[1]');
  });
});

describe('the selected visit', () => {
  it('should be the one that the card of the state selected on the canvas speaks of', async () => {
    const view = createView();
    const engine = fakeEngine();
    const run = createRun({
      document: fakeDocument().door,
      view,
      connectEngine: () => engine.client,
      storage: memory(),
    });
    await run.start();
    engine.push(
      update({
        states: [['/A', stateRun('retrying', 3)]],
        visits: [visit(1, '/A'), visit(2, '/A', { status: 'retrying', end: null }), visit(3, '/A')],
      }),
    );

    view.select(['/A'], 'canvas');
    expect(run.store.getState().selectedVisit).toBe(2);

    run.selectVisit(3);
    expect(run.store.getState().selectedVisit).toBe(3);
    engine.push(update({ clock: 5, visits: [visit(4, '/A', { status: 'running', end: null })] }));
    expect(run.store.getState().selectedVisit).toBe(3);

    view.select(['/A'], 'canvas');
    expect(run.store.getState().selectedVisit).toBe(2);
    run.dispose();
  });

  it('should be told by the card again in a new run, after the panel had chosen one', async () => {
    const view = createView();
    const engine = fakeEngine();
    const run = createRun({
      document: fakeDocument().door,
      view,
      connectEngine: () => engine.client,
      storage: memory(),
    });
    await run.start();
    engine.push(
      update({ states: [['/A', stateRun('succeeded', 2)]], visits: [visit(1, '/A'), visit(2, '/A')] }),
    );
    run.selectVisit(1);

    await run.start();
    engine.push(
      update({
        states: [['/A', stateRun('succeeded', 2)]],
        visits: [visit(1, '/A'), visit(2, '/A')],
        run: 2,
      }),
    );

    expect(run.store.getState().selectedVisit).toBe(2);
    run.dispose();
  });

  it('should open the closed panel for the first run only, and show the events of a failure', async () => {
    const view = createView();
    const engine = fakeEngine();
    const run = createRun({
      document: fakeDocument().door,
      view,
      connectEngine: () => engine.client,
      storage: memory(),
    });
    await run.start();
    expect(view.store.getState()).toMatchObject({ bottom: 'simulation', bottomTab: 'timeline' });
    engine.push(update({ status: 'failed', outcome: { status: 'failed', error: 'X' } }));
    expect(view.store.getState().bottomTab).toBe('events');

    view.set({ bottom: null });
    run.clear();
    await run.start();
    expect(view.store.getState().bottom).toBeNull();
    run.dispose();
  });
});
