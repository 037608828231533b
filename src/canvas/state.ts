import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Point } from '../layout/messages';
import type { Problem, Severity } from '../model/problem';
import type { DocumentState } from '../studio/documentDoor';
import type { RunState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import type { DragItem, ViewState } from '../studio/viewDoor';
import type { CanvasActions } from './actions';
import type { DropPlace, Gap } from './drop/places';

/** What only the canvas knows: gestures under way. Everything else is in the studio's stores. */

export type Dragging =
  /** A new state from the states browser. */
  | { readonly kind: 'new'; readonly item: DragItem }
  /** A card on its way to another place. */
  | { readonly kind: 'move'; readonly pointer: string }
  /** A transition being drawn from a state, or one whose end is being moved. */
  | {
      readonly kind: 'connect';
      readonly source: string;
      readonly transition: string | null;
      readonly from: Point;
    };

export interface CanvasState {
  readonly dragging: Dragging | null;
  /** Where the pointer is while dragging, in the window's coordinates. */
  readonly places: readonly DropPlace[];
  readonly open: DropPlace | null;
  readonly gap: Gap | null;
  /** The card under a transition being drawn. */
  readonly over: { readonly pointer: string; readonly refusal: string | null } | null;
  /** The state whose name is being edited on its card. */
  readonly renaming: string | null;
  /** The state that takes the focus when the canvas is entered by Tab. */
  readonly current: string | null;
  /** The state whose problems are shown, and the mark they stand at. */
  readonly problems: { readonly pointer: string; readonly anchor: HTMLElement } | null;
  /** Chosen iteration of a Map, by its pointer. */
  readonly iterations: ReadonlyMap<string, number>;
}

export const createCanvasStore = (): StoreApi<CanvasState> =>
  createStore(() => ({
    dragging: null,
    places: [],
    open: null,
    gap: null,
    over: null,
    renaming: null,
    current: null,
    problems: null,
    iterations: new Map(),
  }));

export interface CanvasScope {
  readonly studio: Studio;
  readonly store: StoreApi<CanvasState>;
  readonly act: CanvasActions;
}

export const CanvasContext = createContext<CanvasScope | null>(null);

export function useCanvas(): CanvasScope {
  const scope = useContext(CanvasContext);
  if (!scope) throw new Error('This part belongs inside a canvas');
  return scope;
}

export function useCanvasState<T>(select: (state: CanvasState) => T): T {
  return useStore(useCanvas().store, select);
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useCanvas().studio.view.store, select);
}

export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(useCanvas().studio.run.store, select);
}

export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(useCanvas().studio.document.store, select);
}

// --- Small selections, one card at a time -------------------------------------------------------------------------

const selectionSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether a state is selected: one look-up a card, whatever the size of the selection. */
export function isSelected(selection: readonly string[], pointer: string): boolean {
  if (selection.length < 8) return selection.includes(pointer);
  let set = selectionSets.get(selection);
  if (!set) {
    set = new Set(selection);
    selectionSets.set(selection, set);
  }
  return set.has(pointer);
}

type Problems = DocumentState['problems'];
const byState = new WeakMap<Problems, ReadonlyMap<string, Problems>>();
const none: Problems = [];

/** The problems of a state: the same list as long as the document's problems are. */
export function problemsOf(problems: Problems, pointer: string): Problems {
  let table = byState.get(problems);
  if (!table) {
    const built = new Map<string, Problem[]>();
    for (const problem of problems) {
      if (problem.state === null) continue;
      const known = built.get(problem.state);
      if (known) known.push(problem);
      else built.set(problem.state, [problem]);
    }
    table = built;
    byState.set(problems, built);
  }
  return table.get(pointer) ?? none;
}

const worst = new WeakMap<Problems, ReadonlyMap<string, Severity>>();
const rank: Record<Severity, number> = { error: 3, warning: 2, advice: 1 };

/** The worst severity among a state's problems. Advice is left to Problems and the inspector: a card is no place for hints. */
export function severityOf(problems: Problems, pointer: string): Severity | null {
  let table = worst.get(problems);
  if (!table) {
    const built = new Map<string, Severity>();
    for (const problem of problems) {
      if (problem.state === null || problem.severity === 'advice') continue;
      const known = built.get(problem.state);
      if (!known || rank[problem.severity] > rank[known]) built.set(problem.state, problem.severity);
    }
    table = built;
    worst.set(problems, built);
  }
  return table.get(pointer) ?? null;
}
