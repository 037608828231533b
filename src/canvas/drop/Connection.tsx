import { ViewportPortal } from '@xyflow/react';
import { useCanvasState } from '../state';
import styles from './drop.module.css';

/** The transition being drawn; the gesture sets its way. */
export function Connection() {
  const drawing = useCanvasState((state) => state.dragging?.kind === 'connect');
  const over = useCanvasState((state) => state.over);
  if (!drawing) return null;
  return (
    <ViewportPortal>
      <svg
        className={styles.connection}
        data-connection
        data-refused={over?.refusal != null || undefined}
        width={1}
        height={1}
        aria-hidden="true"
      >
        <path />
        <path />
      </svg>
      {over?.refusal != null ? (
        <span className="visually-hidden" role="status">
          {over.refusal}
        </span>
      ) : null}
    </ViewportPortal>
  );
}
