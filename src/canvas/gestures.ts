import type { StoreApi } from 'zustand/vanilla';
import type { Point } from '../layout/messages';
import { moveState } from '../model/commands';
import type { Studio } from '../studio/types';
import type { CanvasActions } from './actions';
import { connectionPath } from './drop/connection';
import { type DropPlace, dropPlaces, gapAt, nearestPlace } from './drop/places';
import { panAtEdges } from './edgePan';
import type { CanvasState, Dragging } from './state';
import type { ViewportControl } from './viewport';

/**
 * Dragging on the canvas: new states from the browser, cards to another place, and transitions. Pointer events only;
 * moves are taken at once and drawn without rendering, except for which place is open.
 */

/** How far the pointer moves before a press becomes a drag, in pixels. */
const threshold = 4;
/** How near a place must be to open, in pixels on the screen. */
const reach = 48;
/** Beyond this many places a card's own are not all asked whether they may take it; the nearest one is. */
const askAllLimit = 120;
/** Ghost, right of and below the pointer. */
const ghostOffset = { x: 15, y: 13 };

interface Scope {
  readonly studio: Studio;
  readonly store: StoreApi<CanvasState>;
  readonly act: CanvasActions;
  readonly viewport: ViewportControl;
  readonly root: HTMLElement;
}

/** Listens on the canvas until the returned function is called. */
export function listenToGestures(scope: Scope): () => void {
  const { studio, store, root } = scope;
  let stop: (() => void) | null = null;

  const begin = (dragging: Dragging, at: Point | null): void => {
    stop?.();
    stop = drag(scope, dragging, at, () => {
      stop = null;
    });
  };
  const onPress = (event: PointerEvent): void => {
    if (event.button !== 0 || stop) return;
    const starting = dragStartedBy(event, scope);
    if (starting) whenMoved(event, (at) => begin(starting, at));
  };
  const follow = (): void => {
    const item = studio.view.store.getState().drag;
    const dragging = store.getState().dragging;
    if (item && dragging?.kind !== 'new') begin({ kind: 'new', item }, null);
    else if (!item && dragging?.kind === 'new') stop?.();
  };
  root.addEventListener('pointerdown', onPress);
  const unsubscribe = studio.view.store.subscribe((view, before) => {
    if (view.drag !== before.drag) follow();
  });
  follow();
  return () => {
    root.removeEventListener('pointerdown', onPress);
    unsubscribe();
    stop?.();
  };
}

function dragStartedBy(event: PointerEvent, { studio, viewport }: Scope): Dragging | null {
  const target = event.target instanceof Element ? event.target : null;
  const port = target?.closest('[data-port]')?.getAttribute('data-port');
  const from = viewport.at({ x: event.clientX, y: event.clientY });
  if (port != null) return { kind: 'connect', source: port, transition: null, from };
  const grip = target?.closest('[data-grip]')?.getAttribute('data-grip');
  if (grip != null) {
    const edge = studio.drawing.store.getState().drawing?.edges.find((each) => each.id === grip);
    const start = edge?.points[0];
    return edge && start ? { kind: 'connect', source: edge.source, transition: grip, from: start } : null;
  }
  if (target?.closest('button, input, [data-iterations]')) return null;
  const card = target?.closest('[data-state]');
  const pointer = card?.getAttribute('data-state');
  if (!card || pointer == null) return null;
  // The body of an open container pans the canvas; its header drags it.
  const container = card.getAttribute('aria-expanded') === 'true';
  if (container && !target?.closest('[data-card-handle]')) return null;
  return { kind: 'move', pointer };
}

/** Calls back once the pressed pointer has moved far enough; letting go before is a click. */
function whenMoved(press: PointerEvent, moved: (at: Point) => void): void {
  const onMove = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < threshold) return;
    end();
    moved({ x: event.clientX, y: event.clientY });
  };
  const end = (): void => {
    window.removeEventListener('pointermove', onMove, true);
    window.removeEventListener('pointerup', end, true);
    window.removeEventListener('pointercancel', end, true);
  };
  window.addEventListener('pointermove', onMove, true);
  window.addEventListener('pointerup', end, true);
  window.addEventListener('pointercancel', end, true);
}

