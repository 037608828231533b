import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { StartRequest } from '../../src/engine/startMessages';
import { createLanguageHere } from '../../src/language/language.client';
import { createDocument } from '../../src/studio/document';
import { createRun } from '../../src/studio/run';
import { editActive, newBook, scenarioState, writeBook } from '../../src/studio/runScenarios';
import {
  createRunWorkflows,
  givenWorkflows,
  type OtherText,
  startsOthers,
} from '../../src/studio/runWorkflows';
import { fakeEngine } from '../run/fakes';

const pass = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}';
const starter = (arn: string): string =>
  JSON.stringify({
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: arn },
        End: true,
      },
    },
  });

const other = (name: string, more: Partial<OtherText> = {}): OtherText => ({
  id: `id of ${name}`,
  name,
  text: pass,
  format: 'json',
  type: 'STANDARD',
  where: 'tab',
  ...more,
});

async function found(text: string, others: readonly OtherText[], books: Record<string, unknown> = {}) {
  const document = createDocument(createLanguageHere());
  await document.load({ text, format: 'json', name: 'open', id: 'open' });
  const storage = { load: async (id: string) => books[id], save: async () => {} };
  const scenario = createStore(() =>
    scenarioState(editActive(newBook, { mocks: { tasks: { Mine: [{ return: 1 }] } } })),
  );
  const workflows = createRunWorkflows(document, scenario, storage, async () => others);
  return { document, all: await workflows.refresh(), workflows };
}

describe('the workflows that a run may start', () => {
  it('should be those of the open text, of other tabs and of what was open before', async () => {
    const { all, workflows } = await found(pass, [
      other('orders', { type: 'EXPRESS' }),
      other('mails', { where: 'kept' }),
      other('broken', { text: '{' }),
    ]);
    expect(all.map(({ name, from, document, type }) => [name, from, document, type])).toEqual([
      ['open', 'here', 'open', 'STANDARD'],
      ['orders', 'tab', 'orders', 'EXPRESS'],
      ['mails', 'kept', 'mails', 'STANDARD'],
    ]);
    expect(workflows.store.getState()).toBe(all);
  });

  it('should leave out the open document where it is open a second time, and the second of a name', async () => {
    const { all } = await found(pass, [
      other('again', { id: 'open' }),
      other('orders'),
      other('orders', { id: 'another', where: 'kept' }),
    ]);
    expect(all.map(({ name, from }) => [name, from])).toEqual([
      ['open', 'here'],
      ['orders', 'tab'],
    ]);
  });

  it('should have the mocks and files of their own active scenario', async () => {
    const mocks = { tasks: { A: [{ return: 'own' }] } };
    const file = { place: 'b/k', size: 3, content: new Blob(['own']) };
    const book = writeBook(editActive(newBook, { mocks, files: [file] }));
    const { all } = await found(pass, [other('orders')], { 'id of orders': book });
    expect(all.map((each) => each.mocks)).toEqual([{ tasks: { Mine: [{ return: 1 }] } }, mocks]);
    expect(Object.keys(givenWorkflows(all).files)).toEqual(['b/k']);
  });

  it('should be none but the own ones when the others can not be had', async () => {
    const document = createDocument(createLanguageHere());
    await document.load({ text: pass, format: 'json', name: 'open', id: 'open' });
    const scenario = createStore(() => scenarioState(newBook));
    const storage = { load: async () => undefined, save: async () => {} };
    const workflows = createRunWorkflows(document, scenario, storage, async () => {
      throw new Error('no storage');
    });
    expect((await workflows.refresh()).map(({ name }) => name)).toEqual(['open']);
  });
});

describe('starting a run that may start others', () => {
  async function started(text: string) {
    const document = createDocument(createLanguageHere());
    const seen: StartRequest[] = [];
    let asked = 0;
    const engine = fakeEngine({
      start: async (request) => {
        seen.push(request);
        return { run: 1 };
      },
    });
    const run = createRun({
      document,
      connectEngine: () => engine.client,
      storage: { load: async () => undefined, save: async () => {} },
      otherTexts: async () => {
        asked += 1;
        return [other('orders')];
      },
    });
    await document.load({ text, format: 'json', name: 'open', id: 'open' });
    expect(asked).toBe(0);
    await run.start();
    run.dispose();
    return { seen, asked };
  }

  it('should hand the workflows over, and only then look for them', async () => {
    const { seen, asked } = await started(
      starter('arn:aws:states:us-east-1:123456789012:stateMachine:orders'),
    );
    expect(seen[0]?.workflows?.map(({ name }) => name)).toEqual(['open', 'orders']);
    expect(asked).toBe(1);
  });

  it('should not look for any where no task starts one', async () => {
    const { seen, asked } = await started(pass);
    expect(seen[0]).not.toHaveProperty('workflows');
    expect(asked).toBe(0);
  });

  it('should know such tasks, and no others', async () => {
    const { document } = await found(starter('x'), []);
    expect(startsOthers(document.store.getState().workflow)).toBe(true);
    const { document: without } = await found(pass, []);
    expect(startsOthers(without.store.getState().workflow)).toBe(false);
  });
});
