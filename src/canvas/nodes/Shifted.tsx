import type { CSSProperties, ReactNode } from 'react';
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
  const gap = useCanvasState((state) => (partIn(state.gap, box) === 'rests' ? null : state.gap));
  return (
    <div className={styles.shifted} style={gap ? styleIn(gap, box) : undefined}>
      {children}
      <Ends />
    </div>
  );
}

function styleIn({ axis, by, at }: Gap, box: Box): CSSProperties {
  const moves = (axis === 'y' ? box.y : box.x) >= at;
  if (axis === 'y') return moves ? { translate: `0 ${by}px` } : { height: box.height + by };
  return moves ? { translate: `${by}px 0` } : { width: box.width + by };
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
