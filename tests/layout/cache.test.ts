import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { createElk } from '../../src/layout/elkHere';
import { createLayouter } from '../../src/layout/layout';
import { fixture } from './support/layOut';
import { workflowOf } from './support/workflow';

interface Definition {
  States: Record<string, { [key: string]: JsonValue } & { States?: never }>;
}

/** A layouter with the number of ELK's calls since it was last asked. */
function counting() {
  const elk = createElk();
  let calls = 0;
  const layout = createLayouter((graph) => {
    calls++;
    return elk(graph);
  });
  return {
    layout: (definition: unknown) =>
      layout(workflowOf(definition as JsonValue), { direction: 'DOWN', collapsed: [] }),
    calls: () => {
      const counted = calls;
      calls = 0;
      return counted;
    },
  };
}

const long = (names: readonly string[]): Record<string, JsonValue> =>
  Object.fromEntries(
    names.map((name, at) => [
      name,
      { Type: 'Pass', ...(at + 1 < names.length ? { Next: names[at + 1] ?? '' } : { End: true }) },
    ]),
  );

/** A chain whose first state may skip to the last: mere chains need no algorithm. */
function forked(names: readonly string[]): Record<string, JsonValue> {
  const [first = '', second = first] = names;
  const Choices = [{ Variable: '$.skip', BooleanEquals: true, Next: names.at(-1) ?? first }];
  return { ...long(names), [first]: { Type: 'Choice', Choices, Default: second } };
}

describe('layout cache', () => {
  it('should lay nothing out again when only what does not show in the drawing changed', () => {
    const { layout, calls } = counting();
    const definition = fixture('order-processing.asl.json') as unknown as Definition;
    const first = layout(definition);
    calls();

    const changed = structuredClone(definition);
    (changed.States['Charge card'] as Record<string, JsonValue>).TimeoutSeconds = 60;
    const second = layout(changed);

    expect(calls()).toBe(0);
    expect(second).toEqual(first);
  });

  it('should lay out again only the containers on the way to the root', () => {
    const branch = (prefix: string, length: number): JsonValue => ({
      StartAt: `${prefix}0`,
      States: forked(Array.from({ length }, (_each, at) => `${prefix}${at}`)),
    });
    const definition = (lengths: readonly number[]): unknown => ({
      StartAt: 'P0',
      States: Object.fromEntries(
        lengths.map((length, at) => [
          `P${at}`,
          {
            Type: 'Parallel',
            Branches: [branch(`a${at}`, length), branch(`b${at}`, 2 + at)],
            ...(at + 1 < lengths.length ? { Next: `P${at + 1}` } : { End: true }),
          },
        ]),
      ),
    });
    const { layout, calls } = counting();
    layout(definition([3, 4, 5, 6]));
    expect(calls()).toBeGreaterThan(2);

    layout(definition([3, 4, 9, 6]));

    // The branch with a new length; the root around it is a chain.
    expect(calls()).toBe(1);
  });

  it('should share the layout of equal branches', () => {
    const branch = (name: string): JsonValue => ({
      StartAt: name,
      States: forked([name, `${name} then`, `${name} last`]),
    });
    const { layout, calls } = counting();

    layout({
      StartAt: 'P',
      States: { P: { Type: 'Parallel', End: true, Branches: ['a', 'b', 'c'].map(branch) } },
    });

    expect(calls()).toBe(1);
  });

  it('should lay out again only the piece of a long machine that changed', () => {
    const names = Array.from({ length: 200 }, (_each, at) => `Step ${at}`);
    const withCatch = (at: number): Record<string, JsonValue> => {
      const states = long(names);
      for (const [index, name] of names.entries()) {
        if (index % 9 !== at % 9 || index + 3 >= names.length) continue;
        const Catch = [{ ErrorEquals: ['States.ALL'], Next: names[index + 2] ?? '' }];
        states[name] = {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Next: names[index + 1] ?? '',
          Catch,
        };
      }
      return states;
    };
    const { layout, calls } = counting();
    const states = withCatch(0);
    layout({ StartAt: 'Step 0', States: states });
    const first = calls();

    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Step 103' }];
    layout({
      StartAt: 'Step 0',
      States: {
        ...states,
        'Step 101': { ...(states['Step 101'] as object), Type: 'Task', Catch } as JsonValue,
      },
    });

    expect(first).toBeGreaterThan(1);
    expect(calls()).toBeLessThanOrEqual(2);
  });
});
