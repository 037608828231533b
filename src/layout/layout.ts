import type { Machine, State, Workflow } from '../model/workflow';
import { cacheKey, LayoutCache } from './cache';
import { arrange, type Content, containerSize, type LaidOutMachine } from './containers';
import { draw } from './draw';
import type { Elk } from './elk';
import { createElk } from './elkHere';
import { machineGraph } from './graph';
import { createPieceLayouter, layoutMachine, type MachineLayout } from './machine';
import type { Drawing, LayoutOptions, LayoutService } from './messages';
import { cardSize } from './sizes';

/**
 * Lays workflows out, innermost machines first: each is a graph by itself, and shows in the one around it only
 * as the size of its container. What did not change since an earlier call comes from the cache.
 */
export function createLayouter(elk: Elk): (workflow: Workflow, options: LayoutOptions) => Drawing {
  const cache = new LayoutCache<MachineLayout>();
  const pieces = createPieceLayouter(elk);
  return (workflow, options) => {
    const { direction } = options;
    const collapsed = new Set(options.collapsed);
    const laidOut = new Map<string, LaidOutMachine>();
    const contentOf = (state: State): Content | null => {
      if (collapsed.has(state.pointer) || state.machines.length === 0) return null;
      const machines = state.machines.flatMap((pointer) => laidOut.get(pointer) ?? []);
      return { state, machines };
    };
    for (const machine of innermostFirst(workflow, collapsed)) {
      const graph = machineGraph(workflow, machine, (state) => {
        const content = contentOf(state);
        return content
          ? { ...containerSize(content, direction), container: true }
          : { ...cardSize, container: false };
      });
      const key = cacheKey(graph, direction);
      const layout = cache.get(key, () => layoutMachine(graph, direction, pieces));
      laidOut.set(machine.pointer, { machine, graph, layout });
    }
    return draw(workflow, laidOut, (state) => {
      const content = contentOf(state);
      return content && arrange(content, direction);
    });
  };
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

/** The layout service in this very thread: for the worker itself, Node and tests. */
export function createLayoutHere(): LayoutService {
  let layouter: ReturnType<typeof createLayouter> | null = null;
  return {
    layout: async (workflow, options) => {
      layouter ??= createLayouter(createElk());
      return layouter(workflow, options);
    },
  };
}
