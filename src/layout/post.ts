import type { PieceGraph, Placed, PlacedEdge } from './elk';
import type { Point } from './messages';
import { Obstacles } from './obstacles';

/**
 * Takes out the steps aside that the general algorithm leaves between two vertical runs, where the way beside them
 * is free: the run moves onto its neighbour's vertical, its label along. Works on drawings from top to bottom.
 */
export function polish(graph: PieceGraph, placed: Placed): Placed {
  const edges = placed.edges.map(withoutRepeats);
  const obstacles = new Obstacles(graph, placed.nodes, edges);
  // A step that is in the way of another may go first, so twice round.
  for (let round = 0; round < 2; round++) {
    for (let at = 0; at < edges.length; at++) {
      for (let edge = edges[at]; edge; ) {
        const better = straighter(edge, at, obstacles);
        if (!better) break;
        edges[at] = better;
        obstacles.replace(at, better);
        edge = better;
      }
    }
  }
  return { nodes: placed.nodes, edges };
}

/** The edge with one step less, or null where none can go. */
function straighter(edge: PlacedEdge, at: number, obstacles: Obstacles): PlacedEdge | null {
  const { points } = edge;
  for (const { index, from, to } of steps(points)) {
    const better = moved(edge, at, index, from, to, obstacles);
    if (better && obstacles.isFree(at, edge, better)) return better;
  }
  return null;
}

interface Step {
  /** Index of the point where the run that moves begins. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Each way to take one step out: which run moves where, the smallest step first. The first and last run are held by their nodes. */
function steps(points: readonly Point[]): Step[] {
  const found: Step[] = [];
  for (let index = 0; index + 1 < points.length; index++) {
    const a = points[index] as Point;
    const b = points[index + 1] as Point;
    if (a.x !== b.x) continue;
    const before = points[index - 2];
    const after = points[index + 3];
    const inner = index > 0 && index + 2 < points.length;
    if (!inner) continue;
    if (before && sameWay(before, points[index - 1], a, b)) found.push({ index, from: a.x, to: before.x });
    if (after && sameWay(a, b, points[index + 2], after)) found.push({ index, from: a.x, to: after.x });
  }
  return found.sort((left, right) => Math.abs(left.to - left.from) - Math.abs(right.to - right.from));
}

/** Whether two vertical runs lead the same way, so that they can become one. */
function sameWay(a: Point, b: Point | undefined, c: Point | undefined, d: Point): boolean {
  return b !== undefined && c !== undefined && Math.sign(b.y - a.y) === Math.sign(d.y - c.y);
}

function moved(
  edge: PlacedEdge,
  at: number,
  index: number,
  from: number,
  to: number,
  obstacles: Obstacles,
): PlacedEdge | null {
  const points = edge.points.map((point, place) =>
    place === index || place === index + 1 ? { x: to, y: point.y } : point,
  );
  const size = obstacles.labelSize(at);
  const { label } = edge;
  if (!label || !size) return withoutRepeats({ points, label });
  const [a, b] = [edge.points[index], edge.points[index + 1]];
  const middle = label.y + size.height / 2;
  const carries =
    a !== undefined &&
    b !== undefined &&
    Math.abs(label.x + size.width / 2 - from) < 1 &&
    middle >= Math.min(a.y, b.y) &&
    middle <= Math.max(a.y, b.y);
  return withoutRepeats({ points, label: carries ? { x: to - size.width / 2, y: label.y } : label });
}

/** Drops points on the way between their neighbours. */
function withoutRepeats(edge: PlacedEdge): PlacedEdge {
  const points: Point[] = [];
  for (const raw of edge.points) {
    const point = { x: tidy(raw.x), y: tidy(raw.y) };
    const [a, b] = [points.at(-2), points.at(-1)];
    if (b && b.x === point.x && b.y === point.y) continue;
    if (a && b && ((a.x === b.x && b.x === point.x) || (a.y === b.y && b.y === point.y))) points.pop();
    points.push(point);
  }
  return { points, label: edge.label };
}

const tidy = (value: number): number => Math.round(value * 100) / 100;
