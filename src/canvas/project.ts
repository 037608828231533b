import type { Edge, Node } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { Drawing, DrawnEdge, DrawnNode } from '../layout/messages';
import { edgeName, type Machine, type State, type Transition, type Workflow } from '../model/workflow';

/**
 * The projection of a workflow and its drawing into React Flow's nodes and edges. It is the only thing React Flow
 * is given; what did not change keeps its object, so that nothing is drawn again for it. Run status, selection and
 * problems are not in here: cards subscribe to their own.
 */

export interface StateCardData extends Record<string, unknown> {
  readonly state: State;
  readonly isStart: boolean;
  /** The transition that ends the machine here; null when the state goes on. */
  readonly end: Transition | null;
  /** Whether it holds machines: an expanded container is of the kind `container`, a folded one a card. */
  readonly folded: boolean;
  /** How many states its machines hold, at all depths. */
  readonly inner: number;
}

export interface PlaceData extends Record<string, unknown> {
  readonly pointer: string;
  readonly machine: Machine | null;
  /** What a missing target is called in the text. */
  readonly name: string;
}

export type CanvasNode =
  | Node<StateCardData, 'state' | 'container'>
  | Node<PlaceData, 'start' | 'lane' | 'missing' | 'empty'>;

export interface TransitionData extends Record<string, unknown> {
  readonly edge: DrawnEdge;
  readonly transition: Transition | null;
  /** What assistive technology says of it: `Default from Route order to Charge card`. */
  readonly spoken: string;
}

export type CanvasEdge = Edge<TransitionData, 'transition'>;

export interface Projection {
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
}

/** Paint order: containers by depth, then edges, taken edges and labels (in the style sheet), then cards. */
export const layers = { edge: 100, card: 200 };

/** A projection with a memory: one for each canvas. */
export function createProjection(): (workflow: Workflow, drawing: Drawing, states?: Workflow) => Projection {
  let nodes = new Map<string, CanvasNode>();
  let edges = new Map<string, CanvasEdge>();
  let last: Projection = { nodes: [], edges: [] };
  let shown: Drawing | null = null;

  return (workflow, drawing, newest = workflow) => {
    // A drawing that stayed has the same transitions: only what cards say of a changed state is anew.
    const onlyWords = shown === drawing;
    shown = drawing;
    const around: Around = {
      workflow,
      newest,
      ends: new Set(drawing.ends),
      byId: new Map(drawing.nodes.map((node) => [node.id, node])),
      depths: new Map(),
      transitions: transitionsOf(workflow),
      inner: new Map(),
    };
    const nextNodes = new Map<string, CanvasNode>();
    for (const drawn of drawing.nodes) {
      const before = nodes.get(drawn.id);
      const node =
        onlyWords && before && saysTheSame(before, newest) ? before : projectNode(drawn, around, before);
      if (node) nextNodes.set(drawn.id, node);
    }
    const nextEdges = onlyWords ? edges : new Map<string, CanvasEdge>();
    for (const drawn of onlyWords ? [] : drawing.edges) {
      const edge = projectEdge(drawn, around, nextNodes, edges.get(drawn.id));
      if (edge) nextEdges.set(drawn.id, edge);
    }
    last = {
      nodes: sameItems(last.nodes, nodes, nextNodes),
      edges: sameItems(last.edges, edges, nextEdges),
    };
    nodes = nextNodes;
    edges = nextEdges;
    return last;
  };
}

interface Around {
  readonly workflow: Workflow;
  /** The newest model: what cards say follows the text at once, also while the drawing is a moment behind. */
  readonly newest: Workflow;
  readonly ends: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, DrawnNode>;
  readonly depths: Map<string, number>;
  readonly transitions: ReadonlyMap<string, Transition>;
  readonly inner: Map<string, number>;
}

/** The old list when both hold the very same objects in the same order. */
function sameItems<T>(list: T[], before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): T[] {
  if (before.size !== after.size) return [...after.values()];
  let at = 0;
  for (const item of after.values()) if (list[at++] !== item) return [...after.values()];
  return list;
}

