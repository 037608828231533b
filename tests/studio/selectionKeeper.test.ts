import { describe, expect, it } from 'vitest';
import { createLanguageHere } from '../../src/language/language.client';
import { addState, deleteStates, renameState } from '../../src/model/commands';
import { createDocument } from '../../src/studio/document';
import { keepSelection } from '../../src/studio/selectionKeeper';
import { createView } from '../../src/studio/view';

const definition = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Pass', Next: 'C' },
    C: { Type: 'Pass', End: true },
  },
};

async function open() {
  const document = createDocument(createLanguageHere());
  const view = createView();
  keepSelection(document, view);
  await document.load({ text: JSON.stringify(definition, null, 2), format: 'json', name: 'test' });
  const remove = (...pointers: string[]) => document.perform(deleteStates(pointers), 'canvas');
  const undo = () => {
    document.undo();
    return document.caughtUp();
  };
  const redo = () => {
    document.redo();
    return document.caughtUp();
  };
  return { document, view, remove, undo, redo, selection: () => view.store.getState().selection };
}

describe('the selection', () => {
  it('should lose states that are deleted, and select them again when undo brings them back', async () => {
    const { view, remove, undo, redo, selection } = await open();
    view.select(['/States/A', '/States/B'], 'canvas');
    expect((await remove('/States/A', '/States/B')).ok).toBe(true);
    expect(selection()).toEqual([]);
    view.select(['/States/C'], 'canvas');
    await undo();
    expect(selection()).toEqual(['/States/A', '/States/B']);
    await redo();
    expect(selection()).toEqual([]);
    await undo();
    expect(selection()).toEqual(['/States/A', '/States/B']);
  });

  it('should go back delete by delete', async () => {
    const { view, remove, undo, selection } = await open();
    for (const pointer of ['/States/A', '/States/B']) {
      view.select([pointer], 'canvas');
      await remove(pointer);
    }
    await undo();
    expect(selection()).toEqual(['/States/B']);
    await undo();
    expect(selection()).toEqual(['/States/A']);
  });

  it('should be that of the state under its old name when undo takes a rename back', async () => {
    const { document, view, undo, selection } = await open();
    view.select(['/States/B'], 'canvas');
    await document.perform(renameState('/States/B', 'Other'), 'canvas');
    view.select(['/States/Other'], 'canvas');
    await undo();
    expect(selection()).toEqual(['/States/B']);
  });

  it('should stay when undo brings back what was not selected, or when a state of the name is made anew', async () => {
    const { document, view, remove, undo, selection } = await open();
    view.select(['/States/C'], 'canvas');
    await remove('/States/B');
    await undo();
    expect(selection()).toEqual(['/States/C']);

    view.select(['/States/B'], 'canvas');
    await remove('/States/B');
    view.select(['/States/C'], 'canvas');
    const item = { name: 'B', state: { Type: 'Pass' } };
    await document.perform(addState({ kind: 'after', state: '/States/A' }, item), 'canvas');
    expect(document.store.getState().workflow.states.has('/States/B')).toBe(true);
    expect(selection()).toEqual(['/States/C']);
  });

  it('should know nothing of another document', async () => {
    const { document, view, remove, undo, selection } = await open();
    view.select(['/States/B'], 'canvas');
    await remove('/States/B');
    await document.load({ text: JSON.stringify(definition), format: 'json', name: 'other' });
    await remove('/States/B');
    view.select(['/States/C'], 'canvas');
    await undo();
    expect(selection()).toEqual(['/States/C']);
  });
});
