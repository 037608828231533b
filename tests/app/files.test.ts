import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Example } from '../../src/app/examples';
import { createFiles } from '../../src/app/files/files';
import { asideKey, eachOnce, type Keep, type KeptDocument } from '../../src/app/files/keep';
import { idOfFile, type KnownFile } from '../../src/app/files/knownFiles';
import { baseName, decode, encode, formatOf, largestFile } from '../../src/app/files/reading';
import { createLanguageHere } from '../../src/language/language.client';
import { createDocument } from '../../src/studio/document';
import type { DrawingState } from '../../src/studio/types';
import { createView } from '../../src/studio/view';

vi.mock('../../src/app/theme', () => ({ effectiveTheme: () => 'light' }));

const bytes = (text: string) => new TextEncoder().encode(text);
const definition = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';

describe('reading a file', () => {
  it.each([
    ['orders.asl.json', 'orders'],
    ['serverless.yml', 'serverless'],
    ['template.yaml', 'template'],
    ['.json', 'untitled'],
    ['notes', 'notes'],
  ])('should name the document after %s: %s', (file, name) => {
    expect(baseName(file)).toBe(name);
  });

  it('should tell the format by the ending, else by the text', () => {
    expect(formatOf('a.yml', '{}')).toBe('yaml');
    expect(formatOf('a.json', 'StartAt: A')).toBe('json');
    expect(formatOf(null, '  {"StartAt": "A"}')).toBe('json');
    expect(formatOf(null, 'StartAt: A')).toBe('yaml');
  });

  it('should refuse what is no text or too large, and say so', () => {
    const image = decode(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]), 'photo.json');
    expect(image).toEqual({ ok: false, error: 'photo.json is not a text file.' });
    const large = decode(new Uint8Array(largestFile + 1), 'huge.json');
    expect(large).toMatchObject({ ok: false, error: expect.stringContaining('8.0 MB') });
  });

  it('should read UTF-16 and a byte order mark', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'{}'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(decode(utf16, 'a.json')).toMatchObject({ ok: true, value: { text: '{}' } });
    expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('{}')]), 'a.json')).toMatchObject({
      value: { text: '{}' },
    });
  });

  it('should write a text in the bytes that it was read from', () => {
    const encodings = fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le' as const);
    // A mark of its own at the beginning of a plain text can't be told from the file's.
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !/^\uFEFF|\0/.test(text));
    fc.assert(
      fc.property(texts, encodings, (text, encoding) => {
        const written = encode(text, encoding);
        const read = decode(written, 'a.json');
        expect(read).toMatchObject({ ok: true, value: { text, encoding } });
        if (read.ok) expect(encode(read.value.text, read.value.encoding)).toEqual(written);
      }),
    );
  });
});

const example: Example = {
  id: 'first',
  title: 'First',
  summary: '',
  states: 1,
  format: 'json',
  type: 'STANDARD',
  text: definition,
  scenarios: {},
};

function started(kept?: KeptDocument, lasting = true) {
  const aside = new Map<string, KeptDocument>();
  const remembered: string[] = [];
  const known = new Map<string, KnownFile>();
  let current = kept;
  const keep: Keep = {
    loadCurrent: async () => current,
    saveCurrent: async (document) => {
      if (!lasting) throw new Error('The quota has been exceeded.');
      current = document;
    },
    saveParting: (document) => {
      current = document;
    },
    putAside: async (document) => {
      aside.set(asideKey(document), document);
      return lasting;
    },
    aside: async () => [...aside.values()],
    takeBack: async (key) => {
      aside.delete(key);
    },
    remember: async (document) => {
      remembered.push(document.name);
    },
    others: async () => [],
    idOf: async (fileName, text) => idOfFile([...known.values()], fileName, text),
    noteFile: async (file) => {
      known.set(file.id, file);
    },
    loadScenarios: async () => undefined,
    saveScenarios: async () => {},
    contents: { load: async () => undefined, save: async () => {}, keepOnly: async () => {} },
  };
  const document = createDocument(createLanguageHere());
  const view = createView();
  const drawing = {
    store: createStore<DrawingState>(() => ({ drawing: null, workflow: null, failure: null })),
    retry: () => {},
  };
  const files = createFiles({ document, view, drawing, keep, examples: [example] });
  const notice = () => view.store.getState().notices.at(-1);
  return { files, document, view, aside, remembered, notice, current: () => current };
}

const edited: KeptDocument = {
  id: 'd1',
  name: 'mine',
  format: 'json',
  text: definition.replace('Succeed', 'Fail'),
  place: [],
  type: 'STANDARD',
  savedText: definition,
  savedFormat: 'json',
  at: 1,
};

