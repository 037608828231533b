import type { DocumentDoor } from './documentDoor';
import type { RunDoor } from './runDoor';
import { keepSelection } from './selectionKeeper';
import type { DrawingDoor, FileDoor, Studio } from './types';
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
  document.onTransaction((transaction) => {
    if (!transaction.loaded) return;
    run.clear();
    view.select([], 'other');
    view.set({ collapsed: [], info: null, problem: null, drag: null, inspectorTab: 'configuration' });
  });
  keepSelection(document, view);
  document.store.subscribe((state, before) => {
    if (state.workflow === before.workflow) return;
    const { collapsed } = view.store.getState();
    const folded = collapsed.filter((pointer) => state.workflow.states.has(pointer));
    if (folded.length < collapsed.length) view.set({ collapsed: folded });
  });
  run.store.subscribe((state, before) => {
    const running = state.run !== null && state.status !== 'not-started';
    view.setRunning(running);
    // What a run did comes first while there is one.
    if (running && state.run !== before.run) view.set({ inspectorTab: 'run' });
    if (!running && before.run !== null && view.store.getState().inspectorTab === 'run') {
      view.set({ inspectorTab: 'configuration' });
    }
  });
  return parts;
}
