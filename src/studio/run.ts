import { createStore } from 'zustand/vanilla';
import { ChannelClosed, type Client } from '../base/channel';
import { Emitter } from '../base/emitter';
import type { BranchRequest, EngineService, RunUpdate } from '../engine/messages';
import type { StartRequest } from '../engine/startMessages';
import type { DocumentDoor } from './documentDoor';
import { isNoInput, readInput } from './jsonText';
import { conditionsOf } from './runBreakpoints';
import type { RunDoor, RunState } from './runDoor';
import { findVisit, foldUpdate, notStarted, tellingVisit } from './runFold';
import { openForFirstRun } from './runPanel';
import { createScenarios, type ScenarioStorage } from './runScenarioStore';
import { createTester } from './runTester';
import { createRunWorkflows, givenWorkflows, type OtherText, startsOthers } from './runWorkflows';
import type { ViewDoor } from './viewDoor';

export type EngineClient = Client<EngineService, RunUpdate>;

export interface RunParts {
  readonly document: DocumentDoor;
  /** Selection on the canvas and the selected visit follow each other through it; absent: they don't. */
  readonly view?: ViewDoor;
  /** Makes an engine; called at the first run, and again after a failure or a stop that was not answered. */
  readonly connectEngine: () => EngineClient;
  readonly storage: ScenarioStorage;
  /** Other texts that the user has, whose workflows a run may start; absent: there are none. */
  readonly otherTexts?: () => Promise<readonly OtherText[]>;
  /** Milliseconds after which a stop that is not answered ends the worker itself. */
  readonly stopPatience?: number;
}

const isTerminal = (status: RunState['status']): boolean =>
  status !== 'not-started' && status !== 'running' && status !== 'paused';

/**
 * The run's live state: starts and steers executions in the engine and folds its updates. The engine is the only
 * one that knows how to run; nothing here grows with the history.
 */
