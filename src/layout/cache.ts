import type { MachineGraph } from './graph';
import type { MachineLayout } from './machine';
import type { Direction } from './messages';

/**
 * Layouts of machines by what they depend on: sizes, structure and direction, not names or places in the
 * definition. Equal branches share one.
 */
export class LayoutCache {
  readonly #layouts = new Map<string, MachineLayout>();
  readonly #limit: number;

  /** Keeps at most `limit` layouts; the ones longest not used go first. */
  constructor(limit = 4000) {
    this.#limit = limit;
  }

  get(key: string, make: () => MachineLayout): MachineLayout {
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

export function cacheKey(graph: MachineGraph, direction: Direction): string {
  const nodes = graph.nodes.map((node) => `${node.kind === 'entry' ? 'e' : ''}${node.width},${node.height}`);
  const edges = graph.edges.map(
    ({ source, target, exit, label, straightness }) =>
      `${source}>${target}${exit === 'catch' ? 'c' : 'n'}${straightness},${label?.width ?? ''}`,
  );
  return `${direction};${nodes.join(' ')};${edges.join(' ')}`;
}
