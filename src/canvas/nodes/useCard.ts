import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StateStatus } from '../../engine/messages';
import type { Severity } from '../../model/problem';
import { cardName } from '../cardText';
import { shownStatus } from '../iterations';
import type { StateCardData } from '../project';
import { isSelected, severityOf, useCanvas, useCanvasState, useDocument, useRun, useView } from '../state';

/** What cards and containers share: status, selection, focus, names and attributes. */
export function useCard(data: StateCardData) {
  const { state } = data;
  const pointer = state.pointer;
  const { studio } = useCanvas();
  const iterations = useCanvasState((canvas) => canvas.iterations);
  const status: StateStatus | null = useRun((run) => shownStatus(run, pointer, iterations));
  const visits = useRun((run) => run.states.get(pointer)?.visits ?? 0);
  const severity: Severity | null = useDocument((document) => severityOf(document.problems, pointer));
  const selected = useView((view) => isSelected(view.selection, pointer));
  const breakpoint = useStore(studio.run.scenario, (scenario) => scenario.breakpoints.includes(pointer));
  const renaming = useCanvasState((canvas) => canvas.renaming === pointer);
  const current = useCanvasState((canvas) => canvas.current === pointer);
  const target = useCanvasState((canvas) =>
    canvas.over?.pointer === pointer ? (canvas.over.refusal === null ? 'yes' : 'no') : null,
  );
  const moving = useCanvasState(
    (canvas) => canvas.dragging?.kind === 'move' && canvas.dragging.pointer === pointer,
  );
  const [hovered, setHovered] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useFocusOnMount(element, pointer);

  const first = data.isStart && state.machine === '';
  return {
    status,
    visits,
    severity,
    renaming,
    breakpoint,
    hovered: hovered && !renaming,
    port: hovered && !renaming && state.type !== 'Succeed' && state.type !== 'Fail',
    attributes: {
      ref: element,
      role: 'group',
      tabIndex: current ? 0 : -1,
      'data-state': pointer,
      'data-type': state.type ?? '',
      'data-status': status ?? undefined,
      'data-selected': selected || undefined,
      'data-severity': severity ?? undefined,
      'data-unreachable': !state.reachable || undefined,
      'data-target': target ?? undefined,
      'data-moving-card': moving || undefined,
      'aria-label': cardName(state, first, status),
      'aria-current': selected ? ('true' as const) : undefined,
      'aria-expanded': state.machines.length > 0 ? !data.folded : undefined,
      onPointerEnter: () => setHovered(true),
      onPointerLeave: () => setHovered(false),
    },
  };
}

/** A card that was asked for the focus before it was drawn takes it now. */
function useFocusOnMount(element: { readonly current: HTMLElement | null }, pointer: string): void {
  const { act } = useCanvas();
  useEffect(() => {
    if (element.current && act.claimFocus(pointer)) element.current.focus({ preventScroll: true });
  }, [act, element, pointer]);
}
