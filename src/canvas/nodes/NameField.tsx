import { type KeyboardEvent, useRef } from 'react';
import type { State } from '../../model/workflow';
import { useCanvas } from '../state';
import styles from './tools.module.css';

/** The name edited on the card: Enter or leaving keeps it, Escape takes it back. */
export function NameField({ state }: { readonly state: State }) {
  const { act } = useCanvas();
  const done = useRef(false);
  const finish = (name: string | null) => {
    if (done.current) return;
    done.current = true;
    act.endRename(state, name);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish(event.currentTarget.value);
    if (event.key === 'Escape') finish(null);
  };
  return (
    <input
      className={styles.nameField}
      defaultValue={state.name}
      maxLength={80}
      aria-label={`New name of ${state.name}`}
      spellCheck={false}
      ref={(input) => {
        if (!input || document.activeElement === input || done.current) return;
        input.focus({ preventScroll: true });
        input.select();
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
