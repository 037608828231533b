import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonValue, jsonEqual } from '../../src/base/json';
import { type DiffRow, diffRows, sizeWords } from '../../src/ui/dataDiff';

const textOf = (rows: readonly DiffRow[]): string[] =>
  rows.map(({ mark, depth, text }) => `${mark}${'  '.repeat(depth)}${text}`);

describe('diffRows', () => {
  it('should mark what was added and keep the rest on one line each', () => {
    const before = { order: { id: 'A-1', items: [1, 2, 3] }, source: 'web' };

    const diff = diffRows(before, { ...before, check: { valid: true, total: 1240 } }, true);

    expect(textOf(diff.rows)).toEqual([
      ' {',
      '   "order": {…2},',
      '   "source": "web",',
      '+  "check": { "valid": true, "total": 1240 }',
      ' }',
    ]);
    expect(diff).toMatchObject({ dropped: 0, changed: true });
  });

  it('should count what was dropped, and show it where all is shown', () => {
    const before = { a: 1, b: { c: 2 } };

    const brief = diffRows(before, { a: 2 }, true);
    const whole = diffRows(before, { a: 2 }, false);

    expect(textOf(brief.rows)).toEqual([' {', '+  "a": 2', ' }']);
    expect(brief.dropped).toBe(1);
    expect(textOf(whole.rows)).toEqual([
      ' {',
      '-  "a": 1',
      '+  "a": 2',
      '-  "b": {',
      '-    "c": 2',
      '-  }',
      ' }',
    ]);
  });

  it('should show a value that stands for itself, its large parts folded in brief', () => {
    const value = { list: Array.from({ length: 40 }, (_, at) => at), name: 'x'.repeat(20) };
    const { rows, changed } = diffRows(value, value, true);
    expect(textOf(rows)).toEqual([' {', '   "list": […40],', ` ${'  '}"name": "${'x'.repeat(20)}"`, ' }']);
    expect(changed).toBe(false);
  });

  it('should take names of the language as names, and depth without end', () => {
    const odd = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as JsonValue;
    let deep: JsonValue = 1;
    for (let level = 0; level < 3000; level += 1) deep = [deep];

    expect(textOf(diffRows({}, odd, false).rows)).toContain('+  "__proto__": {');
    expect(diffRows({}, deep, false).rows.length).toBeLessThan(500);
  });

  it('should give back both values by its marks', () => {
    const small = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    const rowsOf = (rows: readonly DiffRow[], side: '+' | '-'): JsonValue =>
      JSON.parse(
        rows
          .filter(({ mark }) => mark === ' ' || mark === side)
          .map(({ text }) => text.replace(/,$/, ''))
          // Commas are those of the newer value: set them anew.
          .reduce(
            (all, line) =>
              all === '' || /[[{]$/.test(all) || /^[\]}]/.test(line) ? all + line : `${all},${line}`,
            '',
          ),
      ) as JsonValue;
    const plain = (value: JsonValue): boolean => !/[,[\]{}]"|"[,[\]{}:]/.test(JSON.stringify(strings(value)));
    fc.assert(
      fc.property(small, small, (before, after) => {
        fc.pre(plain(before) && plain(after));
        const { rows } = diffRows(before, after, false);
        fc.pre(rows.length < 300);
        return jsonEqual(rowsOf(rows, '+'), after) && jsonEqual(rowsOf(rows, '-'), before);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('should say how much a value holds', () => {
    const values: readonly JsonValue[] = [[], [1], { a: 1 }, { a: 1, b: 2 }, 7];
    expect(values.map(sizeWords)).toEqual(['0 items', '1 item', '1 key', '2 keys', '']);
  });
});

/** Texts and names in a value: those with brackets at their ends would confuse the reading above. */
function strings(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...strings(item)]);
}
