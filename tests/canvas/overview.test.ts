import { describe, expect, it } from 'vitest';
import { boxPaths, linePaths } from '../../src/canvas/Overview';
import { nodesInView } from '../../src/canvas/useOverview';
import { innermostAt } from '../../src/canvas/viewport';
import type { StateRun } from '../../src/engine/messages';
import { drawn, orders } from './workflows';

const boxes = (path: string | undefined): number => (path ?? '').split('M').length - 1;

describe('the overview', () => {
  it('should hold every state once, by type, or by status in a run', async () => {
    const { drawing, workflow } = await drawn(orders);
    const plain = boxPaths(drawing, workflow, new Map());
    expect([...plain.values()].reduce((sum, path) => sum + boxes(path), 0)).toBe(workflow.states.size);
    expect(boxes(plain.get('container'))).toBe(2);
    expect(boxes(plain.get('Pass'))).toBe(5);
    const run = new Map<string, StateRun>([['/States/Gift', { status: 'succeeded', visits: 1 }]]);
    const ran = boxPaths(drawing, workflow, run);
    expect([boxes(ran.get('Pass')), boxes(ran.get('succeeded'))]).toEqual([4, 1]);
  });

  it('should hold every transition once, the way of an error last', async () => {
    const { drawing } = await drawn(orders);
    const lines = linePaths(
      drawing.edges,
      new Map([['/States/Both/Catch/0/Next', { count: 1, error: true }]]),
    );
    expect([...lines.values()].reduce((sum, path) => sum + boxes(path), 0)).toBe(drawing.edges.length);
    expect([...lines.keys()].at(-1)).toBe('error');
    expect(boxes(lines.get('error'))).toBe(1);
    expect(boxes(lines.get('catch'))).toBe(0);
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
