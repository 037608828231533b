import type { Placed, PlacedEdge } from './elk';
import { type Layer, layerAt, layersOf, Rows } from './expressRows';
import type { GraphEdge, MachineGraph } from './graph';
import type { Point } from './messages';

/**
 * Routes transitions that lead past many layers: out of the layer in a row of its own, along a lane beside
 * everything, and in again in a row above the target. All transitions to one state share their lane.
 */
export function routeAround(
  graph: MachineGraph,
  nodes: readonly Point[],
  drawn: ReadonlyMap<number, PlacedEdge>,
  catchInset: number,
): Placed {
  const layers = layersOf(graph, nodes, drawn);
  const ways = graph.edges.flatMap((edge, at) => (drawn.has(at) ? [] : [wayOf(edge, at, nodes, layers)]));
  const lanes = assignLanes(ways);
  const rows = new Rows(layers);
  for (const way of ways) reserve(way, rows, lanes.get(way.lane) ?? 0);
  const shift = rows.settle();
  const moved = (point: Point): Point => ({ x: point.x, y: shift(point.y) });
  const movedNodes = nodes.map(moved);
  const edges = graph.edges.map((_edge, at): PlacedEdge => {
    const { points = [], label = null } = drawn.get(at) ?? {};
    return { points: points.map(moved), label: label && moved(label) };
  });
  const pen = {
    graph,
    nodes: movedNodes,
    rows,
    lanes,
    sides: sidesOf(graph, movedNodes, edges, ways),
    catchInset,
  };
  for (const way of ways) edges[way.at] = draw(way, pen);
  return { nodes: movedNodes, edges };
}

interface Way {
  readonly at: number;
  readonly edge: GraphEdge;
  readonly side: 'left' | 'right';
  readonly lane: string;
  /** The gaps between layers through which it leaves its source and reaches its target; gap n lies above layer n. */
  readonly outGap: number;
  readonly inGap: number;
  readonly outRow: string;
  readonly inRow: string;
}

function wayOf(edge: GraphEdge, at: number, nodes: readonly Point[], layers: readonly Layer[]): Way {
  const outGap = layerAt(layers, nodes[edge.source]?.y ?? 0) + 1;
  const inGap = layerAt(layers, nodes[edge.target]?.y ?? 0);
  const side = inGap < outGap && edge.exit !== 'catch' ? 'left' : 'right';
  const lane = `${side} ${edge.target}`;
  const outRow = edge.label ? `${outGap} out of ${at}` : `${outGap} out to ${lane}`;
  return { at, edge, side, lane, outGap, inGap, outRow, inRow: `${inGap} in from ${lane}` };
}

const isDirect = (way: Way): boolean => way.outGap === way.inGap;

/** How far out each lane lies: the shorter further in, two that don't meet at the same distance. */
function assignLanes(ways: readonly Way[]): Map<string, number> {
  const spans = new Map<string, { side: string; from: number; to: number }>();
  for (const way of ways) {
    if (isDirect(way)) continue;
    const span = spans.get(way.lane) ?? { side: way.side, from: Infinity, to: -Infinity };
    span.from = Math.min(span.from, way.outGap, way.inGap);
    span.to = Math.max(span.to, way.outGap, way.inGap);
    spans.set(way.lane, span);
  }
  const sorted = [...spans].sort(([, a], [, b]) => a.to - a.from - (b.to - b.from));
  const taken = new Map<string, { from: number; to: number }[]>();
  const lanes = new Map<string, number>();
  for (const [lane, { side, from, to }] of sorted) {
    let number = 0;
    const at = (): string => `${side} ${number}`;
    while (taken.get(at())?.some((other) => other.from <= to && from <= other.to)) number++;
    taken.set(at(), [...(taken.get(at()) ?? []), { from, to }]);
    lanes.set(lane, number);
  }
  return lanes;
}

const rowHeight = 12;
const aroundLabel = 6;

/** Rows are ordered so that lanes further out are reached without crossing those further in. */
function reserve(way: Way, rows: Rows, lane: number): void {
  const up = way.inGap < way.outGap;
  const height = way.edge.label ? way.edge.label.height + aroundLabel : rowHeight;
  rows.add({ key: way.outRow, gap: way.outGap, end: 'upper', order: up ? lane : -lane, height });
  if (isDirect(way)) return;
  rows.add({
    key: way.inRow,
    gap: way.inGap,
    end: 'lower',
    order: up ? -lane : lane,
    height: rowHeight,
  });
}

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly leftLabels: number;
  readonly rightLabels: number;
}

/** The borders of what is drawn, and how wide the labels are that stand beside it. */
function sidesOf(
  graph: MachineGraph,
  nodes: readonly Point[],
  edges: readonly PlacedEdge[],
  ways: readonly Way[],
): Sides {
  let left = Infinity;
  let right = -Infinity;
  const cover = (x: number, width = 0): void => {
    left = Math.min(left, x);
    right = Math.max(right, x + width);
  };
  nodes.forEach(({ x }, at) => {
    cover(x, graph.nodes[at]?.width);
  });
  edges.forEach(({ points, label }, at) => {
    for (const { x } of points) cover(x);
    if (label) cover(label.x, graph.edges[at]?.label?.width);
  });
  const labels = (side: Way['side']): number =>
    Math.max(
      0,
      ...ways.filter((way) => way.side === side && !isDirect(way)).map((way) => way.edge.label?.width ?? 0),
    );
  return { left, right, leftLabels: labels('left'), rightLabels: labels('right') };
}

interface Pen {
  readonly graph: MachineGraph;
  readonly nodes: readonly Point[];
  readonly rows: Rows;
  readonly lanes: ReadonlyMap<string, number>;
  readonly sides: Sides;
  readonly catchInset: number;
}

const besideDrawing = 18;
const laneGap = 12;

function draw(way: Way, { graph, nodes, rows, lanes, sides, catchInset }: Pen): PlacedEdge {
  const { edge } = way;
  const [source, target] = [graph.nodes[edge.source], graph.nodes[edge.target]];
  const [from, to] = [nodes[edge.source], nodes[edge.target]];
  if (!source || !target || !from || !to) return { points: [], label: null };
  const start = {
    x: from.x + (edge.exit === 'catch' ? source.width - catchInset : source.width / 2),
    y: from.y + source.height,
  };
  const end = { x: to.x + target.width / 2, y: to.y };
  const outY = rows.middle(way.outRow);
  const { label } = edge;
  if (isDirect(way)) {
    const middle = (start.x + end.x) / 2;
    return {
      points: [start, { x: start.x, y: outY }, { x: end.x, y: outY }, end],
      label: label && { x: middle - label.width / 2, y: outY - label.height / 2 },
    };
  }
  const inY = rows.middle(way.inRow);
  const out = laneGap * (lanes.get(way.lane) ?? 0) + besideDrawing;
  const labels = way.side === 'left' ? sides.leftLabels : sides.rightLabels;
  const room = labels === 0 ? 0 : labels + laneGap;
  const lane = way.side === 'left' ? sides.left - room - out : sides.right + room + out;
  const labelX =
    way.side === 'left' ? sides.left - besideDrawing - (label?.width ?? 0) : sides.right + besideDrawing;
  return {
    points: [
      start,
      { x: start.x, y: outY },
      { x: lane, y: outY },
      { x: lane, y: inY },
      { x: end.x, y: inY },
      end,
    ],
    label: label && { x: labelX, y: outY - label.height / 2 },
  };
}
