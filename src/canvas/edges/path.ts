import type { Point } from '../../layout/messages';

/** Geometry of transitions: orthogonal ways as SVG path data, in canvas units. */

export const cornerRadius = 8;
/** Arrow heads: length along the way and width across it. */
export const arrow = { length: 7, width: 9 };

/** A way with rounded corners. A corner between short runs gets the radius that fits half the shorter run. */
export function roundedPath(points: readonly Point[], radius = cornerRadius): string {
  const [first, ...rest] = withoutStops(points);
  if (!first) return '';
  let path = `M${num(first.x)} ${num(first.y)}`;
  let before = first;
  rest.forEach((corner, index) => {
    const after = rest[index + 1];
    if (!after) {
      path += `L${num(corner.x)} ${num(corner.y)}`;
      return;
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const start = towards(corner, before, r);
    const end = towards(corner, after, r);
    path += `L${num(start.x)} ${num(start.y)}Q${num(corner.x)} ${num(corner.y)} ${num(end.x)} ${num(end.y)}`;
    before = corner;
  });
  return path;
}

/** The triangle whose tip is the last point. */
export function arrowPath(points: readonly Point[]): string {
  const ends = withoutStops(points);
  const tip = ends.at(-1);
  const from = ends.at(-2);
  if (!tip || !from) return '';
  const base = towards(tip, from, arrow.length);
  const across = { x: (tip.y - base.y) / arrow.length, y: (tip.x - base.x) / arrow.length };
  const half = arrow.width / 2;
  const corner = (side: 1 | -1) =>
    `${num(base.x + side * half * across.x)} ${num(base.y - side * half * across.y)}`;
  return `M${num(tip.x)} ${num(tip.y)}L${corner(1)}L${corner(-1)}Z`;
}

/** The way shortened at its tip, so that the line does not show beside the arrow's point. */
export function beforeArrow(points: readonly Point[]): Point[] {
  const ends = withoutStops(points);
  const tip = ends.at(-1);
  const from = ends.at(-2);
  if (!tip || !from) return ends;
  const back = Math.min(arrow.length - 1, distance(tip, from) - 1);
  return [...ends.slice(0, -1), towards(tip, from, Math.max(0, back))];
}

/** Drops points that repeat the one before, or lie on the straight line between their neighbours. */
function withoutStops(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const previous = kept.at(-2);
    if (last && previous && goesOn(previous, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function goesOn(a: Point, b: Point, c: Point): boolean {
  const cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
  const along = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
  return cross === 0 && along > 0;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

const num = (value: number): string => String(Math.round(value * 100) / 100);
