import { describe, expect, it } from 'vitest';
import { takenPaths } from '../../src/canvas/Overview';
import { nodesInView } from '../../src/canvas/useOverview';
import { innermostAt } from '../../src/canvas/viewport';
import { drawn, orders } from './workflows';

const lines = (path: string | undefined): number => (path ?? '').split('M').length - 1;

describe('the overview', () => {
  it('should paint the ways a run took over the others, that of an error last', async () => {
    const { drawing } = await drawn(orders);
    const ways = takenPaths(
      drawing.edges,
      new Map([
        ['/States/Both/Catch/0/Next', { count: 1, error: true }],
        ['/StartAt', { count: 1, error: false }],
      ]),
    );

    expect([...ways.keys()]).toEqual(['taken', 'error']);
    expect(lines(ways.get('taken'))).toBe(1);
    expect(lines(ways.get('error'))).toBe(1);
  });

  it('should paint no way before a run', async () => {
    const { drawing } = await drawn(orders);

    expect([...takenPaths(drawing.edges, new Map()).values()]).toEqual(['', '']);
  });

  it('should find the innermost state at a place', async () => {
    const { drawing } = await drawn(orders);
    const email = drawing.nodes.find(({ pointer }) => pointer.endsWith('/States/Email'));
    if (!email) throw new Error('no card');
    expect(innermostAt(drawing, { x: email.x + 5, y: email.y + 5 })).toBe(email.pointer);
    expect(innermostAt(drawing, { x: -500, y: -500 })).toBeNull();
    expect(innermostAt(null, { x: 0, y: 0 })).toBeNull();
  });

  it('should count what is in view', async () => {
    const { drawing } = await drawn(orders);
    const pane = { width: 800, height: 600 };
    expect(nodesInView(drawing, [0, 0, 0.05], pane)).toBe(drawing.nodes.length);
    expect(nodesInView(drawing, [5000, 5000, 1], pane)).toBe(0);
  });
});
