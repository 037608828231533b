import type { Point } from '../../layout/messages';
import { type Gap, shifted } from '../drop/places';

/**
 * The way with everything beyond the gap moved. A run that crosses the line gets longer; a run that lies on it, or
 * a corner, moves as a whole, so that every part stays straight.
 */
export function bend(points: readonly Point[], gap: Gap): Point[] {
  return points.map((point) => shifted(point, gap));
}
