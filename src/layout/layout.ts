import type { Machine, State, Workflow } from '../model/workflow';
import { cacheKey, LayoutCache } from './cache';
import { arrange, type Content, containerSize, type LaidOutMachine } from './containers';
import { draw } from './draw';
import type { Elk } from './elk';
import { createElk } from './elkHere';
import { machineGraph } from './graph';
import { createPieceLayouter, layoutMachine, type MachineLayout } from './machine';
import type { Direction, Drawing, LayoutOptions, LayoutService } from './messages';
import { cardSize, type Size } from './sizes';
import { warmUp } from './warmUp';

/**
 * Lays workflows out, innermost machines first: each is a graph by itself, and shows in the one around it only
 * as the size of its container. What did not change since an earlier call comes from the cache.
 */
export function createLayouter(elk: Elk): (workflow: Workflow, options: LayoutOptions) => Drawing {
  const cache = new LayoutCache<MachineLayout>();
  const pieces = createPieceLayouter(elk);
  let last: ReadonlyMap<string, KnownMachine> = new Map();
  return (workflow, options) => {
    const { direction } = options;
    const collapsed = new Set(options.collapsed);
    const laidOut = new Map<string, KnownMachine>();
    const contentOf = (state: State): Content | null => {
      if (collapsed.has(state.pointer) || state.machines.length === 0) return null;
      const machines = state.machines.flatMap((pointer) => laidOut.get(pointer) ?? []);
      return { state, machines };
    };
    const sizeOf = (state: State): StateSize => {
      const content = contentOf(state);
      return content ? { ...containerSize(content, direction), container: true } : cardStateSize;
    };
    for (const machine of innermostFirst(workflow, collapsed)) {
      const states = machine.states.map((pointer) => workflow.states.get(pointer));
      const sizes = states.map((state) => (state ? sizeOf(state) : cardStateSize));
      const known = last.get(machine.pointer);
      if (known && isStill(known, { machine, direction, states, sizes })) {
        laidOut.set(machine.pointer, known);
        continue;
      }
      const byState = new Map(states.map((state, at) => [state, sizes[at] ?? cardStateSize]));
      const graph = machineGraph(workflow, machine, (state) => byState.get(state) ?? cardStateSize);
      const layout = cache.get(cacheKey(graph, direction), () => layoutMachine(graph, direction, pieces));
      laidOut.set(machine.pointer, { machine, graph, layout, direction, states, sizes });
    }
    last = laidOut;
    return draw(workflow, laidOut, (state) => {
      const content = contentOf(state);
      return content && arrange(content, direction);
    });
  };
}

const cardStateSize: StateSize = { ...cardSize, container: false };

interface StateSize extends Size {
  readonly container: boolean;
}

/** A machine as it was laid out last, with all that its graph was made of. */
interface KnownMachine extends LaidOutMachine {
  readonly direction: Direction;
  readonly states: readonly (State | undefined)[];
  readonly sizes: readonly StateSize[];
}

type Ingredients = Pick<KnownMachine, 'machine' | 'direction' | 'states' | 'sizes'>;

/** Whether the very same states in the same sizes are to be laid out: then not even the graph is made again. */
function isStill(known: KnownMachine, now: Ingredients): boolean {
  return (
    known.machine === now.machine &&
    known.direction === now.direction &&
    known.states.every((state, at) => state === now.states[at] && sameSize(known.sizes[at], now.sizes[at]))
  );
}

function sameSize(left: StateSize | undefined, right: StateSize | undefined): boolean {
  return (
    left?.width === right?.width && left?.height === right?.height && left?.container === right?.container
  );
}

/** The machines that are drawn, each after all those nested in it. */
function innermostFirst(workflow: Workflow, collapsed: ReadonlySet<string>): Machine[] {
  const found: Machine[] = [];
  const waiting = [workflow.root];
  for (let machine = waiting.pop(); machine; machine = waiting.pop()) {
    found.push(machine);
    for (const pointer of machine.states) {
      const state = workflow.states.get(pointer);
      if (!state || collapsed.has(pointer)) continue;
      waiting.push(...state.machines.flatMap((each) => workflow.machines.get(each) ?? []));
    }
  }
  return found.reverse();
}

/**
 * The layout service as it runs in a worker: after the first drawing it warms up, so that the first edit is not the one
 * that waits.
 *
 * @param nextTask runs a function when nothing else waits.
 */
export function createLayoutService(nextTask: (task: () => void) => void): LayoutService {
  const elk = createElk();
  const layout = createLayouter(elk);
  let isWarm = false;
  return {
    layout: async (workflow, options) => {
      const drawing = layout(workflow, options);
      if (!isWarm) warmUp(createPieceLayouter(elk), nextTask);
      isWarm = true;
      return drawing;
    },
  };
}

/** The layout service in this very thread: for Node and tests. */
export function createLayoutHere(): LayoutService {
  let layouter: ReturnType<typeof createLayouter> | null = null;
  return {
    layout: async (workflow, options) => {
      layouter ??= createLayouter(createElk());
      return layouter(workflow, options);
    },
  };
}
