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
 * Shows messages and speaks them: politely, errors at once. The newest stays when it reports an error or offers
 * something; all others go after a while. The live regions are always there, since a region that appears together with its text is not spoken.
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
      {notices.map((notice, at) => (
        <Toast
          key={notice.key}
          notice={notice}
          newest={at === notices.length - 1}
          onDismiss={onDismiss}
          action={action(notice)}
        />
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
  readonly newest: boolean;
  readonly onDismiss: (key: number) => void;
  readonly action: ReactNode;
}

function Toast({ notice: { text, kind, key }, newest, onDismiss, action }: ToastProps) {
  // Several would cover what is below for ever: those that another follows go once there was time to read them.
  const patient = newest && (kind === 'error' || Boolean(action));
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