const transitionTables = new WeakMap<Workflow, ReadonlyMap<string, Transition>>();

/** All transitions of a workflow by id, start marks included. */
export function transitionsOf(workflow: Workflow): ReadonlyMap<string, Transition> {
  const known = transitionTables.get(workflow);
  if (known) return known;
  const table = new Map<string, Transition>();
  for (const machine of workflow.machines.values())
    if (machine.start) table.set(machine.start.id, machine.start);
  for (const state of workflow.states.values())
    for (const transition of state.transitions) table.set(transition.id, transition);
  transitionTables.set(workflow, table);
  return table;
}

/** Whether a node with an unchanged place in an unchanged drawing still says what it says. */
function saysTheSame({ type, data }: CanvasNode, newest: Workflow): boolean {
  if (type !== 'state') return type !== 'container';
  const state = newest.states.get(data.state.pointer);
  if (state !== data.state || state.machines.length > 0) return false;
  return data.isStart === (newest.machines.get(state.machine)?.start?.target === state.pointer);
}

function projectNode(drawn: DrawnNode, around: Around, before: CanvasNode | undefined): CanvasNode | null {
  if (drawn.kind === 'state' || drawn.kind === 'container') {
    const data = stateData(drawn, around);
    return data && reuse(before, { ...frame(drawn, around), type: drawn.kind, data });
  }
  return reuse(before, { ...frame(drawn, around), type: drawn.kind, data: placeData(drawn, around) });
}

const wrapperAttributes = { 'aria-roledescription': undefined };

function frame(drawn: DrawnNode, around: Around) {
  const x = Math.round(drawn.x);
  const y = Math.round(drawn.y);
  // Whole sizes: React Flow measures in whole pixels, and a difference would make it look for handles in the page.
  const width = Math.round(drawn.width);
  const height = Math.round(drawn.height);
  const inside = drawn.kind === 'container' || drawn.kind === 'lane';
  return {
    id: drawn.id,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { type: 'target' as const, position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
      { type: 'source' as const, position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
    ],
    zIndex: inside ? depthOf(drawn, around) : layers.card,
    style: { pointerEvents: 'all' as const },
    ariaRole: 'presentation' as const,
    domAttributes: wrapperAttributes,
  };
}

function depthOf(drawn: DrawnNode, around: Around): number {
  const known = around.depths.get(drawn.id);
  if (known !== undefined) return known;
  const parent = drawn.parent === null ? undefined : around.byId.get(drawn.parent);
  const depth = parent ? depthOf(parent, around) + 1 : 0;
  around.depths.set(drawn.id, depth);
  return depth;
}

function stateData(drawn: DrawnNode, around: Around): StateCardData | null {
  const placed = around.workflow.states.get(drawn.pointer);
  const state = around.newest.states.get(drawn.pointer) ?? placed;
  if (!placed || !state) return null;
  const ending = state.transitions.find((transition) => transition.kind === 'end') ?? null;
  return {
    state,
    isStart: around.newest.machines.get(state.machine)?.start?.target === drawn.pointer,
    end: around.ends.has(drawn.pointer) ? ending : null,
    folded: drawn.kind === 'state' && state.machines.length > 0,
    inner: innerStates(state, around),
  };
}

function innerStates(state: State, around: Around): number {
  if (state.machines.length === 0) return 0;
  const known = around.inner.get(state.pointer);
  if (known !== undefined) return known;
  let count = 0;
  for (const pointer of state.machines) {
    for (const inner of around.newest.machines.get(pointer)?.states ?? []) {
      const below = around.newest.states.get(inner);
      count += 1 + (below ? innerStates(below, around) : 0);
    }
  }
  around.inner.set(state.pointer, count);
  return count;
}

function placeData(drawn: DrawnNode, around: Around): PlaceData {
  const missing = drawn.kind === 'missing' ? around.transitions.get(drawn.pointer) : undefined;
  return {
    pointer: drawn.pointer,
    machine: around.workflow.machines.get(drawn.pointer) ?? null,
    name: missing?.targetName ?? '',
  };
}

function reuse(before: CanvasNode | undefined, after: CanvasNode): CanvasNode {
  if (!before || before.type !== after.type) return after;
  const sameData = shallowEqual(before.data, after.data);
  const same =
    sameData &&
    before.position.x === after.position.x &&
    before.position.y === after.position.y &&
    before.width === after.width &&
    before.height === after.height &&
    before.zIndex === after.zIndex;
  if (same) return before;
  // The data object is what cards are memoised by: a card that only moved is not rendered again.
  return sameData ? ({ ...after, data: before.data } as CanvasNode) : after;
}

function shallowEqual(left: Record<string, unknown>, right: Record<string, unknown>): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}

