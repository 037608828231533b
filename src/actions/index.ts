import type { Studio } from '../studio/types';
import { editActions } from './edit';
import { fileActions } from './file';
import { goToActions } from './goTo';
import { helpActions } from './help';
import { historyActions } from './history';
import { runActions } from './run';
import { type KeyPress, matches, parseShortcut, type Shortcut } from './shortcuts';
import type { Action } from './types';
import { viewActions } from './view';

/** Every user action: what menus, shortcuts, the command palette and the help list share. */
export const actions: readonly Action[] = [
  ...fileActions,
  ...historyActions,
  ...editActions,
  ...viewActions,
  ...goToActions,
  ...runActions,
  ...helpActions,
];

const byId = new Map(actions.map((action) => [action.id, action]));

/** An action by its id; throws on an id that no action has, since ids are written by us. */
export function actionById(id: string): Action {
  const action = byId.get(id);
  if (!action) throw new Error(`There is no action ${id}`);
  return action;
}

export function isEnabled(action: Action, studio: Studio): boolean {
  return action.enabled?.(studio) ?? true;
}

/** Performs an action if it can be done now; a failure becomes a notice. */
export async function performAction(action: Action, studio: Studio): Promise<void> {
  if (!isEnabled(action, studio)) return;
  try {
    await action.perform(studio);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    studio.view.notify(`${action.label} failed: ${reason}`, 'error');
  }
}

/** Where a key was pressed. */
export interface KeyPlace {
  /** In a field that takes text. */
  readonly inText: boolean;
  /** On the canvas, or in the outline. */
  readonly onCanvas: boolean;
  /** Under a dialog or menu, where only what works everywhere is heard. */
  readonly inDialog: boolean;
}

const parsed = new Map<string, Shortcut>();
function shortcutOf(text: string): Shortcut {
  const known = parsed.get(text) ?? parseShortcut(text);
  parsed.set(text, known);
  return known;
}

/**
 * The action that a key press means at a place, if any; the caller checks whether it can be done. `global` asks only
 * for those that work everywhere, which are heard before any pane.
 */
export function actionFor(
  press: KeyPress,
  place: KeyPlace,
  mac: boolean,
  which: 'global' | 'all' = 'all',
): Action | null {
  const heard = actions.filter(
    (action) =>
      isHeard(action.scope ?? 'outside-text', place) && (which === 'all' || action.scope === 'everywhere'),
  );
  return (
    heard.find((action) => action.shortcuts?.some((shortcut) => matches(shortcutOf(shortcut), press, mac))) ??
    null
  );
}

function isHeard(scope: NonNullable<Action['scope']>, place: KeyPlace): boolean {
  if (scope === 'everywhere') return true;
  if (scope === 'clipboard' || place.inText || place.inDialog) return false;
  return scope === 'outside-text' || place.onCanvas;
}
