import { createStore } from 'zustand/vanilla';
import { Emitter } from '../base/emitter';
import type { CanvasRequest, RevealRequest, ViewDoor, ViewState } from './viewDoor';

/** Where the view's choices are kept; `localStorage` has this shape. */
export interface ViewStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The view with the door that only the studio itself uses. */
export interface View extends ViewDoor {
  /** Says whether there is a run on the canvas: while there is, the states browser is folded to its rail. */
  setRunning(running: boolean): void;
}

interface ViewOptions {
  readonly storage?: ViewStorage;
  /** Whether the window is high enough for the Info panel to begin open. */
  readonly tall?: boolean;
}

const storageKey = 'asl-studio.view';
/** How long a notice stands at least, in milliseconds, before another one takes its place. */
const readingTime = 6000;
const maxNotices = 3;

/** The choices that outlive a reload. What belongs to a document (selection, folds) is not among them. */
const kept = [
  'mode',
  'theme',
  'direction',
  'bottom',
  'bottomTab',
  'sideBySide',
  'inspectorOpen',
  'infoOpen',
  'minimapOpen',
] as const satisfies readonly (keyof ViewState)[];

/** Values that a kept choice may have; a stored one that is not among them is ignored. */
const choices: { readonly [K in (typeof kept)[number]]: readonly ViewState[K][] } = {
  mode: ['design', 'split', 'code'],
  theme: ['light', 'dark', 'system'],
  direction: ['DOWN', 'RIGHT'],
  bottom: ['simulation', 'problems', null],
  bottomTab: ['input', 'mocks', 'events', 'timeline', 'stateData', 'output', 'breakpoints'],
  sideBySide: [true, false],
  inspectorOpen: [true, false],
  infoOpen: [true, false],
  minimapOpen: [true, false],
};

/** Whether the browser is open: while designing with room for it, and otherwise. */
interface BrowserChoice {
  readonly roomy: boolean;
  readonly narrow: boolean;
}

const initial: ViewState = {
  mode: 'design',
  theme: 'system',
  selection: [],
  selectedBy: 'other',
  selectedEdge: null,
  direction: 'DOWN',
  collapsed: [],
  bottom: null,
  bottomTab: 'input',
  sideBySide: true,
  inspectorTab: 'configuration',
  inspectorOpen: true,
  browserOpen: true,
  infoOpen: true,
  minimapOpen: false,
  info: null,
  problem: null,
  dialog: null,
  drag: null,
  notices: [],
};

/** Creates the view: what is selected, shown and opened. Choices about panels are kept in `storage`. */
export function createView({ storage, tall = true }: ViewOptions = {}): View {
  const stored = readStored(storage);
  let browser: BrowserChoice = { roomy: true, narrow: false, ...readBrowser(stored) };
  let running = false;
  const restored = readChoices(stored);
  const store = createStore<ViewState>(() => {
    const state = { ...initial, infoOpen: tall, ...restored };
    return { ...state, browserOpen: state.mode === 'design' ? browser.roomy : browser.narrow };
  });
  const reveals = new Emitter<RevealRequest>();
  const requests = new Emitter<CanvasRequest>();
  const answered: RevealRequest['kind'][] = [];
  /** Requests for panes that are not there yet, the newest of each kind. */
  const waiting = new Map<RevealRequest['kind'], RevealRequest>();
  // Info's default hangs on the window's height: it is only kept once the user has chosen.
  let infoChosen = restored.infoOpen !== undefined;
  let noticeKey = 0;

  const save = (): void => {
    const state = store.getState();
    const entries = kept.filter((key) => key !== 'infoOpen' || infoChosen).map((key) => [key, state[key]]);
    try {
      storage?.setItem(storageKey, JSON.stringify({ ...Object.fromEntries(entries), browser }));
    } catch {
      // A full or closed storage only costs the memory of panels.
    }
  };
  const roomFor = (mode: ViewState['mode']): keyof BrowserChoice =>
    mode === 'design' && !running ? 'roomy' : 'narrow';

  return {
    store,
    select(pointers, by) {
      const { selection, selectedBy, selectedEdge } = store.getState();
      const same = selection.length === pointers.length && selection.every((at, i) => at === pointers[i]);
      if (same && selectedBy === by && selectedEdge === null) return;
      store.setState({
        selection: same ? selection : [...pointers],
        selectedBy: by,
        selectedEdge: null,
        ...(same ? {} : { info: null, problem: null }),
      });
      if (!same) waiting.clear();
    },
    selectEdge(id) {
      store.setState(
        id === null ? { selectedEdge: null } : { selectedEdge: id, selection: [], selectedBy: 'canvas' },
      );
    },
    set(patch) {
      const before = store.getState();
      const moves = patch.mode !== undefined && patch.mode !== before.mode && patch.browserOpen === undefined;
      const browserOpen = moves ? { browserOpen: browser[roomFor(patch.mode ?? before.mode)] } : {};
      if (patch.browserOpen !== undefined) {
        browser = { ...browser, [roomFor(patch.mode ?? before.mode)]: patch.browserOpen };
      }
      if (patch.infoOpen !== undefined) infoChosen = true;
      store.setState({ ...patch, ...browserOpen });
      if (patch.browserOpen !== undefined || kept.some((key) => patch[key] !== undefined)) save();
    },
    toggleCollapsed(pointer) {
      const { collapsed } = store.getState();
      store.setState({
        collapsed: collapsed.includes(pointer)
          ? collapsed.filter((other) => other !== pointer)
          : [...collapsed, pointer],
      });
    },
    notify(text, kind = 'info', action) {
      const since = Date.now() - readingTime;
      const unread = store.getState().notices.filter((one) => one.text !== text && one.at > since);
      noticeKey += 1;
      const notice = { text, kind, key: noticeKey, at: Date.now(), ...(action && { action }) };
      store.setState({ notices: [...unread.slice(1 - maxNotices), notice] });
    },
    dismiss(key) {
      store.setState({ notices: store.getState().notices.filter((one) => one.key !== key) });
    },
    reveal(request) {
      if (answered.includes(request.kind)) waiting.delete(request.kind);
      else waiting.set(request.kind, request);
      reveals.emit(request);
    },
    onReveal(listener, answers) {
      const stop = reveals.on(listener);
      if (answers === undefined) return stop;
      answered.push(answers);
      const late = waiting.get(answers);
      waiting.delete(answers);
      if (late) listener(late);
      return () => {
        stop();
        answered.splice(answered.indexOf(answers), 1);
      };
    },
    ask: (request) => requests.emit(request),
    onAsk: (listener) => requests.on(listener),
    setRunning(next) {
      if (next === running) return;
      running = next;
      store.setState({ browserOpen: browser[roomFor(store.getState().mode)] });
    },
  };
}

function readStored(storage: ViewStorage | undefined): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage?.getItem(storageKey) ?? '{}');
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}

function readChoices(stored: ReadonlyMap<string, unknown>): Partial<ViewState> {
  return Object.fromEntries(
    kept.flatMap((key) => {
      const value = stored.get(key);
      const allowed: readonly unknown[] = choices[key];
      return allowed.includes(value) ? [[key, value]] : [];
    }),
  );
}

function readBrowser(stored: ReadonlyMap<string, unknown>): Partial<BrowserChoice> {
  const value = stored.get('browser');
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, open]) => (key === 'roomy' || key === 'narrow') && typeof open === 'boolean',
    ),
  );
}
