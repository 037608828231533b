import { useStoreApi, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Drawing } from '../layout/messages';
import type { Studio } from '../studio/types';
import { listenToGestures } from './gestures';
import { firstState, nodesByPointer } from './navigate';
import type { CanvasScope } from './state';
import { anchorOf, detailAt, type Size, stillness, type ViewportControl } from './viewport';

/** Above this many nodes a new drawing is shown at once: moving them all would cost more than it explains. */
const movesUpTo = 300;

/**
 * Fits the first drawing of a document; moves to each later one smoothly, with the selected state staying where it
 * is on the screen. Also keeps the level of detail on the root, without rendering.
 */
export function useMotion(
  studio: Studio,
  drawing: Drawing | null,
  viewport: ViewportControl,
  root: RefObject<HTMLElement | null>,
): { onMove: (event: MouseEvent | TouchEvent | null) => void; isUntouched: () => boolean } {
  const shown = useRef<{ drawing: Drawing; document: string; direction: string } | null>(null);
  const stopMoving = useRef(0);
  const flow = useStoreApi();
  const fitting = useFitting(studio, viewport, root);
  useDetail(root);
  useRunMark(studio, root);

  const document = (): string => studio.document.store.getState().id;
  const direction = (): string => studio.view.store.getState().direction;
  const isSame = (): boolean =>
    shown.current?.document === document() && shown.current.direction === direction();

  useLayoutEffect(() => {
    // Before React Flow gets the new positions, so that they are reached by a transition.
    const before = shown.current?.drawing;
    if (!drawing || !before || before === drawing || !isSame()) return;
    if (drawing.nodes.length > movesUpTo || stillness() || !root.current) return;
    const element = root.current;
    element.dataset.moving = '';
    clearTimeout(stopMoving.current);
    stopMoving.current = window.setTimeout(() => delete element.dataset.moving, 280);
  });

  useEffect(() => {
    if (!drawing) return;
    const before = shown.current;
    if (before?.drawing === drawing) return;
    const same = isSame();
    shown.current = { drawing, document: document(), direction: direction() };
    if (!before || !same || before.drawing.nodes.length <= 2) {
      fitting.fit();
      return;
    }
    // As React Flow knows it: to measure the pane now would lay out the page twice.
    const pane = flow.getState();
    const sawAll = showsAll(before.drawing, viewport.read(), pane);
    keepAnchor(studio, before.drawing, drawing, viewport, pane);
    // A view the user has not chosen goes on showing everything.
    if (fitting.isUntouched() && sawAll && !showsAll(drawing, viewport.read(), pane))
      viewport.refit(stateThatMatters(studio), pane);
  });

  useEffect(
    () =>
      studio.document.onTransaction((transaction) => {
        if (transaction.loaded) shown.current = null;
      }),
    [studio],
  );
  return { onMove: fitting.onMove, isUntouched: fitting.isUntouched };
}

function keepAnchor(
  studio: Studio,
  before: Drawing,
  after: Drawing,
  viewport: ViewportControl,
  pane: Size,
): void {
  if (pane.width === 0) return;
  const { selection } = studio.view.store.getState();
  const nodes = nodesByPointer(after);
  const now = viewport.read();
  const anchor = anchorOf(before, nodes, [selection.at(-1)], now, pane);
  const there = anchor && nodes.get(anchor.pointer);
  if (anchor && there) {
    const dx = (there.x - anchor.x) * now.zoom;
    const dy = (there.y - anchor.y) * now.zoom;
    if (dx !== 0 || dy !== 0) viewport.set({ zoom: now.zoom, x: now.x - dx, y: now.y - dy });
  } else viewport.fit();
  const selected = selection.at(-1);
  if (selected !== undefined && !nodesByPointer(before).has(selected)) viewport.show(selected);
}

function showsAll(drawing: Drawing, { x, y, zoom }: Viewport, pane: Size): boolean {
  const right = x + drawing.width * zoom;
  const bottom = y + drawing.height * zoom;
  return x >= 0 && y >= 0 && right <= pane.width && bottom <= pane.height;
}

