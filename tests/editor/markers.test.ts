import { describe, expect, it } from 'vitest';
import { mostMarkers, problemsToShow } from '../../src/editor/markers';
import type { Problem, Severity } from '../../src/model/problem';

const problem = (offset: number, severity: Severity): Problem => ({
  code: 'CODE',
  severity,
  message: '',
  path: [],
  state: null,
  range: { offset, length: 1, line: 1, column: 1 },
  fixes: [],
});

describe('markers', () => {
  it('should show every problem where there are few', () => {
    const few = [problem(9, 'advice'), problem(1, 'error')];

    expect(problemsToShow(few, 0)).toBe(few);
  });

  it('should show every error and the advice in view where there are too many', () => {
    const advice = Array.from({ length: 3000 }, (_, at) => problem(at * 10, 'advice'));
    const shown = problemsToShow([...advice, problem(50_000, 'error')], 20_000);

    expect(shown).toHaveLength(mostMarkers);
    expect(shown[0]?.severity).toBe('error');
    expect(shown.some(({ range }) => range.offset === 20_000)).toBe(true);
    expect(shown.slice(1).every(({ range }) => Math.abs(range.offset - 20_000) < 2600)).toBe(true);
  });
});
