import type { PieceGraph } from './elk';
import { anchorSize, type GraphEdge, type GraphNode, type MachineGraph } from './graph';

/**
 * Large machines are cut across their main path into pieces that are laid out one by one and put below one another:
 * the general algorithm's time grows with the square of a machine's length and worse. What leads from one piece to
 * another, other than the main path itself, is routed around them afterwards.
 */
export interface Piece {
  readonly graph: PieceGraph;
  /** The machine's nodes in the piece's order; anchors come after them. */
  readonly nodes: readonly number[];
  /** The machine's edges in the piece's order; then the seams' halves. */
  readonly edges: readonly number[];
  /** Where the main path comes in from the piece above, and goes out to the one below. */
  readonly entry: Seam | null;
  readonly exit: Seam | null;
}

/** One half of a main-path edge between two pieces, as an edge of the piece to or from an anchor. */
export interface Seam {
  readonly machineEdge: number;
  readonly edge: number;
  readonly anchor: number;
}

/** A machine with fewer nodes is laid out as a whole. */
const wholeBelow = 40;
const pieceSize = { least: 14, most: 30 };

/** The pieces from top to bottom; null when the machine is better laid out as a whole. */
export function cutIntoPieces(graph: MachineGraph): Piece[] | null {
  if (graph.nodes.length < wholeBelow) return null;
  const cuts = chooseCuts(graph);
  if (cuts.length === 0) return null;
  const pieceOf = (node: number): number => {
    const level = graph.levels[node] ?? 0;
    const at = cuts.findIndex((cut) => level <= cut);
    return at < 0 ? cuts.length : at;
  };
  const home = graph.nodes.map((_node, at) => pieceOf(at));
  const seams = cuts.map((cut) => seamAt(graph, cut));
  return Array.from({ length: cuts.length + 1 }, (_each, at) =>
    makePiece(graph, home, at, seams[at - 1] ?? null, seams[at] ?? null),
  );
}

/** Levels after which to cut: where few transitions cross, within a window of sizes. */
function chooseCuts({ nodes, edges, levels, spine }: MachineGraph): number[] {
  const sizes = new Array<number>(spine.length).fill(0);
  for (const at of nodes.keys()) sizes[levels[at] ?? 0] = (sizes[levels[at] ?? 0] ?? 0) + 1;
  const starts = new Array<number>(spine.length + 1).fill(0);
  for (const { source, target } of edges) {
    const [low, high] = [levels[source] ?? 0, levels[target] ?? 0].sort((a, b) => a - b);
    starts[low ?? 0] = (starts[low ?? 0] ?? 0) + 1;
    starts[high ?? 0] = (starts[high ?? 0] ?? 0) - 1;
  }
  const cuts: number[] = [];
  let size = 0;
  let crossing = 0;
  let best: { level: number; crossing: number } | null = null;
  for (let level = 0; level < spine.length - 1; level++) {
    size += sizes[level] ?? 0;
    crossing += starts[level] ?? 0;
    if (size >= pieceSize.least && (best === null || crossing <= best.crossing)) best = { level, crossing };
    if (best === null || size < pieceSize.most) continue;
    cuts.push(best.level);
    size = 0;
    for (let after = best.level + 1; after <= level; after++) size += sizes[after] ?? 0;
    best = null;
  }
  return cuts;
}

function seamAt(graph: MachineGraph, cut: number): number {
  const [above, below] = [graph.spine[cut], graph.spine[cut + 1]];
  return graph.edges.findIndex((edge) => edge.spine && edge.source === above && edge.target === below);
}

function makePiece(
  graph: MachineGraph,
  home: readonly number[],
  at: number,
  seamAbove: number | null,
  seamBelow: number | null,
): Piece {
  const nodes = [...graph.nodes.keys()].filter((node) => home[node] === at);
  const place = new Map(nodes.map((node, index) => [node, index]));
  const pieceNodes: GraphNode[] = nodes.flatMap((node) => graph.nodes[node] ?? []);
  const edges: number[] = [];
  const pieceEdges: GraphEdge[] = [];
  graph.edges.forEach((edge, index) => {
    const [source, target] = [place.get(edge.source), place.get(edge.target)];
    if (source === undefined || target === undefined) return;
    edges.push(index);
    pieceEdges.push({ ...edge, source, target });
  });
  const seam = (machineEdge: number | null, end: 'source' | 'target'): Seam | null => {
    const edge = graph.edges[machineEdge ?? -1];
    const inner = edge && place.get(edge[end === 'source' ? 'target' : 'source']);
    if (machineEdge === null || !edge || inner === undefined) return null;
    const anchor = pieceNodes.push({ id: '', kind: 'anchor', pointer: '', ...anchorSize }) - 1;
    const half: GraphEdge =
      end === 'source'
        ? { ...edge, source: anchor, target: inner, exit: 'next', label: null }
        : { ...edge, source: inner, target: anchor };
    return { machineEdge, edge: pieceEdges.push({ ...half, straightness: 1000 }) - 1, anchor };
  };
  const entry = seam(seamAbove, 'source');
  const exit = seam(seamBelow, 'target');
  return { graph: { nodes: pieceNodes, edges: pieceEdges }, nodes, edges, entry, exit };
}
