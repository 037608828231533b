import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import type { GraphEdge, GraphNode, MachineGraph } from './graph';
import type { Point } from './messages';
import { spacing } from './sizes';

/** Lays out a graph in place or anew and answers it with positions. */
export type Elk = (graph: ElkNode) => ElkNode;

/** A machine, or a part of one. */
export type PieceGraph = Pick<MachineGraph, 'nodes' | 'edges'>;

/** Where things of one machine stand; positions belong to the graph's nodes and edges by index. */
export interface Placed {
  readonly nodes: readonly Point[];
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedEdge {
  /** From the source's lower border to the target's upper border. */
  readonly points: readonly Point[];
  /** Top left corner of the label. */
  readonly label: Point | null;
}

const commonOptions: Record<string, string> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.separateConnectedComponents': 'false',
  'elk.randomSeed': '1',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(spacing.layers),
  'elk.layered.spacing.edgeNodeBetweenLayers': String(spacing.edgeToLayer),
  'elk.layered.spacing.edgeEdgeBetweenLayers': String(spacing.edges),
  'elk.spacing.nodeNode': String(spacing.nodes),
  'elk.spacing.edgeNode': String(spacing.edgeToNode),
  'elk.spacing.edgeEdge': String(spacing.edgesInLayer),
  'elk.spacing.edgeLabel': '0',
};

const orderOptions: Record<string, string> = {
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
};

/**
 * How the nodes of a layer are ordered: as the graph has them, at the first try or with some effort to cross less
 * within that order; or freely, so that as little as possible crosses.
 */
export type Ordering = 'kept' | 'kept with effort' | 'free';

const orderingOptions: Readonly<Record<Ordering, Record<string, string>>> = {
  kept: { ...orderOptions, 'elk.layered.thoroughness': '1' },
  'kept with effort': orderOptions,
  free: {},
};

/**
 * Beyond this many nodes in one piece (a Choice with hundreds of rules) the order is kept by positions alone, and
 * lines are straightened in the quick way: the careful ones take time with the third power.
 */
export const largeAbove = 100;
const largeOptions = {
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.crossingMinimization.semiInteractive': 'true',
};

/** Places a machine, always downwards. */
export function place(graph: PieceGraph, elk: Elk, catchInset: number, ordering: Ordering): Placed {
  const used = new Set(graph.edges.flatMap((edge) => [`${edge.source}.${edge.exit}`, `${edge.target}.in`]));
  const laidOut = elk({
    id: 'machine',
    layoutOptions: {
      ...commonOptions,
      ...(graph.nodes.length > largeAbove ? largeOptions : orderingOptions[ordering]),
    },
    children: graph.nodes.map((node, at) => elkNode(node, at, catchInset, used)),
    edges: graph.edges.map(elkEdge),
  });
  return {
    nodes: (laidOut.children ?? []).map(({ x = 0, y = 0 }) => ({ x, y })),
    edges: (laidOut.edges ?? []).map(placedEdge),
  };
}

function elkNode(node: GraphNode, at: number, catchInset: number, used: ReadonlySet<string>): ElkNode {
  const { width, height } = node;
  const port = (id: string, side: string, x: number, y: number) => ({
    id: `${at}.${id}`,
    x,
    y,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  });
  return {
    id: String(at),
    width,
    height,
    layoutOptions: {
      'elk.portConstraints': 'FIXED_POS',
      'elk.position': `(${at},0)`,
      ...(node.layer ? { 'elk.layered.layering.layerConstraint': node.layer } : {}),
    },
    ports: [
      port('in', 'NORTH', width / 2, 0),
      port('next', 'SOUTH', width / 2, height),
      port('catch', 'SOUTH', width - catchInset, height),
    ].filter((each) => used.has(each.id)),
  };
}

function elkEdge(edge: GraphEdge, at: number): ElkExtendedEdge {
  const { label } = edge;
  return {
    id: `e${at}`,
    sources: [`${edge.source}.${edge.exit}`],
    targets: [`${edge.target}.in`],
    layoutOptions: { 'elk.layered.priority.straightness': String(edge.straightness) },
    labels: label
      ? [
          {
            id: `l${at}`,
            text: 'label',
            width: label.width,
            height: label.height,
            layoutOptions: {
              'elk.edgeLabels.inline': 'true',
              'elk.edgeLabels.placement': 'CENTER',
              'elk.layered.edgeLabels.centerLabelPlacementStrategy':
                edge.exit === 'catch' ? 'MEDIAN_LAYER' : 'TAIL_LAYER',
            },
          },
        ]
      : [],
  };
}

function placedEdge(edge: ElkExtendedEdge): PlacedEdge {
  const section = edge.sections?.[0];
  const label = edge.labels?.[0];
  const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  return {
    points: points.map(({ x, y }) => ({ x, y })),
    label: label ? { x: label.x ?? 0, y: label.y ?? 0 } : null,
  };
}
