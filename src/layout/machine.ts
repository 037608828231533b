import { assemble } from './assemble';
import { cacheKey, LayoutCache } from './cache';
import { placeChain } from './chain';
import { type Elk, largeAbove, type PieceGraph, type Placed, place } from './elk';
import type { MachineGraph } from './graph';
import type { Direction, Point } from './messages';
import { cutIntoPieces } from './pieces';
import { polish } from './post';
import { crossings } from './quality';
import { catchInset } from './sizes';

/** A machine laid out by itself: its top left corner is the origin, positions belong to the graph by index. */
export interface MachineLayout extends Placed {
  readonly width: number;
  readonly height: number;
}

/** How many crossings the written order may cost before the machine is drawn in the order that crosses least. */
const toleratedCrossings = 3;

/** Lays out a machine, or a piece of one, downwards. */
export type PieceLayouter = (graph: PieceGraph, direction: Direction) => Placed;

/** Pieces that did not change since an earlier call come from a cache. */
export function createPieceLayouter(elk: Elk): PieceLayouter {
  const cache = new LayoutCache<Placed>();
  return (graph, direction) =>
    cache.get(cacheKey(graph, direction), () => polish(graph, placeBest(graph, elk, catchInset[direction])));
}

export function layoutMachine(
  graph: MachineGraph,
  direction: Direction,
  layout: PieceLayouter,
): MachineLayout {
  const down = direction === 'DOWN' ? graph : transposedGraph(graph);
  const pieces = cutIntoPieces(down);
  const placed = pieces
    ? assemble(down, pieces, direction, (piece) => layout(piece, direction))
    : layout(down, direction);
  const moved = atOrigin(down, placed);
  return direction === 'DOWN' ? moved : transposedLayout(moved);
}

function placeBest(graph: PieceGraph, elk: Elk, inset: number): Placed {
  const chain = placeChain(graph);
  if (chain) return chain;
  const quick = place(graph, elk, inset, 'kept');
  if (graph.nodes.length > largeAbove || crossings(quick) === 0) return quick;
  const ordered = place(graph, elk, inset, 'kept with effort');
  const cost = crossings(ordered);
  if (cost <= toleratedCrossings) return ordered;
  const free = place(graph, elk, inset, 'free');
  return cost - crossings(free) > toleratedCrossings ? free : ordered;
}

/** Moves everything so that what is visible begins at the origin, on whole numbers. */
function atOrigin(graph: MachineGraph, placed: Placed): MachineLayout {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const cover = (x: number, y: number, width = 0, height = 0): void => {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + width);
    box.bottom = Math.max(box.bottom, y + height);
  };
  graph.nodes.forEach((node, at) => {
    const point = placed.nodes[at];
    if (point && node.kind !== 'anchor') cover(point.x, point.y, node.width, node.height);
  });
  graph.edges.forEach((edge, at) => {
    if (graph.nodes[edge.source]?.kind === 'anchor') return;
    const { points = [], label = null } = placed.edges[at] ?? {};
    for (const point of points) cover(point.x, point.y);
    if (label && edge.label) cover(label.x, label.y, edge.label.width, edge.label.height);
  });
  const move = ({ x, y }: Point): Point => ({ x: round(x - box.left), y: round(y - box.top) });
  return {
    width: Math.ceil(box.right - box.left),
    height: Math.ceil(box.bottom - box.top),
    nodes: placed.nodes.map(move),
    edges: placed.edges.map(({ points, label }) => ({
      points: points.map(move),
      label: label && move(label),
    })),
  };
}

/** To half a unit: centres of odd widths stay centres. */
const round = (value: number): number => Math.round(value * 2) / 2;

const flip = ({ x, y }: Point): Point => ({ x: y, y: x });

function transposedGraph(graph: MachineGraph): MachineGraph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, width: node.height, height: node.width })),
    edges: graph.edges.map((edge) => ({
      ...edge,
      label: edge.label && { ...edge.label, width: edge.label.height, height: edge.label.width },
    })),
  };
}

function transposedLayout(layout: MachineLayout): MachineLayout {
  return {
    width: layout.height,
    height: layout.width,
    nodes: layout.nodes.map(flip),
    edges: layout.edges.map(({ points, label }) => ({
      points: points.map(flip),
      label: label && flip(label),
    })),
  };
}
