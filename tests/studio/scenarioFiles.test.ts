import { describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import type { ScenarioFile } from '../../src/studio/runDoor';
import { largestInBook } from '../../src/studio/runFiles';
import { createScenarios, type ScenarioStorage } from '../../src/studio/runScenarioStore';
import { editActive, newBook, readBook, scenarioState, writeBook } from '../../src/studio/runScenarios';
import { fakeDocument } from '../run/fakes';

describe('files of a scenario', () => {
  it('should be kept with it, large ones by name only', () => {
    const small = { place: 'b/small', size: 3, content: new Blob(['abc']) };
    const large = { place: 'b/large', size: largestInBook + 1, content: new Blob(['much']) };
    const book = editActive(newBook, { files: [small, large] });
    const again = scenarioState(readBook(structuredClone(writeBook(book))));
    expect(again.files.map(({ place, size }) => [place, size])).toEqual([
      ['b/small', 3],
      ['b/large', largestInBook + 1],
    ]);
    expect(again.files.map(({ content }) => content instanceof Blob)).toEqual([true, false]);
    expect(scenarioState(book).files[1]?.content).toBeInstanceOf(Blob);
  });

  it('should leave out what is no file', () => {
    const book = readBook({
      entries: [
        { name: 'A', input: '{}', files: [{ place: 1 }, null, { place: 'b/k', size: 2, content: 'text' }] },
      ],
    });
    expect(scenarioState(book).files).toEqual([{ place: 'b/k', size: 2, content: null }]);
    expect(scenarioState(book).quotas).toBe(true);
    expect(scenarioState(readBook(writeBook({ ...book, quotas: false }))).quotas).toBe(false);
  });
});

describe('large files of a scenario', () => {
  const large = (place: string, text = 'much'): ScenarioFile => ({
    place,
    size: largestInBook + 1,
    content: new Blob([text]),
  });

  /** A storage whose file part notes what it is asked for. */
  function memory(failure?: Error) {
    const books = new Map<string, JsonValue>();
    const blobs = new Map<string, Blob>();
    const saved: string[] = [];
    const storage: ScenarioStorage = {
      load: async (id) => books.get(id),
      save: async (id, book) => void books.set(id, structuredClone(book)),
      files: {
        load: async (documentId, id) => blobs.get(`${documentId} ${id}`),
        save: async (documentId, id, content) => {
          if (failure) throw failure;
          saved.push(id);
          blobs.set(`${documentId} ${id}`, content);
        },
        keepOnly: async (documentId, ids) => {
          for (const key of blobs.keys()) {
            const [owner, id = ''] = key.split(' ');
            if (owner === documentId && !ids.includes(id)) blobs.delete(key);
          }
        },
        room: async () => 1_048_576,
      },
    };
    return { storage, blobs, saved };
  }

  it('should be kept by themselves, once, and be there again', async () => {
    const { storage, blobs, saved } = memory();
    const { door } = fakeDocument();
    const first = createScenarios(door, storage);
    await first.loaded();
    first.doors.setFiles([large('b/one', 'first')]);
    first.doors.setFiles([...first.store.getState().files, large('b/two', 'second')]);
    first.doors.setInput('{"changed": 1}');
    first.dispose();
    await Promise.resolve();
    expect(saved).toHaveLength(2);

    const again = createScenarios(door, storage);
    await again.loaded();
    const { files } = again.store.getState();
    expect(
      await Promise.all(files.map(async ({ place, content }) => [place, await content?.text()])),
    ).toEqual([
      ['b/one', 'first'],
      ['b/two', 'second'],
    ]);
    again.doors.setFiles(files.slice(1));
    again.dispose();
    expect(saved).toHaveLength(2);
    expect([...blobs.values()]).toEqual([files[1]?.content]);
  });

  it('should tell plainly that the storage is full, and be there until the page is closed', async () => {
    const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    const { storage } = memory(full);
    const told: string[] = [];
    const scenarios = createScenarios(fakeDocument().door, storage, (message) => told.push(message));
    await scenarios.loaded();
    scenarios.doors.setFiles([large('b/one')]);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told[0]).toBe(
      'b/one can’t be kept: the browser’s storage is full: it takes 4.0 MB, 1.0 MB are left. It is there until this page is closed.',
    );
    const [file] = scenarios.store.getState().files;
    expect(file?.unkept).toContain('storage is full');
    expect(await file?.content?.text()).toBe('much');
    scenarios.dispose();
  });

  it('should tell once that nothing of a scenario can be kept any more', async () => {
    const { storage } = memory();
    const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    const told: string[] = [];
    const failing = { ...storage, save: async () => Promise.reject(full) };
    const scenarios = createScenarios(fakeDocument().door, failing, (message) => told.push(message));
    await scenarios.loaded();
    vi.useFakeTimers();
    scenarios.doors.setInput('1');
    await vi.advanceTimersByTimeAsync(1000);
    scenarios.doors.setInput('2');
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    scenarios.dispose();
    expect(told).toEqual([
      'Inputs, mocks and files can’t be kept: the browser’s storage is full. Take files away to make room.',
    ]);
  });
});
