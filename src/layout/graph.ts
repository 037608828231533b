import type { Machine, State, Transition, Workflow } from '../model/workflow';
import { labelTextOf } from './labelTexts';
import { machineOrder, targetId } from './order';
import { emptySize, labelSize, missingSize, type Size, startSize } from './sizes';

/**
 * One machine as a graph: its own states, start mark and missing targets. Transitions never cross a machine's
 * border, so nested machines appear only as the sizes of the containers that hold them.
 */

export interface GraphNode extends Size {
  /** As in `DrawnNode`; an `anchor` is not drawn, it only holds a place. */
  readonly id: string;
  readonly kind: 'state' | 'container' | 'start' | 'missing' | 'empty' | 'anchor';
  readonly pointer: string;
  /** The layer it must stand in, whatever leads to it. */
  readonly layer?: 'FIRST' | 'LAST';
}

export interface GraphLabel extends Size {
  readonly number: number | null;
  readonly text: string;
}

export interface GraphEdge {
  readonly transition: Transition | null;
  /** Indices of nodes. */
  readonly source: number;
  readonly target: number;
  readonly exit: 'next' | 'catch';
  readonly label: GraphLabel | null;
  /** How much it matters that it is drawn straight. */
  readonly straightness: number;
  /** Whether it continues the vertical on which its source stands. */
  readonly spine: boolean;
}

export interface MachineGraph {
  /** From left to right as they shall stand within a layer. */
  readonly nodes: readonly GraphNode[];
  /** In the order of their sources' exits from left to right. */
  readonly edges: readonly GraphEdge[];
  /** The main path: indices of nodes. */
  readonly spine: readonly number[];
  /** For each node the place on the main path that it hangs off. */
  readonly levels: readonly number[];
  /** About how many layers below the start each node stands. */
  readonly depths: readonly number[];
}

export const anchorSize: Size = { width: 2, height: 0 };

/** The machine's graph, given the size of each of its states as drawn (containers: with their content). */
export function machineGraph(
  workflow: Workflow,
  machine: Machine,
  sizeOf: (state: State) => Size & { readonly container: boolean },
): MachineGraph {
  const states = machine.states.flatMap((pointer) => workflow.states.get(pointer) ?? []);
  if (states.length === 0) return emptyGraph(machine);
  const exits = new Map<string, Transition[]>();
  const nodes = new Map<string, GraphNode>();
  const first = startNode(machine, states);
  if (first) {
    nodes.set(first.id, first);
    exits.set(first.id, machine.start ? [machine.start] : []);
  }
  for (const state of states) {
    const { width, height, container } = sizeOf(state);
    const kind = container ? 'container' : 'state';
    nodes.set(state.pointer, { id: state.pointer, kind, pointer: state.pointer, width, height });
    exits.set(
      state.pointer,
      state.transitions.filter((each) => each.kind !== 'end'),
    );
  }
  for (const transition of [...exits.values(), machine.start ?? []].flat()) {
    const id = targetId(transition);
    if (!nodes.has(id)) nodes.set(id, missingNode(transition));
  }
  return ordered(workflow, nodes, exits);
}

function emptyGraph(machine: Machine): MachineGraph {
  const nodes: GraphNode[] = [
    { id: `empty:${machine.pointer}`, kind: 'empty', pointer: machine.pointer, ...emptySize },
  ];
  if (machine.kind !== 'root') return { nodes, edges: [], spine: [0], levels: [0], depths: [0] };
  nodes.unshift({ id: `start:${machine.pointer}`, kind: 'start', pointer: machine.pointer, ...startSize });
  const edge = { transition: null, source: 0, target: 1, exit: 'next', label: null } as const;
  return {
    nodes,
    edges: [{ ...edge, straightness: 500, spine: true }],
    spine: [0, 1],
    levels: [0, 1],
    depths: [0, 1],
  };
}

/**
 * The mark from which the first state is entered. Nested machines show none; where a transition leads back to
 * their first state, an invisible one keeps that state on top.
 */
function startNode(machine: Machine, states: readonly State[]): GraphNode | null {
  const id = `start:${machine.pointer}`;
  if (machine.kind === 'root')
    return { id, kind: 'start', pointer: machine.pointer, layer: 'FIRST', ...startSize };
  const first = machine.start?.target;
  const entered = first && states.some((state) => state.transitions.some((each) => each.target === first));
  return entered ? { id, kind: 'anchor', pointer: machine.pointer, layer: 'FIRST', ...anchorSize } : null;
}

function missingNode(transition: Transition): GraphNode {
  const size = missingSize(transition.targetName);
  return { id: targetId(transition), kind: 'missing', pointer: transition.id, ...size };
}

function ordered(
  workflow: Workflow,
  nodes: ReadonlyMap<string, GraphNode>,
  exits: ReadonlyMap<string, readonly Transition[]>,
): MachineGraph {
  const order = machineOrder(workflow, [...nodes.keys()], exits);
  const index = new Map(order.nodes.map((id, at) => [id, at]));
  const entries = new Map<number | undefined, number>();
  for (const { transition } of order.edges) {
    const to = index.get(targetId(transition));
    entries.set(to, (entries.get(to) ?? 0) + 1);
  }
  const edges: GraphEdge[] = [];
  for (const { source, transition, spine } of order.edges) {
    const from = index.get(source);
    const to = index.get(targetId(transition));
    if (from === undefined || to === undefined) continue;
    edges.push({
      transition,
      source: from,
      target: to,
      exit: transition.kind === 'catch' ? 'catch' : 'next',
      label: labelOf(workflow, transition),
      straightness: straightnessOf(transition, spine, entries.get(to) ?? 1),
      spine,
    });
  }
  return {
    nodes: order.nodes.flatMap((id) => nodes.get(id) ?? []),
    edges,
    spine: order.spine.flatMap((id) => index.get(id) ?? []),
    levels: order.nodes.map((id) => order.levels.get(id) ?? 0),
    depths: order.nodes.map((id) => order.depths.get(id) ?? 0),
  };
}

/**
 * Spines before all, together more than what hangs off them; then a transition that is its target's only entry, so
 * that a state stands under the label that leads to it.
 */
function straightnessOf({ kind }: Transition, spine: boolean, entries: number): number {
  if (spine) return kind === 'default' ? 1000 : 500;
  if (entries === 1) return 40;
  return kind === 'next' || kind === 'default' ? 10 : 1;
}

function labelOf(workflow: Workflow, transition: Transition): GraphLabel | null {
  const { kind } = transition;
  if (kind !== 'choice' && kind !== 'default' && kind !== 'catch') return null;
  const text = labelTextOf(workflow, transition);
  const number = kind === 'choice' ? (transition.index ?? 0) + 1 : null;
  return { number, text, ...labelSize(kind, text) };
}
