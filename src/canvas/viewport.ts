import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { Emitter } from '../base/emitter';
import type { Drawing, DrawnNode, Point } from '../layout/messages';

/** Where the canvas looks: fitting, zooming, bringing states into view. Pure figures first, then the controller. */

export const zoomLimits = { min: 0.02, max: 2 };
/** Below these zooms cards say less; see the style sheets. */
export const detailLimits = { full: 0.72, mid: 0.4 };
export type Detail = 'full' | 'mid' | 'far';

export function detailAt(zoom: number): Detail {
  // A hair below counts as reached: a zoom is the product of many small steps.
  if (zoom >= detailLimits.full - 0.005) return 'full';
  return zoom >= detailLimits.mid - 0.005 ? 'mid' : 'far';
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room left around a fitted drawing. */
const margin = { side: 24, top: 16, bottom: 16 };
/** What the zoom controls cover at the lower left. */
const controls = { width: 232, height: 56 };

/**
 * The viewport that shows a whole drawing, never above 100 %. Small drawings stand in the middle, near the top. When
 * a card would come to lie under the zoom controls, there is room for them below.
 */
export function fitDrawing(drawing: Drawing, pane: Size): Viewport {
  const view = fitted(drawing, pane);
  const covered = drawing.nodes.some(
    ({ x, y, height }) =>
      x * view.zoom + view.x < controls.width &&
      (y + height) * view.zoom + view.y > pane.height - controls.height,
  );
  return covered ? fitted(drawing, pane, controls.height) : view;
}

export function fitted(drawing: Size, pane: Size, bottom = margin.bottom): Viewport {
  const room = { width: pane.width - 2 * margin.side, height: pane.height - margin.top - bottom };
  const wanted = Math.min(
    1,
    room.width / Math.max(1, drawing.width),
    room.height / Math.max(1, drawing.height),
  );
  const zoom = Math.max(zoomLimits.min, wanted);
  const spare = Math.max(0, room.height - drawing.height * zoom);
  return {
    zoom,
    x: Math.round((pane.width - drawing.width * zoom) / 2),
    y: Math.round(
      margin.top + (zoom < 1 && drawing.width > 2 * drawing.height ? spare / 2 : Math.min(spare / 2, 32)),
    ),
  };
}

/** Below this zoom a drawing is only a pattern: a document that would be opened there begins at its start. */
const readable = 0.2;

/** The first view of a document. */
export function beginning(drawing: Drawing, pane: Size): Viewport {
  const whole = fitDrawing(drawing, pane);
  return whole.zoom >= readable ? whole : atStart(drawing, pane, 0.5);
}

/** Names can be read down to here. */
const legible = 0.57;

/**
 * The view after the room has changed, for a user who has not chosen one: everything, but never so small that names
 * can't be read any more when they could before.
 */
export function refitted(drawing: Drawing, pane: Size, before: number): Viewport {
  const whole = fitDrawing(drawing, pane);
  const least = Math.min(before, legible);
  return whole.zoom >= least ? whole : atStart(drawing, pane, least);
}

/** A run is watched from here: cards say what is pending, containers which iteration it is. */
const near = 0.9;

/** The view near a box, with no more room beside the drawing than there has to be. */
export function approaching(drawing: Drawing, box: DrawnNode, pane: Size, zoom = near): Viewport {
  const place = (start: number, size: number, whole: number, room: number, first: number): number => {
    const length = whole * zoom;
    if (length + 2 * first <= room) return Math.round((room - length) / 2);
    const middle = room / 2 - (start + size / 2) * zoom;
    return Math.round(Math.min(first, Math.max(room - first - length, middle)));
  };
  return {
    zoom,
    x: place(box.x, box.width, drawing.width, pane.width, margin.side),
    y: place(box.y, box.height, drawing.height, pane.height, margin.top),
  };
}

function atStart(drawing: Drawing, pane: Size, zoom: number): Viewport {
  const start =
    drawing.nodes.find((node) => node.kind === 'start' && node.parent === null) ?? drawing.nodes[0];
  const fits = drawing.width * zoom + 2 * margin.side <= pane.width;
  const middle = fits || !start ? drawing.width / 2 : start.x + start.width / 2;
  return { zoom, x: Math.round(pane.width / 2 - middle * zoom), y: margin.top };
}

/** The viewport moved the least so that a box is inside the pane, with some air around it. */
export function revealing(viewport: Viewport, box: DrawnNode, pane: Size, air = 32): Viewport {
  const { zoom } = viewport;
  const x = along(box.x * zoom + viewport.x, Math.min(box.width, 400) * zoom, pane.width, air);
  const y = along(box.y * zoom + viewport.y, Math.min(box.height, 300) * zoom, pane.height, air);
  return x === 0 && y === 0 ? viewport : { zoom, x: viewport.x + x, y: viewport.y + y };
}

/** The same for a state with the marks of the targets it misses; the state itself before them. */
export function revealingWithGaps(
  viewport: Viewport,
  state: DrawnNode,
  drawing: Drawing,
  pane: Size,
): Viewport {
  const targets = new Set(drawing.edges.flatMap((edge) => (edge.source === state.id ? edge.target : [])));
  const gaps = drawing.nodes.filter((node) => node.kind === 'missing' && targets.has(node.id));
  const shown = gaps.reduce((view, gap) => revealing(view, gap, pane, 12), viewport);
  return revealing(shown, state, pane, 12);
}

function along(start: number, size: number, room: number, air: number): number {
  if (size + 2 * air > room) return (room - size) / 2 - start;
  if (start < air) return air - start;
  if (start + size > room - air) return room - air - start - size;
  return 0;
}

/** The same zoom steps as people know them from browsers. */
const steps = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.72, 0.8, 0.9, 1, 1.25, 1.5, 2];

