import { useStoreApi } from '@xyflow/react';
import { memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { Drawing } from '../layout/messages';
import type { RunState } from '../studio/runDoor';
import styles from './minimap.module.css';
import { useRun } from './state';
import type { ViewportControl } from './viewport';

const largest = { width: 168, height: 152 };

/**
 * The whole drawing at a glance, with the part that is shown. One path for each status, however many states there
 * are; the frame moves without rendering.
 */
export const Minimap = memo(function Minimap({
  drawing,
  viewport,
}: {
  readonly drawing: Drawing;
  readonly viewport: ViewportControl;
}) {
  const scale = Math.min(
    largest.width / Math.max(1, drawing.width),
    largest.height / Math.max(1, drawing.height),
    0.14,
  );
  const width = Math.max(64, drawing.width * scale);
  const height = Math.max(48, drawing.height * scale);
  const states = useRun((run) => run.states);
  const shapes = useMemo(() => pathsOf(drawing, states), [drawing, states]);
  const frame = useRef<SVGRectElement>(null);
  const flow = useStoreApi();

  useEffect(() => {
    const follow = () => {
      const { transform, width: paneWidth, height: paneHeight } = flow.getState();
      const [x, y, zoom] = transform;
      const element = frame.current;
      element?.setAttribute('x', String((-x / zoom) * scale));
      element?.setAttribute('y', String((-y / zoom) * scale));
      element?.setAttribute('width', String((paneWidth / zoom) * scale));
      element?.setAttribute('height', String((paneHeight / zoom) * scale));
    };
    follow();
    return flow.subscribe(follow);
  }, [flow, scale]);

  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const { zoom } = viewport.read();
    const pane = viewport.pane();
    const offset = offsetOf(drawing, scale, width, height);
    viewport.set({
      zoom,
      x: pane.width / 2 - ((event.clientX - box.left - offset.x) / scale) * zoom,
      y: pane.height / 2 - ((event.clientY - box.top - offset.y) / scale) * zoom,
    });
  };
  const offset = offsetOf(drawing, scale, width, height);
  return (
    <div className={styles.minimap}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label="Minimap"
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        <g transform={`translate(${offset.x} ${offset.y})`}>
          <g transform={`scale(${scale})`}>
            {[...shapes].map(([name, d]) => (
              <path key={name} d={d} className={styles.minimapShape} data-shape={name} />
            ))}
          </g>
          <rect ref={frame} className={styles.minimapFrame} rx={2} />
        </g>
      </svg>
    </div>
  );
});

function offsetOf(drawing: Drawing, scale: number, width: number, height: number) {
  return { x: (width - drawing.width * scale) / 2, y: (height - drawing.height * scale) / 2 };
}

/** Rectangles of the drawing as one path for each look: container, plain state, or status. */
export function pathsOf(drawing: Drawing, states: RunState['states']): Map<string, string> {
  const paths = new Map<string, string>();
  for (const node of drawing.nodes) {
    if (node.kind !== 'state' && node.kind !== 'container') continue;
    const look = node.kind === 'container' ? 'container' : (states.get(node.pointer)?.status ?? 'state');
    const box = `M${node.x} ${node.y}h${node.width}v${node.height}h${-node.width}z`;
    paths.set(look, (paths.get(look) ?? '') + box);
  }
  return paths;
}
