import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '../base/json';
import type { Workflow } from '../model/workflow';
import type { DocumentDoor } from './documentDoor';
import { toggledAt, withBreakpoint, withEveryError } from './runBreakpoints';
import type { RunDoor, ScenarioFile, ScenarioState } from './runDoor';
import { type FileStorage, fileIds, mapFiles, unkeptWords, withContents, withIds } from './runFiles';
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

/** Where scenarios are kept, by document id. A rejection only means that nothing is kept. */
export interface ScenarioStorage {
  load(documentId: string): Promise<unknown>;
  save(documentId: string, book: JsonValue): Promise<void>;
  /** Where large files are kept; absent: they are not. */
  readonly files?: FileStorage;
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
  /** Resolves when what was kept of the open document is there. */
  loaded(): Promise<void>;
  dispose(): void;
}

/** Milliseconds between the last change and keeping it. */
const keepDelay = 400;

/** The scenarios of the open document: loaded with it, kept shortly after each change. */
export function createScenarios(
  document: DocumentDoor,
  storage: ScenarioStorage,
  tell: (message: string) => void = () => {},
): Scenarios {
  let book = newBook;
  const store = createStore<ScenarioState>(() => scenarioState(book));
  let documentId = document.store.getState().id;
  let unsaved = false;
  let touched = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldOfFull = false;

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
    storage.save(documentId, writeBook(book)).catch((error: unknown) => {
      unsaved = true;
      if (toldOfFull || !isFull(error)) return;
      toldOfFull = true;
      tell(
        'Inputs, mocks and files can’t be kept: the browser’s storage is full. Take files away to make room.',
      );
    });
    void storage.files?.keepOnly(documentId, fileIds(book)).catch(() => {});
  }

  /** Puts files into the active scenario; large ones are kept by themselves, once. */
  function setFiles(given: readonly ScenarioFile[]): void {
    const files = storage.files ? withIds(given, () => crypto.randomUUID()) : given;
    const known = new Set(fileIds(book));
    change((now) => editActive(now, { files }));
    for (const file of files) if (file.id !== undefined && !known.has(file.id)) void keepFile(file);
  }

  async function keepFile({ id, place, size, content }: ScenarioFile): Promise<void> {
    const { files } = storage;
    if (!files || id === undefined || !content) return;
    try {
      await files.save(documentId, id, content);
    } catch (error) {
      const room = await (files.room?.() ?? Promise.resolve(null)).catch(() => null);
      const unkept = unkeptWords(error, size, room);
      show(mapFiles(book, (file) => (file.id === id ? { ...file, unkept } : file)));
      tell(`${place} can’t be kept: ${unkept}. It is there until this page is closed.`);
    }
  }

  async function open(id: string): Promise<void> {
    keep();
    documentId = id;
    touched = false;
    show(newBook);
    const kept = await storage.load(id).catch(() => undefined);
    // What the user did meanwhile counts more than what was kept.
    if (documentId !== id || touched) return;
    show(readBook(kept));
    const whole = await withContents(book, id, storage.files);
    if (documentId !== id) return;
    const contents = new Map(
      whole.entries.flatMap(({ files = [] }) => files.map((file) => [file.id, file.content])),
    );
    show(
      mapFiles(book, (file) => {
        const content = file.content ?? (file.id === undefined ? null : contents.get(file.id));
        return content && content !== file.content ? { ...file, content } : file;
      }),
    );
  }

  let opening = open(documentId);
  /** Until the model of a text that was opened has come, models of two documents are compared. */
  let loading = false;
  const unsubscribe = [
    document.store.subscribe((now, before) => {
      if (now.id !== documentId) opening = open(now.id);
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
    loaded: () => opening,
    ran: () => change((now) => ({ ...now, lastInput: activeEntry(now).input })),
    doors: {
      setInput: (input) => change((now) => editActive(now, { input })),
      setMocks: (mocks) => change((now) => editActive(now, { mocks })),
      setFiles,
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

const isFull = (error: unknown): boolean =>
  (error as { name?: unknown } | null)?.name === 'QuotaExceededError';
