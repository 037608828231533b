import { lazy } from 'react';

/** The text pane. Monaco is loaded when it is first shown. */
export const Editor = lazy(() => import('./EditorPane'));
