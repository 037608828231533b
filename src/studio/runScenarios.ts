import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../base/json';
import type { Mocks } from '../engine/mockMessages';
import { readInput } from './jsonText';
import { pausesOnEveryError, readBreakpoints, statesWithBreakpoint } from './runBreakpoints';
import type { Breakpoint, ScenarioFile, ScenarioState } from './runDoor';
import { inBook } from './runFiles';
import { noMocks, readMocks, writeMocks } from './runMocks';

/** The scenarios of a document: named inputs with their mocks, one of them active, and how runs are to go. */
export interface ScenarioBook {
  readonly active: string;
  readonly entries: readonly ScenarioEntry[];
  readonly lastInput: string | null;
  readonly clock: ScenarioState['clock'];
  readonly seed: number;
  readonly stops: readonly Breakpoint[];
  /** Whether runs end at the service's quotas; absent: they do. */
  readonly quotas?: boolean;
  /** Whether Standard executions time out after a year; absent: they go on. */
  readonly endAfterYear?: boolean;
}

export interface ScenarioEntry {
  readonly name: string;
  readonly input: string;
  readonly mocks: Mocks;
  readonly files?: readonly ScenarioFile[];
  /** Texts by state name. */
  readonly testInputs?: JsonObject;
}

export const firstScenario = 'Scenario 1';

export const newBook: ScenarioBook = {
  active: firstScenario,
  entries: [{ name: firstScenario, input: '{}', mocks: noMocks }],
  lastInput: null,
  clock: { kind: 'virtual' },
  seed: 1,
  stops: [],
};

/** The active entry; a book has at least one. */
export function activeEntry(book: ScenarioBook): ScenarioEntry {
  const entry = book.entries.find(({ name }) => name === book.active) ?? book.entries[0];
  return entry ?? { name: firstScenario, input: '{}', mocks: noMocks };
}

export function editActive(book: ScenarioBook, patch: Partial<Omit<ScenarioEntry, 'name'>>): ScenarioBook {
  const { name } = activeEntry(book);
  return {
    ...book,
    entries: book.entries.map((entry) => (entry.name === name ? { ...entry, ...patch } : entry)),
  };
}

/** Adds a scenario as a copy of the active one and makes it active; a name in use gets a number. */
export function addEntry(book: ScenarioBook, name: string, content?: Partial<ScenarioEntry>): ScenarioBook {
  const free = freeName(book, name.trim() || 'Scenario');
  const entry = { ...activeEntry(book), ...content, name: free };
  return { ...book, active: free, entries: [...book.entries, entry] };
}

export function renameActive(book: ScenarioBook, to: string): ScenarioBook {
  const from = activeEntry(book).name;
  const wanted = to.trim();
  if (wanted === '' || wanted === from) return book;
  const name = freeName(book, wanted);
  return {
    ...book,
    active: name,
    entries: book.entries.map((entry) => (entry.name === from ? { ...entry, name } : entry)),
  };
}

/** Takes a scenario away; in place of the last one stands an empty one. */
export function removeEntry(book: ScenarioBook, name: string): ScenarioBook {
  const at = book.entries.findIndex((entry) => entry.name === name);
  if (at < 0) return book;
  const entries = book.entries.filter((entry) => entry.name !== name);
  if (entries.length === 0) return { ...book, active: newBook.active, entries: newBook.entries };
  const active = book.active === name ? (entries[Math.min(at, entries.length - 1)]?.name ?? '') : book.active;
  return { ...book, active, entries };
}

