import type { PlacedEdge } from './elk';
import type { MachineGraph } from './graph';
import type { Point } from './messages';

/** A band from side to side in which nodes or labels stand; between two there are only lines. */
export interface Layer {
  readonly top: number;
  readonly bottom: number;
}

export function layersOf(
  graph: MachineGraph,
  nodes: readonly Point[],
  drawn: ReadonlyMap<number, PlacedEdge>,
): Layer[] {
  const boxes: Layer[] = nodes.map(({ y }, at) => ({ top: y, bottom: y + (graph.nodes[at]?.height ?? 0) }));
  for (const [at, { label }] of drawn) {
    if (label) boxes.push({ top: label.y, bottom: label.y + (graph.edges[at]?.label?.height ?? 0) });
  }
  boxes.sort((a, b) => a.top - b.top);
  const layers: { top: number; bottom: number }[] = [];
  for (const box of boxes) {
    const last = layers.at(-1);
    if (last && box.top <= last.bottom + 2) last.bottom = Math.max(last.bottom, box.bottom);
    else layers.push({ ...box });
  }
  return layers;
}

/** The layer in which a node stands whose upper border is at `y`. */
export function layerAt(layers: readonly Layer[], y: number): number {
  let [low, high] = [0, layers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((layers[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface RowRequest {
  readonly key: string;
  /** The gap above the layer of that number. */
  readonly gap: number;
  /** At which end of the gap: just below the upper layer, or just above the lower one. */
  readonly end: 'upper' | 'lower';
  /** Rows of one end are sorted by this, from top to bottom. */
  readonly order: number;
  readonly height: number;
}

/** How far from the layer rows are put in: clear of what the layout itself drew in the gap. */
const distance = { upper: 6, lower: 13 };

/** Rows for horizontal runs, put in between the layers; what lies below moves down to make room. */
export class Rows {
  readonly #layers: readonly Layer[];
  readonly #requests = new Map<string, RowRequest>();
  readonly #middles = new Map<string, number>();

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** Asks for a row; a second request for the same key shares it. */
  add(request: RowRequest): void {
    const { height = 0 } = this.#requests.get(request.key) ?? {};
    this.#requests.set(request.key, { ...request, height: Math.max(height, request.height) });
  }

  /** Places the rows; answers how everything else moves. */
  settle(): (y: number) => number {
    const groups = [...this.#groups()].sort((a, b) => a.y - b.y);
    let added = 0;
    const steps = groups.map(({ y, rows }) => {
      let top = y + added;
      for (const row of rows.toSorted((a, b) => a.order - b.order)) {
        this.#middles.set(row.key, top + row.height / 2);
        top += row.height;
        added += row.height;
      }
      return { y, added };
    });
    return (y) => {
      let [low, high] = [0, steps.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((steps[middle]?.y ?? 0) < y) low = middle + 1;
        else high = middle;
      }
      return y + (steps[low - 1]?.added ?? 0);
    };
  }

  middle(key: string): number {
    return this.#middles.get(key) ?? 0;
  }

  #groups(): Iterable<{ y: number; rows: RowRequest[] }> {
    const groups = new Map<string, { y: number; rows: RowRequest[] }>();
    for (const request of this.#requests.values()) {
      const key = `${request.end} ${request.gap}`;
      const group = groups.get(key) ?? { y: this.#placeOf(request), rows: [] };
      group.rows.push(request);
      groups.set(key, group);
    }
    return groups.values();
  }

  #placeOf({ gap, end }: RowRequest): number {
    if (end === 'upper') return (this.#layers[gap - 1]?.bottom ?? 0) + distance.upper;
    return (this.#layers[gap]?.top ?? 0) - distance.lower;
  }
}
