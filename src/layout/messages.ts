import type { TransitionKind, Workflow } from '../model/workflow';

/** The contract between the studio and the layout worker. Units are canvas units (pixels at 100 %). */

export type Direction = 'DOWN' | 'RIGHT';

export interface LayoutOptions {
  readonly direction: Direction;
  /** Pointers of the containers that are folded to a card. */
  readonly collapsed: readonly string[];
}

export interface DrawnNode {
  /** State pointer; `start:<machine pointer>`; `machine:<machine pointer>` for a branch's lane; `missing:<transition id>`; `empty:<machine pointer>`. */
  readonly id: string;
  readonly kind: 'state' | 'container' | 'start' | 'lane' | 'missing' | 'empty';
  /** State pointer (state, container), machine pointer (start, lane, empty) or transition id (missing). */
  readonly pointer: string;
  /** Id of the node it is drawn inside of; null on the canvas itself. */
  readonly parent: string | null;
  /** Absolute position of the top left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnLabel {
  /** Number chip of a Choice rule, from 1; null for other labels. */
  readonly number: number | null;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnEdge {
  /** The transition's id. */
  readonly id: string;
  readonly kind: TransitionKind;
  readonly source: string;
  /** Id of the target node: a state pointer, or a `missing:` node. */
  readonly target: string;
  /** `source->target`, as in `edgeName` of the model. */
  readonly name: string;
  /** Orthogonal way from border to border, absolute; the tip is the last point. */
  readonly points: readonly Point[];
  readonly label: DrawnLabel | null;
}

/** A finished drawing. `end` transitions are not edges but rings on their state: see `ends`. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Pointers of the states that end their machine by `End: true`. */
  readonly ends: readonly string[];
}

export interface LayoutService {
  /** Lays a workflow out; machines whose structure and sizes did not change come from the cache. */
  layout(workflow: Workflow, options: LayoutOptions): Promise<Drawing>;
}
