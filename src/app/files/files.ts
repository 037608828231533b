import type { Format, WorkflowPlace } from '../../language/messages';
import { renderSvg } from '../../layout/svg';
import type { DocumentDoor } from '../../studio/documentDoor';
import type { DrawingDoor, FileDoor } from '../../studio/types';
import type { ViewDoor } from '../../studio/viewDoor';
import type { Example } from '../examples';
import { effectiveTheme } from '../theme';
import { definitionKinds, download, type FileKind, pickFile, pickPlace, textIn, writeFile } from './disk';
import { asideKey, type Keep, type KeptDocument } from './keep';
import { baseName, decode, type Encoding, encode, formatOf } from './reading';

export interface FileParts {
  readonly document: DocumentDoor;
  readonly view: ViewDoor;
  readonly drawing: DrawingDoor;
  readonly keep: Keep;
  readonly examples: readonly Example[];
}

export interface Files extends FileDoor {
  /** Opens what was open last, or the first example when nothing was. */
  openLast(): Promise<void>;
  /** Opens a file that was picked or dropped; with its handle it can be saved in place. */
  openFile(file: File, handle: FileSystemFileHandle | null, template?: WorkflowPlace): Promise<void>;
  /** The documents put aside with unsaved changes, newest first. */
  aside(): Promise<readonly KeptDocument[]>;
  /** Opens a document that was put aside, by its `asideKey`. */
  openAside(key: string): Promise<void>;
  /** Keeps the open document as it is now, at once. */
  flush(): Promise<void>;
  /** Whether closing the page would lose something: the browser keeps nothing, and it stands in no file. */
  wouldLose(): boolean;
  /** The page goes away: keeps what was changed since it was last kept. */
  part(): void;
}

/** A new workflow; JSONata is what the console begins with too. */
const blank = `${JSON.stringify({ QueryLanguage: 'JSONata', StartAt: '', States: {} }, null, 2)}\n`;
/** A keystroke is kept within this time, in milliseconds. */
const keepDelay = 300;

/** What was opened or saved last. */
interface Saved {
  readonly text: string;
  readonly format: Format;
  /** Absent: UTF-8 without a mark. */
  readonly encoding?: Encoding;
  /** The name of its file, when it came from one or was saved. */
  readonly fileName?: string;
}