export function createRun(parts: RunParts): RunDoor & { dispose(): void } {
  const { document, view } = parts;
  const store = createStore<RunState>(() => notStarted);
  const scenarios = createScenarios(document, parts.storage, (message) => view?.notify(message, 'error'));
  const workflows = createRunWorkflows(
    document,
    scenarios.store,
    parts.storage,
    parts.otherTexts ?? (async () => []),
  );
  const updates = new Emitter<RunUpdate>();
  let engine: EngineClient | null = null;
  let starting = false;
  /** Whether the run that is being started has told of itself, which it may do before `start` is answered. */
  let begun = false;
  /** Another run of those that are kept is to be shown. */
  let switching = false;
  /** The texts that runs began with, by number. */
  const texts = new Map<number, string>();
  let startedText: string | null = null;
  const tester = createTester(parts.connectEngine);

  const mocksOf = new Map<number, StartRequest['mocks']>();
  const isStale = (): boolean => startedText !== null && document.store.getState().text !== startedText;

  /** Folds an update. Of a run that is forgotten or over, only late news can come: they are ignored. */
  function take(update: RunUpdate): void {
    const state = store.getState();
    const other = update.run !== state.run;
    const fresh = (starting && !begun && (update.reset || other)) || (switching && update.reset && other);
    if (!fresh && other) return;
    if (fresh && starting) begun = true;
    else if (fresh) startedText = texts.get(update.run) ?? startedText;
    if (fresh && startedText !== null) texts.set(update.run, startedText);
    const base = fresh ? { ...notStarted, stale: isStale() } : state;
    store.setState(followSelection(foldUpdate(base, update)), true);
    updates.emit(update);
  }

  /**
   * The visit that the selected state's card speaks of is the selected one, unless the panel chose another: its choice
   * holds until the run is another one.
   */
  function followSelection(state: RunState): RunState {
    const selected = view?.store.getState();
    const pointer = selected?.selection.at(-1);
    if (!selected || !pointer) return state;
    if (selected.selectedBy === 'run' && state.selectedVisit !== null) return state;
    const visit = tellingVisit(state, pointer)?.id ?? null;
    return visit === state.selectedVisit ? state : { ...state, selectedVisit: visit };
  }

  function fail(message: string): void {
    engine?.close();
    engine = null;
    store.setState({ failure: message, status: endedBy(store.getState().status), current: [] });
  }

  function connected(): EngineClient {
    if (engine) return engine;
    const client = parts.connectEngine();
    client.onPush((update) => {
      if (client === engine) take(update);
    });
    client.onFailure?.((message) => {
      if (client === engine) fail(message);
    });
    engine = client;
    return client;
  }

  /** Performs a call; what goes wrong in the engine becomes the run's failure, never a rejection. */
  async function call<T>(perform: (service: EngineService) => Promise<T>): Promise<T | undefined> {
    const client = connected();
    try {
      return await perform(client.call);
    } catch (error) {
      if (client !== engine) return undefined;
      if (error instanceof ChannelClosed) fail(error.message);
      else view?.notify(messageOf(error), 'error');
      return undefined;
    }
  }

  function refuse(refusal: NonNullable<RunState['refusal']>, show: 'input' | 'problems'): void {
    forget();
    store.setState({ refusal });
    if (show === 'problems') view?.set({ bottom: 'problems' });
    else view?.set({ bottom: 'simulation', bottomTab: 'input' });
  }

  function forget(): void {
    startedText = null;
    store.setState(notStarted, true);
  }

  function request(paused: boolean): StartRequest | null {
    const { broken, workflow, type, name } = document.store.getState();
    const scenario = scenarios.store.getState();
    if (broken) {
      const { line, column } = broken.range;
      const place = `line ${line}, column ${column}`;
      refuse(
        [{ path: [], message: `The definition can't be read: ${place}: ${broken.message}` }],
        'problems',
      );
      return null;
    }
    const input = readInput(scenario.input);
    if (!input.ok) {
      const { line, column, message } = input.problem;
      refuse(
        [{ path: [], message: `The input is no JSON: line ${line}, column ${column}: ${message}` }],
        'input',
      );
      return null;
    }
    return {
      definition: workflow.definition,
      input: input.value,
      inputText: isNoInput(scenario.input) ? '{}' : scenario.input,
      mocks: scenario.mocks,
      files: Object.fromEntries(
        scenario.files.flatMap(({ place, content }) => (content ? [[place, content] as const] : [])),
      ),
      options: {
        type,
        seed: scenario.seed,
        clock: scenario.clock,
        quotas: scenario.quotas,
        endAfterYear: scenario.endAfterYear,
        stateMachineName: name,
        startPaused: paused,
        breakWhen: conditionsOf(scenario.stops),
        answersByHand: true,
      },
    };
  }

  /** The request with the workflows that its tasks may start, where there are such tasks. */
  async function withOthers(wanted: StartRequest): Promise<StartRequest> {
    if (!startsOthers(document.store.getState().workflow)) return wanted;
    const others = givenWorkflows(await workflows.refresh());
    return { ...wanted, workflows: others.workflows, files: { ...others.files, ...wanted.files } };
  }

  async function start(options: { readonly paused?: boolean } = {}): Promise<void> {
    if (starting) return;
    starting = true;
    begun = false;
    try {
      await document.settled();
      await scenarios.loaded();
      const asked = request(options.paused === true);
      const wanted = asked && (await withOthers(asked));
      if (!wanted) return;
      startedText = document.store.getState().text;
      store.setState({ refusal: null, failure: null });
      const answer = await call((service) => service.start(wanted));
      if (!answer) return;
      if ('problems' in answer) {
        refuse(answer.problems, 'problems');
        return;
      }
      scenarios.ran();
      mocksOf.set(answer.run, wanted.mocks);
      if (!begun) begin(answer.run, options.paused === true);
    } finally {
      starting = false;
    }
  }

  /** Shows the run before its first update. */
  function begin(run: number, paused: boolean): void {
    if (startedText !== null) texts.set(run, startedText);
    const { runs } = store.getState();
    const status = paused ? 'paused' : 'running';
    store.setState({ ...notStarted, run, status, stale: isStale(), runs }, true);
  }

  /** Performs what brings another run into view. */
  async function showOther<T>(perform: (service: EngineService) => Promise<T>): Promise<T | undefined> {
    switching = true;
    try {
      return await call(perform);
    } finally {
      switching = false;
    }
  }

  async function branch(wanted: BranchRequest): Promise<boolean> {
    const from = startedText;
    const run = await showOther((service) => service.branch(wanted));
    if (run === undefined || run === null) return false;
    if (from !== null) texts.set(run, from);
    return true;
  }

  async function redrive(): Promise<void> {
    const began = mocksOf.get(store.getState().run ?? 0);
    const redriven = await call((service) => service.redrive());
    if (redriven && began && began !== scenarios.store.getState().mocks)
      view?.notify('Redriven with the mocks that the run began with. New ones count for the next run.');
    if (redriven !== false) return;
    const reason =
      document.store.getState().type === 'EXPRESS'
        ? 'An Express execution can’t be redriven.'
        : 'This execution can’t be redriven: nothing is left to run again.';
    view?.notify(reason, 'error');
  }

  /** Stops the execution. A worker that does not answer is ended: a stop always works. */
  async function stop(): Promise<void> {
    const client = engine;
    const { run } = store.getState();
    if (!client || isTerminal(store.getState().status)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<'silent'>((resolve) => {
      timer = setTimeout(() => resolve('silent'), parts.stopPatience ?? 2000);
    });
    const answer = await Promise.race([call((service) => service.stop()), patience]);
    clearTimeout(timer);
    if (answer !== 'silent' || client !== engine) return;
    client.close();
    engine = null;
    if (store.getState().run !== run) return;
    store.setState({
      status: 'aborted',
      outcome: { status: 'aborted', cause: 'The engine did not answer and was ended.' },
      current: [],
    });
  }

  function selectVisit(visit: number | null): void {
    const found = visit === null ? undefined : findVisit(store.getState().visits, visit);
    store.setState({ selectedVisit: found?.id ?? null });
    if (found) view?.select([found.state], 'run');
  }

  const unsubscribe = [
    scenarios.store.subscribe((now, before) => {
      if (now.stops === before.stops) return;
      if (engine && store.getState().run !== null && !isTerminal(store.getState().status)) {
        void call((service) => service.setBreakpoints([], false, conditionsOf(now.stops)));
      }
    }),
    document.store.subscribe((now, before) => {
      if (now.text === before.text || store.getState().run === null) return;
      const stale = isStale();
      if (stale !== store.getState().stale) store.setState({ stale });
    }),
    document.onTransaction(({ loaded }) => {
      if (!loaded) return;
      clear();
      // Runs of another document are none of this one.
      engine?.close();
      engine = null;
      texts.clear();
    }),
    view && openForFirstRun(store, view),
    view?.store.subscribe((now, before) => {
      if (now.selection === before.selection && now.selectedBy === before.selectedBy) return;
      const state = store.getState();
      const next = followSelection(state);
      if (next !== state) store.setState(next, true);
    }),
  ];

  function clear(): void {
    const { status } = store.getState();
    if (status === 'running' || status === 'paused') void stop();
    forget();
  }

  return {
    store,
    scenario: scenarios.store,
    ...scenarios.doors,
    start,
    pause: async () => void (await call((service) => service.pause())),
    resume: async () => void (await call((service) => service.resume())),
    step: async (kind) => {
      const { status } = store.getState();
      if (kind !== 'back' && (status === 'not-started' || isTerminal(status))) return start({ paused: true });
      await call((service) => service.step(kind));
    },
    stop,
    clear,
    goTo: async (eventId) => void (await call((service) => service.goTo(eventId))),
    selectVisit,
    selectEvent: (selectedEvent) => store.setState({ selectedEvent }),
    recover: () => {
      engine?.close();
      engine = null;
      forget();
    },
    events: async (wanted) => (await call((service) => service.events(wanted))) ?? { total: 0, events: [] },
    writtenFiles: async () => (engine ? ((await call((service) => service.files())) ?? {}) : {}),
    history: async (nested) => (engine ? ((await call((service) => service.history(nested))) ?? []) : []),
    nestedExecutions: async (path) =>
      engine ? ((await call((service) => service.nestedExecutions(path))) ?? []) : [],
    showNested: (shownNested) => store.setState({ shownNested }),
    workflows: workflows.store,
    findWorkflows: async () => void (await workflows.refresh()),
    stateData: async (visit) => (await call((service) => service.stateData(visit))) ?? null,
    answerTask: async (visit, answer) => void (await call((service) => service.answerTask(visit, answer))),
    letTimePass: async () => void (await call((service) => service.letTimePass())),
    checkExpression: async (text) => (await call((service) => service.checkExpression(text))) ?? null,
    mockProblems: (results) => tester.mockProblems(results),
    standingAt: async (event) => (await call((service) => service.standingAt(event))) ?? [],
    branch,
    chooseRun: async (run) => void (await showOther((service) => service.chooseRun(run))),
    redrive,
    testState: (wanted, signal) => tester.test(wanted, signal),
    onUpdate: (listener) => updates.on(listener),
    dispose: () => {
      for (const end of unsubscribe) end?.();
      scenarios.dispose();
      tester.close();
      engine?.close();
      engine = null;
    },
  };
}

/** What a run's status becomes when its engine is gone. */
function endedBy(status: RunState['status']): RunState['status'] {
  return status === 'running' || status === 'paused' ? 'aborted' : status;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
