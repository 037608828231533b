import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { actionById, isEnabled, performAction } from '../actions';
import { isMac, shortcutText } from '../actions/shortcuts';
import type { Action } from '../actions/types';
import type { DocumentState } from '../studio/documentDoor';
import type { RunState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import type { ViewState } from '../studio/viewDoor';
import type { Files } from './files/files';

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('This part belongs inside the studio');
  return studio;
}

/** What the shell does with files beyond the studio's own door. */
export const FilesContext = createContext<Files | null>(null);

export function useFiles(): Files {
  const files = useContext(FilesContext);
  if (!files) throw new Error('This part belongs inside the studio');
  return files;
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useStudio().view.store, select);
}

export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(useStudio().document.store, select);
}

export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(useStudio().run.store, select);
}

/** An action as a control shows it: whether it can be done now, its shortcut in words, and how to do it. */
export interface BoundAction {
  readonly action: Action;
  readonly enabled: boolean;
  readonly shortcut: string | undefined;
  readonly run: () => void;
}

/** Binds an action to the studio; the caller renders again whenever the stores that it reads from change. */
export function bindAction(studio: Studio, action: Action): BoundAction {
  const [shortcut] = action.shortcuts ?? [];
  return {
    action,
    enabled: isEnabled(action, studio),
    shortcut: shortcut === undefined ? undefined : shortcutText(shortcut, isMac()),
    run: () => void performAction(action, studio),
  };
}

/** The same for a component: follows document, view and run. */
export function useAction(id: string): BoundAction {
  const studio = useStudio();
  const action = actionById(id);
  const enabled = () => isEnabled(action, studio);
  const inDocument = useStore(studio.document.store, enabled);
  const inView = useStore(studio.view.store, enabled);
  const inRun = useStore(studio.run.store, enabled);
  const now = inDocument && inView && inRun;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `now` is what the binding depends on
  return useMemo(() => bindAction(studio, action), [studio, action, now]);
}
