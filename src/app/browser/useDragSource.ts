import { type PointerEvent, useRef } from 'react';
import type { DragItem } from '../../studio/viewDoor';
import { useStudio } from '../StudioContext';

/** So far the pointer moves before a press becomes a drag, in pixels. */
const threshold = 5;

/**
 * Makes an element the source of a drag onto the canvas: pressing and moving sets `drag` in the view, and the canvas
 * follows the pointer from there. Releasing or Escape ends it. A press without moving stays a click.
 */
export function useDragSource(item: () => DragItem): {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  /** True just after a drag ended: its click is none. */
  wasDragged: () => boolean;
} {
  const studio = useStudio();
  const dragged = useRef(false);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !event.isPrimary) return;
    dragged.current = false;
    const from = { x: event.clientX, y: event.clientY };
    const source = event.currentTarget;
    const move = (moved: globalThis.PointerEvent) => {
      if (dragged.current || Math.hypot(moved.clientX - from.x, moved.clientY - from.y) < threshold) return;
      dragged.current = true;
      if (source.hasPointerCapture(moved.pointerId)) source.releasePointerCapture(moved.pointerId);
      studio.view.set({ drag: item() });
    };
    const finish = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('pointercancel', finish);
      window.removeEventListener('keydown', onEscape, true);
      // After the canvas has heard of the release.
      setTimeout(() => {
        if (studio.view.store.getState().drag !== null) studio.view.set({ drag: null });
      });
    };
    const onEscape = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || !dragged.current) return;
      pressed.preventDefault();
      finish();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', finish);
    window.addEventListener('pointercancel', finish);
    window.addEventListener('keydown', onEscape, true);
  };
  const wasDragged = () => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  };
  return { onPointerDown, wasDragged };
}
