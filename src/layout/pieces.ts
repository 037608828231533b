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

/** A machine with fewer nodes is laid out as a whole, unless it is tangled. */
const wholeBelow = 40;
const pieceSize = { least: 7, most: 14 };
/** The greatest effort for one piece: about so many nodes and passages through layers. */
const piecesEffort = 260;

/** The pieces from top to bottom; null when the machine is better laid out as a whole. */
export function cutIntoPieces(graph: MachineGraph): Piece[] | null {
  const cuts = graph.nodes.length < wholeBelow ? [] : chooseCuts(graph);
  const home = graph.levels.map((level) => {
    const at = cuts.findIndex((cut) => level <= cut);
    return at < 0 ? cuts.length : at;
  });
  const long = tooLong(graph, home, cuts.length + 1);
  if (cuts.length === 0 && long.size === 0) return null;
  const seams = cuts.map((cut) => seamAt(graph, cut));
  return Array.from({ length: cuts.length + 1 }, (_each, at) =>
    makePiece(graph, { home, at, long, above: seams[at - 1] ?? null, below: seams[at] ?? null }),
  );
}

/** The layers a transition passes, as far as can be told before they are made. */
function span(graph: MachineGraph, edge: GraphEdge): number {
  return Math.abs((graph.depths[edge.source] ?? 0) - (graph.depths[edge.target] ?? 0));
}

/** Transitions within a piece that would make its layout take too long: the longest, until the rest is bearable. */
function tooLong(graph: MachineGraph, home: readonly number[], count: number): Set<number> {
  const effort = new Array<number>(count).fill(0);
  for (const at of home) effort[at] = (effort[at] ?? 0) + 1;
  const inner = [...graph.edges.keys()].filter((at) => {
    const edge = graph.edges[at];
    return edge && home[edge.source] === home[edge.target];
  });
  const spans = new Map(inner.map((at) => [at, span(graph, graph.edges[at] as GraphEdge)]));
  const long = new Set<number>();
  for (const at of inner.sort((a, b) => (spans.get(a) ?? 0) - (spans.get(b) ?? 0))) {
    const piece = home[graph.edges[at]?.source ?? 0] ?? 0;
    const passed = spans.get(at) ?? 0;
    const total = (effort[piece] ?? 0) + passed + 1;
    if (passed > 2 && total > piecesEffort) long.add(at);
    else effort[piece] = total;
  }
  return long;
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

interface Cut {
  /** The piece of each node. */
  readonly home: readonly number[];
  readonly at: number;
  /** Edges that are left to be routed around. */
  readonly long: ReadonlySet<number>;
  /** The main path's edges from the piece above and to the piece below. */
  readonly above: number | null;
  readonly below: number | null;
}

function makePiece(graph: MachineGraph, { home, at, long, above, below }: Cut): Piece {
  const nodes = [...graph.nodes.keys()].filter((node) => home[node] === at);
  const place = new Map(nodes.map((node, index) => [node, index]));
  const pieceNodes: GraphNode[] = nodes.flatMap((node) => graph.nodes[node] ?? []);
  const edges: number[] = [];
  const pieceEdges: GraphEdge[] = [];
  graph.edges.forEach((edge, index) => {
    const [source, target] = [place.get(edge.source), place.get(edge.target)];
    if (source === undefined || target === undefined || long.has(index)) return;
    edges.push(index);
    pieceEdges.push({ ...edge, source, target });
  });
  const seam = (machineEdge: number | null, end: 'source' | 'target'): Seam | null => {
    const edge = graph.edges[machineEdge ?? -1];
    const inner = edge && place.get(edge[end === 'source' ? 'target' : 'source']);
    if (machineEdge === null || !edge || inner === undefined) return null;
    const layer = end === 'source' ? 'FIRST' : 'LAST';
    const anchor = pieceNodes.push({ id: '', kind: 'anchor', pointer: '', layer, ...anchorSize }) - 1;
    const half: GraphEdge =
      end === 'source'
        ? { ...edge, source: anchor, target: inner, exit: 'next', label: null }
        : { ...edge, source: inner, target: anchor };
    return { machineEdge, edge: pieceEdges.push({ ...half, straightness: 1000 }) - 1, anchor };
  };
  const entry = seam(above, 'source');
  const exit = seam(below, 'target');
  return { graph: { nodes: pieceNodes, edges: pieceEdges }, nodes, edges, entry, exit };
}
