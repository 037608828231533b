import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RuleAnswer } from '../../engine/messages';
import type { State } from '../../model/workflow';
import type { Studio } from '../../studio/types';

/** What the rules of a Choice gave in its visit that is shown, or in its last one; empty before a run. */
export function useRuleAnswers(studio: Studio, state: State | null): readonly RuleAnswer[] {
  const pointer = state?.type === 'Choice' ? state.pointer : null;
  const visit = useStore(studio.run.store, ({ visits, selectedVisit }) => {
    if (pointer === null) return undefined;
    const chosen = visits.find((each) => each.id === selectedVisit && each.state === pointer);
    return chosen ?? visits.findLast((each) => each.state === pointer && each.end !== null);
  });
  const [answers, setAnswers] = useState<readonly RuleAnswer[]>(none);
  useEffect(() => {
    if (!visit) {
      setAnswers(none);
      return undefined;
    }
    let wanted = true;
    void studio.run.stateData(visit.id).then((data) => {
      if (wanted) setAnswers(data?.rules ?? none);
    });
    return () => {
      wanted = false;
    };
  }, [studio, visit]);
  return answers;
}

const none: readonly RuleAnswer[] = [];
