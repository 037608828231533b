import type { ReactNode } from 'react';
import styles from './icons.module.css';

export type MarkStatus =
  | 'running'
  | 'paused'
  | 'retrying'
  | 'succeeded'
  | 'caught'
  | 'failed'
  | 'timed-out'
  | 'aborted'
  | 'pending';

const disc = <circle cx="8" cy="8" r="7" fill="currentColor" />;
const stroke = {
  fill: 'none',
  stroke: 'var(--mark-on, var(--status-on))',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** Each status has a shape of its own, so that it can be told without its colour. */
const marks: Record<MarkStatus, ReactNode> = {
  running: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity=".3" />
      <path
        className={styles.turning}
        d="M8 2a6 6 0 0 1 6 6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <circle cx="8" cy="8" r="2.2" fill="currentColor" />
    </>
  ),
  paused: (
    <>
      {disc}
      <path d="M6.2 5.4v5.2M9.8 5.4v5.2" {...stroke} />
    </>
  ),
  retrying: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="4" fill="currentColor" />
      <path d="M11.2 8a3.2 3.2 0 1 1-1-2.3l1 1M11.2 4.4v2.3H8.9" {...stroke} strokeWidth={1.6} />
    </>
  ),
  succeeded: (
    <>
      {disc}
      <path d="m5 8.2 2.1 2.1L11 6.2" {...stroke} />
    </>
  ),
  caught: (
    <>
      <path d="M8 .8 14 3v4.8c0 3.4-2.5 6-6 7.4-3.5-1.4-6-4-6-7.4V3z" fill="currentColor" />
      <path d="M8 4.6v3.8M8 11.1v.1" {...stroke} />
    </>
  ),
  failed: (
    <>
      <path d="M5.1 1h5.800L15 5.100v5.800L10.9 15H5.100L1 10.900V5.100z" fill="currentColor" />
      <path d="m5.9 5.9 4.2 4.200M10.1 5.900l-4.2 4.2" {...stroke} />
    </>
  ),
  'timed-out': (
    <>
      {disc}
      <path d="M8 4.600V8l2.3 1.7" {...stroke} />
    </>
  ),
  aborted: (
    <>
      {disc}
      <rect x="5.4" y="5.4" width="5.2" height="5.2" rx="1" fill="var(--mark-on, var(--status-on))" />
    </>
  ),
  pending: <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

interface MarkProps {
  readonly size?: number;
  /** Spoken instead of the shape; absent: the mark is decoration beside a word. */
  readonly label?: string;
  readonly className?: string;
}

/** The mark of a run status, in its colour. */
export function StatusMark({
  status,
  still = false,
  size = 16,
  label,
  className = '',
}: MarkProps & { readonly status: MarkStatus; readonly still?: boolean }) {
  const name = status === 'pending' ? 'aborted' : status;
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={className}
      data-mark={status}
      data-still={still || undefined}
      style={{ color: `var(--status-${name})` }}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {marks[status]}
    </svg>
  );
}

const severityMarks: Record<'error' | 'warning' | 'advice', ReactNode> = {
  error: (
    <>
      {disc}
      <path d="M8 4.300v4.200M8 11.400v.1" {...stroke} />
    </>
  ),
  warning: (
    <>
      <path
        d="M8 1.6 15 14H1z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M8 6.200v3.300M8 12.100v.1" {...stroke} />
    </>
  ),
  advice: (
    <>
      {disc}
      <path d="M8 7.600v3.700M8 4.700v.1" {...stroke} />
    </>
  ),
};

/** The mark of a problem's severity, in its colour. */
export function SeverityMark({
  severity,
  size = 16,
  label,
  className = '',
}: MarkProps & { readonly severity: 'error' | 'warning' | 'advice' }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={className}
      data-severity={severity}
      style={{ color: `var(--${severity})` }}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {severityMarks[severity]}
    </svg>
  );
}
