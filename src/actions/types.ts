import type { Studio } from '../studio/types';

/**
 * A user action: what a menu, a shortcut, the command palette and the help list share. One file an action (or a
 * small family), listed in `index.ts`.
 */
export interface Action {
  /** `document.undo` */
  readonly id: string;
  /** The accessible name of its buttons and its entry in the palette: `Undo`. */
  readonly label: string;
  readonly category: 'File' | 'Edit' | 'View' | 'Run' | 'Go to' | 'Help';
  /** Name of a lucide icon the `ui` icons know. */
  readonly icon?: string;
  /** `Mod+Z`, `Shift+Mod+Z`, `?`, `Delete`; several are alternatives. `Mod` is Ctrl, or Cmd on a Mac. */
  readonly shortcuts?: readonly string[];
  /**
   * Where the shortcut works: everywhere, only outside text fields (default), or only on the canvas and in the
   * outline. `clipboard`: the browser's own copy, cut and paste events do it, which need no permission; the key is
   * only listed here.
   */
  readonly scope?: 'everywhere' | 'outside-text' | 'canvas' | 'clipboard';
  readonly enabled?: (studio: Studio) => boolean;
  readonly perform: (studio: Studio) => void | Promise<void>;
  /** False keeps it out of the palette (arrow keys and the like). */
  readonly inPalette?: boolean;
}
