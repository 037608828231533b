import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/base/pointer';
import { problemsBeside, worstOf } from '../../src/inspector/fieldProblems';
import type { Problem, Severity } from '../../src/model/problem';

const problem = (path: Path, severity: Severity = 'error'): Problem => ({
  code: 'ANY',
  severity,
  message: '',
  path,
  state: '/States/A',
  range: { offset: 0, length: 0, line: 1, column: 1 },
  fixes: [],
});

describe('problems at the fields of a state', () => {
  it('should put the gravest first, and of equals the first', () => {
    const first = problem(['a'], 'warning');
    expect(worstOf([problem(['b'], 'advice'), first, problem(['c'], 'warning')])).toBe(first);
    expect(worstOf([])).toBeUndefined();
  });

  it('should leave to the object what no field in sight tells', () => {
    const itself = problem(['States', 'A']);
    const unknown = problem(['States', 'A', 'Secs']);
    const known = problem(['States', 'A', 'Next']);
    const inner = problem(['States', 'A', 'Branches', 0, 'States', 'B']);
    expect(
      problemsBeside(
        [itself, unknown, known, inner],
        ['States', 'A'],
        new Set(['Next']),
        new Set(['Branches']),
      ),
    ).toEqual([itself, unknown]);
  });
});
