import { useEffect, useMemo, useReducer, useState } from 'react';
import type { Studio } from '../../studio/types';
import { useRun } from '../useRun';
import { type EventFilter, EventPager } from './eventPager';

/** Milliseconds between two looks at a growing history. */
const growEvery = 200;

/** The run's events that pass a filter, by row. */
export function useEvents(studio: Studio, filter: EventFilter): EventPager {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const pager = useMemo(() => new EventPager(studio.run.events, redraw), [studio]);
  const run = useRun(studio, (state) => state.run);
  const eventCount = useSlowly(
    useRun(studio, (state) => state.eventCount),
    growEvery,
  );
  useEffect(() => pager.show(run, eventCount, filter), [pager, run, eventCount, filter]);
  return pager;
}

/** A value that follows another at most once in so many milliseconds, the last change included. */
export function useSlowly<T>(value: T, every: number): T {
  const [shown, setShown] = useState({ value, at: 0 });
  useEffect(() => {
    if (shown.value === value) return;
    const wait = Math.max(0, shown.at + every - performance.now());
    const timer = setTimeout(() => setShown({ value, at: performance.now() }), wait);
    return () => clearTimeout(timer);
  }, [value, shown, every]);
  return shown.value;
}

/** How many events pass a filter; null while unknown. */
export function useEventCount(studio: Studio, filter: EventFilter): number | null {
  const [count, setCount] = useState<number | null>(null);
  const run = useRun(studio, (state) => state.run);
  const eventCount = useSlowly(
    useRun(studio, (state) => state.eventCount),
    growEvery,
  );
  useEffect(() => {
    let wanted = true;
    if (run === null || eventCount === 0) setCount(null);
    else {
      const { nested: _, ...passing } = filter;
      void studio.run.events({ from: 0, count: 0, filter: passing }).then(({ total }) => {
        if (wanted) setCount(total);
      });
    }
    return () => {
      wanted = false;
    };
  }, [studio, run, eventCount, filter]);
  return count;
}
