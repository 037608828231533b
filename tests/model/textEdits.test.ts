import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, composeEdits, invertEdits, type TextEdit } from '../../src/base/textEdits';

const seed = 20261121;

/** Edits that fit a text of a length, in order and apart. */
function editsFor(length: number): fc.Arbitrary<TextEdit[]> {
  const cuts = fc.uniqueArray(fc.nat(length), { maxLength: 6 });
  return fc
    .tuple(cuts, fc.array(fc.string({ maxLength: 3 }), { minLength: 3, maxLength: 3 }))
    .map(([at, texts]) => {
      const sorted = [...at].sort((left, right) => left - right);
      const edits: TextEdit[] = [];
      for (let each = 0; each + 1 < sorted.length; each += 2) {
        const offset = sorted[each] ?? 0;
        edits.push({ offset, length: (sorted[each + 1] ?? 0) - offset, text: texts[each / 2] ?? '' });
      }
      return edits;
    });
}

const cases = fc
  .string({ maxLength: 30 })
  .chain((text) => editsFor(text.length).map((first) => ({ text, first })))
  .chain(({ text, first }) =>
    editsFor(applyEdits(text, first).length).map((second) => ({ text, first, second })),
  );

describe('text edits', () => {
  it('should be undone by their inverse', () => {
    fc.assert(
      fc.property(cases, ({ text, first }) => {
        expect(applyEdits(applyEdits(text, first), invertEdits(text, first))).toBe(text);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('should do in one list what two lists do one after the other', () => {
    fc.assert(
      fc.property(cases, ({ text, first, second }) => {
        const both = composeEdits(first, second);
        expect(applyEdits(text, both)).toBe(applyEdits(applyEdits(text, first), second));
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('should join typing at one place into one edit', () => {
    const typed = ['a', 'b', 'c'].map((text, at) => [{ offset: 5 + at, length: 0, text }]);

    expect(typed.reduce(composeEdits)).toEqual([{ offset: 5, length: 0, text: 'abc' }]);
  });
});
