import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandWidth, idleGaps, tickLabel, timeScale } from '../../src/run/timeline/timeScale';

const s = 1000;
const h = 3600 * s;

const input = fc
  .record({
    end: fc.integer({ min: 0, max: 40 * h }),
    width: fc.integer({ min: 1, max: 1600 }),
    busy: fc.array(fc.tuple(fc.nat(40 * h), fc.nat(40 * h)), { maxLength: 20 }),
    moments: fc.array(fc.nat(50 * h), { maxLength: 30 }),
  })
  .map(({ busy, ...rest }) => ({
    ...rest,
    busy: busy.map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const),
  }));

describe('timeScale', () => {
  it('should never go back in x as time goes on, and stay within the width', () => {
    fc.assert(
      fc.property(input, fc.array(fc.nat(41 * h), { minLength: 2, maxLength: 20 }), (given, times) => {
        const scale = timeScale(given);
        const places = [...times].sort((one, other) => one - other).map(scale.toX);
        for (let at = 1; at < places.length; at += 1) {
          expect(places[at]).toBeGreaterThanOrEqual((places[at - 1] ?? 0) - 1e-6);
        }
        for (const x of places) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(Math.max(given.width, 1) + 1e-6);
        }
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  it('should fill the width from end to end with segments that join', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { segments } = timeScale(given);
        expect(segments[0]?.from).toBe(0);
        expect(segments[0]?.x).toBe(0);
        expect(segments.at(-1)?.to).toBe(Math.max(given.end, 1));
        for (let at = 1; at < segments.length; at += 1) {
          const [before, here] = [segments[at - 1], segments[at]];
          expect(here?.from).toBe(before?.to);
          expect(here?.x).toBeCloseTo((before?.x ?? 0) + (before?.width ?? 0), 6);
        }
        const last = segments.at(-1);
        expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(Math.max(given.width, 1), 6);
      }),
      { seed: 22, numRuns: 500 },
    );
  });

  it('should give every folded gap the width of a band and never fold what is busy', () => {
    fc.assert(
      fc.property(input, (given) => {
        for (const segment of timeScale(given).segments.filter(({ folded }) => folded)) {
          expect(segment.width).toBe(bandWidth);
          const within = given.busy.some(([from, to]) => from < segment.to && to > segment.from);
          expect(within).toBe(false);
        }
      }),
      { seed: 23, numRuns: 500 },
    );
  });

  it('should fold an idle gap of more than a fifth of the span and label it with its length', () => {
    const scale = timeScale({
      end: 6 * h + 14 * s,
      busy: [
        [0, 6 * s],
        [6 * h + 6 * s, 6 * h + 14 * s],
      ],
      moments: [],
      width: 544,
    });

    expect(scale.segments.map(({ folded }) => folded)).toEqual([false, true, false]);
    expect(scale.segments[1]).toMatchObject({ from: 6 * s, to: 6 * h + 6 * s, width: 44 });
    expect(scale.ticks.map(({ label }) => label)).toContain('6 h');
    expect(scale.toX(6 * h + 14 * s)).toBeCloseTo(544);
  });

  it('should leave gaps of less than a fifth in scale', () => {
    const scale = timeScale({
      end: 10 * s,
      busy: [
        [0, 4.5 * s],
        [6 * s, 10 * s],
      ],
      moments: [],
      width: 500,
    });
    expect(scale.segments.some(({ folded }) => folded)).toBe(false);
    expect(scale.toX(5 * s)).toBeCloseTo(250);
  });

  it('should fold a second wait that dwarfs what is left', () => {
    const minute = 60 * s;
    const scale = timeScale({
      end: 6 * h + 10 * minute + 2 * s,
      busy: [
        [6 * h, 6 * h + s],
        [6 * h + s + 10 * minute, 6 * h + 2 * s + 10 * minute],
      ],
      moments: [],
      width: 600,
    });
    expect(scale.segments.filter(({ folded }) => folded)).toHaveLength(2);
  });

  it('should not fold when nothing in scale would be left', () => {
    const scale = timeScale({ end: h, busy: [], moments: [0, h], width: 600 });
    expect(scale.segments).toHaveLength(1);
    expect(scale.toX(h / 2)).toBeCloseTo(300);
  });
});

describe('idleGaps', () => {
  it('should part idle time at moments and leave out what is busy', () => {
    const gaps = idleGaps(
      [
        [2, 5],
        [4, 6],
      ],
      [1, 8],
      10,
    );
    expect(gaps).toEqual([
      [0, 1],
      [1, 2],
      [6, 8],
      [8, 10],
    ]);
  });
});

describe('tickLabel', () => {
  it.each([
    [0, 2 * s, null, '0 s'],
    [0, 500, null, '0 s'],
    [4 * s, 2 * s, 2 * s, '4 s'],
    [500, 500, 0, '0.5 s'],
    [20, 20, 0, '20 ms'],
    [90 * s, 30 * s, 60 * s, ':30'],
    [6 * h + 8 * s, 4 * s, null, '6:00:08'],
    [6 * h + 12 * s, 4 * s, 6 * h + 8 * s, ':12'],
    [12 * h, h, null, '12 h'],
  ])('should label %d with steps of %d after %s as %s', (time, step, before, label) => {
    expect(tickLabel(time, step, before)).toBe(label);
  });
});