export function nextZoom(zoom: number, sign: 1 | -1): number {
  const found =
    sign === 1 ? steps.find((step) => step > zoom + 0.005) : steps.findLast((step) => step < zoom - 0.005);
  return found ?? (sign === 1 ? zoomLimits.max : zoomLimits.min);
}

/** Which state stays where it is on the screen when a new drawing comes: the selected one, or one near the middle. */
export function anchorOf(
  before: Drawing,
  after: ReadonlyMap<string, DrawnNode>,
  preferred: readonly (string | null | undefined)[],
  viewport: Viewport,
  pane: Size,
): DrawnNode | null {
  const middle: Point = {
    x: (pane.width / 2 - viewport.x) / viewport.zoom,
    y: (pane.height / 2 - viewport.y) / viewport.zoom,
  };
  const half = { x: pane.width / 2 / viewport.zoom, y: pane.height / 2 / viewport.zoom };
  let nearest: DrawnNode | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  for (const node of before.nodes) {
    if (node.kind !== 'state' || !after.has(node.pointer)) continue;
    const dx = Math.abs(node.x + node.width / 2 - middle.x);
    const dy = Math.abs(node.y + node.height / 2 - middle.y);
    if (dx > half.x || dy > half.y) continue;
    const away = preferred.includes(node.pointer) ? -1 : dx + dy;
    if (away < shortest) {
      shortest = away;
      nearest = node;
    }
  }
  return nearest;
}

/** The smallest card or container at a place. */
export function innermostAt(drawing: Drawing | null, at: Point): string | null {
  let found: DrawnNode | null = null;
  for (const node of drawing?.nodes ?? []) {
    if (node.kind !== 'state' && node.kind !== 'container') continue;
    const inside =
      at.x >= node.x && at.y >= node.y && at.x <= node.x + node.width && at.y <= node.y + node.height;
    if (inside && (!found || node.width * node.height < found.width * found.height)) found = node;
  }
  return found?.pointer ?? null;
}

/** Whether the system asks for less motion. */
export const stillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A move of the viewport that is about to begin, and how long it takes in milliseconds. */
export interface ViewportMove {
  readonly to: Viewport;
  readonly duration: number;
}

/** Moves the viewport of a canvas. `duration` in milliseconds. */
export interface ViewportControl {
  fit(duration?: number): void;
  /** Fits, or begins at the start where fitting would leave nothing to read. */
  begin(): void;
  /** Shows as much as can be read after the room (absent: it is measured) has changed, a state that matters above all. */
  refit(pointer: string | null, room?: Size): void;
  zoom(sign: 1 | -1): void;
  /** Shows a state near enough to read all of its card. */
  approach(pointer: string, duration?: number): void;
  show(pointer: string): void;
  at(screen: Point): Point;
  /** The state at a point of the screen: of several the innermost. */
  stateAt(screen: Point): string | null;
  read(): Viewport;
  pane(): Size;
  set(viewport: Viewport): void;
  /** Tells of moves before they begin. */
  readonly moves: Emitter<ViewportMove>;
}

export function viewportControl(
  flow: ReactFlowInstance<never, never>,
  root: () => HTMLElement | null,
  drawing: () => Drawing | null,
  nodes: () => ReadonlyMap<string, DrawnNode>,
): ViewportControl {
  const pane = (): Size => {
    const box = root()?.getBoundingClientRect();
    return { width: box?.width ?? 0, height: box?.height ?? 0 };
  };
  const moves = new Emitter<ViewportMove>();
  const move = (viewport: Viewport, duration: number): void => {
    const time = stillness() ? 0 : duration;
    moves.emit({ to: viewport, duration: time });
    void flow.setViewport(viewport, { duration: time });
  };
  return {
    pane,
    moves,
    read: () => flow.getViewport(),
    set: (viewport) => move(viewport, 0),
    at: (screen) => flow.screenToFlowPosition(screen),
    stateAt(screen) {
      const at = flow.screenToFlowPosition(screen);
      return innermostAt(drawing(), at);
    },
    fit(duration = 160) {
      const shown = drawing();
      const room = pane();
      if (shown && room.width > 0) move(fitDrawing(shown, room), duration);
    },
    begin() {
      const shown = drawing();
      const room = pane();
      if (shown && room.width > 0) move(beginning(shown, room), 0);
    },
    refit(pointer, room = pane()) {
      const shown = drawing();
      if (!shown || room.width === 0) return;
      const next = refitted(shown, room, flow.getViewport().zoom);
      const node = pointer === null ? undefined : nodes().get(pointer);
      move(node ? revealingWithGaps(next, node, shown, room) : next, 0);
    },
    zoom(sign) {
      const now = flow.getViewport();
      const zoom = nextZoom(now.zoom, sign);
      const { width, height } = pane();
      const scale = zoom / now.zoom;
      const about = (centre: number, offset: number) => centre - (centre - offset) * scale;
      move({ zoom, x: about(width / 2, now.x), y: about(height / 2, now.y) }, 120);
    },
    approach(pointer, duration = 240) {
      const shown = drawing();
      const node = nodes().get(pointer);
      const room = pane();
      if (!shown || !node || room.width === 0) return;
      const now = flow.getViewport();
      const next =
        detailAt(now.zoom) === 'full' ? revealing(now, node, room) : approaching(shown, node, room);
      if (next !== now) move(next, duration);
    },
    show(pointer) {
      const node = nodes().get(pointer);
      const room = pane();
      if (!node || room.width === 0) return;
      const now = flow.getViewport();
      const next = revealing(now, node, room);
      if (next !== now) move(next, 160);
    },
  };
}
