import type { MachineGraph } from './graph';
import type { Direction } from './messages';

/**
 * Layouts of machines by what they depend on: sizes, structure and direction, not names or places in the
 * definition. Equal branches share one.
 */
export class LayoutCache<T> {
  readonly #layouts = new Map<string, T>();
  readonly #limit: number;

  /** Keeps at most `limit` layouts; the ones longest not used go first. */
  constructor(limit = 4000) {
    this.#limit = limit;
  }

  get(key: string, make: () => T): T {
    const found = this.#layouts.get(key);
    const layout = found ?? make();
    if (found) this.#layouts.delete(key);
    this.#layouts.set(key, layout);
    if (this.#layouts.size > this.#limit) {
      for (const oldest of this.#layouts.keys()) {
        this.#layouts.delete(oldest);
        break;
      }
    }
    return layout;
  }
}

export function cacheKey(graph: Pick<MachineGraph, 'nodes' | 'edges'>, direction: Direction): string {
  const nodes = graph.nodes.map(
    (node) => `${node.kind === 'anchor' ? 'a' : ''}${node.layer ?? ''}${node.width},${node.height}`,
  );
  const edges = graph.edges.map(
    ({ source, target, exit, label, straightness }) =>
      `${source}>${target}${exit === 'catch' ? 'c' : 'n'}${straightness},${label?.width ?? ''},${label?.height ?? ''}`,
  );
  return `${direction};${nodes.join(' ')};${edges.join(' ')}`;
}
