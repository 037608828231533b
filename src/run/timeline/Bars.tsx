import { memo } from 'react';
import { duration } from '../../base/duration';
import type { Attempt, Visit } from '../../engine/messages';
import { stateStatusWords } from '../words';
import styles from './timeline.module.css';
import type { StateNames, TimelineRow } from './timelineRows';
import type { TimeScale } from './timeScale';

interface RowBarsProps {
  readonly row: TimelineRow;
  readonly scale: TimeScale;
  readonly now: number | null;
  readonly names: StateNames;
  readonly onChoose: (visit: number) => void;
}

/** The bars of a row: its visits, or one faint bar for what stands in the rows below. */
export const RowBars = memo(function RowBars({ row, scale, now, names, onChoose }: RowBarsProps) {
  if (row.visits.length === 0) {
    const { left, width } = place(scale, row.span.start, row.span.end ?? now ?? row.span.start);
    return (
      <span
        className={row.kind === 'lanes' ? styles.bar : styles.range}
        data-status={row.status}
        style={{ left, width }}
      />
    );
  }
  return row.visits.map((visit) => (
    <VisitBar
      key={visit.id}
      visit={visit}
      scale={scale}
      now={now}
      name={names.nameOf(visit.state)}
      waiting={names.isWait(visit.state)}
      nested={row.kind === 'lane'}
      onChoose={onChoose}
    />
  ));
});

/** Bars are at least this wide. */
const narrowest = 3;

/** A failed attempt has room for its cross. */
const crossRoom = 10;

function place(
  scale: TimeScale,
  start: number,
  end: number,
  least = narrowest,
): { left: number; width: number } {
  const left = scale.toX(start);
  return { left, width: Math.max(least, scale.toX(end) - left) };
}

/** `Wait for restock, from 0 s to 6 h, succeeded`. */
export function visitLabel(name: string, { start, end, status, error }: Visit): string {
  const until = end === null ? 'now' : duration(end);
  const how = error ? `${stateStatusWords[status]} with ${error}` : stateStatusWords[status];
  return `${name}, from ${duration(start)} to ${until}, ${how}`;
}

interface VisitBarProps {
  readonly visit: Visit;
  readonly scale: TimeScale;
  readonly now: number | null;
  readonly name: string;
  /** A Wait is grey: nothing worked. */
  readonly waiting: boolean;
  readonly nested: boolean;
  readonly onChoose: (visit: number) => void;
}

function VisitBar({ visit, scale, now, name, waiting, nested, onChoose }: VisitBarProps) {
  const end = visit.end ?? now ?? visit.start;
  const { left, width } = place(scale, visit.start, end);
  const label = visitLabel(name, visit);
  const instant = visit.end === visit.start && visit.attempts.length <= 1;
  const retried =
    visit.attempts.length > 1 || visit.attempts.some(({ retryDelay }) => retryDelay !== undefined);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <span
      role="img"
      aria-label={label}
      title={label}
      data-state={visit.state}
      data-visit={visit.id}
      data-status={visit.status}
      className={styles.visit}
      style={{ left, width: instant ? narrowest : width }}
      onClick={(event) => {
        if (!nested) return;
        event.stopPropagation();
        onChoose(visit.id);
      }}
    >
      {instant ? (
        <i className={styles.diamond} data-status={visit.status} />
      ) : retried ? (
        <Attempts visit={visit} scale={scale} now={now} left={left} />
      ) : (
        <i
          className={styles.bar}
          data-status={waiting ? 'waiting' : visit.status}
          style={{ left: 0, width }}
        />
      )}
    </span>
  );
}

/** Attempts as bars in their status, the delays between them as thin lines. */
function Attempts({
  visit,
  scale,
  now,
  left,
}: {
  readonly visit: Visit;
  readonly scale: TimeScale;
  readonly now: number | null;
  readonly left: number;
}) {
  return visit.attempts.map((attempt, at) => {
    const end = attempt.end ?? now ?? attempt.start;
    const failed = attempt.status === 'failed' || attempt.status === 'timed-out';
    const bar = place(scale, attempt.start, end, failed ? crossRoom : narrowest);
    const last = at === visit.attempts.length - 1;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: an attempt is its number
      <span key={at}>
        <Delay attempt={attempt} end={end} pending={last && visit.end === null} scale={scale} left={left} />
        <i
          className={styles.bar}
          data-status={attempt.status}
          style={{ left: bar.left - left, width: bar.width }}
        >
          {failed ? <Cross /> : null}
        </i>
      </span>
    );
  });
}

function Cross() {
  return (
    <svg viewBox="0 0 8 8" width={8} height={8} className={styles.cross} aria-hidden="true">
      <path
        d="m1.500 1.500 5 5m0-5-5 5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.800"
        strokeLinecap="round"
      />
    </svg>
  );
}

function Delay({
  attempt,
  end,
  pending,
  scale,
  left,
}: {
  readonly attempt: Attempt;
  readonly end: number;
  readonly pending: boolean;
  readonly scale: TimeScale;
  readonly left: number;
}) {
  if (attempt.retryDelay === undefined || attempt.end === null) return null;
  const from = scale.toX(end) - left;
  const width = scale.toX(end + attempt.retryDelay) - left - from;
  if (width <= 0) return null;
  if (!pending) return <i className={styles.delay} style={{ left: from, width }} />;
  return (
    <i className={styles.pending} style={{ left: from, width }}>
      {width > 40 ? duration(attempt.retryDelay) : ''}
    </i>
  );
}
