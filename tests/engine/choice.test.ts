import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json';
import { runToEnd } from '../../src/engine/runToEnd';

/** Sorts an apple by weight and tells the grade that was noted on the way. */
function sort(choice: JsonObject, kg: number) {
  const ended = runToEnd({
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Note',
      States: {
        Note: { Type: 'Pass', Assign: { grade: 'none' }, Next: 'Weigh' },
        Weigh: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.kg > 1 %}', Next: 'Tell', ...choice }],
          Default: 'Tell',
          Assign: { grade: 'small' },
          Output: { crate: 'blue' },
        },
        Tell: { Type: 'Pass', Output: { grade: '{% $grade %}', input: '{% $states.input %}' }, End: true },
      },
    },
    input: { kg },
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' } },
  });
  if ('problems' in ended) throw new Error(ended.problems[0]?.message);
  return ended.outcome?.output;
}

describe('a Choice', () => {
  it('should use the Assign and Output of the rule that holds, and none of its own', () => {
    expect(sort({ Assign: { grade: 'big' }, Output: { crate: 'red' } }, 2)).toEqual({
      grade: 'big',
      input: { crate: 'red' },
    });
    expect(sort({ Assign: { grade: 'big' } }, 2)).toEqual({ grade: 'big', input: { kg: 2 } });
    expect(sort({ Assign: { color: 'red' } }, 2)).toEqual({ grade: 'none', input: { kg: 2 } });
    expect(sort({}, 2)).toEqual({ grade: 'none', input: { kg: 2 } });
  });

  it('should use its own Assign and Output for Default', () => {
    const rule = { Assign: { grade: 'big' }, Output: { crate: 'red' } };
    expect(sort(rule, 1)).toEqual({ grade: 'small', input: { crate: 'blue' } });
  });
});
