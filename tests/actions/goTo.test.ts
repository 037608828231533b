import { describe, expect, it } from 'vitest';
import { actionById, performAction } from '../../src/actions';
import { goToProblem, performFix, showInText } from '../../src/actions/goTo';
import { createLanguageHere } from '../../src/language/language.client';
import { problemKey } from '../../src/model/problem';
import { createDocument } from '../../src/studio/document';
import type { Transaction } from '../../src/studio/documentDoor';
import type { Studio } from '../../src/studio/types';
import { createView } from '../../src/studio/view';
import type { RevealRequest } from '../../src/studio/viewDoor';

const branch = { StartAt: 'In', States: { In: { Type: 'Wait', Seconds: -5, End: true } } };
const definition = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Next: 'Nowhere' },
    B: { Type: 'Parallel', Branches: [branch], Next: 'C' },
    C: { Type: 'Pass', Next: 'A', Comment: 3 },
  },
};
const inner = '/States/B/Branches/0/States/In';

async function studioWith(text = JSON.stringify(definition, null, 2)) {
  const document = createDocument(createLanguageHere());
  await document.load({ text, format: 'json', name: 'test' });
  await document.settled();
  const view = createView();
  const requests: RevealRequest[] = [];
  view.onReveal((request) => requests.push(request));
  // Going to problems touches the document and the view alone.
  const studio = { document, view } as unknown as Studio;
  const { problems } = document.store.getState();
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { studio, view, requests, problems, errors };
}

const press = (studio: Studio, id: string) => performAction(actionById(id), studio);

describe('going to problems', () => {
  it('should show a problem everywhere, and open the containers around its state', async () => {
    const { studio, view, requests, errors } = await studioWith();
    const problem = errors.find(({ state }) => state === inner);
    if (!problem) throw new Error('The branch has its error');
    view.set({ collapsed: ['/States/B', '/States/Other'] });

    goToProblem(studio, problem);

    expect(view.store.getState()).toMatchObject({
      selection: [inner],
      problem: problemKey(problem),
      bottom: 'problems',
      collapsed: ['/States/Other'],
    });
    expect(requests.map(({ kind, focus }) => [kind, focus])).toEqual([
      ['text', false],
      ['field', false],
      ['problems', false],
      ['state', false],
    ]);
  });

  it('should open the text to show a place in it', async () => {
    const { studio, view, requests, problems } = await studioWith();
    const [problem] = problems;
    if (!problem) throw new Error('There are problems');

    showInText(studio, problem);

    expect(view.store.getState().mode).toBe('split');
    expect(requests.at(-1)).toMatchObject({ kind: 'text', path: problem.path, focus: true });
  });

  it('should go round all problems in the order of the text, and back', async () => {
    const { studio, view, problems } = await studioWith();
    const keys = problems.map(problemKey);
    const shown = () => view.store.getState().problem;

    for (const key of [...keys, keys[0]]) {
      await press(studio, 'goTo.nextProblem');
      expect(shown()).toBe(key);
    }
    await press(studio, 'goTo.previousProblem');
    expect(shown()).toBe(keys.at(-1));
  });

  it('should begin at the selected state', async () => {
    const { studio, view, problems } = await studioWith();
    const at = (pointer: string) => problems.filter(({ state }) => state === pointer).map(problemKey);

    view.select(['/States/C'], 'canvas');
    await press(studio, 'goTo.nextProblem');
    expect(view.store.getState().problem).toBe(at('/States/C')[0]);

    view.select([inner], 'canvas');
    await press(studio, 'goTo.previousProblem');
    expect(view.store.getState().problem).toBe(at(inner).at(-1));
  });

  it('should do nothing where there is no problem', async () => {
    const { studio, view } = await studioWith('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');

    await press(studio, 'goTo.nextProblem');

    expect(view.store.getState()).toMatchObject({ problem: null, bottom: null });
  });
});

describe('fixing a text that can’t be read', () => {
  const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }, null, 2);
  const broken = text.replace('"A",', '"A"');

  it('should edit the text under the name of the fix, in one step of undo', async () => {
    const { studio } = await studioWith(text);
    const { document } = studio;
    document.editText([{ offset: text.indexOf('"A",') + 3, length: 1, text: '' }]);
    await document.settled();
    const told: Transaction[] = [];
    document.onTransaction((transaction) => told.push(transaction));
    const [problem] = document.store.getState().problems;
    const [fix] = problem?.fixes ?? [];
    expect(problem?.code).toBe('SYNTAX_COMMA');
    if (!fix) throw new Error('A missing comma has a fix');

    await performFix(studio, fix);

    expect(document.store.getState()).toMatchObject({ text, undoLabel: 'Add a comma' });
    // The editor takes it up, which it does not with what is typed there.
    expect(told.map(({ origin }) => origin)).toEqual(['problems']);
    await document.settled();
    expect(document.store.getState().problems.map(({ code }) => code)).not.toContain('SYNTAX_COMMA');
    document.undo();
    expect(document.store.getState().text).toBe(broken);
  });

  it('should change nothing when the text was changed since, and say so', async () => {
    const { studio, view } = await studioWith(broken);
    const { document } = studio;
    const [fix] = document.store.getState().problems[0]?.fixes ?? [];
    if (!fix) throw new Error('A missing comma has a fix');
    document.editText([{ offset: 0, length: 0, text: '\n\n' }]);

    await performFix(studio, fix);

    expect(document.store.getState().text).toBe(`\n\n${broken}`);
    expect(view.store.getState().notices.at(-1)?.text).toMatch(/^The text was changed since/);
    // Nor later, when the problem was found again at its new place.
    await document.settled();
    await performFix(studio, fix);
    expect(document.store.getState().text).toBe(`\n\n${broken}`);
  });
});
