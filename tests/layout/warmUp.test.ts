import { describe, expect, it } from 'vitest';
import type { Elk } from '../../src/layout/elk';
import { createElk } from '../../src/layout/elkHere';
import { createPieceLayouter } from '../../src/layout/machine';
import { warmUp } from '../../src/layout/warmUp';

describe('warming up the layout', () => {
  it('should ask the algorithm anew in each of a few tasks, and end', () => {
    const real = createElk();
    let asked = 0;
    const elk: Elk = (graph) => {
      asked++;
      return real(graph);
    };
    const tasks: (() => void)[] = [];
    const perTask: number[] = [];

    warmUp(createPieceLayouter(elk), (task) => tasks.push(task));
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const before = asked;
      task();
      perTask.push(asked - before);
    }

    expect(perTask.length).toBeLessThan(100);
    expect(Math.min(...perTask)).toBeGreaterThan(0);
  });
});