describe('files', () => {
  it('should begin with the first example, and with the last document after that', async () => {
    const first = started();
    await first.files.openLast();
    expect(first.document.store.getState()).toMatchObject({
      name: 'first',
      text: definition,
      saved: 'saved',
    });

    const again = started(first.current());
    await again.files.openLast();
    expect(again.document.store.getState()).toMatchObject({ name: 'first', text: definition });
    expect(again.notice()).toBeUndefined();
  });

  it('should restore unsaved changes, say so, and discard them on request', async () => {
    const { files, document, notice } = started(edited);
    await files.openLast();
    expect(document.store.getState()).toMatchObject({ text: edited.text, saved: 'edited' });
    expect(notice()?.text).toBe('Restored your unsaved changes.');

    notice()?.action?.perform();
    await vi.waitFor(() => expect(document.store.getState().text).toBe(definition));
    expect(document.store.getState().saved).toBe('saved');
  });

  it('should put unsaved changes aside when another document is opened, and offer them', async () => {
    const { files, document, aside, notice } = started(edited);
    await files.openLast();
    await files.create();
    expect(document.store.getState().name).toBe('untitled');
    expect([...aside.values()].map((each) => each.text)).toEqual([edited.text]);

    notice()?.action?.perform();
    await vi.waitFor(() => expect(document.store.getState().text).toBe(edited.text));
    await vi.waitFor(() => expect(aside.size).toBe(0));
  });

  it('should keep a change at once when the page goes away, and nothing when all is kept', async () => {
    const { files, document, current } = started(edited);
    await files.openLast();
    await files.flush();
    const before = current();
    files.part();
    expect(current()).toBe(before);

    document.editText([{ offset: 0, length: 0, text: ' ' }]);
    files.part();
    expect(current()?.text).toBe(` ${edited.text}`);
  });

  it('should put nothing aside when nothing was changed', async () => {
    const { files, aside, notice } = started();
    await files.openLast();
    await files.create();
    expect(aside.size).toBe(0);
    expect(notice()).toBeUndefined();
  });

  it('should lose nothing where the browser keeps nothing, and know that leaving would', async () => {
    const { files, document, notice } = started(undefined, false);
    await files.openLast();
    expect(notice()?.text).toContain('can’t be kept in this browser');
    expect(files.wouldLose()).toBe(false);
    document.editText([{ offset: 0, length: 0, text: ' ' }]);
    expect(files.wouldLose()).toBe(true);

    await files.create();
    expect(notice()?.text).toBe('The unsaved changes of first are kept until you close this page.');
    expect(files.wouldLose()).toBe(true);
    notice()?.action?.perform();
    await vi.waitFor(() => expect(document.store.getState().text).toBe(` ${definition}`));
  });

  it('should know a file again that was changed meanwhile, and take another of its name for a new one', async () => {
    const { files, document } = started();
    const id = () => document.store.getState().id;
    await files.openText(definition, 'template.json');
    const first = id();
    await files.openText('{"StartAt": "Other", "States": {"Other": {"Type": "Fail"}}}', 'template.json');
    const second = id();
    expect(second).not.toBe(first);
    await files.openText(definition, 'other.json');
    expect([first, second]).not.toContain(id());

    await files.openText(definition.replace('Succeed', 'Pass'), 'template.json');
    expect(id()).toBe(first);
    await files.openText(definition, null);
    expect(id()).not.toBe(first);
  });

  it('should be saved again when the changes are undone', async () => {
    const { files, document } = started();
    await files.openLast();
    document.editText([{ offset: 0, length: 0, text: ' ' }]);
    expect(document.store.getState().saved).toBe('edited');
    document.undo();
    expect(document.store.getState().saved).toBe('saved');
  });

  it('should open what is no workflow as text, and name the trouble', async () => {
    const { files, document, view, notice } = started();
    await files.openText('{"StartAt": "A", "States": {', 'broken.json');
    expect(document.store.getState().text).toBe('{"StartAt": "A", "States": {');
    expect(notice()).toMatchObject({ kind: 'error', text: expect.stringContaining('broken.json') });
    expect(view.store.getState().mode).toBe('split');

    await files.openText('{"name": "a-package"}', 'package.json');
    expect(notice()?.text).toContain('has no states');

    await files.openText(definition, 'fine.json');
    expect(notice()).toBeUndefined();
  });
});

describe('saving in place', () => {
  function onDisk(text: string) {
    const file = { text };
    const handle = {
      name: 'orders.asl.json',
      getFile: async () => new File([file.text], 'orders.asl.json'),
      createWritable: async () => ({
        write: async (bytes: Uint8Array<ArrayBuffer>) => {
          file.text = new TextDecoder().decode(bytes);
        },
        close: async () => {},
      }),
    };
    return { file, handle: handle as unknown as FileSystemFileHandle };
  }

  it('should not overwrite what another program has written meanwhile, unless the user wants it', async () => {
    const { files, document, notice } = started();
    const { file, handle } = onDisk(definition);
    await files.openFile(await handle.getFile(), handle);
    document.editText([{ offset: 0, length: 0, text: ' ' }]);
    await files.save();
    expect(file.text).toBe(` ${definition}`);

    file.text = '{"from": "elsewhere"}';
    document.editText([{ offset: 0, length: 0, text: ' ' }]);
    await files.save();
    expect(file.text).toBe('{"from": "elsewhere"}');
    expect(document.store.getState().saved).toBe('edited');
    expect(notice()).toMatchObject({ kind: 'error', text: expect.stringContaining('another program') });

    notice()?.action?.perform();
    await vi.waitFor(() => expect(document.store.getState().saved).toBe('saved'));
    expect(file.text).toBe(`  ${definition}`);
  });
});

describe('documents beside the open one', () => {
  it('should remember a saved document that another takes the place of', async () => {
    const { files, remembered } = started();
    await files.openText(definition, 'orders.asl.json');
    await files.openText(definition, 'mails.asl.json');
    await files.create();
    await files.openText(definition, 'last.asl.json');
    // The empty one has no workflow.
    expect(remembered).toEqual(['orders', 'mails']);
  });

  it('should count each once: as it is open, or else as it was last', () => {
    const kept = (id: string, at: number, text: string) => ({ id, at, text }) as unknown as KeptDocument;
    const all = eachOnce([
      { document: kept('a', 5, 'remembered'), where: 'kept' },
      { document: kept('a', 1, 'open'), where: 'tab' },
      { document: kept('b', 2, 'older'), where: 'kept' },
      { document: kept('b', 3, 'newer'), where: 'kept' },
    ]);
    expect(all.map(({ document, where }) => [document.text, where])).toEqual([
      ['open', 'tab'],
      ['newer', 'kept'],
    ]);
  });
});
