import { type Problem, problemKey } from '../model/problem';
import type { Studio } from '../studio/types';
import type { Action } from './types';

/** Goes to a problem: its state is selected, its place shown in the text, its fixes in Problems. */
export function goToProblem(studio: Studio, problem: Problem): void {
  studio.view.select(problem.state === null ? [] : [problem.state], 'problems');
  studio.view.set({
    problem: problemKey(problem),
    bottom: 'problems',
    info: { kind: 'problem', code: problem.code },
  });
  studio.view.reveal({
    kind: 'text',
    pointer: problem.state ?? '',
    path: problem.path,
    focus: false,
  });
}

function step(studio: Studio, by: 1 | -1): void {
  const { problems } = studio.document.store.getState();
  if (problems.length === 0) return;
  const current = studio.view.store.getState().problem;
  const at = problems.findIndex((problem) => problemKey(problem) === current);
  const next = at < 0 ? (by === 1 ? 0 : problems.length - 1) : (at + by + problems.length) % problems.length;
  const problem = problems[next];
  if (problem) goToProblem(studio, problem);
}

/** The problem whose first fix is meant: the one that is shown, or the first of the selected state. */
function problemAtHand(studio: Studio): Problem | undefined {
  const { problems } = studio.document.store.getState();
  const { problem: shown, selection } = studio.view.store.getState();
  const selected = selection.at(-1);
  const ofState = problems.filter(({ state, fixes }) => state === selected && fixes.length > 0);
  const found = problems.find((problem) => problemKey(problem) === shown);
  const fits = found && (selected === undefined || found.state === selected);
  return fits && found.fixes.length > 0 ? found : ofState[0];
}

async function fix(studio: Studio): Promise<void> {
  const [first] = problemAtHand(studio)?.fixes ?? [];
  if (!first) return;
  const result = await studio.document.performChange(first.change, 'problems');
  if (!result.ok) studio.view.notify(result.reason, 'error');
}

const hasProblems = (studio: Studio): boolean => studio.document.store.getState().problems.length > 0;

export const goToActions: readonly Action[] = [
  {
    id: 'goTo.state',
    label: 'Find a state',
    category: 'Go to',
    icon: 'Search',
    shortcuts: ['Mod+F'],
    enabled: (studio) => studio.document.store.getState().workflow.states.size > 0,
    perform: (studio) => studio.view.set({ dialog: 'find' }),
  },
  {
    id: 'goTo.fix',
    label: 'Fix the selected problem',
    category: 'Edit',
    icon: 'Lightbulb',
    shortcuts: ['Mod+.'],
    enabled: (studio) => problemAtHand(studio) !== undefined,
    perform: fix,
  },
  {
    id: 'goTo.nextProblem',
    label: 'Go to the next problem',
    category: 'Go to',
    icon: 'ArrowRight',
    shortcuts: ['Alt+F8'],
    scope: 'everywhere',
    enabled: hasProblems,
    perform: (studio) => step(studio, 1),
  },
  {
    id: 'goTo.previousProblem',
    label: 'Go to the previous problem',
    category: 'Go to',
    icon: 'ArrowRight',
    shortcuts: ['Shift+Alt+F8'],
    scope: 'everywhere',
    enabled: hasProblems,
    perform: (studio) => step(studio, -1),
  },
  {
    id: 'goTo.start',
    label: 'Go to the first state',
    category: 'Go to',
    icon: 'Workflow',
    enabled: (studio) => studio.document.store.getState().workflow.root.start?.target != null,
    perform: (studio) => {
      const target = studio.document.store.getState().workflow.root.start?.target;
      if (target != null) studio.view.select([target], 'other');
    },
  },
];
