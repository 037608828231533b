import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/engine/messages';
import { visitLabel } from '../../src/run/timeline/Bars';
import { timelineRows, timelineTree } from '../../src/run/timeline/timelineRows';
import { visit } from './fakes';

const names = {
  nameOf: (pointer: string) => pointer.split('/').at(-1) ?? '',
  isWait: () => false,
};
const iteration = (index: number): Frame[] => [{ state: '/States/Items', kind: 'iteration', index }];
const rowsOf = (visits: ReturnType<typeof visit>[], open: Record<string, boolean> = {}) =>
  timelineRows(timelineTree(visits), names, visits.length, new Map(Object.entries(open)));

describe('timelineRows', () => {
  it('should show the visits of an iteration side by side in its row', () => {
    const rows = rowsOf([
      visit(1, '/States/Items', { end: 9 }),
      visit(2, '/Reserve', { frames: iteration(0) }),
      visit(3, '/Reserve', { frames: iteration(1) }),
      visit(4, '/Price', { frames: iteration(0) }),
    ]);

    expect(rows.map(({ depth, label, detail, visits }) => [depth, label, detail, visits.length])).toEqual([
      [0, 'Items', '2 items', 1],
      [1, '#0 Price', '', 2],
      [1, '#1 Reserve', '', 1],
    ]);
  });

  it('should give children to the visit of the container that they belong to, and begin with earlier visits folded', () => {
    const rows = rowsOf([
      visit(1, '/States/Items'),
      visit(2, '/Reserve', { frames: iteration(0) }),
      visit(3, '/States/Items', { ordinal: 1, end: null, status: 'running' }),
      visit(4, '/Reserve', { frames: iteration(0) }),
    ]);

    expect(rows.map(({ label, detail }) => `${label} ${detail}`.trim())).toEqual([
      'Items 1 item',
      'Items visit 2',
      '#0 Reserve',
    ]);
  });

  it('should fold and unfold by the key of the row', () => {
    const visits = [
      visit(1, '/States/Items'),
      visit(2, '/A', { frames: iteration(0) }),
      visit(3, '/B', { frames: iteration(0) }),
    ];
    expect(rowsOf(visits, { v1: false })).toHaveLength(1);

    const unfolded = rowsOf(visits, { '1/iteration0': true });
    expect(unfolded.map(({ label, visits: bars }) => [label, bars.length])).toEqual([
      ['Items', 1],
      ['#0 B', 0],
      ['A', 1],
      ['B', 1],
    ]);
  });

  it('should put the finished ones of many iterations together', () => {
    const visits = [visit(1, '/States/Items', { end: null, status: 'running' })];
    for (let index = 0; index < 12; index += 1) {
      const running = index === 5;
      visits.push(
        visit(index + 2, '/Reserve', {
          frames: iteration(index),
          ...(running ? { status: 'running', end: null } : {}),
        }),
      );
    }

    const rows = rowsOf(visits);

    expect(rows.map(({ label, detail }) => `${label} ${detail}`.trim())).toEqual([
      'Items 12 items',
      '#0 #1 #2 … 11 done',
      '#5 Reserve',
    ]);
    expect(rowsOf(visits, { d1: true })).toHaveLength(14);
  });

  it('should keep every visit of a small run in a row of its own or in its iteration', () => {
    const visits = [
      visit(1, '/States/Items'),
      visit(2, '/Inner', { frames: iteration(0) }),
      visit(3, '/Deep', {
        frames: [...iteration(0), { state: '/Inner', kind: 'branch', index: 1 }],
      }),
    ];
    const shown = rowsOf(visits).flatMap((row) => row.visits.map(({ id }) => id));
    expect(shown.sort()).toEqual([1, 2, 3]);
  });
});

describe('visitLabel', () => {
  it('should say the virtual start and end and how it ended', () => {
    expect(visitLabel('Wait for restock', visit(1, '/W', { end: 6 * 3600 * 1000 }))).toBe(
      'Wait for restock, from 0 s to 6 h, succeeded',
    );
    expect(
      visitLabel('Charge', visit(1, '/C', { start: 1500, end: null, status: 'retrying', error: 'X' })),
    ).toBe('Charge, from 1.5 s to now, waiting to retry with X');
  });
});
