import { useStore } from 'zustand';
import type { Visit } from '../engine/messages';
import type { State } from '../model/workflow';
import { findVisit } from '../studio/runFold';
import type { Studio } from '../studio/types';

/** The visit of a state that is shown, else its last one; undefined before a run has come by. */
export function useShownVisit(studio: Studio, state: State | null): Visit | undefined {
  const pointer = state?.pointer ?? null;
  return useStore(studio.run.store, ({ visits, selectedVisit }) => {
    if (pointer === null) return undefined;
    const chosen = selectedVisit === null ? undefined : findVisit(visits, selectedVisit);
    return chosen?.state === pointer ? chosen : visits.findLast((each) => each.state === pointer);
  });
}
