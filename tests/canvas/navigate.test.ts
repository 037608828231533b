import { describe, expect, it } from 'vitest';
import { type Arrow, firstState, neighbour, readingOrder } from '../../src/canvas/navigate';
import { type Drawn, drawn, orders } from './workflows';

const step = (
  { workflow, drawing }: Drawn,
  from: string,
  arrow: Arrow,
  direction: 'DOWN' | 'RIGHT' = 'DOWN',
) => neighbour(workflow, drawing, direction, from, arrow);

describe('arrow keys', () => {
  it('should lead along the main way, by Next and Default', async () => {
    const scene = await drawn(orders);
    expect(step(scene, '/States/Check', 'ArrowDown')).toBe('/States/Route');
    expect(step(scene, '/States/Route', 'ArrowDown')).toBe('/States/Both');
    expect(step(scene, '/States/Both', 'ArrowDown')).toBe('/States/Each');
  });

  it('should lead back against the flow and not along ways back', async () => {
    const scene = await drawn(orders);
    expect(step(scene, '/States/Route', 'ArrowUp')).toBe('/States/Check');
    expect(step(scene, '/States/Check', 'ArrowUp')).toBeNull();
    expect(step(scene, '/States/Gift', 'ArrowUp')).toBe('/States/Route');
  });

  it('should lead across to neighbours, both ways', async () => {
    const scene = await drawn(orders);
    const right = step(scene, '/States/Pause', 'ArrowRight');
    expect(right).not.toBeNull();
    expect(step(scene, right ?? '', 'ArrowLeft')).toBe('/States/Pause');
  });

  it('should lead into a container, between its branches, and out again', async () => {
    const scene = await drawn(orders);
    const email = '/States/Both/Branches/0/States/Email';
    const ship = '/States/Both/Branches/1/States/Ship';
    expect(step(scene, '/States/Both', 'ArrowRight')).toBe(email);
    expect(step(scene, email, 'ArrowRight')).toBe(ship);
    expect(step(scene, ship, 'ArrowLeft')).toBe(email);
    expect(step(scene, email, 'ArrowUp')).toBe('/States/Both');
    expect(step(scene, ship, 'ArrowDown')).toBe('/States/Each');
  });

  it('should not lead into a folded container', async () => {
    const scene = await drawn(orders, 'DOWN', ['/States/Both']);
    expect(step(scene, '/States/Both', 'ArrowRight')).not.toBe('/States/Both/Branches/0/States/Email');
  });

  it('should turn with the direction of the layout', async () => {
    const scene = await drawn(orders, 'RIGHT');
    expect(step(scene, '/States/Check', 'ArrowRight', 'RIGHT')).toBe('/States/Route');
    expect(step(scene, '/States/Route', 'ArrowLeft', 'RIGHT')).toBe('/States/Check');
  });

  it('should answer null for a state that is not there', async () => {
    const scene = await drawn(orders);
    expect(step(scene, '/States/Gone', 'ArrowDown')).toBeNull();
  });
});

describe('reading order', () => {
  it('should begin with the first state and go along the flow', async () => {
    const { workflow, drawing } = await drawn(orders);
    const order = readingOrder(drawing, 'DOWN');
    expect(order[0]).toBe(firstState(workflow));
    expect(order.indexOf('/States/Route')).toBeLessThan(order.indexOf('/States/Both'));
    expect(order).toHaveLength(workflow.states.size);
  });
});
