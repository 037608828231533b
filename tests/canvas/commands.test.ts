import { describe, expect, it } from 'vitest';
import { addItem, lead, pasteCommand, placeAfter } from '../../src/canvas/commands';
import { panSpeed } from '../../src/canvas/edgePan';
import { orders, workflowOf } from './workflows';

const workflow = workflowOf(orders);

describe('gestures as commands', () => {
  it('should add one state where it was dropped and select it', () => {
    const item = { name: 'Gift', state: { Type: 'Pass' } };
    const result = addItem({ kind: 'after', state: '/States/Check' }, item)(workflow);
    expect(result).toMatchObject({ ok: true, change: { select: '/States/Gift 2' } });
  });

  it('should add a block with the states it brings along', () => {
    const item = {
      name: 'Ask',
      state: { Type: 'Pass', Next: 'Decide' },
      others: { Decide: { Type: 'Succeed' } },
    };
    const result = addItem({ kind: 'start', machine: '' }, item)(workflow);
    const written = result.ok ? JSON.stringify(result.change.ops) : '';
    expect(written).toContain('Decide');
    expect(result).toMatchObject({ ok: true, change: { select: '/States/Ask' } });
  });

  it('should add after a Choice on its default', () => {
    const choice = workflow.states.get('/States/Route');
    expect(choice && placeAfter(choice)).toEqual({ kind: 'transition', id: '/States/Route/Default' });
  });

  it('should refuse to lead out of a machine, and retarget what is there', () => {
    const email = '/States/Both/Branches/0/States/Email';
    expect(lead('/States/Check', email, null)(workflow).ok).toBe(false);
    expect(lead('/States/Check', '/States/Gift', '/States/Check/Next')(workflow).ok).toBe(true);
  });

  it('should find nothing to paste in other text', () => {
    expect(pasteCommand('no states here', null)).toBeNull();
    expect(pasteCommand('{"A": {"Type": "Pass"}}', '/States/Check')?.(workflow).ok).toBe(true);
  });
});

describe('panning at the edges', () => {
  it('should be faster nearer the edge and nothing in the middle or outside', () => {
    expect(panSpeed(100, 0, 800)).toBe(0);
    expect(panSpeed(-5, 0, 800)).toBe(0);
    expect(panSpeed(1, 0, 800)).toBeGreaterThan(panSpeed(20, 0, 800));
    expect(panSpeed(799, 0, 800)).toBeLessThan(0);
  });
});
