import { describe, expect, it } from 'vitest';
import { bend } from '../../src/canvas/edges/bend';
import { arrowPath, beforeArrow, roundedPath } from '../../src/canvas/edges/path';

describe('the way of a transition', () => {
  it('should be a straight line between two points', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 0, y: 50 },
      ]),
    ).toBe('M0 0L0 50');
  });

  it('should round corners by 8', () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 50 },
      { x: 40, y: 50 },
    ]);
    expect(path).toBe('M0 0L0 42Q0 50 8 50L40 50');
  });

  it('should round a corner less where a run is too short', () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 50 },
      { x: 6, y: 50 },
      { x: 6, y: 100 },
    ]);
    expect(path).toBe('M0 0L0 47Q0 50 3 50L3 50Q6 50 6 53L6 100');
  });

  it('should not round points that lie on the way', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 0, y: 20 },
        { x: 0, y: 20 },
        { x: 0, y: 50 },
      ]),
    ).toBe('M0 0L0 50');
  });

  it('should be nothing for no points', () => {
    expect(roundedPath([])).toBe('');
    expect(arrowPath([{ x: 1, y: 1 }])).toBe('');
  });
});

describe('an arrow', () => {
  it('should have its tip on the last point, 7 long and 9 wide', () => {
    expect(
      arrowPath([
        { x: 10, y: 0 },
        { x: 10, y: 50 },
      ]),
    ).toBe('M10 50L14.5 43L5.5 43Z');
    expect(
      arrowPath([
        { x: 0, y: 10 },
        { x: 50, y: 10 },
      ]),
    ).toBe('M50 10L43 5.5L43 14.5Z');
  });

  it('should have the line end inside it', () => {
    expect(
      beforeArrow([
        { x: 10, y: 0 },
        { x: 10, y: 50 },
      ]).at(-1),
    ).toEqual({ x: 10, y: 44 });
  });
});

describe('a way across a gap', () => {
  it('should get longer where it crosses and stay orthogonal', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 100 },
      { x: 80, y: 100 },
      { x: 80, y: 150 },
    ];
    const bent = bend(points, { axis: 'y', at: 60, by: 46 });
    expect(bent).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 146 },
      { x: 80, y: 146 },
      { x: 80, y: 196 },
    ]);
  });
});
