import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from './Button';
import { SeverityMark, X } from './icons';
import styles from './popups.module.css';

/** A short message; `key` changes with each. */
export interface Notice {
  readonly text: string;
  readonly kind: 'info' | 'error';
  readonly key: number;
}

/**
 * Shows the newest message for a while, and speaks it: politely, errors at once. The live regions are always there,
 * since a region that appears together with its text is not spoken.
 */
export function NoticeArea({
  notice,
  action,
}: {
  readonly notice: Notice | null;
  /** A button beside the text; it gets the function that dismisses the notice. */
  readonly action?: (close: () => void) => ReactNode;
}) {
  const [gone, setGone] = useState<number | null>(null);
  const key = notice?.key;
  const patient = notice?.kind === 'error' || action;
  useEffect(() => {
    if (key === undefined || patient) return;
    const timer = setTimeout(() => setGone(key), 6000);
    return () => clearTimeout(timer);
  }, [key, patient]);
  const shown = notice && notice.key !== gone ? notice : null;
  return (
    <div className={styles.toasts}>
      <div role="status" aria-live="polite" aria-label="Messages" className="visually-hidden">
        {shown?.kind === 'info' ? shown.text : ''}
      </div>
      <div role="alert" className="visually-hidden">
        {shown?.kind === 'error' ? shown.text : ''}
      </div>
      {shown ? (
        <div key={shown.key} className={styles.toast} data-kind={shown.kind}>
          <SeverityMark severity={shown.kind === 'error' ? 'error' : 'advice'} />
          <span>{shown.text}</span>
          {action?.(() => setGone(shown.key))}
          <IconButton
            small
            label="Dismiss"
            icon={<X size={14} aria-hidden />}
            onClick={() => setGone(shown.key)}
          />
        </div>
      ) : null}
    </div>
  );
}
