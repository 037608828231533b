import { describe, expect, it } from 'vitest';
import { endOfMainPath, insertCommand } from '../../src/actions/insert';
import type { JsonObject } from '../../src/base/json';
import { createLanguageHere } from '../../src/language/language.client';
import type { Workflow } from '../../src/model/workflow';

async function workflowOf(definition: JsonObject): Promise<Workflow> {
  const text = JSON.stringify(definition);
  return (await createLanguageHere().parse({ text, format: 'json', revision: 1 })).workflow;
}

const chain = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } },
};

describe('inserting', () => {
  it('should find the end of the main path before the state that ends it', async () => {
    expect(endOfMainPath(await workflowOf(chain))).toEqual({ kind: 'after', state: '/States/B' });
  });

  it('should find the start of an empty workflow, and not be caught in a loop', async () => {
    expect(endOfMainPath(await workflowOf({ StartAt: '', States: {} }))).toEqual({
      kind: 'start',
      machine: '',
    });
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
    expect(endOfMainPath(await workflowOf(loop))).toEqual({ kind: 'after', state: '/States/B' });
  });

  it('should add one state between its place and what follows', async () => {
    const item = { label: 'Wait', detail: '', name: 'Wait', state: { Type: 'Wait', Seconds: 5 } };
    const result = insertCommand({ kind: 'after', state: '/States/A' }, item)(await workflowOf(chain));

    expect(result).toMatchObject({ ok: true, change: { select: '/States/Wait' } });
  });

  it('should add all states of a block in one change', async () => {
    const item = {
      label: 'Block',
      detail: '',
      name: 'First',
      state: { Type: 'Pass', Next: 'Second' },
      others: { Second: { Type: 'Pass' } },
    };
    const result = insertCommand({ kind: 'after', state: '/States/A' }, item)(await workflowOf(chain));
    if (!result.ok) throw new Error(result.reason);

    const added = JSON.stringify(result.change.ops);
    expect(added).toContain('"First"');
    expect(added).toContain('"Second"');
    expect(added).toContain('"Next":"B"');
  });
});
