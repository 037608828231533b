import type { ClipboardEvent, KeyboardEvent } from 'react';
import { serialiseStates } from '../model/commands';
import { firstState, isArrow, neighbour } from './navigate';
import type { CanvasScope } from './state';
import type { ViewportControl } from './viewport';

/** Keys on the canvas. Returns whether a key was used: then nobody else shall hear it. */

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null;

/** The states a key acts on: the selection, else the state with the focus. */
function actedOn({ studio }: CanvasScope, target: EventTarget | null): readonly string[] {
  const { selection } = studio.view.store.getState();
  if (selection.length > 0) return selection;
  const focused = focusedState(target);
  return focused === null ? [] : [focused];
}

function focusedState(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest('[data-state]')?.getAttribute('data-state') ?? null;
}

type Handler = (scope: CanvasScope, event: KeyboardEvent, viewport: ViewportControl) => boolean;

const plainKeys: Record<string, Handler> = {
  Enter: (scope, event) => {
    const [pointer] = [focusedState(event.target) ?? actedOn(scope, event.target).at(-1)];
    if (pointer == null) return false;
    scope.act.openInspector(pointer);
    return true;
  },
  ' ': (scope, event) => {
    const pointer = focusedState(event.target);
    if (pointer === null) return false;
    scope.act.select(pointer, event.shiftKey);
    return true;
  },
  Delete: removeSelected,
  Backspace: removeSelected,
  F2: (scope, event) => {
    const pointer = actedOn(scope, event.target).at(-1);
    if (pointer === undefined) return false;
    scope.act.rename(pointer);
    return true;
  },
  Escape: (scope) => {
    const { selection, selectedEdge } = scope.studio.view.store.getState();
    if (selection.length === 0 && selectedEdge === null) return false;
    scope.act.clear();
    return true;
  },
  '+': (_scope, _event, viewport) => zoom(viewport, 1),
  '=': (_scope, _event, viewport) => zoom(viewport, 1),
  '-': (_scope, _event, viewport) => zoom(viewport, -1),
  _: (_scope, _event, viewport) => zoom(viewport, -1),
  '0': (_scope, _event, viewport) => {
    viewport.fit();
    return true;
  },
};

const modKeys: Record<string, Handler> = {
  d: (scope, event) => {
    const pointers = actedOn(scope, event.target);
    scope.act.duplicate(pointers);
    return pointers.length > 0;
  },
  a: (scope) => {
    scope.act.selectAll();
    return true;
  },
  f: (scope) => {
    scope.studio.view.set({ dialog: 'find' });
    return true;
  },
};

function zoom(viewport: ViewportControl, sign: 1 | -1): boolean {
  viewport.zoom(sign);
  return true;
}

function removeSelected(scope: CanvasScope, event: KeyboardEvent): boolean {
  const edge = scope.studio.view.store.getState().selectedEdge;
  if (edge !== null) {
    scope.act.disconnect(edge);
    return true;
  }
  const pointers = actedOn(scope, event.target);
  scope.act.remove(pointers);
  return pointers.length > 0;
}

export function onCanvasKey(scope: CanvasScope, event: KeyboardEvent, viewport: ViewportControl): boolean {
  if (isText(event.target) || event.altKey) return false;
  // Buttons on the canvas keep their own keys.
  const onButton = event.target instanceof Element && event.target.closest('button') !== null;
  if (onButton && (event.key === 'Enter' || event.key === ' ')) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (!mod && isArrow(event.key)) return move(scope, event, event.key);
  const table = mod ? modKeys : plainKeys;
  const key = mod ? event.key.toLowerCase() : event.key;
  const handler = Object.hasOwn(table, key) ? table[key] : undefined;
  return handler?.(scope, event, viewport) ?? false;
}

function move(scope: CanvasScope, event: KeyboardEvent, key: Parameters<typeof neighbour>[4]): boolean {
  const { drawing, workflow } = scope.studio.drawing.store.getState();
  if (!drawing || !workflow) return false;
  const { direction, selection } = scope.studio.view.store.getState();
  const from = focusedState(event.target) ?? selection.at(-1) ?? null;
  const to = from === null ? firstState(workflow) : neighbour(workflow, drawing, direction, from, key);
  if (to === null) return true;
  if (event.shiftKey) {
    if (!selection.includes(to)) scope.studio.view.select([...selection, to], 'canvas');
    scope.act.focus(to);
  } else scope.act.goTo(to);
  return true;
}

/** Copy, cut and paste come as clipboard events: so they need no permission. */
export function onCanvasClipboard(
  scope: CanvasScope,
  event: ClipboardEvent,
  kind: 'copy' | 'cut' | 'paste',
): void {
  if (isText(event.target)) return;
  if (kind === 'paste') {
    const text = event.clipboardData.getData('text/plain');
    if (text.trim() === '') return;
    event.preventDefault();
    scope.act.paste(text);
    return;
  }
  // Words the user has marked elsewhere are what they mean to copy.
  if (document.getSelection()?.isCollapsed === false) return;
  const pointers = actedOn(scope, event.target);
  const text = serialiseStates(scope.studio.document.store.getState().workflow, pointers);
  if (text === null) return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', text);
  if (kind === 'cut') scope.act.remove(pointers);
}
