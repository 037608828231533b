import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/language/document';
import { renameBetween, renamedIn } from '../../src/studio/runRenames';
import { newBook, type ScenarioBook } from '../../src/studio/runScenarios';

const workflow = (states: object) =>
  parseDocument(JSON.stringify({ StartAt: Object.keys(states)[0], States: states }), 'json').workflow;

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const map = (inner: string) => ({
  Type: 'Map',
  ItemProcessor: { StartAt: inner, States: { [inner]: task } },
  End: true,
});

const book: ScenarioBook = {
  ...newBook,
  entries: [
    {
      name: 'One',
      input: '{}',
      mocks: {
        tasks: { Charge: [{ return: 1 }], Other: [{ return: 2 }] },
        nested: { Charge: 'payments' },
      },
      testInputs: { Charge: '{"a": 1}' },
    },
  ],
  stops: [
    { id: 'b1', enabled: true, kind: 'state', state: '/States/Charge' },
    { id: 'b2', enabled: true, kind: 'error', state: null, error: 'States.ALL' },
  ],
};

describe('a renamed state', () => {
  it('should take its breakpoints, mocks and test inputs along', () => {
    const rename = renameBetween(workflow({ Charge: task, End: task }), workflow({ Pay: task, End: task }));

    const renamed = rename && renamedIn(book, rename);

    expect(renamed?.entries[0]?.mocks.tasks).toEqual({ Pay: [{ return: 1 }], Other: [{ return: 2 }] });
    expect(renamed?.entries[0]?.mocks.nested).toEqual({ Pay: 'payments' });
    expect(renamed?.entries[0]?.testInputs).toEqual({ Pay: '{"a": 1}' });
    expect(renamed?.stops.map(({ state }) => state)).toEqual(['/States/Pay', null]);
  });

  it('should take along what stands inside it', () => {
    const rename = renameBetween(workflow({ Each: map('In') }), workflow({ All: map('In') }));
    const inside = '/States/Each/ItemProcessor/States/In';
    const stops = [{ id: 'b1', enabled: true, kind: 'state', state: inside } as const];

    expect(rename && renamedIn({ ...newBook, stops }, rename).stops[0]?.state).toBe(
      '/States/All/ItemProcessor/States/In',
    );
  });

  it('should leave alone what was added, removed or moved, and names that are in use', () => {
    const before = workflow({ Charge: task, End: task });
    expect(renameBetween(before, workflow({ Charge: task }))).toBeNull();
    expect(renameBetween(before, workflow({ A: task, B: task }))).toBeNull();
    expect(
      renameBetween(workflow({ Each: map('In'), A: task }), workflow({ Each: map('In'), B: task })),
    ).toMatchObject({
      to: { name: 'B' },
    });
    const rename = renameBetween(before, workflow({ Other: task, End: task }));
    expect(rename && renamedIn(book, rename).entries[0]?.mocks.tasks).toEqual(book.entries[0]?.mocks.tasks);
  });

  it('should change nothing in a book that knows nothing of it', () => {
    const rename = renameBetween(workflow({ A: task }), workflow({ B: task }));
    expect(rename && renamedIn(book, rename)).toBe(book);
  });
});
