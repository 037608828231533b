import type { GraphEdge, GraphNode, MachineGraph } from './graph';
import { layoutMachine, type PieceLayouter } from './machine';
import { cardSize } from './sizes';

/** Rounds that pay: later ones take as much of the machine and make the first edit hardly quicker. */
const rounds = 6;

/**
 * Lays out samples, one a task, so that the first edit is not the one that waits until the algorithm is translated
 * to machine code. Requests that come meanwhile go before the next sample.
 *
 * @param nextTask runs a function when nothing else waits.
 */
export function warmUp(layout: PieceLayouter, nextTask: (task: () => void) => void): void {
  const round = (at: number): void => {
    layoutMachine(sample(at), 'DOWN', layout);
    if (at < rounds) nextTask(() => round(at + 1));
  };
  nextTask(() => round(1));
}

/** A branching, merging and looping machine with labels; each `at` is another one to the cache. */
function sample(at: number): MachineGraph {
  const count = 6 + (at % 8);
  const size = { width: cardSize.width + 2 * at, height: cardSize.height };
  const nodes = Array.from({ length: count }, (_each, index): GraphNode => {
    const id = String(index);
    return { id, kind: 'state', pointer: id, ...size };
  });
  const edge = (source: number, target: number, more: Partial<GraphEdge> = {}): GraphEdge => ({
    ...{ transition: null, source, target, exit: 'next', label: null, straightness: 10, spine: false },
    ...more,
  });
  const label = { number: 1, text: 'sample', width: 60, height: 18 };
  const edges = nodes
    .slice(1)
    .map((_node, index) => edge(index, index + 1, { spine: true, straightness: 500 }));
  edges.push(
    edge(1, count - 1, { label }),
    edge(2, 4, { label }),
    edge(3, count - 1, { exit: 'catch', label }),
    edge(count - 2, 1, { label }),
  );
  const levels = [...nodes.keys()];
  return { nodes, edges, spine: levels, levels, depths: levels };
}
