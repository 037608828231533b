import type { Studio } from '../studio/types';
import { shortcutHere } from './shortcuts';

/**
 * The clipboard as menus and the palette reach it. Browsers may refuse that, and have none at all where a page is not
 * served safely; the keys always work.
 */

/** Resolves to whether the text was written; a refusal is told. */
export async function writeClipboard(studio: Studio, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    refused(studio, 'write to', 'Mod+C');
    return false;
  }
}

/** Resolves to the text, or null where the browser refused; that is told. */
export async function readClipboard(studio: Studio): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    refused(studio, 'read', 'Mod+V');
    return null;
  }
}

function refused({ view }: Studio, what: string, key: string): void {
  view.notify(`The browser did not allow to ${what} the clipboard. Use ${shortcutHere(key)}.`, 'error');
}
