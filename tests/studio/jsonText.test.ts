import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/studio/jsonText';

const problemOf = (text: string) => {
  const read = readJson(text);
  return read.ok ? null : read.problem;
};

describe('readJson', () => {
  it.each([
    ['', 1, 1, 'There is no JSON here yet'],
    ['{"a": 1,}', 1, 8, 'There is a comma too many before }'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'Expected a comma or }'],
    ['{"a" 1}', 1, 6, 'Expected a colon after the name'],
    ["{'a': 1}", 1, 2, 'Names stand in double quotes, not single ones'],
    ['{a: 1}', 1, 2, 'Expected a name in double quotes'],
    ['{"a": tru}', 1, 7, 'tru must stand in double quotes'],
    ['{"a": True}', 1, 7, 'Write true, false or null in small letters'],
    ['[1, 02]', 1, 5, '02 is no number in JSON'],
    ['["a\nb"]', 1, 2, 'This string is not closed on its line'],
    ['["\\x"]', 1, 3, 'This is no escape that JSON knows'],
    ['[1', 1, 3, 'The [ of line 1 is not closed with ]'],
    ['{"a":', 1, 6, 'The text ends where a value is expected'],
    ['{} {}', 1, 4, 'Only one value may stand here'],
    ['// hi\n{}', 1, 1, 'JSON has no comments'],
  ])('should name the place of the fault in %j', (text, line, column, message) => {
    expect(problemOf(text)).toEqual({ line, column, message });
  });

  it('should find a fault in every text that JSON.parse refuses, and none in what it takes', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(200), fc.nat(3), fc.string({ maxLength: 2 }))
      .map(([text, at, length, insert]) => text.slice(0, at) + insert + text.slice(at + length));
    fc.assert(
      fc.property(broken, (text) => {
        const read = readJson(text);
        let parsed = true;
        try {
          JSON.parse(text);
        } catch {
          parsed = false;
        }
        expect(read.ok).toBe(parsed);
        if (!read.ok) expect(read.problem.message).not.toBe('This is not JSON');
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
