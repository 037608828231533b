import { useEffect, useRef } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator, usePanelRef } from 'react-resizable-panels';
import { Rail } from '../browser/Rail';
import { StatesBrowser } from '../browser/StatesBrowser';
import { useStudio, useView } from '../StudioContext';
import { Centre } from './Centre';
import { InfoPane, InspectorPane } from './panes';
import styles from './shell.module.css';
import type { SizedPart, Sizes } from './sizes';

/** Gives a panel its remembered width when it comes back, whatever shares the group had when it went. */
export function useRememberedSize(
  panel: { readonly current: PanelImperativeHandle | null },
  pixels: number,
): void {
  const first = useRef(pixels);
  useEffect(() => {
    // The group knows a new panel only after it has laid out the new set of panels.
    const frame = requestAnimationFrame(() => panel.current?.resize(first.current));
    return () => cancelAnimationFrame(frame);
  }, [panel]);
}

/** Below this a dragged panel counts as closed. */
export const closedBelow = 8;

/** States browser, canvas and text, inspector: side by side, each with a size that the user may drag. */
export function Columns({ sizes }: { readonly sizes: Sizes }) {
  const browserOpen = useView((state) => state.browserOpen);
  const inspectorOpen = useView((state) => state.inspectorOpen);
  const widths = useRef(new Map<SizedPart, number>());
  const remember = (part: SizedPart) => (size: { readonly inPixels: number }) => {
    widths.current.set(part, size.inPixels);
  };
  const keep = () => {
    for (const [part, pixels] of widths.current) if (pixels > closedBelow) sizes.set(part, pixels);
  };
  return (
    <div className={styles.body}>
      {browserOpen ? null : <Rail />}
      <Group
        id="columns"
        className={styles.columns}
        resizeTargetMinimumSize={{ coarse: 20, fine: 8 }}
        onLayoutChanged={(_layout, meta) => meta.isUserInteraction && keep()}
      >
        {browserOpen ? (
          <>
            <BrowserColumn pixels={sizes.get('browser')} onSize={remember('browser')} />
            <Separator className={styles.separatorX} aria-label="Width of the states browser" />
          </>
        ) : null}
        <Panel id="centre" minSize={320} className={styles.centre}>
          <Centre sizes={sizes} />
        </Panel>
        {inspectorOpen ? (
          <>
            <Separator className={styles.separatorX} aria-label="Width of the inspector" />
            <InspectorColumn pixels={sizes.get('inspector')} onSize={remember('inspector')} />
          </>
        ) : null}
      </Group>
    </div>
  );
}

interface ColumnProps {
  readonly pixels: number;
  readonly onSize: (size: { readonly inPixels: number }) => void;
}

function BrowserColumn({ pixels, onSize }: ColumnProps) {
  const studio = useStudio();
  const panel = usePanelRef();
  useRememberedSize(panel, pixels);
  return (
    <Panel
      id="browser"
      panelRef={panel}
      className={styles.browserColumn}
      defaultSize={pixels}
      minSize={200}
      maxSize={480}
      collapsible
      groupResizeBehavior="preserve-pixel-size"
      onResize={(size, _id, before) => {
        onSize(size);
        if (before && size.inPixels < closedBelow) studio.view.set({ browserOpen: false });
      }}
    >
      <StatesBrowser />
    </Panel>
  );
}

function InspectorColumn({ pixels, onSize }: ColumnProps) {
  const studio = useStudio();
  const panel = usePanelRef();
  useRememberedSize(panel, pixels);
  return (
    <Panel
      id="inspector"
      panelRef={panel}
      className={styles.inspectorColumn}
      defaultSize={pixels}
      minSize={260}
      maxSize={720}
      collapsible
      groupResizeBehavior="preserve-pixel-size"
      onResize={(size, _id, before) => {
        onSize(size);
        if (before && size.inPixels < closedBelow) studio.view.set({ inspectorOpen: false });
      }}
    >
      <h2 className="visually-hidden">Inspector</h2>
      <div className={styles.inspectorPane}>
        <InspectorPane studio={studio} />
      </div>
      <div className={styles.infoPane}>
        <InfoPane studio={studio} />
      </div>
    </Panel>
  );
}
