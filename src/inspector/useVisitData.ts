import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { StateData } from '../engine/messages';
import type { State } from '../model/workflow';
import { findVisit } from '../studio/runFold';
import type { Studio } from '../studio/types';

/** The data of a state's visit that is shown, else of its last one; null before a run has come by. */
export function useVisitData(studio: Studio, state: State | null): StateData | null {
  const pointer = state?.pointer ?? null;
  const visit = useStore(studio.run.store, ({ visits, selectedVisit }) => {
    if (pointer === null) return undefined;
    const chosen = selectedVisit === null ? undefined : findVisit(visits, selectedVisit);
    return chosen?.state === pointer ? chosen : visits.findLast((each) => each.state === pointer);
  });
  const [data, setData] = useState<StateData | null>(null);
  useEffect(() => {
    if (!visit) {
      setData(null);
      return undefined;
    }
    let wanted = true;
    void studio.run.stateData(visit.id).then((next) => {
      if (wanted) setData(next);
    });
    return () => {
      wanted = false;
    };
  }, [studio, visit]);
  return data && data.visit.id === visit?.id ? data : null;
}
