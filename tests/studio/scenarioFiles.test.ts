import { describe, expect, it } from 'vitest';
import {
  editActive,
  largestKeptFile,
  newBook,
  readBook,
  scenarioState,
  writeBook,
} from '../../src/studio/runScenarios';

describe('files of a scenario', () => {
  it('should be kept with it, large ones by name only', () => {
    const small = { place: 'b/small', size: 3, content: new Blob(['abc']) };
    const large = { place: 'b/large', size: largestKeptFile + 1, content: new Blob(['much']) };
    const book = editActive(newBook, { files: [small, large] });
    const again = scenarioState(readBook(structuredClone(writeBook(book))));
    expect(again.files.map(({ place, size }) => [place, size])).toEqual([
      ['b/small', 3],
      ['b/large', largestKeptFile + 1],
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
