import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json';
import { createElk } from '../../src/layout/elkHere';
import { createLayouter } from '../../src/layout/layout';
import type { LayoutService } from '../../src/layout/messages';
import { fromRemote, type RemoteLayout, toRemote } from '../../src/layout/remote';
import { reuse } from '../../src/model/reuse';
import type { Workflow } from '../../src/model/workflow';
import { randomDefinitions } from './support/randomWorkflows';
import { workflowOf } from './support/workflow';

const elk = createElk();

function serviceHere(): LayoutService {
  const layout = createLayouter(elk);
  return { layout: async (workflow, options) => layout(workflow, options) };
}

/** Both sides of a worker, with what crosses between them counted in characters. */
function acrossBorder() {
  const worker = toRemote(serviceHere());
  let sent = 0;
  let answered = 0;
  let asked = 0;
  let broken = false;
  const page = fromRemote({
    layout: async (delta, options) => {
      asked++;
      if (broken) throw new Error('The worker died');
      const copy = structuredClone(delta) as Parameters<RemoteLayout['layout']>[0];
      sent = JSON.stringify(copy).length;
      const answer = structuredClone(await worker.layout(copy, options));
      answered = JSON.stringify(answer).length;
      return answer;
    },
  });
  const counts = { sent: () => sent, answered: () => answered, asked: () => asked };
  return { page, ...counts, breakDown: (is: boolean) => (broken = is) };
}

const options = { direction: 'DOWN', collapsed: [] } as const;

/** One state of the workflow as another edit may leave it. */
function edited(definition: JsonObject, at: number, comment: string): JsonObject {
  const copy = structuredClone(definition) as { States: Record<string, JsonObject> };
  const names = Object.keys(copy.States);
  const name = names[at % Math.max(1, names.length)];
  if (name !== undefined) copy.States[name] = { ...copy.States[name], Comment: comment };
  return copy as unknown as JsonObject;
}

describe('layout across a worker border', () => {
  it('should draw each of several workflows as if it had never drawn another', async () => {
    const directions = fc.constantFrom('DOWN' as const, 'RIGHT' as const);
    const steps = fc.array(fc.tuple(randomDefinitions(6), directions, fc.nat(9)), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const { page } = acrossBorder();
        let workflow: Workflow | null = null;
        for (const [definition, direction, at] of all) {
          for (const each of [definition, edited(definition as JsonObject, at, 'changed')]) {
            const next: Workflow = workflowOf(each);
            workflow = workflow ? reuse(workflow, next) : next;

            const drawing = await page.layout(workflow, { direction, collapsed: [] });

            const afresh = createLayouter(elk)(workflowOf(each), { direction, collapsed: [] });
            expect(drawing).toEqual(afresh);
          }
        }
      }),
      { seed: 11, numRuns: 12 },
    );
  }, 120_000);

  const chain = (length: number, more: JsonObject): JsonObject => ({
    StartAt: 'S0',
    States: Object.fromEntries(
      Array.from({ length }, (_each, at) => [
        `S${at}`,
        { Type: 'Pass', ...(at === 3 ? more : {}), Next: `S${at + 1}` },
      ]),
    ),
  });

  it('should tell only what changed, either way', async () => {
    const { page, sent, answered } = acrossBorder();
    const first = workflowOf(chain(200, { Type: 'Task' }));
    const before = await page.layout(first, options);
    const whole = { sent: sent(), answered: answered() };

    const next = { ...(chain(200, { Type: 'Task' }) as { States: JsonObject }) };
    const end = { Type: 'Pass', Next: 'S199' };
    const second = workflowOf({ ...next, States: { ...next.States, S199: end } } as JsonObject);
    const after = await page.layout(reuse(first, second), options);

    expect(sent()).toBeLessThan(whole.sent / 50);
    expect(answered()).toBeLessThan(whole.answered / 10);
    expect(after.nodes[7]).toBe(before.nodes[7]);
  });

  it('should not ask again for what is drawn the same, but for everything else', async () => {
    const { page, asked } = acrossBorder();
    let workflow = workflowOf(chain(5, {}));
    const steps: readonly (readonly [JsonObject, number])[] = [
      [{}, 1],
      [{ Comment: 'a' }, 1],
      [{ Type: 'Wait', Seconds: 1 }, 1],
      [{ Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'S1' }] }, 2],
      [{ Type: 'Choice', Choices: [{ Variable: '$.b', IsNull: true, Next: 'S1' }] }, 3],
      [{ Type: 'Pass', Catch: [{ ErrorEquals: ['A'], Next: 'S0' }] }, 4],
      [{ Type: 'Pass', Catch: [{ ErrorEquals: ['B'], Next: 'S0' }] }, 5],
      [{ Type: 'Succeed' }, 6],
    ];
    for (const [more, times] of steps) {
      const next = workflowOf(chain(5, more));
      workflow = reuse(workflow, next);
      const drawing = await page.layout(workflow, options);
      expect(drawing).toEqual(createLayouter(elk)(next, options));
      expect(asked(), JSON.stringify(more)).toBe(times);
    }
    await page.layout(workflow, { ...options, direction: 'RIGHT' });
    expect(asked()).toBe(7);
  });

  it('should tell everything again after a failure', async () => {
    const { page, breakDown } = acrossBorder();
    const [first, second] = ['B', 'A'].map((Next) =>
      workflowOf({ StartAt: 'A', States: { A: { Type: 'Pass', Next }, B: { Type: 'Succeed' } } }),
    ) as [Workflow, Workflow];
    await page.layout(first, options);
    breakDown(true);
    await expect(page.layout(reuse(first, second), options)).rejects.toThrow('died');
    breakDown(false);

    const drawing = await page.layout(reuse(first, second), options);

    expect(drawing.nodes.filter((node) => node.kind === 'state')).toHaveLength(2);
  });
});