/** Where a run stands still or waits for the user, or what made it fail; null while there is nothing of that. */
function liveState(studio: Studio): string | null {
  const { status, current, outcome, pausedBy, holding } = studio.run.store.getState();
  if (holding) return holding.state;
  if (status === 'paused') return pausedBy?.state ?? current[0] ?? null;
  return outcome?.decidedBy?.state ?? null;
}

/** Where a run stands, else what is selected. */
function stateThatMatters(studio: Studio): string | null {
  const run = studio.run.store.getState();
  const decided = run.outcome?.decidedBy?.state ?? null;
  return run.current[0] ?? decided ?? studio.view.store.getState().selection.at(-1) ?? null;
}

/** Fits again when the room changes, as long as the user has not chosen a view. */
function useFitting(studio: Studio, viewport: ViewportControl, root: RefObject<HTMLElement | null>) {
  const untouched = useRef(true);
  const pending = useRef(true);
  const fit = (): void => {
    untouched.current = true;
    pending.current = viewport.pane().width === 0;
    // React Flow takes its size a moment after it is there.
    requestAnimationFrame(() => viewport.begin());
    viewport.begin();
  };
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const touched = (): void => {
      untouched.current = false;
    };
    const observer = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === 0) return;
      if (pending.current) viewport.begin();
      else if (untouched.current) {
        const live = liveState(studio);
        if (live === null) viewport.refit(stateThatMatters(studio));
        else viewport.approach(live, 0);
      }
      pending.current = false;
    });
    observer.observe(element);
    const onPress = (event: PointerEvent): void => {
      const button = event.target instanceof Element ? event.target.closest('[data-view-control]') : null;
      if (button?.getAttribute('data-view-control') === 'fit') untouched.current = true;
      else if (button) touched();
    };
    element.addEventListener('pointerdown', onPress, true);
    // What scrolls something into view (the browser's own search, assistive technology) scrolls the pane, which
    // has no scroll bars: the view goes there instead.
    const onScroll = (event: Event): void => {
      const scrolled = event.target;
      if (!(scrolled instanceof Element) || scrolled.closest('input, [role="listbox"]')) return;
      const { scrollLeft, scrollTop } = scrolled;
      if (scrollLeft === 0 && scrollTop === 0) return;
      scrolled.scrollTo({ left: 0, top: 0, behavior: 'instant' });
      const { x, y, zoom } = viewport.read();
      viewport.set({ zoom, x: x - scrollLeft, y: y - scrollTop });
    };
    element.addEventListener('scroll', onScroll, true);
    return () => {
      element.removeEventListener('scroll', onScroll, true);
      observer.disconnect();
      element.removeEventListener('pointerdown', onPress, true);
    };
  }, [studio, viewport, root]);
  const onMove = (event: MouseEvent | TouchEvent | null): void => {
    // Without an event it is the canvas itself that moves the view.
    if (!event) return;
    untouched.current = false;
    if (root.current) delete root.current.dataset.moving;
  };
  const isUntouched = useCallback(() => untouched.current, []);
  return { fit, isUntouched, onMove };
}

function useDetail(root: RefObject<HTMLElement | null>): void {
  const flow = useStoreApi();
  useLayoutEffect(() => {
    const follow = (): void => {
      const element = root.current;
      if (!element) return;
      const detail = detailAt(flow.getState().transform[2]);
      if (element.dataset.lod !== detail) element.dataset.lod = detail;
    };
    follow();
    return flow.subscribe(follow);
  }, [flow, root]);
}

/**
 * Marks the root while there is a run. What was not reached is told by the style sheet from that: so the start of a
 * run renders nothing again.
 */
function useRunMark(studio: Studio, root: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const follow = (): void => {
      const { run, status } = studio.run.store.getState();
      root.current?.toggleAttribute('data-running', run !== null && status !== 'not-started');
    };
    follow();
    return studio.run.store.subscribe(follow);
  }, [studio, root]);
}

