import type { Point } from '../../layout/messages';
import { arrowPath, beforeArrow, roundedPath } from '../edges/path';

/** The way of a transition while it is drawn: down, across, down to the pointer. */
export function connectionPath(from: Point, to: Point): { line: string; head: string } {
  const middle = (from.y + to.y) / 2;
  const points =
    Math.abs(from.x - to.x) < 2
      ? [from, { x: from.x, y: to.y }]
      : [from, { x: from.x, y: middle }, { x: to.x, y: middle }, to];
  return { line: roundedPath(beforeArrow(points)), head: arrowPath(points) };
}
