import type { Point } from '../layout/messages';
import type { ViewportControl } from './viewport';

/** Panning while something is dragged near the edge of the canvas, so that places out of view can be reached. */

/** How near the edge it begins, and how fast it gets at the edge itself, in pixels (a frame). */
const zone = 36;
const fastest = 14;
/** Frames the pointer must stay there first: on its way in from another pane it only passes. */
const patience = 18;

/** How far the view moves in a frame for a pointer at `at` in a pane from `start` with `size`; 0 away from the edges. */
export function panSpeed(at: number, start: number, size: number): number {
  if (at < start || at > start + size) return 0;
  const before = zone - (at - start);
  const behind = zone - (start + size - at);
  if (before > 0) return (fastest * before) / zone;
  return behind > 0 ? (-fastest * behind) / zone : 0;
}

/** Watches a pointer until the returned function is called. `moved` is called after each step of the view. */
export function panAtEdges(
  viewport: ViewportControl,
  root: HTMLElement,
  pointer: () => Point | null,
  moved: (at: Point) => void,
): () => void {
  let waited = 0;
  let frame = requestAnimationFrame(function step() {
    frame = requestAnimationFrame(step);
    const at = pointer();
    const box = root.getBoundingClientRect();
    const inside = at && at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
    const x = inside ? panSpeed(at.x, box.left, box.width) : 0;
    const y = inside ? panSpeed(at.y, box.top, box.height) : 0;
    if (!at || (x === 0 && y === 0)) {
      waited = 0;
      return;
    }
    waited += 1;
    if (waited <= patience) return;
    const view = viewport.read();
    viewport.set({ zoom: view.zoom, x: view.x + x, y: view.y + y });
    moved(at);
  });
  return () => cancelAnimationFrame(frame);
}
