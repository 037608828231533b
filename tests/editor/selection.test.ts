import { describe, expect, it } from 'vitest';
import { problemAt, stateAt } from '../../src/editor/selection';
import type { Problem, Severity } from '../../src/model/problem';

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

describe('the problem at a place in the text', () => {
  const problem = (severity: Severity, offset: number, length: number): Problem => ({
    code: `${severity} ${offset}`,
    severity,
    message: '',
    path: [],
    state: null,
    range: { offset, length, line: 1, column: offset + 1 },
    fixes: [],
  });
  const wide = problem('warning', 0, 100);
  const narrow = problem('warning', 20, 10);
  const error = problem('error', 10, 60);

  it('should be the gravest, then the narrowest', () => {
    expect(problemAt([wide, narrow, error], 25)).toBe(error);
    expect(problemAt([wide, narrow], 25)).toBe(narrow);
    expect(problemAt([wide, narrow, error], 90)).toBe(wide);
  });

  it('should reach to its end, and have a place where it has no length', () => {
    expect(problemAt([narrow], 30)).toBe(narrow);
    expect(problemAt([problem('error', 5, 0)], 5)?.code).toBe('error 5');
    expect(problemAt([narrow], 31)).toBeNull();
  });
});