/** Answers what other panes ask of the canvas. */
export function useRequests(
  { studio, act }: CanvasScope,
  viewport: ViewportControl,
  isUntouched: () => boolean,
): void {
  useEffect(() => {
    const stops = [
      studio.view.onAsk((request) => {
        if (request === 'zoomIn') viewport.zoom(1);
        else if (request === 'zoomOut') viewport.zoom(-1);
        else if (request === 'fit') viewport.fit();
        else if (request === 'rename') {
          const pointer = studio.view.store.getState().selection.at(-1);
          if (pointer !== undefined) act.rename(pointer);
        }
      }),
      studio.view.onReveal((request) => {
        if (request.kind !== 'state') return;
        viewport.show(request.pointer);
        // The focus moves along with a request from elsewhere when it is here.
        const here = document.activeElement?.closest('section[aria-label="Canvas"]') != null;
        if (request.focus || here) act.focus(request.pointer);
      }),
      // Stepping goes where the execution stands, and a failure to its cause; a run that goes on by itself moves
      // nothing. A user who chose a view keeps its scale.
      studio.run.store.subscribe((run, before) => {
        const stood =
          run.current !== before.current || run.pausedBy !== before.pausedBy || before.status !== 'paused';
        const ended = run.outcome !== before.outcome || run.holding !== before.holding;
        const pointer = (run.status === 'paused' ? stood : ended) ? liveState(studio) : null;
        if (pointer === null) return;
        if (isUntouched()) viewport.approach(pointer);
        else if (run.status === 'paused') viewport.show(pointer);
      }),
      studio.view.store.subscribe((view, before) => {
        if (view.selection === before.selection || view.selectedBy === 'canvas') return;
        const pointer = view.selection.at(-1);
        if (pointer !== undefined) viewport.show(pointer);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [studio, act, viewport, isUntouched]);
}

/** Keeps one state that takes the focus on Tab: the selected one, else the last focused, else the first. */
export function useRovingFocus({ studio, store }: CanvasScope, drawing: Drawing | null): void {
  useEffect(() => {
    if (!drawing) return;
    const update = (): void => {
      const nodes = nodesByPointer(drawing);
      const selected = studio.view.store.getState().selection.at(-1);
      const workflow = studio.drawing.store.getState().workflow;
      const { current } = store.getState();
      const wanted =
        selected !== undefined && nodes.has(selected)
          ? selected
          : current !== null && nodes.has(current)
            ? current
            : workflow && firstState(workflow);
      if (wanted !== current) store.setState({ current: wanted ?? null });
    };
    update();
    return studio.view.store.subscribe((view, before) => {
      if (view.selection !== before.selection) update();
    });
  }, [studio, store, drawing]);
}

export function useGestures(
  scope: CanvasScope,
  viewport: ViewportControl,
  root: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!root.current) return;
    return listenToGestures({ ...scope, viewport, root: root.current });
  }, [scope, viewport, root]);
}

/** When the card with the focus goes (an undo), the canvas takes the focus: its keys go on working. */
export function useLastingFocus(drawing: Drawing | null, root: RefObject<HTMLElement | null>): void {
  const inside = useRef(false);
  useEffect(() => {
    const section = root.current?.closest('section');
    if (!section) return;
    const enter = (): void => {
      inside.current = true;
    };
    // An element that is taken away leaves for nowhere; so does a press on something without focus, seen below.
    const leave = (event: FocusEvent): void => {
      const to = event.relatedTarget;
      if (to instanceof Node) inside.current = section.contains(to);
    };
    const press = (event: PointerEvent): void => {
      if (event.target instanceof Node && !section.contains(event.target)) inside.current = false;
    };
    section.addEventListener('focusin', enter);
    section.addEventListener('focusout', leave);
    document.addEventListener('pointerdown', press, true);
    return () => {
      section.removeEventListener('focusin', enter);
      section.removeEventListener('focusout', leave);
      document.removeEventListener('pointerdown', press, true);
    };
  }, [root]);
  useEffect(() => {
    if (!drawing) return;
    // React Flow takes the nodes away a moment after this.
    const frame = requestAnimationFrame(() => {
      if (inside.current && document.activeElement === document.body)
        root.current?.closest('section')?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [drawing, root]);
}
