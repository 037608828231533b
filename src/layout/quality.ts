import type { Placed } from './elk';
import type { Point } from './messages';

interface Segment {
  readonly edge: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** How many times transitions cross one another; transitions that run together do not. */
export function crossings(placed: Placed): number {
  const { vertical, horizontal } = segments(placed.edges.map((edge) => edge.points));
  let count = 0;
  for (const line of horizontal) {
    for (const other of vertical) {
      if (other.edge === line.edge) continue;
      if (other.at <= line.from || other.at >= line.to) continue;
      if (line.at > other.from && line.at < other.to) count++;
    }
  }
  return count;
}

function segments(lines: readonly (readonly Point[])[]): { vertical: Segment[]; horizontal: Segment[] } {
  const vertical: Segment[] = [];
  const horizontal: Segment[] = [];
  lines.forEach((points, edge) => {
    for (let index = 1; index < points.length; index++) {
      const a = points[index - 1] as Point;
      const b = points[index] as Point;
      if (a.x === b.x) vertical.push({ edge, at: a.x, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) });
      else horizontal.push({ edge, at: a.y, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) });
    }
  });
  return { vertical, horizontal };
}
