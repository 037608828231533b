import type { PieceGraph, Placed, PlacedEdge } from './elk';
import { routeAround } from './express';
import type { MachineGraph } from './graph';
import type { Direction, Point } from './messages';
import type { Piece } from './pieces';
import { catchInset, spacing } from './sizes';

/** Puts a machine's pieces below one another, its main path in one vertical, and routes what leads past them. */
export function assemble(
  graph: MachineGraph,
  pieces: readonly Piece[],
  direction: Direction,
  layout: (piece: PieceGraph) => Placed,
): Placed {
  const nodes: Point[] = graph.nodes.map(() => ({ x: 0, y: 0 }));
  const edges = new Map<number, PlacedEdge>();
  let top = 0;
  let spineX: number | null = null;
  for (const piece of pieces) {
    const placed = layout(piece.graph);
    const box = extent(piece, placed);
    const entryX = piece.entry ? anchorX(piece.entry.anchor, placed) : null;
    const shift: Point = { x: spineX === null || entryX === null ? 0 : spineX - entryX, y: top - box.top };
    const move = ({ x, y }: Point): Point => ({ x: x + shift.x, y: y + shift.y });
    const moveEdge = (edge: PlacedEdge): PlacedEdge => ({
      points: edge.points.map(move),
      label: edge.label && move(edge.label),
    });
    piece.nodes.forEach((node, at) => {
      nodes[node] = move(placed.nodes[at] ?? { x: 0, y: 0 });
    });
    piece.edges.forEach((edge, at) => {
      const drawn = placed.edges[at];
      if (drawn) edges.set(edge, moveEdge(drawn));
    });
    for (const seam of [piece.entry, piece.exit]) {
      const drawn = seam && placed.edges[seam.edge];
      if (drawn) edges.set(seam.machineEdge, joined(edges.get(seam.machineEdge), moveEdge(drawn)));
    }
    spineX = piece.exit ? anchorX(piece.exit.anchor, placed) + shift.x : spineX;
    top += box.bottom - box.top + spacing.layers;
  }
  return routeAround(graph, nodes, edges, catchInset[direction]);
}

const anchorX = (anchor: number, placed: Placed): number => (placed.nodes[anchor]?.x ?? 0) + 1;

/** A seam's upper half with its lower half. */
function joined(above: PlacedEdge | undefined, below: PlacedEdge): PlacedEdge {
  if (!above) return below;
  const points: Point[] = [];
  for (const point of [...above.points, ...below.points]) {
    const [before, last] = [points.at(-2), points.at(-1)];
    if (before && last && before.x === last.x && last.x === point.x) points.pop();
    points.push(point);
  }
  return { points, label: above.label };
}

/** How high a piece is, without its anchors. */
function extent({ graph, nodes, edges, exit }: Piece, placed: Placed): { top: number; bottom: number } {
  let top = Infinity;
  let bottom = -Infinity;
  const cover = (y: number, height = 0): void => {
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + height);
  };
  for (const at of nodes.keys()) cover(placed.nodes[at]?.y ?? 0, graph.nodes[at]?.height);
  for (const at of edges.keys()) for (const { y } of placed.edges[at]?.points ?? []) cover(y);
  const label = exit && placed.edges[exit.edge]?.label;
  if (label) cover(label.y, exit && graph.edges[exit.edge]?.label?.height);
  return { top, bottom };
}
