import { type Problem, type ProblemFix, problemKey, type TextFix } from '../model/problem';
import type { Studio } from '../studio/types';
import type { Action } from './types';

/**
 * Goes to a problem: its state is selected and in view, its place shown in the text and among the fields, its fixes in
 * Problems. The focus stays in the pane that has it, and moves along there.
 */
export function goToProblem(studio: Studio, problem: Problem): void {
  const { view } = studio;
  unfoldAround(studio, problem.state);
  view.select(problem.state === null ? [] : [problem.state], 'problems');
  view.set({
    problem: problemKey(problem),
    bottom: 'problems',
    info: { kind: 'problem', code: problem.code },
  });
  const place = { pointer: problem.state ?? '', path: problem.path, focus: false };
  view.reveal({ kind: 'text', ...place });
  view.reveal({ kind: 'field', ...place });
  view.reveal({ kind: 'problems', ...place });
  if (problem.state !== null) view.reveal({ kind: 'state', ...place });
}

/** Goes to a problem's place in the text, which is opened for it. */
export function showInText(studio: Studio, problem: Problem): void {
  goToProblem(studio, problem);
  if (studio.view.store.getState().mode === 'design') studio.view.set({ mode: 'split' });
  const pointer = problem.state ?? '';
  studio.view.reveal({ kind: 'text', pointer, path: problem.path, focus: true });
}

/** Opens Problems and puts the focus there: at the problem that is shown, or the first of the selected state. */
export function openProblems(studio: Studio): void {
  studio.view.set({ bottom: 'problems' });
  studio.view.reveal({ kind: 'problems', pointer: '', focus: true });
}

/** Performs a fix of a problem; a refusal becomes a notice. */
export async function performFix(studio: Studio, fix: ProblemFix): Promise<void> {
  if ('edits' in fix) {
    if (isOfPresentText(studio, fix))
      studio.document.editText(fix.edits, fix.title.replace(/[“”]/g, ''), 'problems');
    else studio.view.notify('The text was changed since the problem was found. Try it again.', 'error');
    return;
  }
  const result = await studio.document.performChange(fix.change, 'problems');
  if (!result.ok) studio.view.notify(result.reason, 'error');
}

/** Whether a fix is one of those of the text as it is now; its edits would fall on other characters otherwise. */
function isOfPresentText(studio: Studio, fix: TextFix): boolean {
  const { problems, problemsRevision, revision } = studio.document.store.getState();
  const fixes = problems.flatMap((problem) => problem.fixes);
  return problemsRevision === revision && fixes.some((each) => 'edits' in each && sameFix(each, fix));
}

const sameFix = (left: TextFix, right: TextFix): boolean =>
  left.title === right.title && JSON.stringify(left.edits) === JSON.stringify(right.edits);

/** A state in a folded container is not drawn: the containers around it are opened. */
function unfoldAround(studio: Studio, pointer: string | null): void {
  if (pointer === null) return;
  const { collapsed } = studio.view.store.getState();
  const open = collapsed.filter((container) => !pointer.startsWith(`${container}/`));
  if (open.length < collapsed.length) studio.view.set({ collapsed: open });
}

function step(studio: Studio, by: 1 | -1): void {
  const problem = nextProblem(studio, by);
  if (problem) goToProblem(studio, problem);
}

/**
 * The problem after or before the one that is shown, in the order of the text and round its end. When none is shown it
 * is the selected state's own, or the nearest after or before that state.
 */
function nextProblem(studio: Studio, by: 1 | -1): Problem | undefined {
  const { problems, ranges } = studio.document.store.getState();
  const { problem: shown, selection } = studio.view.store.getState();
  const at = shown === null ? -1 : problems.findIndex((problem) => problemKey(problem) === shown);
  if (at >= 0) return problems.at((at + by) % problems.length);
  const selected = ranges.get(selection.at(-1) ?? '');
  if (!selected) return problems.at(by === 1 ? 0 : -1);
  return by === 1
    ? (problems.find(({ range }) => range.offset >= selected.offset) ?? problems[0])
    : (problems.findLast(({ range }) => range.offset < selected.offset + selected.length) ?? problems.at(-1));
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
  if (first) await performFix(studio, first);
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
    icon: 'ArrowDown',
    shortcuts: ['F8'],
    scope: 'everywhere',
    enabled: hasProblems,
    perform: (studio) => step(studio, 1),
  },
  {
    id: 'goTo.previousProblem',
    label: 'Go to the previous problem',
    category: 'Go to',
    icon: 'ArrowUp',
    shortcuts: ['Shift+F8'],
    scope: 'everywhere',
    enabled: hasProblems,
    perform: (studio) => step(studio, -1),
  },
  {
    id: 'goTo.hover',
    label: 'Explain what is at the cursor in the text',
    category: 'Go to',
    icon: 'Info',
    shortcuts: ['Mod+I'],
    scope: 'everywhere',
    enabled: (studio) => studio.view.store.getState().mode !== 'design',
    perform: (studio) => {
      // Ctrl K Ctrl I is how other editors ask: by then the palette is open.
      if (studio.view.store.getState().dialog === 'palette') studio.view.set({ dialog: null });
      studio.view.reveal({ kind: 'hover', pointer: '', focus: true });
    },
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
