import type { StoreApi } from 'zustand/vanilla';
import { readClipboard, writeClipboard } from '../actions/clipboard';
import {
  deleteStates,
  disconnect,
  duplicateStates,
  moveState,
  type Place,
  renameState,
  serialiseStates,
  setStart,
  wrapStates,
} from '../model/commands';
import { stateTypeDescriptors } from '../model/stateTypes';
import type { State, StateType } from '../model/workflow';
import type { Command } from '../studio/documentDoor';
import type { Studio } from '../studio/types';
import { addItem, lead, pasteCommand, placeAfter } from './commands';
import { visitIn } from './iterations';
import type { CanvasState, Dragging } from './state';

/** What the canvas does on the user's wish. Structure changes only through commands; a refusal becomes a notice. */
export interface CanvasActions {
  select(pointer: string, add: boolean): void;
  selectAll(): void;
  clear(): void;
  /** Selects a state, brings it into view and gives it the focus. */
  goTo(pointer: string): void;
  fold(pointer: string): void;
  rename(pointer: string): void;
  endRename(state: State, name: string | null): void;
  remove(pointers: readonly string[]): void;
  duplicate(pointers: readonly string[]): void;
  /** Resolves to whether the browser let it be copied. */
  copy(pointers: readonly string[]): Promise<boolean>;
  cut(pointers: readonly string[]): Promise<void>;
  paste(text: string): void;
  pasteFromClipboard(): Promise<void>;
  addAfter(pointer: string, type: StateType): void;
  makeFirst(pointer: string): void;
  /** Puts states into a new Map or Parallel in their place. */
  wrap(pointers: readonly string[], type: 'Map' | 'Parallel'): void;
  disconnect(transition: string): void;
  drop(dragging: Dragging, target: Place): void;
  /** Why a transition can't lead from a state to another; null when it can. */
  refusal(source: string, target: string, transition: string | null): string | null;
  connect(source: string, target: string, transition: string | null): void;
  showText(pointer: string): void;
  openInspector(pointer: string): void;
  /** Selects a state and opens its problems at an element of its card. */
  showProblems(pointer: string, anchor: HTMLElement): void;
  chooseIteration(map: string, index: number | null): void;
  /** Asks for the focus on a state's card, also when it is not drawn yet. */
  focus(pointer: string): void;
  /** Whether a card that appears now was asked for; answers yes once. */
  claimFocus(pointer: string): boolean;
}

/** How the actions reach the drawing: kept apart so that they can be tested without one. */
export interface CanvasView {
  show(pointer: string): void;
  /** The element of a state's card, when it is drawn. */
  card(pointer: string): HTMLElement | null;
  root(): HTMLElement | null;
}

