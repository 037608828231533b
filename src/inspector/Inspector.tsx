import { useDeferredValue, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { isWithin } from '../base/pointer';
import type { Problem } from '../model/problem';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { EmptyState } from '../ui';
import styles from './Inspector.module.css';
import { revealField } from './revealField';
import { StateInspector } from './StateInspector';
import { useProblems } from './useField';
import { WorkflowInspector } from './WorkflowInspector';

/** The fields of the selected state; of the workflow when nothing is selected. */
export function Inspector({ studio }: { readonly studio: Studio }) {
  const pane = useRef<HTMLElement>(null);
  const selection = useStore(studio.view.store, (state) => state.selection);
  const pointer = selection.at(-1) ?? null;
  const state = useStore(studio.document.store, ({ workflow }) =>
    pointer === null ? null : (workflow.states.get(pointer) ?? null),
  );
  // The fields follow a moment later: neither the canvas nor a key waits for them.
  const shown = useDeferredValue(state);
  const own = useProblems(studio, (problem) => shown !== null && isOwn(problem, shown));
  const problems = useDeferredValue(own);

  useEffect(
    () =>
      studio.view.onReveal((request) => {
        if (request.kind !== 'field') return;
        // The focus moves along with a request from elsewhere when it is here.
        const focus = request.focus || pane.current?.contains(document.activeElement) === true;
        revealField(pane, request.pointer, request.path, focus);
      }, 'field'),
    [studio],
  );

  return (
    <section className={styles.pane} aria-label="Inspector" data-inspected={shown?.pointer ?? ''} ref={pane}>
      {selection.length > 1 ? (
        <EmptyState text={`${selection.length} states are selected. Select one to see its fields.`} />
      ) : shown ? (
        <StateInspector key={shown.pointer} studio={studio} state={shown} problems={problems} />
      ) : (
        <WorkflowInspector studio={studio} />
      )}
    </section>
  );
}

/** Whether a problem belongs to a state, and not to one inside it. */
function isOwn(problem: Problem, state: State): boolean {
  return problem.state === state.pointer && isWithin(problem.path, state.path);
}
