import { describe, expect, it } from 'vitest';
import { changedStages, stageTitle } from '../../src/run/data/stages';

describe('changedStages', () => {
  it('should leave out stages that pass their input on and the one that is the output', () => {
    const stages = changedStages({
      input: { a: 1, b: 2 },
      stages: [
        { name: 'afterInputPath', value: { b: 2, a: 1 } },
        { name: 'afterParameters', value: { x: 1 } },
        { name: 'result', value: { x: 1 } },
        { name: 'afterResultSelector', value: { x: 1 } },
        { name: 'afterResultPath', value: { a: 1, y: 3 } },
      ],
      output: { a: 1, y: 3 },
    });
    expect(stages.map(({ name }) => name)).toEqual(['afterParameters', 'result']);
  });
});

describe('stageTitle', () => {
  it('should name the field that acted', () => {
    expect(stageTitle('afterInputPath')).toBe('After InputPath');
    expect(stageTitle('result')).toBe('Result');
  });
});
