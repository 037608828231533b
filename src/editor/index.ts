import { lazyPart } from '../ui/lazyPart';

/** The text pane. Monaco is loaded when it is first shown. */
export const Editor = lazyPart(() => import('./EditorPane'));
