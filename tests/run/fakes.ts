import { createStore } from 'zustand/vanilla';
import { ChannelClosed, type Client } from '../../src/base/channel';
import { Emitter } from '../../src/base/emitter';
import type { EngineService, RunUpdate, StateRun, Visit } from '../../src/engine/messages';
import type { DocumentDoor, DocumentState, Transaction } from '../../src/studio/documentDoor';

/** A document door with a store and nothing behind it, for what only reads the document. */
export function fakeDocument(text = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}') {
  const transactions = new Emitter<Transaction>();
  const store = createStore<DocumentState>(() => ({
    id: 'document-1',
    name: 'orders',
    format: 'json',
    text,
    revision: 1,
    workflow: {
      definition: JSON.parse(text),
      root: {
        pointer: '',
        path: [],
        kind: 'root',
        owner: null,
        index: 0,
        startAt: 'A',
        start: null,
        states: [],
        queryLanguage: 'JSONPath',
      },
      states: new Map(),
      machines: new Map(),
    },
    modelRevision: 1,
    place: { path: [], name: null, type: null, container: null },
    places: [],
    broken: null,
    ranges: new Map(),
    problems: [],
    problemsRevision: 1,
    type: 'STANDARD',
    silenced: [],
    undoLabel: null,
    redoLabel: null,
    saved: 'saved',
  }));
  const door = {
    store,
    settled: async () => {},
    onTransaction: (listener: (transaction: Transaction) => void) => transactions.on(listener),
  } as unknown as DocumentDoor;
  const edit = (next: string, loaded = false): void => {
    const revision = store.getState().revision + 1;
    store.setState({ text: next, revision });
    transactions.emit({ edits: [], label: 'Edit', origin: 'text', revision, loaded });
  };
  return { door, store, edit };
}

/** An engine of which a test decides every answer; calls are noted. */
export function fakeEngine(answers: Partial<EngineService> = {}) {
  const updates = new Emitter<RunUpdate>();
  const failures = new Emitter<string>();
  const calls: string[] = [];
  let closed = false;
  let runs = 0;
  const defaults: EngineService = {
    start: async () => {
      runs += 1;
      return { run: runs };
    },
    pause: async () => {},
    resume: async () => {},
    step: async () => {},
    stop: async () => {},
    setBreakpoints: async () => {},
    goTo: async () => {},
    events: async () => ({ total: 0, events: [] }),
    history: async () => [],
    childHistory: async () => [],
    nestedExecutions: async () => [],
    stateData: async () => null,
    files: async () => ({}),
    changeData: async () => false,
    redrive: async () => false,
    testState: async () => ({ errorCode: 'None', message: 'not tested here' }),
    mockProblems: async (results) => results.map(() => null),
    answerTask: async () => {},
    checkExpression: async () => null,
    letTimePass: async () => {},
    standingAt: async () => [],
    branch: async () => null,
    chooseRun: async () => {},
  };
  const call = new Proxy({} as EngineService, {
    get: (_target, method: string) => {
      return async (...args: unknown[]) => {
        if (closed) throw new ChannelClosed('The channel was closed');
        calls.push(method);
        const answer = { ...defaults, ...answers }[method as keyof EngineService] as (
          ...args: unknown[]
        ) => unknown;
        return answer(...args);
      };
    },
  });
  const client: Client<EngineService, RunUpdate> = {
    call,
    onPush: (listener) => updates.on(listener),
    onFailure: (listener) => failures.on(listener),
    close: () => {
      closed = true;
    },
  };
  return {
    client,
    calls,
    isClosed: () => closed,
    push: (update: RunUpdate) => updates.emit(update),
    crash: (message: string) => failures.emit(message),
  };
}

export function update(part: Partial<RunUpdate> = {}): RunUpdate {
  return {
    run: 1,
    status: 'running',
    clock: 0,
    took: 0,
    eventCount: 0,
    transitionCount: 0,
    states: [],
    taken: [],
    visits: [],
    visitCount: 0,
    current: [],
    outcome: null,
    reset: false,
    iterations: [],
    ...part,
  };
}

export function visit(id: number, state: string, part: Partial<Visit> = {}): Visit {
  return {
    id,
    state,
    frames: [],
    ordinal: 0,
    status: 'succeeded',
    start: 0,
    end: 0,
    enteredEventId: id * 2,
    exitedEventId: id * 2 + 1,
    attempts: [],
    ...part,
  };
}

export const stateRun = (status: StateRun['status'], visits = 1): StateRun => ({ status, visits });