function drag(scope: Scope, dragging: Dragging, at: Point | null, done: () => void): () => void {
  const { store, studio, root } = scope;
  const places = dragging.kind === 'connect' ? [] : allowedPlaces(scope, dragging);
  store.setState({ dragging, places, open: null, gap: null, over: null });
  document.documentElement.dataset.canvasDrag = dragging.kind;

  let pointer = at;
  const onMove = (event: PointerEvent): void => {
    pointer = { x: event.clientX, y: event.clientY };
    follow(scope, dragging, pointer);
  };
  const stopPanning = panAtEdges(
    scope.viewport,
    root,
    () => pointer,
    (where) => follow(scope, dragging, where),
  );
  const onUp = (event: PointerEvent): void => {
    follow(scope, dragging, { x: event.clientX, y: event.clientY });
    const { open, over } = store.getState();
    end();
    suppressClick();
    if (dragging.kind === 'connect') finishConnection(scope, dragging, over);
    else if (open) scope.act.drop(dragging, open.target);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  const end = (): void => {
    window.removeEventListener('pointermove', onMove, true);
    window.removeEventListener('pointerup', onUp, true);
    window.removeEventListener('pointercancel', end, true);
    window.removeEventListener('keydown', onKey, true);
    stopPanning();
    delete document.documentElement.dataset.canvasDrag;
    root.style.cursor = '';
    store.setState({ dragging: null, places: [], open: null, gap: null, over: null });
    done();
    if (studio.view.store.getState().drag) studio.view.set({ drag: null });
  };
  window.addEventListener('pointermove', onMove, true);
  window.addEventListener('pointerup', onUp, true);
  window.addEventListener('pointercancel', end, true);
  window.addEventListener('keydown', onKey, true);
  if (at) requestAnimationFrame(() => store.getState().dragging === dragging && follow(scope, dragging, at));
  return end;
}

/** The click that follows a drag belongs to the drag. */
function suppressClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, true));
}

function allowedPlaces({ studio }: Scope, dragging: Dragging): readonly DropPlace[] {
  const { drawing, workflow } = studio.drawing.store.getState();
  if (studio.document.store.getState().workflow.states.size === 0) return [];
  if (!drawing || !workflow) return [];
  const all = dropPlaces(drawing, workflow, studio.view.store.getState().direction);
  if (dragging.kind !== 'move' || all.length > askAllLimit) return all;
  return all.filter((place) => mayMove(studio, dragging.pointer, place));
}

/** Whether a card can go to a place, and would be elsewhere there. */
function mayMove(studio: Studio, pointer: string, place: DropPlace): boolean {
  const result = studio.document.can(moveState(pointer, place.target));
  return result.ok && result.change.ops.length > 0;
}

function follow(scope: Scope, dragging: Dragging, screen: Point): void {
  const ghost = document.querySelector<HTMLElement>('[data-ghost]');
  if (ghost) ghost.style.transform = `translate(${screen.x + ghostOffset.x}px,${screen.y + ghostOffset.y}px)`;
  if (dragging.kind === 'connect') followConnection(scope, dragging, screen);
  else openNearest(scope, dragging, screen);
}

function openNearest({ studio, store, viewport, root }: Scope, dragging: Dragging, screen: Point): void {
  const { places, open } = store.getState();
  const direction = studio.view.store.getState().direction;
  const box = root.getBoundingClientRect();
  const inside =
    screen.x >= box.left && screen.x <= box.right && screen.y >= box.top && screen.y <= box.bottom;
  const zoom = viewport.read().zoom;
  const only = root.querySelector('[data-empty-place]');
  if (only) {
    const near = distanceToBox(only.getBoundingClientRect(), screen) <= reach;
    if (near !== (open !== null)) store.setState({ open: near ? firstPlace : null });
    return;
  }
  let next = inside ? nearestPlace(places, viewport.at(screen), reach / zoom, open, direction) : null;
  if (next && next !== open && dragging.kind === 'move' && places.length > askAllLimit) {
    if (!mayMove(studio, dragging.pointer, next)) next = null;
  }
  root.style.cursor = next ? 'copy' : 'not-allowed';
  if (next !== open) store.setState({ open: next, gap: gapAt(next, direction) });
}

/** The place of an empty workflow; it is drawn by the page, not in the drawing. */
const firstPlace: DropPlace = {
  id: 'start:',
  target: { kind: 'start', machine: '' },
  x: 0,
  y: 0,
  name: 'Add the first state',
  opens: 'over',
};

function distanceToBox(box: DOMRect, at: Point): number {
  const dx = Math.max(box.left - at.x, 0, at.x - box.right);
  const dy = Math.max(box.top - at.y, 0, at.y - box.bottom);
  return Math.hypot(dx, dy);
}

function followConnection(
  { store, act, viewport, root }: Scope,
  dragging: Extract<Dragging, { kind: 'connect' }>,
  screen: Point,
): void {
  const under = document.elementFromPoint(screen.x, screen.y)?.closest('[data-state]');
  const pointer = under && root.contains(under) ? under.getAttribute('data-state') : null;
  const { over } = store.getState();
  if (pointer !== (over?.pointer ?? null)) {
    store.setState({
      over:
        pointer === null
          ? null
          : { pointer, refusal: act.refusal(dragging.source, pointer, dragging.transition) },
    });
  }
  const path = connectionPath(dragging.from, viewport.at(screen));
  const [line, head] = root.querySelectorAll('[data-connection] path');
  line?.setAttribute('d', path.line);
  head?.setAttribute('d', path.head);
}

function finishConnection(
  { studio, act }: Scope,
  dragging: Extract<Dragging, { kind: 'connect' }>,
  over: CanvasState['over'],
): void {
  if (!over) return;
  if (over.refusal !== null) studio.view.notify(over.refusal, 'error');
  else act.connect(dragging.source, over.pointer, dragging.transition);
}
