import type { ReactNode } from 'react';
import type { Gap } from '../drop/places';
import { useCanvasState } from '../state';
import styles from './card.module.css';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a box takes part in a gap: it moves as a whole, grows (a container around it), or neither. */
export function partIn(gap: Gap | null, box: Box): 'moves' | 'grows' | 'rests' {
  if (!gap) return 'rests';
  const [start, size] = gap.axis === 'y' ? [box.y, box.height] : [box.x, box.width];
  if (start >= gap.at) return 'moves';
  return start + size > gap.at ? 'grows' : 'rests';
}

/** A node's content, moved aside while a drop place is open above it. Nothing is laid out again for it. */
export function Shifted({ box, children }: { readonly box: Box; readonly children: ReactNode }) {
  const part = useCanvasState((state) => partIn(state.gap, box));
  const by = useCanvasState((state) => (part === 'rests' ? 0 : (state.gap?.by ?? 0)));
  const axis = useCanvasState((state) => (part === 'rests' ? 'y' : (state.gap?.axis ?? 'y')));
  const style =
    part === 'moves'
      ? { translate: axis === 'y' ? `0 ${by}px` : `${by}px 0` }
      : part === 'grows'
        ? axis === 'y'
          ? { height: box.height + by }
          : { width: box.width + by }
        : undefined;
  return (
    <div className={styles.shifted} style={style}>
      {children}
      <Ends />
    </div>
  );
}

/**
 * React Flow drops transitions between nodes without handles, and looks for them by class. The way of a transition
 * does not depend on where they are.
 */
function Ends() {
  return (
    <>
      <span className={`target ${styles.handle}`} data-handlepos="top" />
      <span className={`source ${styles.handle}`} data-handlepos="bottom" />
    </>
  );
}
