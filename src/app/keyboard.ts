import { actionFor, isEnabled, type KeyPlace, performAction } from '../actions';
import { isMac } from '../actions/shortcuts';
import type { Studio } from '../studio/types';

/** Where a key event happened, by the element that had the focus. */
function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return { inText: false, onCanvas: false, inDialog: false };
  return {
    inText: target.closest('input, textarea, select, [contenteditable="true"], .monaco-editor') !== null,
    onCanvas: target.closest('[aria-label="Canvas"], [role="tree"]') !== null,
    inDialog: target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null,
  };
}

/**
 * Listens to the keys of the whole window and performs the actions they mean. What works everywhere is heard before
 * the panes, since an editor knows most keys; the rest after them, and not when a pane has used the key already.
 * Returns the function that stops listening.
 */
export function listenToKeys(studio: Studio): () => void {
  const mac = isMac();
  const perform = (event: KeyboardEvent, which: 'global' | 'all') => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionFor(event, placeOf(event.target), mac, which);
    if (!action || !isEnabled(action, studio)) return;
    event.preventDefault();
    if (which === 'global') event.stopPropagation();
    void performAction(action, studio);
  };
  const first = (event: KeyboardEvent) => perform(event, 'global');
  const last = (event: KeyboardEvent) => perform(event, 'all');
  window.addEventListener('keydown', first, { capture: true });
  window.addEventListener('keydown', last);
  return () => {
    window.removeEventListener('keydown', first, { capture: true });
    window.removeEventListener('keydown', last);
  };
}
