import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Studio } from '../studio/types';
import { EmptyState } from '../ui';
import styles from './Inspector.module.css';
import { StateInspector } from './StateInspector';
import { WorkflowInspector } from './WorkflowInspector';

/** The fields of the selected state; of the workflow when nothing is selected. */
export function Inspector({ studio }: { readonly studio: Studio }) {
  const pane = useRef<HTMLElement>(null);
  const selection = useStore(studio.view.store, (state) => state.selection);
  const pointer = selection.at(-1) ?? null;
  const state = useStore(studio.document.store, ({ workflow }) =>
    pointer === null ? null : (workflow.states.get(pointer) ?? null),
  );

  useEffect(
    () =>
      studio.view.onReveal((request) => {
        if (request.kind !== 'field' || !request.focus) return;
        // The fields of a newly selected state are there after the next paint.
        requestAnimationFrame(() => focusField(pane.current, request.path));
      }),
    [studio],
  );

  return (
    <section className={styles.pane} aria-label="Inspector" ref={pane}>
      {selection.length > 1 ? (
        <EmptyState text={`${selection.length} states are selected. Select one to see its fields.`} />
      ) : state ? (
        <StateInspector key={state.pointer} studio={studio} state={state} />
      ) : (
        <WorkflowInspector studio={studio} />
      )}
    </section>
  );
}

/** Puts the focus on the control of the field at a path, or on the first control of the panel. */
function focusField(pane: HTMLElement | null, path: readonly (string | number)[] | undefined): void {
  const selector = 'input, textarea, select, [role="combobox"], [role="switch"], button';
  const place = path && pane?.querySelector(`[data-field="${CSS.escape(path.join('/'))}"]`);
  const body = pane?.querySelector('[data-inspector-body]');
  const first = (place ?? body)?.querySelector<HTMLElement>(
    'input, textarea, [role="combobox"], [role="switch"]',
  );
  (first ?? (place ?? body)?.querySelector<HTMLElement>(selector))?.focus();
}
