import { describe, expect, it } from 'vitest';
import { faultsOf } from './support/faults';
import { fixture, layOut, middle } from './support/layOut';

const order = fixture('order-processing.asl.json');
const task = (rest: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  ...rest,
});
const machine = (states: object, StartAt = Object.keys(states)[0] ?? '') =>
  JSON.parse(JSON.stringify({ StartAt, States: states }));

describe('layout', () => {
  it('should draw the main path as one straight vertical', () => {
    const { drawing, node, edge } = layOut(order);

    const path = [
      'start:',
      'Validate order',
      'Reserve items',
      'Route order',
      'Charge card',
      'Fulfil order',
      'Order complete',
    ];
    expect(new Set(path.map((name) => middle(node(name)))).size).toBe(1);
    expect(edge('Route order', 'Charge card').points).toHaveLength(2);
    expect(faultsOf(drawing)).toEqual([]);
  });

  it('should place rules from left to right as written, and catch handlers to the right', () => {
    const { node } = layOut(order);

    const rules = ['Wait for restock', 'Manual review', 'Add gold gift'].map((name) => node(name).x);
    expect(rules).toEqual([...rules].sort((a, b) => a - b));
    expect(node('Release stock').x).toBeGreaterThan(node('Charge card').x + node('Charge card').width);
  });

  it('should lead rules out in one trunk, and Catchers 24 from the right end of the lower border', () => {
    const { node, edge } = layOut(order);

    const choice = node('Route order');
    const exits = ['Wait for restock', 'Charge card', 'Manual review', 'Add gold gift'].map(
      (name) => edge('Route order', name).points[0],
    );
    expect(exits).toEqual(exits.map(() => ({ x: middle(choice), y: choice.y + choice.height })));
    const review = node('Manual review');
    expect(edge('Manual review', 'Release stock').points[0]).toEqual({
      x: review.x + review.width - 24,
      y: review.y + review.height,
    });
  });

  it('should lead transitions back round the outside and in again from above', () => {
    const { node, edge } = layOut(order);

    const { points } = edge('Wait for restock', 'Reserve items');
    const outer = Math.min(...points.map((point) => point.x));
    expect(outer).toBeLessThan(node('Wait for restock').x);
    expect(points.at(-1)).toEqual({ x: middle(node('Reserve items')), y: node('Reserve items').y });
  });

  it('should give cards, starts, containers and labels the sizes of the look', () => {
    const { drawing, node, edge } = layOut(order);

    expect(node('Charge card')).toMatchObject({ kind: 'state', width: 208, height: 52 });
    expect(node('start:')).toMatchObject({ kind: 'start', width: 64, height: 24 });
    expect(node('Reserve items')).toMatchObject({ kind: 'container', width: 352 });
    const lanes = drawing.nodes.filter((each) => each.kind === 'lane');
    expect(lanes.map((lane) => lane.parent)).toEqual([node('Fulfil order').id, node('Fulfil order').id]);
    expect(new Set(lanes.map((lane) => lane.height)).size).toBe(1);
    expect(edge('Route order', 'Manual review').label).toMatchObject({
      number: 2,
      text: 'total ≥ 5000, not trusted',
      height: 20,
    });
    expect(edge('Route order', 'Charge card').label).toMatchObject({ number: null, text: 'Default' });
    expect(edge('Charge card', 'Release stock').label).toMatchObject({ number: null, text: 'any error' });
    expect(drawing.ends).toHaveLength(3);
  });

  it('should stand labels on the run above their target', () => {
    const { edge } = layOut(order);

    const { points, label } = edge('Route order', 'Add gold gift');
    const tip = points.at(-1);
    expect(label && label.x + label.width / 2).toBe(tip?.x);
    expect(label && label.y + label.height).toBeLessThan(tip?.y ?? 0);
  });

  it('should run to the right with the branches of a Parallel below one another', () => {
    const { drawing, node } = layOut(order, { direction: 'RIGHT' });

    expect(node('Charge card').x).toBeGreaterThan(node('Validate order').x + 208);
    expect(node('Send receipt').y).toBeGreaterThan(node('Create shipment').y + 52);
    expect(drawing.width).toBeGreaterThan(drawing.height);
    expect(faultsOf(drawing)).toEqual([]);
  });

  it('should draw a folded container as a card, without its content', () => {
    const { drawing, node } = layOut(order, { collapsed: ['/States/Fulfil order'] });

    expect(node('Fulfil order')).toMatchObject({ kind: 'state', width: 208, height: 52 });
    expect(drawing.nodes.some((each) => each.kind === 'lane')).toBe(false);
    expect(drawing.edges.some((each) => each.source.includes('Branches'))).toBe(false);
  });

  it('should mark missing targets where they would be', () => {
    const { drawing, node } = layOut(machine({ A: task({ Next: 'Charge crd' }) }));

    const missing = node('missing:/States/A/Next');
    expect(missing).toMatchObject({ kind: 'missing', pointer: '/States/A/Next', parent: null });
    expect(missing.y).toBeGreaterThan(node('A').y + 52);
    expect(drawing.edges.at(-1)).toMatchObject({ target: missing.id, name: '/States/A->' });
    expect(faultsOf(drawing)).toEqual([]);
  });

  it('should keep a place for the first state of an empty machine', () => {
    const root = layOut(machine({}));
    const nested = layOut(
      machine({ Both: { Type: 'Parallel', End: true, Branches: [{ StartAt: '', States: {} }, {}] } }),
    );

    expect(root.drawing.nodes).toContainEqual(
      expect.objectContaining({ kind: 'empty', width: 148, height: 36 }),
    );
    expect(nested.node('empty:/States/Both/Branches/1')).toMatchObject({
      kind: 'empty',
      parent: 'machine:/States/Both/Branches/1',
    });
    expect(faultsOf(nested.drawing)).toEqual([]);
  });

  it('should draw unreachable states, loops to oneself and names that mean something elsewhere', () => {
    const states = Object.fromEntries([
      ['A', task({ Next: 'A' })],
      ['constructor', task({ End: true })],
      ['a/b~c', task({ Next: 'constructor' })],
    ]);
    const { drawing, node } = layOut(machine(states));

    expect(drawing.nodes.map((each) => each.kind)).toEqual(expect.arrayContaining(['start', 'state']));
    expect(node('constructor').y).toBeGreaterThan(node('a/b~c').y);
    expect(faultsOf(drawing)).toEqual([]);
  });

  it('should let the main path go on where Default only waits and comes back', () => {
    const { node } = layOut(
      machine({
        Start: task({ Next: 'Ask' }),
        Ask: task({ Next: 'Done?' }),
        'Done?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.status', StringEquals: 'DONE', Next: 'Use' }],
          Default: 'Wait',
        },
        Wait: { Type: 'Wait', Seconds: 5, Next: 'Ask' },
        Use: task({ End: true }),
      }),
    );

    expect(middle(node('Use'))).toBe(middle(node('Done?')));
    expect(middle(node('Wait'))).not.toBe(middle(node('Done?')));
  });

  it('should keep the order of hundreds of rules', () => {
    const rules = Array.from({ length: 130 }, (_each, at) => `Rule ${at}`);
    const Choices = rules.map((Next, at) => ({ Variable: '$.value', NumericEquals: at, Next }));
    const { drawing, node } = layOut(
      machine({
        Pick: { Type: 'Choice', Choices, Default: 'Done' },
        ...Object.fromEntries(rules.map((name) => [name, task({ Next: 'Done' })])),
        Done: { Type: 'Succeed' },
      }),
    );

    const places = rules.map((name) => node(name).x);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(faultsOf(drawing)).toEqual([]);
  });
});
