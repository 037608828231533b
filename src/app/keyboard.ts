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
 * Listens to the keys of the whole window and performs the actions they mean. What a pane has used already
 * (`defaultPrevented`) is left alone. Returns the function that stops listening.
 */
export function listenToKeys(studio: Studio): () => void {
  const mac = isMac();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionFor(event, placeOf(event.target), mac);
    if (!action || !isEnabled(action, studio)) {
      // The browser's own save and open dialogs would take the page away from the workflow.
      if (action?.scope === 'everywhere') event.preventDefault();
      return;
    }
    event.preventDefault();
    void performAction(action, studio);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
