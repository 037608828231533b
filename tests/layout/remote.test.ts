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
  let broken = false;
  const page = fromRemote({
    layout: async (delta, options) => {
      if (broken) throw new Error('The worker died');
      const copy = structuredClone(delta) as Parameters<RemoteLayout['layout']>[0];
      sent = JSON.stringify(copy).length;
      return structuredClone(await worker.layout(copy, options));
    },
  });
  return { page, sent: () => sent, breakDown: (is: boolean) => (broken = is) };
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

  it('should tell only what changed', async () => {
    const { page, sent } = acrossBorder();
    const chain = (length: number, comment: string): JsonObject => ({
      StartAt: 'S0',
      States: Object.fromEntries(
        Array.from({ length }, (_each, at) => [
          `S${at}`,
          { Type: 'Pass', ...(at === 3 ? { Comment: comment } : {}), Next: `S${at + 1}` },
        ]),
      ),
    });
    const first = workflowOf(chain(200, 'before'));
    await page.layout(first, options);
    const whole = sent();

    await page.layout(reuse(first, workflowOf(chain(200, 'after'))), options);

    expect(sent()).toBeLessThan(whole / 50);
  });

  it('should tell everything again after a failure', async () => {
    const { page, breakDown } = acrossBorder();
    const [first, second] = ['a', 'b'].map((Comment) =>
      workflowOf({
        StartAt: 'A',
        States: { A: { Type: 'Pass', Comment, Next: 'B' }, B: { Type: 'Succeed' } },
      }),
    ) as [Workflow, Workflow];
    await page.layout(first, options);
    breakDown(true);
    await expect(page.layout(reuse(first, second), options)).rejects.toThrow('died');
    breakDown(false);

    const drawing = await page.layout(reuse(first, second), options);

    expect(drawing.nodes.filter((node) => node.kind === 'state')).toHaveLength(2);
  });
});
