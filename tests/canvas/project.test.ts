import { describe, expect, it } from 'vitest';
import { createProjection } from '../../src/canvas/project';
import { reuse } from '../../src/model/reuse';
import { drawn, orders, workflowOf } from './workflows';

const copy = <T>(value: T): T => structuredClone(value);

describe('projection', () => {
  it('should give every drawn node with its size measured, and every transition', async () => {
    const { workflow, drawing } = await drawn(orders);
    const { nodes, edges } = createProjection()(workflow, drawing);
    expect(nodes.map((node) => node.id).sort()).toEqual(drawing.nodes.map((node) => node.id).sort());
    expect(edges.map((edge) => edge.id).sort()).toEqual(drawing.edges.map((edge) => edge.id).sort());
    for (const node of nodes) {
      expect(node.measured).toEqual({ width: node.width, height: node.height });
      expect(Number.isInteger(node.width) && Number.isInteger(node.height)).toBe(true);
    }
  });

  it('should join every transition to nodes that exist', async () => {
    const { workflow, drawing } = await drawn(orders);
    const { nodes, edges } = createProjection()(workflow, drawing);
    const ids = new Set(nodes.map((node) => node.id));
    for (const edge of edges) expect([ids.has(edge.source), ids.has(edge.target)]).toEqual([true, true]);
  });

  it('should keep the same lists when the same drawing comes again', async () => {
    const { workflow, drawing } = await drawn(orders);
    const project = createProjection();
    const first = project(workflow, drawing);
    const again = project(workflow, copy(drawing));
    expect(again.nodes).toBe(first.nodes);
    expect(again.edges).toBe(first.edges);
  });

  it('should make only the moved node anew, with the same data', async () => {
    const { workflow, drawing } = await drawn(orders);
    const project = createProjection();
    const first = project(workflow, drawing);
    const moved = copy(drawing);
    const nodes = moved.nodes.map((node) =>
      node.id === '/States/Sorry' ? { ...node, x: node.x + 50 } : node,
    );
    const second = project(workflow, { ...moved, nodes });
    const changed = second.nodes.filter((node, at) => node !== first.nodes[at]);
    expect(changed.map((node) => node.id)).toEqual(['/States/Sorry']);
    expect(changed[0]?.data).toBe(first.nodes.find((node) => node.id === '/States/Sorry')?.data);
  });

  it('should follow the newest words of a state while the drawing is a moment behind', async () => {
    const { workflow, drawing } = await drawn(orders);
    const newest = workflowOf({
      ...orders,
      States: { ...orders.States, Pause: { Type: 'Wait', Seconds: 90, Next: 'Check' } },
    });
    const node = createProjection()(workflow, drawing, newest).nodes.find(({ id }) => id === '/States/Pause');
    expect(node?.data).toMatchObject({ state: { value: { Seconds: 90 } } });
  });

  it('should make anew only what changed in words while the drawing stays', async () => {
    const { workflow, drawing } = await drawn(orders);
    const newest = reuse(
      workflow,
      workflowOf({
        ...orders,
        States: { ...orders.States, Pause: { Type: 'Wait', Seconds: 90, Next: 'Check' } },
      }),
    );
    const project = createProjection();
    const first = project(workflow, drawing);

    const second = project(workflow, drawing, newest);
    expect(second.edges).toBe(first.edges);
    const changed = second.nodes.filter((node, at) => node !== first.nodes[at]);
    expect(changed.map((node) => node.id)).toEqual(['/States/Pause']);
    expect(second.nodes).toEqual(createProjection()(workflow, drawing, newest).nodes);
    // Back to what was drawn, and on to another drawing.
    expect(project(workflow, drawing).nodes).toEqual(first.nodes);
    expect(project(newest, copy(drawing), newest)).toEqual(createProjection()(newest, drawing, newest));
  });

  it('should mark the first state, the ends, and what is folded', async () => {
    const { workflow, drawing } = await drawn(orders, 'DOWN', ['/States/Both']);
    const { nodes } = createProjection()(workflow, drawing);
    const data = (id: string) => nodes.find((node) => node.id === id)?.data;
    expect(data('/States/Check')).toMatchObject({ isStart: true, end: null, folded: false });
    expect(data('/States/Each')).toMatchObject({ end: { kind: 'end' } });
    expect(data('/States/Both')).toMatchObject({ folded: true, inner: 3 });
  });

  it('should join a transition without a target to the place of the missing state', async () => {
    const { workflow, drawing } = await drawn({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'Nowhere' } },
    });
    const { nodes, edges } = createProjection()(workflow, drawing);
    const edge = edges.find(({ id }) => id === '/States/A/Next');
    expect(edge?.target).toBe('missing:/States/A/Next');
    expect(edge?.data?.spoken).toContain('there is no state Nowhere');
    expect(nodes.find(({ type }) => type === 'missing')?.data).toMatchObject({ name: 'Nowhere' });
  });

  it('should take names such as __proto__ as names', async () => {
    const text =
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}';
    const { workflow, drawing } = await drawn(JSON.parse(text));
    const { nodes, edges } = createProjection()(workflow, drawing);
    expect(nodes.map(({ id }) => id)).toContain('/States/__proto__');
    expect(edges.map(({ id }) => id)).toContain('/States/__proto__/Next');
  });

  it('should paint containers under transitions and cards above them', async () => {
    const { workflow, drawing } = await drawn(orders);
    const { nodes, edges } = createProjection()(workflow, drawing);
    const depth = (type: string) =>
      nodes.filter((node) => node.type === type).map((node) => node.zIndex ?? 0);
    const lines = edges.map((edge) => edge.zIndex ?? 0);
    expect(Math.max(...depth('container'), ...depth('lane'))).toBeLessThan(Math.min(...lines));
    expect(Math.min(...depth('state'))).toBeGreaterThan(Math.max(...lines));
  });
});
