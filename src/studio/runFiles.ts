import type { ScenarioFile } from './runDoor';
import type { ScenarioBook } from './runScenarios';

/**
 * Large files of scenarios. A book is written anew with every change, so they are kept by themselves, once each, and
 * the book only names them.
 */
export interface FileStorage {
  load(documentId: string, fileId: string): Promise<Blob | undefined>;
  save(documentId: string, fileId: string, content: Blob): Promise<void>;
  /** Forgets the files of a document but these. */
  keepOnly(documentId: string, fileIds: readonly string[]): Promise<void>;
  /** Bytes that are left, where the browser says so. */
  room?(): Promise<number | null>;
}

/** Bytes of the largest file that is kept within the book. */
export const largestInBook = 4_194_304;

/** The files with names for those that are to be kept by themselves; the same list where there is nothing to name. */
export function withIds(files: readonly ScenarioFile[], makeId: () => string): readonly ScenarioFile[] {
  const fresh = ({ size, content, id }: ScenarioFile): boolean =>
    size > largestInBook && content !== null && id === undefined;
  return files.some(fresh) ? files.map((file) => (fresh(file) ? { ...file, id: makeId() } : file)) : files;
}

/** A file as the book keeps it. */
export function inBook({ place, size, content, id }: ScenarioFile): ScenarioFile {
  if (size <= largestInBook) return { place, size, content };
  return { place, size, content: null, ...(id === undefined ? {} : { id }) };
}

/** The names of all files that are kept by themselves. */
export const fileIds = ({ entries }: ScenarioBook): readonly string[] => [
  ...new Set(entries.flatMap(({ files = [] }) => files.flatMap(({ id }) => id ?? []))),
];

/** A book with other files; the same one where nothing changes. */
export function mapFiles(book: ScenarioBook, change: (file: ScenarioFile) => ScenarioFile): ScenarioBook {
  let changed = false;
  const entries = book.entries.map((entry) => {
    const files = entry.files?.map(change);
    if (!files?.some((file, at) => file !== entry.files?.[at])) return entry;
    changed = true;
    return { ...entry, files };
  });
  return changed ? { ...book, entries } : book;
}

/** The book with the contents of its large files, as far as they are there. */
export async function withContents(
  book: ScenarioBook,
  documentId: string,
  storage: FileStorage | undefined,
): Promise<ScenarioBook> {
  const ids = fileIds(book);
  if (!storage || ids.length === 0) return book;
  const loaded = new Map(
    await Promise.all(
      ids.map(async (id) => [id, await storage.load(documentId, id).catch(() => undefined)] as const),
    ),
  );
  return mapFiles(book, (file) => {
    const content = file.id === undefined || file.content ? undefined : loaded.get(file.id);
    return content ? { ...file, content } : file;
  });
}

/** Why a file is not kept, for the user; `room`: bytes that are left. */
export function unkeptWords(error: unknown, size: number, room: number | null): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name !== 'QuotaExceededError') {
    return `the browser does not take it (${error instanceof Error ? error.message : String(error)})`;
  }
  const left = room === null || room >= size ? '' : `, ${megabytes(room)} are left`;
  return `the browser’s storage is full: it takes ${megabytes(size)}${left}`;
}

const megabytes = (size: number): string => `${(size / 1_048_576).toFixed(1)} MB`;
