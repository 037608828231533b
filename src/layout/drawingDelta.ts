import { type MapDelta, mapDelta, withMapDelta } from '../base/mapDelta';
import type { Drawing, DrawnEdge, DrawnNode } from './messages';

/** A drawing as what changed since the one before, for the other side of a worker's border. */
export interface DrawingDelta extends Omit<Drawing, 'nodes' | 'edges'> {
  /** Whether it is told from nothing. */
  readonly whole: boolean;
  readonly nodes: MapDelta<DrawnNode>;
  readonly edges: MapDelta<DrawnEdge>;
}

/** A drawing by the ids of its parts, in their order. */
export interface KnownDrawing {
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  readonly edges: ReadonlyMap<string, DrawnEdge>;
}

/** What must be told to someone who knows `before`, and what they know then. */
export function drawingDelta(
  before: KnownDrawing | null,
  { nodes, edges, ...rest }: Drawing,
): { readonly delta: DrawingDelta; readonly known: KnownDrawing } {
  const known = {
    nodes: kept(before?.nodes, nodes, sameNode),
    edges: kept(before?.edges, edges, sameEdge),
  };
  const delta = {
    ...rest,
    whole: before === null,
    nodes: mapDelta(before?.nodes, known.nodes),
    edges: mapDelta(before?.edges, known.edges),
  };
  return { delta, known };
}

/** The drawing again; parts that did not change are the same objects. */
export function withDrawingDelta(
  before: KnownDrawing | null,
  { whole, nodes, edges, ...rest }: DrawingDelta,
): { readonly drawing: Drawing; readonly known: KnownDrawing } {
  const from = whole ? null : before;
  const known = {
    nodes: withMapDelta(from?.nodes, nodes, (node) => node),
    edges: withMapDelta(from?.edges, edges, (edge) => edge),
  };
  return { drawing: { ...rest, nodes: [...known.nodes.values()], edges: [...known.edges.values()] }, known };
}

function kept<T extends { readonly id: string }>(
  before: ReadonlyMap<string, T> | undefined,
  now: readonly T[],
  same: (left: T, right: T) => boolean,
): ReadonlyMap<string, T> {
  return new Map(
    now.map((item) => {
      const old = before?.get(item.id);
      return [item.id, old && same(old, item) ? old : item];
    }),
  );
}

const sameNode = (left: DrawnNode, right: DrawnNode): boolean =>
  left.x === right.x &&
  left.y === right.y &&
  left.width === right.width &&
  left.height === right.height &&
  left.kind === right.kind &&
  left.pointer === right.pointer &&
  left.parent === right.parent;

const sameEdge = (left: DrawnEdge, right: DrawnEdge): boolean =>
  left.kind === right.kind &&
  left.source === right.source &&
  left.target === right.target &&
  left.name === right.name &&
  left.points.length === right.points.length &&
  left.points.every(({ x, y }, at) => x === right.points[at]?.x && y === right.points[at]?.y) &&
  sameLabel(left.label, right.label);

function sameLabel(left: DrawnEdge['label'], right: DrawnEdge['label']): boolean {
  if (!left || !right) return left === right;
  return (
    left.text === right.text &&
    left.number === right.number &&
    left.x === right.x &&
    left.y === right.y &&
    left.width === right.width &&
    left.height === right.height
  );
}
