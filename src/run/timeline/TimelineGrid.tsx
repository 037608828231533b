// biome-ignore-all lint/a11y/useSemanticElements: the virtualiser places the rows, which table elements can't hold
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { counted } from '../../base/duration';
import type { Studio } from '../../studio/types';
import { ChevronDown, ChevronRight, StatusMark } from '../../ui/icons';
import { useRun } from '../useRun';
import { stateStatusWords } from '../words';
import { RowBars } from './Bars';
import styles from './timeline.module.css';
import type { StateNames, TimelineRow } from './timelineRows';
import { type ScaleInput, type TimeScale, timeScale } from './timeScale';

interface TimelineGridProps {
  readonly studio: Studio;
  readonly rows: readonly TimelineRow[];
  readonly input: Omit<ScaleInput, 'width'>;
  /** Virtual time of the now line; null when the run is over. */
  readonly now: number | null;
  readonly names: StateNames;
  /** Visits beyond those that are kept. */
  readonly hidden: number;
  readonly onOpen: (key: string, open: boolean) => void;
}

const rowHeight = 24;
/** The axis stays in sight above the rows. */
const headHeight = 24;
/** Kept free at the right end, so that the last bar and the now line stand clear of the edge. */
const endRoom = 16;
const allUpTo = 120;

/** Axis, rows and bars; only the rows in sight. Arrow keys move, Left and Right fold, Enter selects. */
export function TimelineGrid({ studio, rows, input, now, names, hidden, onOpen }: TimelineGridProps) {
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const width = useWidth(axis);
  const [active, setActive] = useState(0);
  const selected = useRun(studio, (state) => state.selectedVisit);
  const still = useRun(studio, (state) => state.status === 'paused');
  const scale = useMemo(() => timeScale({ ...input, width: Math.max(width - endRoom, 1) }), [input, width]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: rows.length <= allUpTo ? rows.length : 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  /** The visit that was chosen in this list: the active row is already right. */
  const chosenHere = useRef<number | null>(null);
  const selectedRow = rowOf(rows, selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list moves when the choice changes, not when it grows
  useEffect(() => {
    if (selectedRow < 0 || selected === chosenHere.current) return;
    setActive(selectedRow);
    virtual.scrollToIndex(selectedRow);
  }, [selected]);

  const choose = (index: number): void => {
    setActive(index);
    const row = rows[index];
    chosenHere.current = row?.target.id ?? null;
    if (row) studio.run.selectVisit(row.target.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return;
    const row = rows[active];
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const index = Math.min(Math.max(target, 0), rows.length - 1);
      virtual.scrollToIndex(index);
      choose(index);
    } else if (row && row.open !== null && event.key === (row.open ? 'ArrowLeft' : 'ArrowRight')) {
      event.preventDefault();
      onOpen(row.key, !row.open);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    }
  };

  return (
    <>
      <div
        ref={scroller}
        role="treegrid"
        aria-label="Timeline"
        aria-rowcount={rows.length}
        aria-activedescendant={rows[active] ? `${base}-${active}` : undefined}
        tabIndex={0}
        className={styles.timeline}
        onKeyDown={onKeyDown}
      >
        <div className={styles.head} role="row">
          <span role="columnheader" className={styles.stateHead}>
            State
          </span>
          <div role="columnheader" aria-label="Virtual time" ref={axis} className={styles.axis}>
            {scale.ticks.map((tick) => (
              <span
                key={`${tick.x}`}
                className={styles.tick}
                data-folded={isFoldedAt(scale, tick.x) || undefined}
                style={{ left: tick.x }}
              >
                {tick.label}
              </span>
            ))}
          </div>
        </div>
        <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          <Backdrop scale={scale} now={now} />
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={row.key}
                id={`${base}-${item.index}`}
                role="row"
                aria-level={row.depth + 1}
                aria-rowindex={item.index + 1}
                aria-expanded={row.open ?? undefined}
                aria-selected={item.index === selectedRow}
                data-active={item.index === active || undefined}
                className={styles.row}
                style={{ transform: `translateY(${item.start - headHeight}px)` }}
                onClick={() => choose(item.index)}
              >
                <RowName row={row} still={still} onOpen={onOpen} />
                <span role="gridcell" className={styles.bars}>
                  <RowBars
                    row={row}
                    scale={scale}
                    now={now}
                    names={names}
                    onChoose={studio.run.selectVisit}
                  />
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {hidden > 0 ? (
        <p className={styles.more}>
          {counted(hidden, 'more visit')} happened and only counted; the events have them all.
        </p>
      ) : null}
    </>
  );
}

function RowName({
  row,
  still,
  onOpen,
}: {
  readonly row: TimelineRow;
  /** Nothing turns while the run is paused. */
  readonly still: boolean;
  readonly onOpen: TimelineGridProps['onOpen'];
}) {
  return (
    <span role="gridcell" className={styles.name} style={{ paddingLeft: 4 + row.depth * 14 }}>
      {row.open === null ? (
        <span className={styles.fold} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          aria-label={`${row.open ? 'Fold' : 'Unfold'} ${row.label}`}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(row.key, !row.open);
          }}
        >
          {row.open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        </button>
      )}
      <StatusMark status={row.status} still={still} size={14} label={stateStatusWords[row.status]} />
      <span className={styles.label} title={row.label}>
        {row.label}
      </span>
      {row.detail ? <span className={styles.detail}>{row.detail}</span> : null}
    </span>
  );
}

/** Grid lines, folded bands and the now line behind the bars. */
function Backdrop({ scale, now }: { readonly scale: TimeScale; readonly now: number | null }) {
  return (
    <div className={styles.backdrop} aria-hidden="true">
      {scale.segments
        .filter(({ folded }) => folded)
        .map(({ x, width }) => (
          <i key={x} className={styles.band} style={{ left: x, width }} />
        ))}
      {scale.ticks.map(({ x }) => (
        <i key={x} className={styles.line} style={{ left: x }} />
      ))}
      {now === null ? null : <i className={styles.now} style={{ left: scale.toX(now) }} />}
    </div>
  );
}

const isFoldedAt = (scale: TimeScale, x: number): boolean =>
  scale.segments.some((segment) => segment.folded && segment.x === x);

/** The row that shows a visit most closely. */
function rowOf(rows: readonly TimelineRow[], visit: number | null): number {
  if (visit === null) return -1;
  const own = rows.findIndex((row) => row.kind === 'visit' && row.target.id === visit);
  if (own >= 0) return own;
  return rows.findIndex((row) => row.visits.some(({ id }) => id === visit));
}

/** The width of an element in pixels, followed as it changes. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    setWidth(target.clientWidth);
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
