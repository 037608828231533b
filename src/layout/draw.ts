import { edgeName, type State, type Workflow } from '../model/workflow';
import type { Arrangement, LaidOutMachine } from './containers';
import type { PlacedEdge } from './elk';
import type { GraphEdge } from './graph';
import type { Drawing, DrawnEdge, DrawnNode, Point } from './messages';

/** Puts the machines into one another: from places within each machine to places on the canvas. */
export function draw(
  workflow: Workflow,
  machines: ReadonlyMap<string, LaidOutMachine>,
  arrangementOf: (state: State) => Arrangement | null,
): Drawing {
  const nodes: DrawnNode[] = [];
  const edges: DrawnEdge[] = [];
  const ends: string[] = [];
  const root = machines.get(workflow.root.pointer);
  const waiting: { machine: LaidOutMachine; x: number; y: number; parent: string | null }[] = [];
  if (root) waiting.push({ machine: root, x: 0, y: 0, parent: null });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { machine, parent } = next;
    const { graph, layout } = machine;
    const origin = next;
    graph.nodes.forEach((node, at) => {
      const place = layout.nodes[at];
      if (!place || node.kind === 'anchor') return;
      const { id, kind, pointer, width, height } = node;
      const x = origin.x + place.x;
      const y = origin.y + place.y;
      nodes.push({ id, kind, pointer, parent, x, y, width, height });
      const state = workflow.states.get(pointer);
      if (!state || (kind !== 'state' && kind !== 'container')) return;
      if (state.transitions.some((each) => each.kind === 'end')) ends.push(pointer);
      const arrangement = kind === 'container' ? arrangementOf(state) : null;
      if (!arrangement) return;
      for (const inner of arrangement.places.toReversed()) {
        let holder = id;
        if (inner.lane) {
          holder = `machine:${inner.machine.machine.pointer}`;
          const { width, height } = inner.lane;
          const lane = { x: x + inner.lane.x, y: y + inner.lane.y, width, height };
          nodes.push({
            id: holder,
            kind: 'lane',
            pointer: inner.machine.machine.pointer,
            parent: id,
            ...lane,
          });
        }
        waiting.push({ machine: inner.machine, x: x + inner.x, y: y + inner.y, parent: holder });
      }
    });
    graph.edges.forEach((edge, at) => {
      const placed = layout.edges[at];
      const drawn = placed && drawnEdge(machine, edge, placed, origin);
      if (drawn) edges.push(drawn);
    });
  }
  return { width: root?.layout.width ?? 0, height: root?.layout.height ?? 0, nodes, edges, ends };
}

function drawnEdge(
  { graph }: LaidOutMachine,
  edge: GraphEdge,
  placed: PlacedEdge,
  origin: Point,
): DrawnEdge | null {
  const source = graph.nodes[edge.source];
  const target = graph.nodes[edge.target];
  const { transition, label } = edge;
  if (!source || !target || !transition || source.kind === 'anchor') return null;
  const move = ({ x, y }: Point): Point => ({ x: origin.x + x, y: origin.y + y });
  return {
    id: transition.id,
    kind: transition.kind,
    source: source.id,
    target: target.id,
    name: edgeName(transition),
    points: placed.points.map(move),
    label: label && placed.label && { ...label, ...move(placed.label) },
  };
}
