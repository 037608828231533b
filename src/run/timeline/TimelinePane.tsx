import { useMemo, useState } from 'react';
import type { Studio } from '../../studio/types';
import { EmptyState } from '../../ui';
import { useSlowly } from '../events/useEvents';
import { stateName, useDocument, useRun } from '../useRun';
import { useVirtualClock } from '../useVirtualClock';
import { TimelineGrid } from './TimelineGrid';
import { timelineRows, timelineTree } from './timelineRows';
import { scaleInput } from './timelineScale';

/** Milliseconds between two drawings while the run goes on; more with many visits, so that drawing stays a small part. */
const pace = (visits: number): number => (visits > 2000 ? 1000 : visits > 200 ? 250 : 60);

/** State visits in virtual time, as a tree by iterations and branches. */
export function TimelinePane({ studio }: { readonly studio: Studio }) {
  const newest = useRun(studio, (state) => state.visits);
  const newestClock = useVirtualClock(studio);
  const run = useRun(studio, (state) => state.run);
  const visitCount = useRun(studio, (state) => state.visitCount);
  const active = useRun(studio, (state) => state.status === 'running' || state.status === 'paused');
  const workflow = useDocument(studio, (document) => document.workflow);
  const told = useMemo(() => ({ visits: newest, now: newestClock }), [newest, newestClock]);
  const { visits, now } = useSlowly(told, pace(newest.length));
  const [toggles, setToggles] = useState<{ run: number | null; open: ReadonlyMap<string, boolean> }>({
    run,
    open: none,
  });
  const toggled = toggles.run === run ? toggles.open : none;
  const tree = useMemo(() => timelineTree(visits), [visits]);
  const names = useMemo(
    () => ({
      nameOf: (pointer: string) => stateName(workflow, pointer),
      isWait: (pointer: string) => workflow.states.get(pointer)?.type === 'Wait',
    }),
    [workflow],
  );
  const rows = useMemo(
    () => timelineRows(tree, names, visits.length, toggled),
    [tree, names, visits.length, toggled],
  );
  const input = useMemo(() => scaleInput(visits, workflow, now), [visits, workflow, now]);

  if (run === null || visits.length === 0) {
    return (
      <EmptyState text="Each visit of a state stands here as a bar in virtual time. Start an execution to fill it." />
    );
  }
  const setOpen = (key: string, open: boolean): void =>
    setToggles({ run, open: new Map(toggled).set(key, open) });
  return (
    <TimelineGrid
      studio={studio}
      rows={rows}
      input={input}
      now={active ? now : null}
      names={names}
      hidden={visitCount - visits.length}
      onOpen={setOpen}
    />
  );
}

const none: ReadonlyMap<string, boolean> = new Map();
