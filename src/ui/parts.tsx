import type { ReactNode } from 'react';
import styles from './parts.module.css';

type Tone = 'plain' | 'error' | 'warning' | 'accent' | 'succeeded';

/** A count or a word on a soft ground. */
export function Badge({ children, tone = 'plain' }: { readonly children: ReactNode; readonly tone?: Tone }) {
  return (
    <span className={styles.count} data-tone={tone}>
      {children}
    </span>
  );
}

/** A piece of code in a sentence. */
export function Code({
  children,
  tone,
}: {
  readonly children: ReactNode;
  readonly tone?: 'number' | 'string';
}) {
  return (
    <code className={styles.code} data-tone={tone}>
      {children}
    </code>
  );
}

/** Text in which `backticks` set code, as the problems' messages have it. */
export function TextWithCode({ text }: { readonly text: string }) {
  return text.split('`').map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence keep their order
    at % 2 === 1 ? <code key={at}>{part}</code> : part,
  );
}

interface EmptyProps {
  /** One line: what will stand here, and how to fill it. */
  readonly text: ReactNode;
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
}

/** What a panel shows while it has nothing. */
export function EmptyState({ text, icon, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <p>{text}</p>
      {action}
    </div>
  );
}

/** A place held in its final size while something loads. Shows itself only after 300 ms. */
export function Skeleton({
  width = '100%',
  height = 16,
}: {
  readonly width?: number | string;
  readonly height?: number | string;
}) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden="true" />;
}

/** Several lines held while a panel loads, spoken as `Loading`. */
export function SkeletonLines({
  lines = 5,
  label = 'Loading',
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  return (
    <div role="status" aria-label={label} className={styles.skeletonLines}>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
        <Skeleton key={at} width={`${88 - ((at * 17) % 40)}%`} />
      ))}
    </div>
  );
}

/** A line between groups of controls. */
export function Separator({ vertical = false }: { readonly vertical?: boolean }) {
  return <div aria-hidden="true" className={vertical ? styles.separatorVertical : styles.separator} />;
}

/** A link to a page outside, marked as such. */
export function ExternalLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={styles.external}>
      {children}
      <svg viewBox="0 0 24 24" width={12} height={12} aria-hidden="true">
        <path
          d="M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
  );
}
