import type { ReactNode } from 'react';
import styles from './ErrorBox.module.css';
import type { MarkStatus } from './icons';

interface ErrorBoxProps {
  /** Name of the error; absent: what happened has none. */
  readonly error?: string;
  readonly cause?: string | undefined;
  /** What became of the error, in whose colours the box is; absent: it failed. */
  readonly status?: MarkStatus;
  /** A button below. */
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

/** An error with its cause, in full. */
export function ErrorBox({ error, cause, status, children, className }: ErrorBoxProps) {
  return (
    <div className={[styles.box, className].filter(Boolean).join(' ')} data-status={status}>
      {error === undefined ? null : <strong>{error}</strong>}
      {cause ? <p>{cause}</p> : null}
      {children}
    </div>
  );
}
