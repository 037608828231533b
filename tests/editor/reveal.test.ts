import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollLeftFor } from '../../src/editor/reveal';

const seed = 20261121;

describe('scrolling sideways to a place in a line', () => {
  it('should show the start of the line as long as the place fits so', () => {
    expect(scrollLeftFor({ start: 300, end: 380 }, 500, 0)).toBe(0);
    expect(scrollLeftFor({ start: 300, end: 380 }, 500, 250)).toBe(0);
  });

  it('should leave the text where it is when the place is in view', () => {
    expect(scrollLeftFor({ start: 900, end: 980 }, 500, 600)).toBe(600);
  });

  it('should bring the end into view, but no more than the start allows', () => {
    expect(scrollLeftFor({ start: 900, end: 980 }, 500, 0)).toBe(520);
    expect(scrollLeftFor({ start: 900, end: 4000 }, 500, 0)).toBe(860);
  });

  it('should always leave the beginning of the place in view', () => {
    const pixels = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        pixels,
        pixels,
        fc.integer({ min: 100, max: 1500 }),
        pixels,
        (start, length, width, now) => {
          const left = scrollLeftFor({ start, end: start + length }, width, now);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left).toBeLessThanOrEqual(start);
          expect(start).toBeLessThan(left + width);
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});