function projectEdge(
  drawn: DrawnEdge,
  around: Around,
  nodes: ReadonlyMap<string, CanvasNode>,
  before: CanvasEdge | undefined,
): CanvasEdge | null {
  const transition = around.transitions.get(drawn.id) ?? null;
  const source = nodeOf(drawn.kind === 'start' ? startNode(drawn, transition) : drawn.source, nodes);
  const target = nodeOf(drawn.target, nodes) ?? nodeOf(`missing:${drawn.id}`, nodes);
  if (!source || !target) return null;
  const spoken = spokenTransition(drawn, transition, around.workflow);
  const data = before?.data;
  if (
    before &&
    data &&
    before.source === source &&
    before.target === target &&
    data.transition === transition &&
    data.spoken === spoken &&
    sameEdge(data.edge, drawn)
  )
    return before;
  return {
    id: drawn.id,
    type: 'transition',
    source,
    target,
    zIndex: layers.edge,
    ariaRole: 'presentation',
    data: { edge: drawn, transition, spoken },
  };
}

function startNode(drawn: DrawnEdge, transition: Transition | null): string {
  return `start:${transition?.source ?? drawn.source.replace(/^start:/, '')}`;
}

const nodeOf = (id: string, nodes: ReadonlyMap<string, CanvasNode>): string | null =>
  nodes.has(id) ? id : null;

function sameEdge(left: DrawnEdge, right: DrawnEdge): boolean {
  if (left === right) return true;
  return (
    left.kind === right.kind &&
    left.name === right.name &&
    left.points.length === right.points.length &&
    left.points.every((point, at) => point.x === right.points[at]?.x && point.y === right.points[at]?.y) &&
    sameLabel(left.label, right.label)
  );
}

function sameLabel(left: DrawnEdge['label'], right: DrawnEdge['label']): boolean {
  if (!left || !right) return left === right;
  return (
    left.number === right.number &&
    left.text === right.text &&
    left.x === right.x &&
    left.y === right.y &&
    left.width === right.width &&
    left.height === right.height
  );
}

const spokenKinds: Record<DrawnEdge['kind'], string> = {
  next: 'Next',
  choice: 'Rule',
  default: 'Default',
  catch: 'Catch',
  start: 'Start',
  end: 'End',
};

function spokenTransition(drawn: DrawnEdge, transition: Transition | null, workflow: Workflow): string {
  const number = transition?.index == null ? '' : ` ${transition.index + 1}`;
  const label = drawn.label && drawn.kind !== 'default' ? `, ${drawn.label.text},` : '';
  const from = drawn.kind === 'start' ? '' : ` from ${workflow.states.get(drawn.source)?.name ?? ''}`;
  const to =
    transition?.target == null
      ? `: there is no state ${transition?.targetName ?? ''}`
      : ` to ${transition.targetName ?? ''}`;
  return `${spokenKinds[drawn.kind]}${number}${label}${from}${to}`;
}

/** The value of `data-edge` of a drawn transition. */
export function nameOfEdge(data: TransitionData): string {
  return data.transition ? edgeName(data.transition) : data.edge.name;
}