export function createActions(studio: Studio, store: StoreApi<CanvasState>, view: CanvasView): CanvasActions {
  let wantsFocus: string | null = null;

  const perform = async (command: Command, focus = true): Promise<boolean> => {
    const result = await studio.document.perform(command, 'canvas');
    if (!result.ok) {
      studio.view.notify(result.reason, 'error');
      return false;
    }
    const { select } = result.change;
    if (select !== undefined) {
      studio.view.select(select === '' ? [] : [select], 'canvas');
      // In a task of its own: taking the focus makes the page lay itself out at once.
      if (focus && select !== '') setTimeout(() => act.focus(select));
    }
    return true;
  };
  const act: CanvasActions = {
    select(pointer, add) {
      const { selection } = studio.view.store.getState();
      const others = selection.filter((each) => each !== pointer);
      if (!add) studio.view.select([pointer], 'canvas');
      else studio.view.select(others.length < selection.length ? others : [...others, pointer], 'canvas');
      store.setState({ current: pointer });
    },
    selectAll() {
      const drawn = studio.drawing.store.getState().drawing?.nodes ?? [];
      const pointers = drawn.filter((node) => node.kind === 'state' || node.kind === 'container');
      studio.view.select(
        pointers.map((node) => node.pointer),
        'canvas',
      );
    },
    clear() {
      studio.view.select([], 'canvas');
      studio.view.selectEdge(null);
    },
    goTo(pointer) {
      act.select(pointer, false);
      view.show(pointer);
      act.focus(pointer);
    },
    fold: (pointer) => studio.view.toggleCollapsed(pointer),
    rename(pointer) {
      view.show(pointer);
      store.setState({ renaming: pointer });
    },
    endRename(state, name) {
      store.setState({ renaming: null });
      act.focus(state.pointer);
      const wanted = name?.trim() ?? '';
      if (wanted !== '' && wanted !== state.name) void perform(renameState(state.pointer, wanted));
    },
    remove(pointers) {
      if (pointers.length > 0) void perform(deleteStates(pointers));
    },
    duplicate(pointers) {
      if (pointers.length > 0) void perform(duplicateStates(pointers));
    },
    async copy(pointers) {
      const text = serialiseStates(studio.document.store.getState().workflow, pointers);
      return text !== null && writeClipboard(studio, text);
    },
    async cut(pointers) {
      if (await act.copy(pointers)) act.remove(pointers);
    },
    paste(text) {
      const { workflow } = studio.document.store.getState();
      const after = studio.view.store.getState().selection.at(-1) ?? null;
      const paste = pasteCommand(text, after);
      // An empty workflow takes a whole definition as its own, whatever its form.
      if (workflow.states.size === 0) void studio.files.openText(text, null);
      else if (paste) void perform(paste);
      else studio.view.notify('The clipboard holds no states.', 'error');
    },
    async pasteFromClipboard() {
      const text = await readClipboard(studio);
      if (text !== null) act.paste(text);
    },
    addAfter(pointer, type) {
      const state = studio.document.store.getState().workflow.states.get(pointer);
      if (!state) return;
      const { create, defaultName } = stateTypeDescriptors[type];
      void perform(addItem(placeAfter(state), { name: defaultName, state: create(state.queryLanguage) }));
    },
    makeFirst: (pointer) => void perform(setStart(pointer)),
    wrap: (pointers, type) => void perform(wrapStates(pointers, type)),
    disconnect(transition) {
      studio.view.selectEdge(null);
      void perform(disconnect(transition), false);
    },
    drop(dragging, target) {
      // The drag may have begun in another pane: what was dropped is worked on here.
      view.root()?.closest('section')?.focus({ preventScroll: true });
      if (dragging.kind === 'new') void perform(addItem(target, dragging.item));
      if (dragging.kind === 'move') void perform(moveState(dragging.pointer, target));
    },
    refusal(source, target, transition) {
      const result = studio.document.can(lead(source, target, transition));
      return result.ok ? null : result.reason;
    },
    connect: (source, target, transition) => void perform(lead(source, target, transition)),
    showText(pointer) {
      studio.view.select([pointer], 'canvas');
      if (studio.view.store.getState().mode === 'design') studio.view.set({ mode: 'split' });
      studio.view.reveal({ kind: 'text', pointer, focus: true });
    },
    openInspector(pointer) {
      studio.view.select([pointer], 'canvas');
      studio.view.set({ inspectorOpen: true });
      studio.view.reveal({ kind: 'field', pointer, focus: true });
    },
    showProblems(pointer, anchor) {
      act.select(pointer, false);
      store.setState({ problems: { pointer, anchor } });
    },
    chooseIteration(map, index) {
      const iterations = new Map(store.getState().iterations);
      if (index === null) iterations.delete(map);
      else iterations.set(map, index);
      store.setState({ iterations });
      const selected = studio.view.store.getState().selection.at(-1);
      const { visits } = studio.run.store.getState();
      const visit = index === null || !selected ? null : visitIn(visits, selected, map, index);
      if (visit) studio.run.selectVisit(visit.id);
    },
    focus(pointer) {
      const card = view.card(pointer);
      store.setState({ current: pointer });
      if (card) card.focus({ preventScroll: true });
      else wantsFocus = pointer;
    },
    claimFocus(pointer) {
      if (wantsFocus !== pointer) return false;
      wantsFocus = null;
      // Only while the user is still on the canvas: a late card must not steal the focus.
      const active = document.activeElement;
      return (
        active === null ||
        active === document.body ||
        view.root()?.closest('section')?.contains(active) === true
      );
    },
  };
  return act;
}
