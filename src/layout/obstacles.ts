import type { PieceGraph, PlacedEdge } from './elk';
import type { Point } from './messages';
import type { Size } from './sizes';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Segment extends Box {
  readonly edge: number;
  readonly vertical: boolean;
}

/** How near things may come to one another. */
const clearance = { node: 12, line: 8, label: 4 };

/** What stands in a machine's drawing, to ask whether a transition may run elsewhere. */
export class Obstacles {
  readonly #graph: PieceGraph;
  readonly #boxes: readonly (Box & { readonly node: number })[];
  readonly #labels: (Box | null)[];
  readonly #segments: (readonly Segment[])[];

  constructor(graph: PieceGraph, nodes: readonly Point[], edges: readonly PlacedEdge[]) {
    this.#graph = graph;
    this.#boxes = nodes.map((point, node) => ({ node, ...boxOf(point, graph.nodes[node]) }));
    this.#labels = edges.map((edge, at) => this.#labelBox(at, edge));
    this.#segments = edges.map(segmentsOf);
  }

  labelSize(edge: number): Size | null {
    return this.#graph.edges[edge]?.label ?? null;
  }

  replace(at: number, edge: PlacedEdge): void {
    this.#labels[at] = this.#labelBox(at, edge);
    this.#segments[at] = segmentsOf(edge, at);
  }

  /** Whether a transition's new way meets nothing that its old one did not meet. */
  isFree(at: number, old: PlacedEdge, edge: PlacedEdge): boolean {
    const label = this.#labelBox(at, edge);
    if (label && !this.#labelIsFree(at, label)) return false;
    const before = segmentsOf(old, at);
    const after = segmentsOf(edge, at);
    const fresh = after.flatMap((segment) => without(segment, before));
    if (fresh.some((segment) => this.#meets(at, segment))) return false;
    return this.#crossings(at, after) <= this.#crossings(at, before);
  }

  #labelBox(at: number, { label }: PlacedEdge): Box | null {
    const size = this.labelSize(at);
    return label && size ? boxOf(label, size) : null;
  }

  #labelIsFree(at: number, label: Box): boolean {
    const room = grown(label, clearance.label);
    if (this.#boxes.some((box) => overlap(box, room))) return false;
    if (this.#labels.some((box, other) => other !== at && box !== null && overlap(box, grown(room, 4))))
      return false;
    return !this.#segments.some(
      (list, other) => other !== at && list.some((segment) => overlap(segment, room)),
    );
  }

  /** Whether a piece of a way lies on a node or a label, or along another transition. */
  #meets(at: number, segment: Segment): boolean {
    const edge = this.#graph.edges[at];
    const sideways = segment.vertical ? clearance.node : 4;
    const near = {
      left: segment.left - (segment.vertical ? sideways : 0),
      right: segment.right + (segment.vertical ? sideways : 0),
      top: segment.top - (segment.vertical ? 0 : sideways),
      bottom: segment.bottom + (segment.vertical ? 0 : sideways),
    };
    const own = (node: number): boolean => node === edge?.source || node === edge?.target;
    if (this.#boxes.some((box) => overlap(box, own(box.node) ? segment : near))) return true;
    if (this.#labels.some((box, other) => other !== at && box !== null && overlap(box, grown(segment, 4))))
      return true;
    const beside = grown(segment, clearance.line);
    return this.#segments.some(
      (list, other) =>
        other !== at &&
        list.some(
          (each) =>
            each.vertical === segment.vertical && overlap(each, beside) && !this.#runsTogether(segment, each),
        ),
    );
  }

  /** Transitions from one exit, or to one state, may share a horizontal run. */
  #runsTogether(a: Segment, b: Segment): boolean {
    if (a.vertical || a.top !== b.top) return false;
    const one = this.#graph.edges[a.edge];
    const other = this.#graph.edges[b.edge];
    return one?.target === other?.target || (one?.source === other?.source && one?.exit === other?.exit);
  }

  #crossings(at: number, own: readonly Segment[]): number {
    let count = 0;
    this.#segments.forEach((list, other) => {
      if (other === at) return;
      for (const a of list) for (const b of own) if (a.vertical !== b.vertical && overlap(a, b)) count++;
    });
    return count;
  }
}

function boxOf(point: Point, size: Size | undefined): Box {
  const { width = 0, height = 0 } = size ?? {};
  return { left: point.x, top: point.y, right: point.x + width, bottom: point.y + height };
}

function segmentsOf({ points }: PlacedEdge, edge: number): Segment[] {
  return points.slice(1).map((end, index) => {
    const start = points[index] as Point;
    return {
      edge,
      vertical: start.x === end.x,
      left: Math.min(start.x, end.x),
      right: Math.max(start.x, end.x),
      top: Math.min(start.y, end.y),
      bottom: Math.max(start.y, end.y),
    };
  });
}

const grown = (box: Box, by: number): Box => ({
  left: box.left - by,
  top: box.top - by,
  right: box.right + by,
  bottom: box.bottom + by,
});

/** Whether two boxes have more than a border in common; lines count as boxes without width. */
function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The parts of a piece that none of the others covers. */
function without(segment: Segment, others: readonly Segment[]): Segment[] {
  let parts = [segment];
  for (const other of others) {
    if (other.vertical !== segment.vertical) continue;
    parts = parts.flatMap((part) => (part.vertical ? cutDown(part, other) : cutAcross(part, other)));
  }
  return parts;
}

function cutDown(part: Segment, other: Segment): Segment[] {
  if (other.left !== part.left || other.bottom <= part.top || other.top >= part.bottom) return [part];
  return [
    ...(other.top > part.top ? [{ ...part, bottom: other.top }] : []),
    ...(other.bottom < part.bottom ? [{ ...part, top: other.bottom }] : []),
  ];
}

function cutAcross(part: Segment, other: Segment): Segment[] {
  if (other.top !== part.top || other.right <= part.left || other.left >= part.right) return [part];
  return [
    ...(other.left > part.left ? [{ ...part, right: other.left }] : []),
    ...(other.right < part.right ? [{ ...part, left: other.right }] : []),
  ];
}
