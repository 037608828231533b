import { describe, expect, it } from 'vitest';
import { stateAt } from '../../src/editor/selection';

const ranges = new Map([
  ['/States/Both', { offset: 10, length: 100 }],
  ['/States/Both/Branches/0/States/Email', { offset: 40, length: 20 }],
  ['/States/__proto__', { offset: 120, length: 10 }],
]);

describe('the state at a place in the text', () => {
  it('should be the innermost one', () => {
    expect(stateAt(ranges, 45)).toBe('/States/Both/Branches/0/States/Email');
    expect(stateAt(ranges, 20)).toBe('/States/Both');
    expect(stateAt(ranges, 125)).toBe('/States/__proto__');
  });

  it('should be none between states', () => {
    expect(stateAt(ranges, 5)).toBeNull();
    expect(stateAt(ranges, 115)).toBeNull();
  });
});
