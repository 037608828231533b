import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DropPlace,
  dropPlaces,
  gapAt,
  nearestPlace,
  openCentre,
  place as openSize,
  shifted,
} from '../../src/canvas/drop/places';
import type { DrawnEdge } from '../../src/layout/messages';
import { drawn, orders } from './workflows';

const byId = (places: readonly DropPlace[]) => new Map(places.map((each) => [each.id, each]));

function liesOn(edge: DrawnEdge, at: { x: number; y: number }): boolean {
  return edge.points.some((b, index) => {
    const a = edge.points[index - 1];
    if (!a) return false;
    const within = (v: number, p: number, q: number) => v >= Math.min(p, q) - 1 && v <= Math.max(p, q) + 1;
    return within(at.x, a.x, b.x) && within(at.y, a.y, b.y);
  });
}

describe('drop places', () => {
  it('should offer one on every transition, end and new branch', async () => {
    const { workflow, drawing } = await drawn(orders);
    const ids = [...byId(dropPlaces(drawing, workflow, 'DOWN')).keys()].sort();
    expect(ids).toEqual(
      [
        'start:',
        'after:/States/Check',
        'transition:/States/Route/Choices/0/Next',
        'transition:/States/Route/Choices/1/Next',
        'transition:/States/Route/Default',
        'after:/States/Pause',
        'after:/States/Gift',
        'transition:/States/Both/Catch/0/Next',
        'after:/States/Both',
        'branch:/States/Both/Branches/2',
        'after:/States/Both/Branches/0/States/Email',
        'after:/States/Both/Branches/0/States/Log',
        'after:/States/Both/Branches/1/States/Ship',
        'after:/States/Each',
        'after:/States/Each/ItemProcessor/States/One',
      ].sort(),
    );
  });

  it('should name them for people', async () => {
    const { workflow, drawing } = await drawn(orders);
    const places = byId(dropPlaces(drawing, workflow, 'DOWN'));
    expect(places.get('after:/States/Check')?.name).toBe('Add after Check');
    expect(places.get('transition:/States/Route/Choices/1/Next')?.name).toBe('Add on rule 2 of Route');
    expect(places.get('branch:/States/Both/Branches/2')?.name).toBe('Add a branch to Both');
    expect(places.get('start:')?.name).toBe('Add before Check');
  });

  it.each(['DOWN', 'RIGHT'] as const)(
    'should lie on its own transition and off its label (%s)',
    async (direction) => {
      const { workflow, drawing } = await drawn(orders, direction);
      const places = byId(dropPlaces(drawing, workflow, direction));
      for (const edge of drawing.edges) {
        const id = edge.kind === 'next' ? `after:${edge.source}` : `transition:${edge.id}`;
        const found = places.get(edge.kind === 'start' ? 'start:' : id);
        if (!found) continue;
        expect(liesOn(edge, found)).toBe(true);
        const { label } = edge;
        const covered =
          label &&
          found.x > label.x &&
          found.x < label.x + label.width &&
          found.y > label.y &&
          found.y < label.y + label.height;
        expect(covered ?? false).toBe(false);
      }
    },
  );

  it('should offer nothing after Succeed and Fail, and none but rules after a Choice', async () => {
    const { workflow, drawing } = await drawn({
      StartAt: 'A',
      States: {
        A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }], Default: 'C' },
        B: { Type: 'Succeed' },
        C: { Type: 'Fail' },
      },
    });
    const ids = dropPlaces(drawing, workflow, 'DOWN').map(({ id }) => id);
    expect(ids.sort()).toEqual([
      'start:',
      'transition:/States/A/Choices/0/Next',
      'transition:/States/A/Default',
    ]);
  });

  it('should offer an empty branch and an empty processor', async () => {
    const { workflow, drawing } = await drawn({
      StartAt: 'P',
      States: {
        P: { Type: 'Parallel', Branches: [{ States: {} }], Next: 'M' },
        M: { Type: 'Map', ItemProcessor: { States: {} }, End: true },
      },
    });
    const ids = dropPlaces(drawing, workflow, 'DOWN').map(({ id }) => id);
    expect(ids).toContain('branch:/States/P/Branches/0');
    expect(ids).toContain('branch:/States/P/Branches/1');
    expect(ids).toContain('start:/States/M/ItemProcessor');
  });
});

const at = (id: string, x: number, y: number, opens: DropPlace['opens'] = 'gap'): DropPlace => ({
  id,
  target: { kind: 'after', state: id },
  x,
  y,
  name: id,
  opens,
});

describe('the nearest place', () => {
  const places = [at('a', 100, 100), at('b', 100, 200), at('c', 300, 100)];

  it('should be the one within reach, or none', () => {
    expect(nearestPlace(places, { x: 110, y: 120 }, 48, null, 'DOWN')?.id).toBe('a');
    expect(nearestPlace(places, { x: 200, y: 150 }, 48, null, 'DOWN')).toBeNull();
  });

  it('should stay open while the pointer is anywhere on the open place', () => {
    const [open] = places;
    if (!open) throw new Error('no place');
    const centre = openCentre(open, 'DOWN');
    const corner = { x: centre.x + openSize.width / 2 - 1, y: centre.y + openSize.height / 2 - 1 };
    expect(nearestPlace(places, corner, 48, open, 'DOWN')).toBe(open);
  });

  it('should see the others where the gap has moved them', () => {
    const [open, below] = places;
    if (!open || !below) throw new Error('no place');
    const moved = shifted(below, gapAt(open, 'DOWN'));
    expect(moved).toEqual({ x: 100, y: 246 });
    expect(nearestPlace(places, moved, 48, open, 'DOWN')).toBe(below);
  });

  it('should meet the others where they were before the gap opened as well', () => {
    const [open, below] = places;
    if (!open || !below) throw new Error('no place');
    expect(nearestPlace(places, { x: below.x, y: below.y }, 48, open, 'DOWN')).toBe(below);
  });

  it('should find the place itself from where it is drawn, whatever is open (seed 7)', () => {
    const places = fc.uniqueArray(
      fc.record({ x: fc.integer({ min: 0, max: 40 }), y: fc.integer({ min: 0, max: 40 }) }),
      { minLength: 1, maxLength: 12, selector: ({ x, y }) => `${x} ${y}` },
    );
    fc.assert(
      fc.property(places, fc.nat(), (points, pick) => {
        const all = points.map(({ x, y }, index) => at(String(index), x * 200, y * 200));
        const target = all[pick % all.length];
        if (!target) return;
        expect(nearestPlace(all, target, 48, null, 'DOWN')).toBe(target);
        expect(nearestPlace(all, openCentre(target, 'DOWN'), 48, target, 'DOWN')).toBe(target);
      }),
      { seed: 7 },
    );
  });
});

describe('a gap', () => {
  it('should move what lies at or beyond it along the flow and nothing else', () => {
    const gap = gapAt(at('a', 50, 100), 'DOWN');
    expect(shifted({ x: 5, y: 99 }, gap)).toEqual({ x: 5, y: 99 });
    expect(shifted({ x: 5, y: 100 }, gap)).toEqual({ x: 5, y: 146 });
    expect(shifted({ x: 60, y: 5 }, gapAt(at('a', 50, 100), 'RIGHT'))).toEqual({ x: 220, y: 5 });
  });

  it('should not open at new branches and empty ones', () => {
    expect(gapAt(at('a', 0, 0, 'over'), 'DOWN')).toBeNull();
    expect(gapAt(null, 'DOWN')).toBeNull();
  });
});