function freeName(book: ScenarioBook, wanted: string): string {
  const taken = new Set(book.entries.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} ${number}`;
  return name;
}

/** Keeps an input for testing a state by itself. */
export function withTestInput(book: ScenarioBook, state: string, input: string): ScenarioBook {
  const { testInputs = noInputs } = activeEntry(book);
  return editActive(book, { testInputs: objectOf([...Object.entries(testInputs), [state, input]]) });
}

const noInputs: JsonObject = {};
const noFiles: readonly ScenarioFile[] = [];

/** What the panels see of a book. */
export function scenarioState(book: ScenarioBook, before?: ScenarioState): ScenarioState {
  const entry = activeEntry(book);
  const checked = before && before.input === entry.input ? null : readInput(entry.input);
  return {
    name: entry.name,
    input: entry.input,
    inputProblem: checked ? (checked.ok ? null : checked.problem) : (before?.inputProblem ?? null),
    mocks: entry.mocks,
    files: entry.files ?? noFiles,
    quotas: book.quotas ?? true,
    endAfterYear: book.endAfterYear ?? false,
    scenarios: book.entries.map(({ name }) => name),
    clock: book.clock,
    seed: book.seed,
    stops: book.stops,
    testInputs: entry.testInputs ?? noInputs,
    breakpoints: before?.stops === book.stops ? before.breakpoints : statesWithBreakpoint(book.stops),
    pauseOnError: pausesOnEveryError(book.stops),
    lastInput: book.lastInput,
  };
}

// --- Keeping --------------------------------------------------------------------------------------------------

/** A book as it is kept: plain data, and the contents of files as blobs. */
export function writeBook(book: ScenarioBook): JsonValue {
  return {
    version: 1,
    ...book,
    entries: book.entries.map(({ files, ...entry }) => ({
      ...entry,
      mocks: writeMocks(entry.mocks),
      ...(files ? { files: files.map(inBook) } : {}),
    })),
  } as unknown as JsonValue;
}

function readFiles(list: JsonValue | undefined): ScenarioFile[] {
  if (list === undefined || !isArray(list)) return [];
  return list.flatMap((value) => {
    if (!isObject(value)) return [];
    const [place, size] = [own(value, 'place'), own(value, 'size')];
    if (typeof place !== 'string' || typeof size !== 'number') return [];
    const content: unknown = own(value, 'content');
    const id = own(value, 'id');
    const known = typeof id === 'string' ? { id } : {};
    return [{ place, size, content: content instanceof Blob ? content : null, ...known }];
  });
}

/** Reads what was kept, tolerantly: what can't be understood is left out. */
export function readBook(kept: unknown): ScenarioBook {
  if (!isObject(kept)) return newBook;
  const list = own(kept, 'entries');
  const entries = isArray(list) ? list.flatMap(readEntry) : [];
  if (entries.length === 0) return newBook;
  const active = own(kept, 'active');
  const lastInput = own(kept, 'lastInput');
  const seed = own(kept, 'seed');
  return {
    active: entries.some(({ name }) => name === active)
      ? String(active)
      : (entries[0]?.name ?? firstScenario),
    entries,
    lastInput: typeof lastInput === 'string' ? lastInput : null,
    clock: readClock(own(kept, 'clock')),
    seed: typeof seed === 'number' ? seed : newBook.seed,
    stops: readBreakpoints(kept),
    quotas: own(kept, 'quotas') !== false,
    endAfterYear: own(kept, 'endAfterYear') === true,
  };
}

function readEntry(value: JsonValue): ScenarioEntry[] {
  if (!isObject(value)) return [];
  const [name, input] = [own(value, 'name'), own(value, 'input')];
  if (typeof name !== 'string' || typeof input !== 'string') return [];
  const mocks = readMocks(own(value, 'mocks') ?? {});
  const inputs = own(value, 'testInputs');
  const files = readFiles(own(value, 'files'));
  return [
    {
      name,
      input,
      mocks: mocks.ok ? (mocks.value.cases[0]?.mocks ?? noMocks) : noMocks,
      ...(files.length > 0 ? { files } : {}),
      ...(inputs !== undefined && isObject(inputs) ? { testInputs: inputs } : {}),
    },
  ];
}

function readClock(value: JsonValue | undefined): ScenarioState['clock'] {
  if (!isObject(value) || own(value, 'kind') !== 'real') return { kind: 'virtual' };
  const speed = own(value, 'speed');
  return { kind: 'real', speed: typeof speed === 'number' && speed > 0 ? speed : 1 };
}
