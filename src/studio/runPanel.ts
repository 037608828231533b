import type { StoreApi } from 'zustand/vanilla';
import type { RunState } from './runDoor';
import type { ViewDoor } from './viewDoor';

/**
 * Opens the bottom panel for the first run of a session when it is closed, so that one sees where a run is shown; a
 * failure turns it to the events. A panel that the user opened, closed or turned is left alone.
 */
export function openForFirstRun(run: StoreApi<RunState>, view: ViewDoor): () => void {
  const end = run.subscribe((now, before) => {
    if (now.run !== null && before.run === null) {
      if (view.store.getState().bottom !== null) return end();
      view.set({ bottom: 'simulation', bottomTab: 'timeline' });
    }
    if (now.outcome === null) return;
    const { bottom, bottomTab } = view.store.getState();
    const failed = now.outcome.status === 'failed' || now.outcome.status === 'timed-out';
    if (failed && bottom === 'simulation' && bottomTab === 'timeline') view.set({ bottomTab: 'events' });
    end();
  });
  return end;
}
