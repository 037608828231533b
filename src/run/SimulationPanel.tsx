import { Suspense } from 'react';
import type { Studio } from '../studio/types';
import type { BottomTab } from '../studio/viewDoor';
import { ErrorBoundary, Failure, IconButton, lazyPart, SkeletonLines, type TabItem, Tabs } from '../ui';
import { Columns2 } from '../ui/icons';
import { Beside } from './Beside';
import { PauseReason } from './breakpoints/PauseReason';
import { StateDataPane } from './data/StateDataPane';
import { EventsPane } from './events/EventsPane';
import { InputPane } from './InputPane';
import { OutputPane } from './OutputPane';
import styles from './SimulationPanel.module.css';
import { TimelinePane } from './timeline/TimelinePane';
import { useRun, useScenario, useView } from './useRun';

const BreakpointsPane = lazyPart(async () => ({
  default: (await import('./breakpoints/BreakpointsPane')).BreakpointsPane,
}));
const MocksPane = lazyPart(async () => ({ default: (await import('./mocks/MocksPane')).MocksPane }));

const tabs: readonly TabItem<BottomTab>[] = [
  { value: 'input', label: 'Input' },
  { value: 'mocks', label: 'Mocks' },
  { value: 'events', label: 'Events' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'stateData', label: 'State data' },
  { value: 'output', label: 'Output' },
  { value: 'breakpoints', label: 'Breakpoints' },
];

/** The simulation: what a run begins with, and what it did. */
export function SimulationPanel({ studio }: { readonly studio: Studio }) {
  const tab = useView(studio, (view) => view.bottomTab);
  const sideBySide = useView(studio, (view) => view.sideBySide);
  const failure = useRun(studio, (state) => state.failure);
  const stops = useScenario(studio, (scenario) => scenario.stops.length);
  const beside = sideBySide && (tab === 'timeline' || tab === 'stateData');
  return (
    <Tabs
      label="Simulation"
      value={tab}
      tabs={tabs.map((item) =>
        item.value === 'breakpoints' && stops > 0 ? { ...item, count: stops } : item,
      )}
      onChange={(bottomTab) => studio.view.set({ bottomTab })}
      className={`${styles.panel} ${beside ? styles.beside : ''}`}
      panelClassName={styles.content}
      aside={
        <>
          <PauseReason studio={studio} />
          <IconButton
            small
            side="top"
            label="State data beside the timeline"
            pressed={beside}
            icon={<Columns2 size={14} aria-hidden />}
            onClick={() => studio.view.set(beside ? { sideBySide: false } : besideTimeline(tab))}
          />
        </>
      }
    >
      {failure === null ? (
        <ErrorBoundary key={tab} name={tabs.find(({ value }) => value === tab)?.label ?? 'Simulation'}>
          {beside ? (
            <Beside
              label="Width of state data"
              left={<TimelinePane studio={studio} />}
              right={<StateDataPane studio={studio} />}
            />
          ) : (
            <Pane studio={studio} tab={tab} />
          )}
        </ErrorBoundary>
      ) : (
        <Failure text="The engine stopped working." detail={failure} onRetry={() => studio.run.recover()} />
      )}
    </Tabs>
  );
}

const besideTimeline = (tab: BottomTab): { sideBySide: true; bottomTab: BottomTab } => ({
  sideBySide: true,
  bottomTab: tab === 'stateData' ? tab : 'timeline',
});

function Pane({ studio, tab }: { readonly studio: Studio; readonly tab: BottomTab }) {
  switch (tab) {
    case 'input':
      return <InputPane studio={studio} />;
    case 'mocks':
      return (
        <Suspense fallback={<SkeletonLines />}>
          <MocksPane studio={studio} />
        </Suspense>
      );
    case 'events':
      return <EventsPane studio={studio} />;
    case 'timeline':
      return <TimelinePane studio={studio} />;
    case 'stateData':
      return <StateDataPane studio={studio} />;
    case 'output':
      return <OutputPane studio={studio} />;
    case 'breakpoints':
      return (
        <Suspense fallback={<SkeletonLines />}>
          <BreakpointsPane studio={studio} />
        </Suspense>
      );
  }
}