/** Files, examples and autosave. Opening never asks and never loses: what was unsaved is put aside and offered. */
export function createFiles({ document, view, drawing, keep, examples }: FileParts): Files {
  let saved: Saved = { text: '', format: 'json' };
  let handle: FileSystemFileHandle | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = false;
  // Whether the browser refused to keep the document last, and whether one is aside that goes with the page.
  let refused = false;
  let fragile = false;
  // Changes since the page was opened, and how many of them are safely kept.
  let changes = 0;
  let keptChanges = 0;

  const current = (): KeptDocument => {
    const { id, name, format, text, place, template, type, silenced } = document.store.getState();
    return {
      ...{ id, name, format, text, type, place: place.path },
      ...(silenced.length > 0 ? { silenced } : {}),
      ...(template ? { template } : {}),
      savedText: saved.text,
      savedFormat: saved.format,
      ...(saved.encoding ? { encoding: saved.encoding } : {}),
      at: Date.now(),
      ...(handle ? { handle } : {}),
    };
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (document.store.getState().id === '') return;
    const upTo = changes;
    try {
      await keep.saveCurrent(current());
      keptChanges = Math.max(keptChanges, upTo);
      refused = false;
    } catch (error) {
      refused = true;
      if (told) return;
      told = true;
      const reason = error instanceof Error ? error.message : String(error);
      view.notify(`Changes can’t be kept in this browser (${reason}). Save them to a file.`, 'error');
    }
  };
  const part = (): void => {
    if (changes === keptChanges || document.store.getState().id === '') return;
    keep.saveParting(current());
    void flush();
  };
  const keepSoon = (): void => {
    changes++;
    timer ??= setTimeout(() => void flush(), keepDelay);
  };
  document.store.subscribe((state, before) => {
    if (state.text !== before.text && state.id === before.id && state.saved === 'edited') {
      // Undone to what was saved: there is nothing to save.
      if (state.text === saved.text && state.format === saved.format) document.markSaved('saved');
    }
    const changed = state.text !== before.text || state.name !== before.name || state.type !== before.type;
    const settings = state.silenced !== before.silenced || state.format !== before.format;
    if (changed || settings || state.place !== before.place) keepSoon();
  });

  const isEdited = (): boolean => {
    const { text, saved: state } = document.store.getState();
    return state !== 'saved' && text !== saved.text;
  };
  /** Puts unsaved changes aside before another document takes their place. Resolves to what offers them again. */
  const makeRoom = async (): Promise<{ name: string; key: string } | null> => {
    if (!isEdited()) {
      const { id, workflow } = document.store.getState();
      // What can't be remembered is missed only where another workflow starts it.
      if (id !== '' && workflow.states.size > 0) await keep.remember(current()).catch(() => {});
      return null;
    }
    const document_ = current();
    if (!(await keep.putAside(document_))) fragile = true;
    return { name: document_.name, key: asideKey(document_) };
  };
  const offer = (aside: { name: string; key: string } | null): void => {
    if (!aside) return;
    const until = fragile ? ' until you close this page' : '';
    view.notify(`The unsaved changes of ${aside.name} are kept${until}.`, 'info', {
      label: 'Go back to them',
      perform: () => void openAside(aside.key),
    });
  };
  const show = async (
    source: Parameters<DocumentDoor['load']>[0],
    from: Saved,
    withHandle: FileSystemFileHandle | null,
  ): Promise<void> => {
    const aside = await makeRoom();
    // What was said of the document before is over; that nothing is kept is not.
    if (!refused) view.set({ notices: [] });
    saved = from;
    handle = withHandle;
    await document.load(source);
    await flush();
    offer(aside);
  };
  const open = async (
    text: string,
    fileName: string | null,
    withHandle: FileSystemFileHandle | null,
    { template, encoding }: { template?: WorkflowPlace | undefined; encoding?: Encoding } = {},
  ) => {
    const format = formatOf(fileName, text);
    const name = fileName ? baseName(fileName) : 'pasted';
    const from = { text, format, ...(encoding && { encoding }), ...(fileName && { fileName }) };
    // A file that was open before has its scenarios again. Where nothing is kept, every file is new.
    const id = fileName ? await keep.idOf(fileName, text).catch(() => null) : null;
    await show(
      { ...(id ? { id } : {}), text, format, name, ...(template && { template }) },
      from,
      withHandle,
    );
    noteFile();
    nameTheTrouble(fileName ?? 'The text');
  };
  const noteFile = (): void => {
    const { text, fileName } = saved;
    if (!fileName) return;
    const { id } = document.store.getState();
    keep.noteFile({ id, fileName, text, at: Date.now() }).catch(() => undefined);
  };
  /** A text that is no workflow is opened all the same; what is wrong is said. */
  const nameTheTrouble = (what: string): void => {
    const { broken, workflow, place } = document.store.getState();
    // The canvas says where the definition is, and offers to open that.
    if (place.elsewhere) return;
    if (broken) {
      view.notify(`${what} can’t be read at line ${broken.range.line}: ${broken.message}`, 'error');
      if (workflow.states.size === 0) view.set({ mode: 'split' });
    } else if (workflow.states.size === 0) {
      view.notify(`${what} has no states: it was opened as text.`, 'error');
      view.set({ mode: 'split' });
    }
  };
  const openAside = async (key: string): Promise<void> => {
    const found = (await keep.aside()).find((each) => asideKey(each) === key);
    if (!found) return view.notify('These changes are no longer kept.', 'error');
    await restore(found);
    await keep.takeBack(key);
  };
  const restore = async (kept: KeptDocument): Promise<void> => {
    const { id, name, text, format, place, template, type, silenced } = kept;
    await show(
      {
        ...{ id, name, text, format, type, ...(silenced ? { silenced } : {}) },
        ...(template ? { template } : {}),
        saved: text === kept.savedText,
        ...(place.length > 0 ? { place } : {}),
      },
      {
        ...{ text: kept.savedText, format: kept.savedFormat },
        ...(kept.encoding ? { encoding: kept.encoding } : {}),
      },
      kept.handle ?? null,
    );
  };
  const discard = (kept: KeptDocument): void => {
    const { id, name, type, savedText, savedFormat, template } = kept;
    const about = { id, name, type, silenced: kept.silenced ?? [], ...(template ? { template } : {}) };
    const before = document.store.getState().text;
    void document.load({ ...about, text: savedText, format: savedFormat }).then(() => {
      view.notify('The restored changes are discarded.', 'info', {
        label: 'Bring them back',
        perform: () => void document.load({ ...about, text: before, format: kept.format, saved: false }),
      });
    });
  };
  const kindOf = (format: Format): FileKind => {
    const [json, yaml] = definitionKinds;
    const kind = format === 'json' ? json : yaml;
    if (!kind) throw new Error('No such kind of file');
    return kind;
  };
  const fileName = (format: Format): string => {
    const { name, place } = document.store.getState();
    const ending = place.container === null ? '.asl' : '';
    return `${name}${ending}.${format === 'json' ? 'json' : 'yaml'}`;
  };
  const written = (text: string, format: Format, fileName: string): void => {
    saved = { ...saved, text, format, fileName };
    noteFile();
    if (document.store.getState().text === text) document.markSaved('saved');
    void flush();
  };
  const bytesOf = (text: string) => encode(text, saved.encoding ?? 'utf-8');
  const write = async (to: FileSystemFileHandle): Promise<void> => {
    const { text, format } = document.store.getState();
    document.markSaved('saving');
    const result = await writeFile(to, bytesOf(text));
    if (result.ok) {
      handle = to;
      written(text, format, to.name);
      view.notify(`Saved to ${to.name}.`);
    } else {
      document.markSaved('failed');
      view.notify(`${to.name} was not saved: ${result.error}`, 'error');
    }
  };
  /** Where another program has changed the file meanwhile, the user decides. */
  const writeAgain = async (to: FileSystemFileHandle): Promise<void> => {
    const there = await textIn(to);
    if (there === null || there === saved.text || there === document.store.getState().text) return write(to);
    const what = `${to.name} was changed by another program since it was opened or saved here.`;
    view.notify(`${what} It was not saved.`, 'error', {
      label: 'Overwrite it',
      perform: () => void write(to),
    });
  };
  const saveAs = async (): Promise<void> => {
    const { text, format } = document.store.getState();
    const name = fileName(format);
    const place = await pickPlace(name, kindOf(format));
    if (place === 'cancelled') return;
    if (place !== 'unavailable') return write(place);
    download(name, bytesOf(text), kindOf(format).mime);
    written(text, format, name);
    view.notify(`Saved ${name} to your downloads.`);
  };

  return {
    examples: examples.map(({ id, title, summary, states }) => ({ id, title, summary, states })),
    create: () =>
      show({ text: blank, format: 'json', name: 'untitled' }, { text: blank, format: 'json' }, null),
    async open(template) {
      const picked = await pickFile();
      if (picked) await this.openFile(picked.file, picked.handle, template);
    },
    async openFile(file, withHandle, template) {
      const read = decode(new Uint8Array(await file.arrayBuffer()), file.name);
      if (read.ok) await open(read.value.text, file.name, withHandle, { ...read.value, template });
      else view.notify(read.error, 'error');
    },
    openText: (text, name) => open(text, name, null),
    save: () => (handle ? writeAgain(handle) : saveAs()),
    saveAs,
    async exportAs(format) {
      const state = document.store.getState();
      if (state.format === format && state.place.container === null)
        return download(fileName(format), state.text, kindOf(format).mime);
      await document.settled();
      const { text, lost } = await document.language.convert(document.store.getState().revision, format);
      download(fileName(format), text, kindOf(format).mime);
      if (lost.length > 0) view.notify(`Exported without ${lost.join(', ')}.`);
    },
    async exportImage() {
      const { drawing: drawn, workflow } = drawing.store.getState();
      if (!drawn || !workflow) return view.notify('There is no drawing yet.', 'error');
      const theme = effectiveTheme(view.store.getState().theme);
      const name = document.store.getState().name;
      download(`${name}.svg`, renderSvg(workflow, drawn, { theme }), 'image/svg+xml');
    },
    async openExample(id) {
      const example = examples.find((each) => each.id === id);
      if (!example) return view.notify('There is no such example.', 'error');
      const { text, format, type } = example;
      await show({ id: `example ${id}`, text, format, name: id, type }, { text, format }, null);
    },
    async openLast() {
      const kept = await keep.loadCurrent().catch(() => undefined);
      if (!kept) return this.openExample(examples[0]?.id ?? '');
      await restore(kept);
      if (kept.text !== kept.savedText) {
        view.notify('Restored your unsaved changes.', 'info', {
          label: 'Discard them',
          perform: () => discard(kept),
        });
      }
    },
    aside: () => keep.aside().catch(() => []),
    openAside,
    flush,
    wouldLose: () => fragile || (refused && isEdited()),
    part,
  };
}
