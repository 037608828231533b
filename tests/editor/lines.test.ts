import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/editor/lines';

const texts = fc
  .array(fc.constantFrom('a', 'é', '{', '\n', '\r\n', '\r', '  '), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('lines of a text', () => {
  it('should count lines by every kind of ending', () => {
    const lines = linesOf('a\nb\r\nc\rd');

    expect(lines.positionAt(0)).toEqual({ lineNumber: 1, column: 1 });
    expect(lines.positionAt(2)).toEqual({ lineNumber: 2, column: 1 });
    expect(lines.positionAt(5)).toEqual({ lineNumber: 3, column: 1 });
    expect(lines.positionAt(7)).toEqual({ lineNumber: 4, column: 1 });
  });

  it('should stay within the text when asked for more than there is', () => {
    const lines = linesOf('ab\nc');

    expect(lines.offsetAt(1, 99)).toBe(2);
    expect(lines.offsetAt(99, 99)).toBe(4);
    expect(lines.positionAt(99)).toEqual({ lineNumber: 2, column: 2 });
  });

  it('should give back every offset that is not inside a line ending', () => {
    fc.assert(
      fc.property(texts, fc.nat(80), (text, at) => {
        const offset = Math.min(at, text.length);
        fc.pre(!(text[offset - 1] === '\r' && text[offset] === '\n'));
        const lines = linesOf(text);
        const { lineNumber, column } = lines.positionAt(offset);
        expect(lines.offsetAt(lineNumber, column)).toBe(offset);
      }),
      { seed: 20261121 },
    );
  });
});
