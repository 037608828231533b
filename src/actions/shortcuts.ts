/**
 * Shortcuts as text (`Shift+Mod+Z`): read, compared with key events, and written for people. `Mod` is Ctrl, or Cmd on
 * a Mac.
 */
export interface Shortcut {
  /** `KeyboardEvent.key` in lower case for letters (`z`), as it stands otherwise (`Delete`, `?`, `+`). */
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What is read of a key event. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const modifiers: ReadonlySet<string> = new Set(['Mod', 'Shift', 'Alt']);

/** Reads a shortcut; throws on one that has no key or an unknown modifier, since actions are written by us. */
export function parseShortcut(text: string): Shortcut {
  // A lone plus, or one at the end, is the key itself.
  const key = text === '+' || text.endsWith('++') ? '+' : text.slice(text.lastIndexOf('+') + 1);
  const rest = text.slice(0, text.length - key.length).replace(/\+$/, '');
  const names = rest === '' ? [] : rest.split('+');
  const unknown = names.find((name) => !modifiers.has(name));
  if (key === '' || unknown !== undefined) throw new Error(`Not a shortcut: ${text}`);
  return {
    key: /^[a-z]$/i.test(key) ? key.toLowerCase() : key,
    mod: names.includes('Mod'),
    shift: names.includes('Shift'),
    alt: names.includes('Alt'),
  };
}

/** Signs that need Shift on some keyboards and not on others: there Shift is not compared. */
const isSign = (key: string): boolean => key.length === 1 && !/[a-z0-9]/i.test(key);

export function matches(shortcut: Shortcut, press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== shortcut.mod || other || press.altKey !== shortcut.alt) return false;
  const key = /^[a-z]$/i.test(press.key) ? press.key.toLowerCase() : press.key;
  // With Alt a Mac gives the sign that it types; the physical key tells the letter.
  const typed = shortcut.alt && press.code?.startsWith('Key') ? press.code.slice(3).toLowerCase() : key;
  if (typed !== shortcut.key) return false;
  return isSign(shortcut.key) || press.shiftKey === shortcut.shift;
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** A shortcut as shown on a key cap: `Ctrl Shift Z`, `⇧⌘Z` on a Mac. */
export function shortcutText(text: string, mac: boolean): string {
  const { key, mod, shift, alt } = parseShortcut(text);
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ');
}

/** Two shortcuts clash when one key press can mean both. */
export function clash(left: Shortcut, right: Shortcut): boolean {
  if (left.key !== right.key || left.mod !== right.mod || left.alt !== right.alt) return false;
  return isSign(left.key) || left.shift === right.shift;
}

/** Whether this is a Mac, by what the browser says of itself. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
}

/** A shortcut as this machine's keys show it. */
export const shortcutHere = (text: string): string => shortcutText(text, isMac());
