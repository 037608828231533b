import { type ReactNode, useEffect } from 'react';
import { IconButton } from './Button';
import { SeverityMark, X } from './icons';
import styles from './popups.module.css';

/** A short message; `key` changes with each. */
export interface Notice {
  readonly text: string;
  readonly kind: 'info' | 'error';
  readonly key: number;
}

interface NoticeAreaProps<N extends Notice> {
  /** Oldest first. */
  readonly notices: readonly N[];
  readonly onDismiss: (key: number) => void;
  /** A button beside the text of a notice that offers something; null where it offers nothing. */
  readonly action: (notice: N) => ReactNode;
}

/**
 * Shows messages, those that neither report an error nor offer anything for a while only, and speaks them: politely,
 * errors at once. The live regions are always there, since a region that appears together with its text is not spoken.
 */
export function NoticeArea<N extends Notice>({ notices, onDismiss, action }: NoticeAreaProps<N>) {
  return (
    <div className={styles.toasts}>
      <div role="status" aria-live="polite" aria-label="Messages" className="visually-hidden">
        <Spoken notices={notices} kind="info" />
      </div>
      <div role="alert" className="visually-hidden">
        <Spoken notices={notices} kind="error" />
      </div>
      {notices.map((notice) => (
        <Toast key={notice.key} notice={notice} onDismiss={onDismiss} action={action(notice)} />
      ))}
    </div>
  );
}

function Spoken({ notices, kind }: { readonly notices: readonly Notice[]; readonly kind: Notice['kind'] }) {
  return notices
    .filter((notice) => notice.kind === kind)
    .map((notice) => <p key={notice.key}>{notice.text}</p>);
}

interface ToastProps {
  readonly notice: Notice;
  readonly onDismiss: (key: number) => void;
  readonly action: ReactNode;
}

function Toast({ notice: { text, kind, key }, onDismiss, action }: ToastProps) {
  const patient = kind === 'error' || Boolean(action);
  useEffect(() => {
    if (patient) return;
    const timer = setTimeout(() => onDismiss(key), 6000);
    return () => clearTimeout(timer);
  }, [key, patient, onDismiss]);
  return (
    <div className={styles.toast} data-kind={kind}>
      <SeverityMark severity={kind === 'error' ? 'error' : 'advice'} />
      <span>{text}</span>
      {action}
      <IconButton small label="Dismiss" icon={<X size={14} aria-hidden />} onClick={() => onDismiss(key)} />
    </div>
  );
}
