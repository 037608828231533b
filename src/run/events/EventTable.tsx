// biome-ignore-all lint/a11y/useSemanticElements: the virtualiser places the rows, which table elements can't hold
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { RunEvent } from '../../engine/messages';
import type { Studio } from '../../studio/types';
import { EmptyState } from '../../ui';
import { causeEvent, findCause } from '../cause';
import { useRun } from '../useRun';
import { EventDetails, EventRow } from './EventRow';
import type { EventPager } from './eventPager';
import styles from './events.module.css';

interface EventTableProps {
  readonly studio: Studio;
  readonly pager: EventPager;
  readonly filtered: boolean;
  /** They are those of a nested execution, which the canvas does not show. */
  readonly nested?: boolean;
  readonly empty: string;
}

const rowHeight = 24;
/** The column heads stay in sight above the rows. */
const headHeight = 24;
const openHeight = 220;
/** Up to this many rows are all there, for the browser's own search and for reading aloud. */
const allUpTo = 150;

/** The table itself: only the rows in sight, the active one chosen by keys or pointer. */
export function EventTable({ studio, pager, filtered, nested = false, empty }: EventTableProps) {
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const selected = useRun(studio, (state) => (nested ? null : state.selectedEvent));
  const run = useRun(studio, (state) => state.run);
  const deciding = useDecidingEvent(studio);
  const decided = nested ? null : deciding;
  const { total } = pager;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (open.has(pager.at(index)?.event.id ?? -1) ? openHeight : 0),
    overscan: total <= allUpTo ? total : 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run begins with everything closed
  useEffect(() => setOpen(new Set()), [run, nested]);

  /** Unfiltered, the row of an event is its number. */
  const reveal = (id: number | null, align: 'center' | 'auto'): void => {
    if (id === null || filtered || id > total) return;
    setActive(id - 1);
    virtual.scrollToIndex(id - 1, { align });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list moves when the failure or the choice comes
  useEffect(() => reveal(decided, 'center'), [decided, run, total > 0]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => reveal(selected, 'auto'), [selected]);

  /** A row that was chosen before its page had come. */
  const awaited = useRef<number | null>(null);
  const choose = (index: number): void => {
    setActive(index);
    if (nested) return;
    const event = pager.at(index);
    awaited.current = event ? null : index;
    if (event) chooseEvent(studio, event);
  };
  const arrived = awaited.current === null ? undefined : pager.at(awaited.current);
  useEffect(() => {
    if (!arrived) return;
    awaited.current = null;
    chooseEvent(studio, arrived);
  }, [studio, arrived]);
  /** Brings a row into sight with its details, or with as much of them as there is room for below it. */
  const showWhole = (index: number): void => {
    const row = document.getElementById(`${base}-${index}`);
    row?.parentElement?.scrollIntoView({ block: 'nearest' });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const toggle = (index: number, show?: boolean): void => {
    const id = pager.at(index)?.event.id;
    if (id === undefined) return;
    setOpen((before) => {
      const next = new Set(before);
      if (show ?? !before.has(id)) next.add(id);
      else next.delete(id);
      return next;
    });
    // The details are there after the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => showWhole(index)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 240) / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const index = Math.min(Math.max(target, 0), total - 1);
      virtual.scrollToIndex(index);
      choose(index);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      toggle(active);
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      toggle(active, event.key === 'ArrowRight');
    }
  };

  if (total === 0) return <EmptyState text={empty} />;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Event history"
      aria-rowcount={total + 1}
      aria-colcount={6}
      aria-activedescendant={`${base}-${active}`}
      tabIndex={0}
      className={styles.grid}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles.heads}>
        <div role="row" className={styles.head} aria-rowindex={1}>
          <Heading name="ID" right />
          <Heading name="Type" />
          <Heading name="Step" />
          <Heading name="Resource" />
          <Heading name="Started after" right />
          <Heading name="Details" hidden />
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const event = pager.at(item.index);
          const shown = event !== undefined && open.has(event.event.id);
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              role="presentation"
              data-index={item.index}
              className={styles.place}
              style={{ transform: `translateY(${item.start - headHeight}px)` }}
            >
              <EventRow
                studio={studio}
                id={`${base}-${item.index}`}
                index={item.index}
                event={event}
                nested={nested}
                active={item.index === active}
                selected={event !== undefined && event.event.id === selected}
                open={shown}
                onChoose={choose}
                onToggle={toggle}
              />
              {shown ? <EventDetails studio={studio} event={event} nested={nested} /> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Heading({
  name,
  right = false,
  hidden = false,
}: {
  readonly name: string;
  readonly right?: boolean;
  readonly hidden?: boolean;
}) {
  return (
    <span role="columnheader" className={right ? styles.right : undefined}>
      {hidden ? <span className="visually-hidden">{name}</span> : name}
    </span>
  );
}

/** The event that decided a failure; null without one. */
function useDecidingEvent(studio: Studio): number | null {
  const outcome = useRun(studio, (state) => state.outcome);
  const [event, setEvent] = useState<number | null>(null);
  useEffect(() => {
    let wanted = true;
    setEvent(null);
    if (outcome?.decidedBy) {
      const cause = findCause(outcome, studio.run.store.getState());
      void causeEvent(studio, outcome, cause).then((found) => {
        if (wanted) setEvent(found);
      });
    }
    return () => {
      wanted = false;
    };
  }, [studio, outcome]);
  return event;
}

/** Selects an event with its visit and its state. */
function chooseEvent(studio: Studio, { event, visit, state }: RunEvent): void {
  studio.run.selectEvent(event.id);
  if (visit !== null) studio.run.selectVisit(visit);
  else if (state !== null) studio.view.select([state], 'run');
}
