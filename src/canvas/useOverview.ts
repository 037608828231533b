import { useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Drawing } from '../layout/messages';
import type { Size, ViewportControl } from './viewport';

/** More cards than this in view, and they are drawn as an overview; fewer than the second, as cards again. */
const limits = { overview: 160, cards: 140 };
/** Zoom at which cards show their glyphs well enough to be worth drawing each. */
const closeEnough = 0.4;

/** How many nodes a view shows. */
export function nodesInView(
  drawing: Drawing,
  transform: readonly [number, number, number],
  pane: Size,
): number {
  const [x, y, zoom] = transform;
  let count = 0;
  for (const node of drawing.nodes) {
    const left = node.x * zoom + x;
    const top = node.y * zoom + y;
    if (
      left <= pane.width &&
      top <= pane.height &&
      left + node.width * zoom >= 0 &&
      top + node.height * zoom >= 0
    )
      count++;
  }
  return count;
}

/** Whether so much of a large drawing is in view that it is shown as an overview. */
export function useOverview(drawing: Drawing | null, large: boolean, viewport: ViewportControl): boolean {
  const flow = useStoreApi();
  const [overview, setOverview] = useState(large);
  useEffect(() => {
    if (!drawing || !large) {
      setOverview(false);
      return;
    }
    let moving: number | undefined;
    const isFar = (transform: readonly [number, number, number], now: boolean): boolean => {
      const { width, height } = flow.getState();
      if (transform[2] >= closeEnough) return false;
      return nodesInView(drawing, transform, { width, height }) > (now ? limits.cards : limits.overview);
    };
    const follow = (): void => {
      const { transform } = flow.getState();
      if (moving === undefined) setOverview((now) => isFar(transform, now));
    };
    follow();
    // On the way to a far view its cards would all be made, only to go again: the overview comes first.
    const stopMoves = viewport.moves.on(({ to, duration }) => {
      if (!isFar([to.x, to.y, to.zoom], true)) return;
      clearTimeout(moving);
      moving = window.setTimeout(() => {
        moving = undefined;
        follow();
      }, duration + 60);
      flushSync(() => setOverview(true));
    });
    const stopFollowing = flow.subscribe((state, before) => {
      if (state.transform !== before.transform || state.width !== before.width) follow();
    });
    return () => {
      clearTimeout(moving);
      stopMoves();
      stopFollowing();
    };
  }, [flow, drawing, large, viewport]);
  return overview && large;
}
