import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StateStatus } from '../../engine/messages';
import type { Severity } from '../../model/problem';
import type { RunState } from '../../studio/runDoor';
import { cardName } from '../cardText';
import { shownStatus } from '../iterations';
import type { StateCardData } from '../project';
import {
  type CanvasState,
  isSelected,
  severityOf,
  useCanvas,
  useCanvasState,
  useDocument,
  useRun,
  useView,
} from '../state';

/** What cards and containers share: status, selection, focus, names and attributes. */
export function useCard(data: StateCardData) {
  const { state } = data;
  const pointer = state.pointer;
  const { studio } = useCanvas();
  const iterations = useCanvasState((canvas) => canvas.iterations);
  const { status, visits, paused } = readRun(useRun((run) => runKey(run, pointer, iterations)));
  const severity: Severity | null = useDocument((document) => severityOf(document.problems, pointer));
  const selected = useView((view) => isSelected(view.selection, pointer));
  const breakpoint = useStore(studio.run.scenario, (scenario) => scenario.breakpoints.includes(pointer));
  const part = useCanvasState((canvas) => partIn(canvas, pointer));
  const renaming = (part & parts.renaming) !== 0;
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
    paused,
    hovered: hovered && !renaming,
    port: hovered && !renaming && state.type !== 'Succeed' && state.type !== 'Fail',
    attributes: {
      ref: element,
      role: 'group',
      tabIndex: part & parts.current ? 0 : -1,
      'data-state': pointer,
      'data-type': state.type ?? '',
      'data-status': status ?? undefined,
      'data-selected': selected || undefined,
      'data-severity': severity ?? undefined,
      'data-unreachable': !state.reachable || undefined,
      'data-target': part & parts.accepts ? 'yes' : part & parts.refuses ? 'no' : undefined,
      'data-moving-card': (part & parts.moving) !== 0 || undefined,
      'aria-label': cardName(state, first, status),
      'aria-current': selected ? ('true' as const) : undefined,
      'aria-expanded': state.machines.length > 0 ? !data.folded : undefined,
      onPointerEnter: () => setHovered(true),
      onPointerLeave: () => setHovered(false),
    },
  };
}

/** What a card has to do with gestures under way; together in one number, so that a card subscribes once. */
const parts = { renaming: 1, current: 2, accepts: 4, refuses: 8, moving: 16 };

function partIn({ renaming, current, over, dragging }: CanvasState, pointer: string): number {
  let part = 0;
  if (renaming === pointer) part |= parts.renaming;
  if (current === pointer) part |= parts.current;
  if (over?.pointer === pointer) part |= over.refusal === null ? parts.accepts : parts.refuses;
  if (dragging?.kind === 'move' && dragging.pointer === pointer) part |= parts.moving;
  return part;
}

/** Status, number of visits and whether the run stands before it, as one value that is equal when they all are. */
const runKey = (run: RunState, pointer: string, iterations: ReadonlyMap<string, number>): string =>
  `${run.states.get(pointer)?.visits ?? 0} ${shownStatus(run, pointer, iterations) ?? ''}${standsBefore(run, pointer) ? ' paused' : ''}`;

/** Whether a breakpoint paused the run before it entered a state. */
const standsBefore = ({ status, pausedBy }: RunState, pointer: string): boolean =>
  status === 'paused' && pausedBy !== null && pausedBy.event === undefined && pausedBy.state === pointer;

function readRun(key: string): { status: StateStatus | null; visits: number; paused: boolean } {
  const [visits = '0', status = '', paused] = key.split(' ');
  return {
    status: status === '' ? null : (status as StateStatus),
    visits: Number(visits),
    paused: paused !== undefined,
  };
}

/** A card that was asked for the focus before it was drawn takes it now. */
function useFocusOnMount(element: { readonly current: HTMLElement | null }, pointer: string): void {
  const { act } = useCanvas();
  useEffect(() => {
    if (element.current && act.claimFocus(pointer)) element.current.focus({ preventScroll: true });
  }, [act, element, pointer]);
}
