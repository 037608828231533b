import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '../base/json';
import type { Workflow } from '../model/workflow';
import { toggledAt, withBreakpoint, withEveryError } from './runBreakpoints';
import { renameBetween, renamedIn } from './runRenames';
import {
  activeEntry,
  addEntry,
  editActive,
  newBook,
  readBook,
  removeEntry,
  renameActive,
  type ScenarioBook,
  scenarioState,
  withTestInput,
  writeBook,
} from './runScenarios';
import type { DocumentDoor, RunDoor, ScenarioState } from './types';

/** Where scenarios are kept, by document id. A rejection only means that nothing is kept. */
export interface ScenarioStorage {
  load(documentId: string): Promise<unknown>;
  save(documentId: string, book: JsonValue): Promise<void>;
}

type ScenarioDoors = Pick<
  RunDoor,
  | 'setInput'
  | 'setMocks'
  | 'setFiles'
  | 'setQuotas'
  | 'setEndAfterYear'
  | 'setClock'
  | 'setPauseOnError'
  | 'toggleBreakpoint'
  | 'setBreakpoint'
  | 'removeBreakpoint'
  | 'setTestInput'
  | 'chooseScenario'
  | 'addScenario'
  | 'renameScenario'
  | 'removeScenario'
>;

export interface Scenarios {
  readonly store: StoreApi<ScenarioState>;
  readonly doors: ScenarioDoors;
  /** Notes that a run began with the active input. */
  ran(): void;
  dispose(): void;
}

/** Milliseconds between the last change and keeping it. */
const keepDelay = 400;

/** The scenarios of the open document: loaded with it, kept shortly after each change. */
export function createScenarios(document: DocumentDoor, storage: ScenarioStorage): Scenarios {
  let book = newBook;
  const store = createStore<ScenarioState>(() => scenarioState(book));
  let documentId = document.store.getState().id;
  let unsaved = false;
  let touched = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: ScenarioBook): void {
    book = next;
    store.setState(scenarioState(book, store.getState()), true);
  }

  function change(edit: (book: ScenarioBook) => ScenarioBook): void {
    show(edit(book));
    touched = true;
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(keep, keepDelay);
  }

  function keep(): void {
    clearTimeout(timer);
    if (!unsaved) return;
    unsaved = false;
    storage.save(documentId, writeBook(book)).catch(() => {
      unsaved = true;
    });
  }

  async function open(id: string): Promise<void> {
    keep();
    documentId = id;
    touched = false;
    show(newBook);
    const kept = await storage.load(id).catch(() => undefined);
    // What the user did meanwhile counts more than what was kept.
    if (documentId === id && !touched) show(readBook(kept));
  }

  void open(documentId);
  /** Until the model of a text that was opened has come, models of two documents are compared. */
  let loading = false;
  const unsubscribe = [
    document.store.subscribe((now, before) => {
      if (now.id !== documentId) void open(now.id);
      if (now.workflow === before.workflow) return;
      if (!loading && now.id === before.id) follow(before.workflow, now.workflow);
      if (now.modelRevision === now.revision) loading = false;
    }),
    document.onTransaction(({ loaded }) => {
      if (!loaded) return;
      const { revision, modelRevision } = document.store.getState();
      loading = revision !== modelRevision;
    }),
  ];

  /** What is kept for a state goes along with its name. */
  function follow(before: Workflow, after: Workflow): void {
    const rename = renameBetween(before, after);
    const next = rename && renamedIn(book, rename);
    if (next && next !== book) change(() => next);
  }

  return {
    store,
    ran: () => change((now) => ({ ...now, lastInput: activeEntry(now).input })),
    doors: {
      setInput: (input) => change((now) => editActive(now, { input })),
      setMocks: (mocks) => change((now) => editActive(now, { mocks })),
      setFiles: (files) => change((now) => editActive(now, { files })),
      setQuotas: (quotas) => change((now) => ({ ...now, quotas })),
      setEndAfterYear: (endAfterYear) => change((now) => ({ ...now, endAfterYear })),
      setClock: (clock) => change((now) => ({ ...now, clock })),
      setPauseOnError: (pause) => change((now) => ({ ...now, stops: withEveryError(now.stops, pause) })),
      toggleBreakpoint: (pointer) => change((now) => ({ ...now, stops: toggledAt(now.stops, pointer) })),
      setBreakpoint: (breakpoint) =>
        change((now) => ({ ...now, stops: withBreakpoint(now.stops, breakpoint) })),
      removeBreakpoint: (id) =>
        change((now) => ({ ...now, stops: now.stops.filter((entry) => entry.id !== id) })),
      setTestInput: (state, input) => change((now) => withTestInput(now, state, input)),
      chooseScenario: (name) => change((now) => ({ ...now, active: name })),
      addScenario: (name, content) => change((now) => addEntry(now, name, content)),
      renameScenario: (to) => change((now) => renameActive(now, to)),
      removeScenario: (name) => change((now) => removeEntry(now, name)),
    },
    dispose: () => {
      for (const end of unsubscribe) end();
      keep();
    },
  };
}
