import type { DocumentDoor, DrawingDoor, FileDoor, RunDoor, Studio } from './types';
import type { View } from './view';

interface Parts {
  readonly document: DocumentDoor;
  readonly view: View;
  readonly drawing: DrawingDoor;
  readonly run: RunDoor;
  readonly files: FileDoor;
}

/**
 * Puts the studio together and keeps what spans its parts: the selection names states that exist, a new document
 * begins with a fresh view and no run, and the states browser makes room for a run.
 */
export function createStudio(parts: Parts): Studio {
  const { document, view, run } = parts;
  /** Whether the bottom panel is only open because a run began. */
  let openedByRun = false;
  const foldAgain = (): void => {
    if (openedByRun) view.set({ bottom: null });
    openedByRun = false;
  };
  document.onTransaction((transaction) => {
    if (!transaction.loaded) return;
    run.clear();
    foldAgain();
    view.select([], 'other');
    view.set({ collapsed: [], info: null, problem: null, drag: null, inspectorTab: 'configuration' });
  });
  document.store.subscribe((state, before) => {
    if (state.workflow === before.workflow) return;
    const { selection, selectedBy, collapsed } = view.store.getState();
    const there = selection.filter((pointer) => state.workflow.states.has(pointer));
    if (there.length < selection.length) view.select(there, selectedBy);
    const folded = collapsed.filter((pointer) => state.workflow.states.has(pointer));
    if (folded.length < collapsed.length) view.set({ collapsed: folded });
  });
  view.store.subscribe((state, before) => {
    // The user has folded it, or shows the problems in it: it is theirs.
    if (openedByRun && state.bottom !== 'simulation' && before.bottom === 'simulation') openedByRun = false;
  });
  run.store.subscribe((state, before) => {
    const running = state.run !== null && state.status !== 'not-started';
    view.setRunning(running);
    if (running && state.run !== before.run) {
      openedByRun ||= view.store.getState().bottom === null;
      showRun(view);
    }
    if (!running && before.run !== null) foldAgain();
    if (!running && before.run !== null && view.store.getState().inspectorTab === 'run') {
      view.set({ inspectorTab: 'configuration' });
    }
  });
  return parts;
}

/** A run that begins is shown: its timeline, unless the user watches another of its sides, and the state's Run tab. */
function showRun(view: View): void {
  const { bottomTab } = view.store.getState();
  const watching = bottomTab !== 'input' && bottomTab !== 'mocks';
  view.set({
    bottom: 'simulation',
    bottomTab: watching ? bottomTab : 'timeline',
    inspectorTab: 'run',
  });
}
