import { type ReactNode, useEffect, useRef } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import type { BottomTab, ViewState } from '../../studio/viewDoor';
import { useStudio, useView } from '../StudioContext';
import { useRememberedSize } from './Columns';
import { CanvasPane, EditorPane, FailurePane, ProblemsPane, RunBarPane, SimulationPane } from './panes';
import styles from './shell.module.css';
import type { SizedPart, Sizes } from './sizes';

const barHeight = 36;

/** The bottom panel has a height of its own for what it shows. */
function bottomPart(bottom: ViewState['bottom'], tab: BottomTab): SizedPart {
  if (bottom === 'problems') return 'problems';
  return tab === 'timeline' || tab === 'stateData' ? 'timeline' : 'events';
}

/** Canvas and text over the bottom panel, which folds to the run bar. */
export function Centre({ sizes }: { readonly sizes: Sizes }) {
  const studio = useStudio();
  const bottom = useView((state) => state.bottom);
  const tab = useView((state) => state.bottomTab);
  const part = bottomPart(bottom, tab);
  const panel = usePanelRef();
  const height = useRef(0);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (bottom === null) panel.current?.collapse();
      else panel.current?.resize(sizes.get(part));
    });
    return () => cancelAnimationFrame(frame);
  }, [bottom, part, panel, sizes]);
  const keep = () => {
    const open = studio.view.store.getState().bottom;
    if (height.current > barHeight + 4) {
      sizes.set(part, height.current);
      if (open === null) studio.view.set({ bottom: 'simulation' });
    } else if (open !== null) {
      studio.view.set({ bottom: null });
    }
  };
  return (
    <Group
      id="centre-rows"
      orientation="vertical"
      resizeTargetMinimumSize={{ coarse: 20, fine: 8 }}
      onLayoutChanged={(_layout, meta) => meta.isUserInteraction && keep()}
    >
      <Panel id="main" minSize={160} className={styles.main}>
        <FailurePane studio={studio} />
        <div className={styles.fill}>
          <Main sizes={sizes} />
        </div>
      </Panel>
      <Separator className={styles.separatorY} aria-label="Height of the bottom panel" disableDoubleClick />
      <Panel
        id="bottom"
        role="region"
        aria-label="Simulation"
        panelRef={panel}
        className={styles.bottom}
        defaultSize={bottom === null ? barHeight : sizes.get(part)}
        collapsible
        collapsedSize={barHeight}
        minSize={120}
        groupResizeBehavior="preserve-pixel-size"
        onResize={(size) => {
          height.current = size.inPixels;
        }}
      >
        <div className={styles.runBar}>
          <RunBarPane studio={studio} />
        </div>
        {bottom === null ? null : (
          <div className={styles.bottomBody}>
            {bottom === 'problems' ? <ProblemsPane studio={studio} /> : <SimulationPane studio={studio} />}
          </div>
        )}
      </Panel>
    </Group>
  );
}

/** Canvas, text, or both, as the mode says. */
function Main({ sizes }: { readonly sizes: Sizes }) {
  const studio = useStudio();
  const mode = useView((state) => state.mode);
  const width = useRef(0);
  return (
    <Group
      id="main-columns"
      resizeTargetMinimumSize={{ coarse: 20, fine: 8 }}
      onLayoutChanged={(_layout, meta) => {
        if (meta.isUserInteraction && mode === 'split' && width.current > 0)
          sizes.set('editor', width.current);
      }}
    >
      {mode === 'code' ? null : (
        <Panel id="canvas" minSize={320} className={styles.pane}>
          <CanvasPane studio={studio} />
        </Panel>
      )}
      {mode === 'split' ? <Separator className={styles.separatorX} aria-label="Width of the editor" /> : null}
      {mode === 'design' ? null : (
        <EditorColumn
          split={mode === 'split'}
          pixels={sizes.get('editor')}
          onSize={(size) => {
            width.current = size.inPixels;
          }}
        />
      )}
    </Group>
  );
}

interface EditorColumnProps {
  readonly split: boolean;
  readonly pixels: number;
  readonly onSize: (size: { readonly inPixels: number }) => void;
}

function EditorColumn({ split, pixels, onSize }: EditorColumnProps) {
  const studio = useStudio();
  return (
    <SizedEditor key={split ? 'split' : 'code'} split={split} pixels={pixels} onSize={onSize}>
      <EditorPane studio={studio} />
    </SizedEditor>
  );
}

function SizedEditor({
  split,
  pixels,
  onSize,
  children,
}: EditorColumnProps & { readonly children: ReactNode }) {
  const panel = usePanelRef();
  useRememberedSize(panel, pixels);
  return (
    <Panel
      id="editor"
      panelRef={panel}
      className={styles.pane}
      defaultSize={split ? pixels : undefined}
      minSize={320}
      groupResizeBehavior={split ? 'preserve-pixel-size' : 'preserve-relative-size'}
      onResize={onSize}
    >
      {children}
    </Panel>
  );
}
