import { type Problem, problemKey } from '../model/problem';
import type { DocumentState } from '../studio/documentDoor';
import type { Studio } from '../studio/types';
import type { EditorBinding } from './binding';
import type { Monaco } from './monaco';
import { revealSensibly } from './reveal';

type CodeEditor = ReturnType<Monaco['editor']['create']>;
type Ranges = DocumentState['ranges'];

/** Pointer of the innermost state whose text holds an offset; null outside of every state. */
export function stateAt(ranges: Ranges, offset: number): string | null {
  let best: { pointer: string; length: number } | null = null;
  for (const [pointer, range] of ranges) {
    const inside = offset >= range.offset && offset <= range.offset + range.length;
    if (inside && (!best || range.length < best.length)) best = { pointer, length: range.length };
  }
  return best?.pointer ?? null;
}

const ranks = { error: 0, warning: 1, advice: 2 };

/** The problem at a place in the text: the gravest, and of those alike the narrowest; null where there is none. */
export function problemAt(problems: readonly Problem[], offset: number): Problem | null {
  let best: Problem | null = null;
  for (const problem of problems) {
    const { range, severity } = problem;
    if (offset < range.offset || offset > range.offset + range.length) continue;
    const worse = best ? ranks[severity] - ranks[best.severity] : -1;
    if (!best || worse < 0 || (worse === 0 && range.length < best.range.length)) best = problem;
  }
  return best;
}

/**
 * Keeps the cursor and the selected state together: the cursor's place selects its state and shows its problem, and a
 * state selected elsewhere is brought into view and marked in the margin without taking the focus.
 */
export function bindSelection(studio: Studio, editor: CodeEditor, binding: EditorBinding): () => void {
  const { document, view } = studio;
  const mark = editor.createDecorationsCollection();

  const primary = () => view.store.getState().selection.at(-1) ?? null;

  const showMark = (): void => {
    const pointer = primary();
    const range = pointer === null ? undefined : document.store.getState().ranges.get(pointer);
    if (!range) {
      mark.clear();
      return;
    }
    mark.set([
      {
        range: binding.rangeOf(range),
        options: { isWholeLine: true, linesDecorationsClassName: 'asl-selected-state' },
      },
    ]);
  };

  const reveal = (): void => {
    const pointer = primary();
    const range = pointer === null ? undefined : document.store.getState().ranges.get(pointer);
    if (range)
      editor.revealRangeInCenterIfOutsideViewport(binding.rangeOf({ offset: range.offset, length: 0 }));
  };

  /** The cursor moved while the model was behind the text: its state is known only later. */
  let behind = false;
  const follow = (): void => {
    const state = document.store.getState();
    const position = editor.getPosition();
    if (!editor.hasTextFocus() || !position) return;
    behind = state.modelRevision !== state.revision;
    if (behind) return;
    const pointer = stateAt(state.ranges, binding.offsetAt(position));
    if (pointer !== primary()) view.select(pointer === null ? [] : [pointer], 'editor');
    showProblem();
  };

  /** The problem under the cursor is the one shown in the other panes; beside it the last one stays. */
  const showProblem = (): void => {
    const { problems, problemsRevision, revision } = document.store.getState();
    const position = editor.getPosition();
    if (!editor.hasTextFocus() || !position || problemsRevision !== revision) return;
    const found = problemAt(problems, binding.offsetAt(position));
    // Several may stand at one place: the one that was gone to stays.
    const shown = view.store.getState().problem;
    const offset = binding.offsetAt(position);
    const there = problems.find((problem) => problemKey(problem) === shown);
    if (!found || (there && problemAt([there], offset))) return;
    view.set({ problem: problemKey(found) });
  };
  const cursor = editor.onDidChangeCursorPosition(follow);

  const stopView = view.store.subscribe((state, before) => {
    if (state.selection === before.selection) return;
    showMark();
    if (state.selectedBy !== 'editor') reveal();
  });
  const stopDocument = document.store.subscribe((state, before) => {
    if (state.ranges !== before.ranges) showMark();
    if (behind && state.modelRevision !== before.modelRevision) follow();
    if (state.problems !== before.problems) showProblem();
  });
  reveal();
  const stopReveal = view.onReveal((request) => {
    if (request.kind === 'text') void revealText(request.path, request.focus);
    if (request.kind === 'hover') explainAtCursor(editor);
  }, 'text');

  async function revealText(path: readonly (string | number)[] | undefined, focus: boolean): Promise<void> {
    await document.caughtUp();
    const state = document.store.getState();
    const place = path
      ? await document.language.rangeAt(state.revision, path, 'value').catch(() => null)
      : null;
    if (place) {
      const range = binding.rangeOf(place);
      editor.setSelection(range.collapseToStart());
      revealSensibly(editor, range);
    } else reveal();
    if (focus) editor.focus();
  }

  showMark();
  return () => {
    cursor.dispose();
    stopView();
    stopDocument();
    stopReveal();
    mark.clear();
  };
}

/** Opens the hover at the cursor as if the pointer rested there, with the focus in it; Escape leads back. */
function explainAtCursor(editor: CodeEditor): void {
  editor.focus();
  editor.trigger('keyboard', 'editor.action.showHover', { focus: 'autoFocusImmediately' });
}
