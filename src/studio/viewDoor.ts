import type { StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '../base/json';
import type { Path } from '../base/pointer';
import type { Direction } from '../layout/messages';

export type Mode = 'design' | 'split' | 'code';
export type Theme = 'light' | 'dark' | 'system';
export type BottomTab = 'input' | 'mocks' | 'events' | 'timeline' | 'stateData' | 'output' | 'breakpoints';
export type InspectorTab = 'run' | 'configuration' | 'dataFlow' | 'errors' | 'variables';

export interface ViewState {
  readonly mode: Mode;
  readonly theme: Theme;
  /** Pointers of the selected states; empty: the workflow. The last one is the primary. */
  readonly selection: readonly string[];
  /** Who selected: the others reveal it, this one does not move. */
  readonly selectedBy: 'canvas' | 'inspector' | 'editor' | 'outline' | 'problems' | 'run' | 'other';
  readonly selectedEdge: string | null;
  readonly direction: Direction;
  /** Folded containers, by pointer. */
  readonly collapsed: readonly string[];
  /** Which half of the bottom panel shows: the simulation or the problems; null when it is closed. */
  readonly bottom: 'simulation' | 'problems' | null;
  readonly bottomTab: BottomTab;
  /** Whether State data stands beside the Timeline. */
  readonly sideBySide: boolean;
  readonly inspectorTab: InspectorTab;
  readonly inspectorOpen: boolean;
  readonly browserOpen: boolean;
  readonly infoOpen: boolean;
  readonly minimapOpen: boolean;
  /** What the Info panel explains; null: the selection. */
  readonly info: InfoTopic | null;
  /** The problem that is shown with its fixes, by its `problemKey`. */
  readonly problem: string | null;
  readonly dialog:
    | 'palette'
    | 'shortcuts'
    | 'examples'
    | 'export'
    | 'find'
    | 'recover'
    | 'testState'
    | 'editData'
    | 'breakpoint'
    | null;
  /** A thing being dragged from the states browser; null otherwise. */
  readonly drag: DragItem | null;
  /** Short messages for the user, oldest first. A new one takes the place of those that stood long enough. */
  readonly notices: readonly Notice[];
}

/** A short message with an optional action; announced politely, errors at once. `key` differs from notice to notice. */
export interface Notice {
  readonly text: string;
  readonly kind: 'info' | 'error';
  readonly key: number;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
  readonly action?: NoticeAction;
}

/** What a notice offers: a button with a verb. */
export interface NoticeAction {
  readonly label: string;
  readonly perform: () => void;
}

export type InfoTopic =
  | { readonly kind: 'state'; readonly type: string }
  | { readonly kind: 'field'; readonly stateType: string | null; readonly path: readonly string[] }
  | { readonly kind: 'problem'; readonly code: string }
  | { readonly kind: 'action'; readonly resource: string };

/** What can be dropped on the canvas or added by Enter: a new state as a value, with the name to begin with. */
export interface DragItem {
  readonly label: string;
  /** Second line of the ghost card. */
  readonly detail: string;
  readonly name: string;
  readonly state: { readonly [key: string]: JsonValue };
  /**
   * States that come along with it, by name (a ready-made block). Targets name states of the block; those without
   * a target lead on to what follows the place.
   */
  readonly others?: { readonly [name: string]: { readonly [key: string]: JsonValue } };
}

/**
 * A request to another pane to bring something into view: a state on the canvas, a place in the text, a field in the
 * inspector, the rows of Problems, or what is known at the cursor in the text.
 */
export interface RevealRequest {
  readonly kind: 'state' | 'text' | 'field' | 'problems' | 'hover';
  readonly pointer: string;
  readonly path?: Path;
  /** Without it the focus only moves along within a pane that has it. */
  readonly focus: boolean;
}

/** A wish to the canvas that is no state of the view: it is heard by whoever shows the drawing. */
export type CanvasRequest =
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  /** Edit the primary selected state's name in place. */
  | 'rename';

export interface ViewDoor {
  readonly store: StoreApi<ViewState>;
  select(pointers: readonly string[], by: ViewState['selectedBy']): void;
  selectEdge(id: string | null): void;
  set(patch: Partial<Omit<ViewState, 'selection' | 'selectedBy'>>): void;
  toggleCollapsed(pointer: string): void;
  notify(text: string, kind?: 'info' | 'error', action?: NoticeAction): void;
  dismiss(key: Notice['key']): void;
  reveal(request: RevealRequest): void;
  /**
   * Hears requests. A pane that comes and goes names the kind that it answers: the newest request for it waits until
   * it is there, or until something else is selected.
   */
  onReveal(listener: (request: RevealRequest) => void, answers?: RevealRequest['kind']): () => void;
  /** Asks the canvas for something; nothing happens where it is not shown. */
  ask(request: CanvasRequest): void;
  onAsk(listener: (request: CanvasRequest) => void): () => void;
}
