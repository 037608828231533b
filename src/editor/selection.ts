import type { DocumentState, Studio } from '../studio/types';
import type { EditorBinding } from './binding';
import type { Monaco } from './monaco';

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

/**
 * Keeps the cursor and the selected state together: the cursor's place selects its state, and a state selected
 * elsewhere is brought into view and marked in the margin without taking the focus.
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
  });
  const stopReveal = view.onReveal((request) => {
    if (request.kind === 'text') void revealText(request.path, request.focus);
  });

  async function revealText(path: readonly (string | number)[] | undefined, focus: boolean): Promise<void> {
    await document.caughtUp();
    const state = document.store.getState();
    const place = path
      ? await document.language.rangeAt(state.revision, path, 'value').catch(() => null)
      : null;
    if (place) {
      const range = binding.rangeOf(place);
      editor.setSelection(range.collapseToStart());
      editor.revealRangeInCenterIfOutsideViewport(range);
    } else reveal();
    if (focus) editor.focus();
  }

  showMark();
  reveal();
  return () => {
    cursor.dispose();
    stopView();
    stopDocument();
    stopReveal();
    mark.clear();
  };
}
