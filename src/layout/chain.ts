import type { PieceGraph, Placed } from './elk';
import { spacing } from './sizes';

/**
 * Places a mere chain, each node leading to the next and nothing else, as the general algorithm would, without
 * asking it. Many branches and processors are chains. Null for any other graph.
 */
export function placeChain({ nodes, edges }: PieceGraph): Placed | null {
  if (edges.length !== nodes.length - 1) return null;
  const follows = edges.every(
    (edge, at) => edge.source === at && edge.target === at + 1 && edge.exit === 'next' && edge.label === null,
  );
  if (!follows) return null;
  const centre = Math.max(...nodes.map((node) => node.width)) / 2;
  let y = 0;
  const places = nodes.map(({ width, height }) => {
    const place = { x: centre - width / 2, y };
    y += height + spacing.layers;
    return place;
  });
  return {
    nodes: places,
    edges: edges.map(({ source, target }) => ({
      points: [
        { x: centre, y: (places[source]?.y ?? 0) + (nodes[source]?.height ?? 0) },
        { x: centre, y: places[target]?.y ?? 0 },
      ],
      label: null,
    })),
  };
}
