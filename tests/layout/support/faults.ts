import type { Drawing, DrawnEdge, DrawnNode, Point } from '../../../src/layout/messages';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Everything that must never be in a drawing, as sentences; empty for a sound one. */
export function faultsOf(drawing: Drawing): string[] {
  return [
    ...numbersOf(drawing),
    ...overlaps(drawing.nodes),
    ...escapes(drawing),
    ...labelFaults(drawing),
    ...drawing.edges.flatMap((edge) => edgeFaults(edge, drawing)),
    ...throughCards(drawing),
  ];
}

function numbersOf({ nodes, edges, width, height }: Drawing): string[] {
  const numbers = [
    width,
    height,
    ...nodes.flatMap((node) => [node.x, node.y, node.width, node.height]),
    ...edges.flatMap((edge) => edge.points.flatMap(({ x, y }) => [x, y])),
    ...edges.flatMap(({ label }) => (label ? [label.x, label.y, label.width, label.height] : [])),
  ];
  return numbers.every((each) => Number.isFinite(each)) ? [] : ['a coordinate is not a finite number'];
}

function overlaps(nodes: readonly DrawnNode[]): string[] {
  const byParent = grouped(nodes);
  return [...byParent.values()].flatMap((siblings) =>
    siblings.flatMap((a, at) =>
      siblings.slice(at + 1).flatMap((b) => (overlap(a, b) ? [`${a.id} overlaps ${b.id}`] : [])),
    ),
  );
}

function grouped(nodes: readonly DrawnNode[]): Map<string | null, DrawnNode[]> {
  const groups = new Map<string | null, DrawnNode[]>();
  for (const node of nodes) groups.set(node.parent, [...(groups.get(node.parent) ?? []), node]);
  return groups;
}

function escapes({ nodes, edges, width, height }: Drawing): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const canvas = { x: 0, y: 0, width, height };
  const holder = (id: string): Box => byId.get(byId.get(id)?.parent ?? '') ?? canvas;
  return [
    ...nodes.flatMap((node) => (inside(node, holder(node.id)) ? [] : [`${node.id} leaves what holds it`])),
    ...edges.flatMap((edge) => {
      const around = holder(edge.target);
      const out = edge.points.some((point) => !inside({ ...point, width: 0, height: 0 }, around));
      return out || (edge.label && !inside(edge.label, around)) ? [`${edge.id} leaves what holds it`] : [];
    }),
  ];
}

const isFrame = (node: DrawnNode): boolean => node.kind === 'container' || node.kind === 'lane';

function labelFaults({ nodes, edges }: Drawing): string[] {
  const labels = edges.flatMap((edge) => (edge.label ? [{ id: edge.id, ...edge.label }] : []));
  const cards = nodes.filter((node) => !isFrame(node));
  return labels.flatMap((label, at) => [
    ...cards.flatMap((card) => (overlap(label, card) ? [`the label of ${label.id} covers ${card.id}`] : [])),
    ...labels
      .slice(at + 1)
      .flatMap((other) =>
        overlap(label, other) ? [`the labels of ${label.id} and ${other.id} overlap`] : [],
      ),
  ]);
}

function edgeFaults(edge: DrawnEdge, { nodes }: Drawing): string[] {
  const source = nodes.find((node) => node.id === edge.source);
  const target = nodes.find((node) => node.id === edge.target);
  const [first, last] = [edge.points[0], edge.points.at(-1)];
  if (!source || !target || !first || !last) return [`${edge.id} has no ends`];
  const bent = edge.points.slice(1).some((point, at) => {
    const before = edge.points[at] as Point;
    return (point.x !== before.x) === (point.y !== before.y);
  });
  return [
    ...(onBorder(first, source) ? [] : [`${edge.id} does not begin on ${source.id}`]),
    ...(onBorder(last, target) ? [] : [`${edge.id} does not end on ${target.id}`]),
    ...(bent ? [`${edge.id} is not orthogonal: ${JSON.stringify(edge.points)}`] : []),
  ];
}

/** A transition may touch the cards at its ends, and runs through the containers around it, but through nothing else. */
function throughCards({ nodes, edges }: Drawing): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const parent = byId.get(edge.target)?.parent ?? null;
    const siblings = nodes.filter((node) => node.parent === parent);
    const hit = siblings.filter((node) =>
      edge.points.slice(1).some((point, at) => {
        const before = edge.points[at] as Point;
        return overlap(node, {
          x: Math.min(point.x, before.x),
          y: Math.min(point.y, before.y),
          width: Math.abs(point.x - before.x),
          height: Math.abs(point.y - before.y),
        });
      }),
    );
    return hit.map((node) => `${edge.id} runs through ${node.id}`);
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x - 0.5 &&
    inner.y >= outer.y - 0.5 &&
    inner.x + inner.width <= outer.x + outer.width + 0.5 &&
    inner.y + inner.height <= outer.y + outer.height + 0.5
  );
}

function onBorder({ x, y }: Point, box: Box): boolean {
  const across = x >= box.x && x <= box.x + box.width && (y === box.y || y === box.y + box.height);
  const along = y >= box.y && y <= box.y + box.height && (x === box.x || x === box.x + box.width);
  return across || along;
}
