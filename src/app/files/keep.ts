import { createStore, del, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';
import type { JsonValue } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { Format, WorkflowPlace } from '../../language/messages';
import type { WorkflowType } from '../../model/workflow';
import type { FileStorage } from '../../studio/runFiles';
import { idOfFile, type KnownFile, mostKnown } from './knownFiles';
import type { Encoding } from './reading';

/** A document as it is kept in the browser. */
export interface KeptDocument {
  readonly id: string;
  readonly name: string;
  readonly format: Format;
  readonly text: string;
  readonly place: Path;
  /** The place in a template from which it was opened; absent: it was opened by itself. */
  readonly template?: WorkflowPlace;
  readonly type: WorkflowType;
  /** Codes of advice that the user does not want to see for it; absent: none. */
  readonly silenced?: readonly string[];
  /** The text of the last save or opening: what discarding goes back to. */
  readonly savedText: string;
  /** The format of that text. */
  readonly savedFormat: Format;
  /** The encoding of its file; absent: UTF-8 without a mark. */
  readonly encoding?: Encoding;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The file on disk, where the browser gave one that can be written again. */
  readonly handle?: FileSystemFileHandle;
}

/**
 * What the browser keeps: the open document, those that were put aside with unsaved changes, and each document's
 * scenarios. Everything stays on this machine.
 */
export interface Keep {
  loadCurrent(): Promise<KeptDocument | undefined>;
  saveCurrent(document: KeptDocument): Promise<void>;
  /** Keeps the document at once, while the page goes away: what is written later would be lost with it. */
  saveParting(document: KeptDocument): void;
  /** Resolves to whether it outlives the page; where the browser keeps nothing, it is held until then. */
  putAside(document: KeptDocument): Promise<boolean>;
  /** Newest first. */
  aside(): Promise<readonly KeptDocument[]>;
  /** Forgets one that was put aside. */
  takeBack(key: string): Promise<void>;
  /** Keeps a saved document that another takes the place of, so that its workflows can still be started. */
  remember(document: KeptDocument): Promise<void>;
  /** Documents beside that of this tab: of other tabs, put aside, remembered. The newest of each comes first. */
  others(): Promise<readonly OtherDocument[]>;
  /** The id of the document that a file was the last time it was open here; null: it is new. */
  idOf(fileName: string, text: string): Promise<string | null>;
  /** Notes the text that a file has now. */
  noteFile(file: KnownFile): Promise<void>;
  loadScenarios(id: string): Promise<unknown>;
  saveScenarios(id: string, book: JsonValue): Promise<void>;
  /** Large files of scenarios, kept by themselves as blobs. */
  readonly contents: FileStorage;
}

/** A document that is kept beside the open one. */
export interface OtherDocument {
  readonly document: KeptDocument;
  /** Open in another tab, or one that was open before. */
  readonly where: 'tab' | 'kept';
}

/** Names a document put aside: the same one may be there with changes of several times. */
export const asideKey = ({ id, at }: KeptDocument): string => `${id} ${at}`;

/** So many documents are kept aside; the oldest goes first. */
export const mostAside = 12;
/** And the documents of so many tabs. */
const mostTabs = 12;
/** And so many that were saved. */
const mostRemembered = 24;

const newestFirst = (left: { readonly at: number }, right: { readonly at: number }): number =>
  right.at - left.at;

const partingKey = 'asl-studio.parting ';

/** Names a large file of a document's scenarios. */
const contentKey = (documentId: string, fileId: string): string => `${documentId}\n${fileId}`;

/** What a tab left as its page went away; it is handed out once. */
function takeParting(tab: string): KeptDocument | undefined {
  try {
    const text = window.localStorage.getItem(partingKey + tab);
    window.localStorage.removeItem(partingKey + tab);
    return text === null ? undefined : (JSON.parse(text) as KeptDocument);
  } catch {
    return undefined;
  }
}

/** The tabs that left something. */
function partings(): readonly string[] {
  try {
    return Object.keys(window.localStorage)
      .filter((key) => key.startsWith(partingKey))
      .map((key) => key.slice(partingKey.length));
  } catch {
    return [];
  }
}

/**
 * The browser's own storage. Each tab has a current document of its own, so that two tabs do not overwrite each
 * other; a new tab begins with the one changed last.
 */
export function browserKeep(tab: string): Keep {
  let opened: Record<'current' | 'aside' | 'recent' | 'files' | 'scenarios' | 'contents', UseStore> | null =
    null;
  // Opened late: a browser without IndexedDB only fails where it is used.
  const stores = () => {
    opened ??= {
      current: createStore('asl-studio-current', 'documents'),
      aside: createStore('asl-studio-aside', 'documents'),
      recent: createStore('asl-studio-recent', 'documents'),
      files: createStore('asl-studio-files', 'files'),
      scenarios: createStore('asl-studio-scenarios', 'scenarios'),
      contents: createStore('asl-studio-contents', 'blobs'),
    };
    return opened;
  };
  // What could not be put aside in the browser.
  let held: readonly KeptDocument[] = [];
  const newestOf = async (store: 'aside' | 'recent') =>
    (await entries<string, KeptDocument>(stores()[store])).map(([, document]) => document).sort(newestFirst);
  const keptAside = () => newestOf('aside');
  const allAside = async () => [...held, ...(await keptAside().catch(() => []))].sort(newestFirst);
  /** Moves what tabs left behind to where it can wait for long. */
  const collectPartings = async () => {
    for (const left of partings()) {
      const kept = await get<KeptDocument>(left, stores().current);
      const parting = takeParting(left);
      if (!parting || (kept && kept.at > parting.at)) continue;
      // A file's handle can't be written as text.
      const handle = kept?.id === parting.id ? kept.handle : undefined;
      await set(left, handle ? { ...parting, handle } : parting, stores().current);
    }
  };
  /** Forgets large files of documents that can't be opened again: their scenarios are out of reach. */
  const forgetContents = async () => {
    const within = stores();
    const tabs = await entries<string, KeptDocument>(within.current);
    const known = await entries<string, KnownFile>(within.files);
    const documents = [...tabs.map(([, each]) => each), ...(await allAside()), ...(await newestOf('recent'))];
    const reachable = [...documents, ...known.map(([, file]) => file)].map(({ id }) => contentKey(id, ''));
    const all = await keys<string>(within.contents);
    const lost = all.filter(
      (key) => !key.startsWith('example ') && !reachable.some((id) => key.startsWith(id)),
    );
    await delMany(lost, within.contents);
  };
  return {
    async loadCurrent() {
      await collectPartings();
      const own = await get<KeptDocument>(tab, stores().current);
      if (own) return own;
      const all = await entries<string, KeptDocument>(stores().current);
      return all.map(([, document]) => document).sort(newestFirst)[0];
    },
    saveParting(document) {
      const { handle: _, ...rest } = document;
      try {
        window.localStorage.setItem(partingKey + tab, JSON.stringify(rest));
      } catch {
        // Full or closed: what was kept before remains.
      }
    },
    async saveCurrent(document) {
      await set(tab, document, stores().current);
      const all = await entries<string, KeptDocument>(stores().current);
      const old = all.sort(([, left], [, right]) => right.at - left.at).slice(mostTabs);
      for (const [key] of old) await del(key, stores().current);
    },
    aside: allAside,
    async putAside(document) {
      try {
        await set(asideKey(document), document, stores().aside);
        for (const old of (await keptAside()).slice(mostAside)) await del(asideKey(old), stores().aside);
        return true;
      } catch {
        held = [...held, document];
        return false;
      }
    },
    async takeBack(key) {
      const others = held.filter((each) => asideKey(each) !== key);
      if (others.length === held.length) await del(key, stores().aside);
      held = others;
    },
    async remember({ handle: _, ...document }) {
      await set(document.id, document, stores().recent);
      for (const old of (await newestOf('recent')).slice(mostRemembered)) await del(old.id, stores().recent);
    },
    async others() {
      const tabs = await entries<string, KeptDocument>(stores().current);
      const open = tabs.flatMap(([key, document]) => (key === tab ? [] : [document]));
      const before = [...(await allAside()), ...(await newestOf('recent'))];
      return eachOnce([
        ...open.map((document) => ({ document, where: 'tab' as const })),
        ...before.map((document) => ({ document, where: 'kept' as const })),
      ]);
    },
    async idOf(fileName, text) {
      const known = await entries<string, KnownFile>(stores().files);
      return idOfFile(
        known.map(([, file]) => file),
        fileName,
        text,
      );
    },
    async noteFile(file) {
      await set(file.id, file, stores().files);
      const known = await entries<string, KnownFile>(stores().files);
      const old = known
        .map(([, each]) => each)
        .sort(newestFirst)
        .slice(mostKnown);
      for (const { id } of old) await del(id, stores().files);
    },
    loadScenarios: async (id) => get(id, stores().scenarios),
    saveScenarios: async (id, book) => set(id, book, stores().scenarios),
    contents: {
      load: async (documentId, fileId) => {
        const content: unknown = await get(contentKey(documentId, fileId), stores().contents);
        return content instanceof Blob ? content : undefined;
      },
      save: async (documentId, fileId, content) => {
        await forgetContents();
        await set(contentKey(documentId, fileId), content, stores().contents);
      },
      keepOnly: async (documentId, fileIds) => {
        const wanted = new Set(fileIds.map((id) => contentKey(documentId, id)));
        const all = await keys<string>(stores().contents);
        await delMany(
          all.filter((key) => key.startsWith(contentKey(documentId, '')) && !wanted.has(key)),
          stores().contents,
        );
      },
      room: async () => {
        const { quota, usage } = await navigator.storage.estimate();
        return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
      },
    },
  };
}

/** Each document once: as it is open, or else as it was last. */
export function eachOnce(all: readonly OtherDocument[]): readonly OtherDocument[] {
  const rank = ({ where, document }: OtherDocument): number => (where === 'tab' ? 1e15 : 0) + document.at;
  const seen = new Set<string>();
  return [...all]
    .sort((left, right) => rank(right) - rank(left))
    .filter(({ document }) => !seen.has(document.id) && seen.add(document.id));
}
