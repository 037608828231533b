import { type MapDelta, mapDelta, withMapDelta } from '../base/mapDelta';
import type { Machine, State, Workflow } from '../model/workflow';
import type { Drawing, LayoutOptions, LayoutService } from './messages';

/** The layout service as it crosses the worker's border: a workflow is told as what changed since the last one. */
export interface RemoteLayout {
  layout(workflow: WorkflowDelta, options: LayoutOptions): Promise<Drawing>;
}

/** Without the definition: a drawing is made of states and machines. */
interface WorkflowDelta {
  /** Whether it is told from nothing, whatever was told before. */
  readonly whole: boolean;
  readonly states: MapDelta<State>;
  readonly machines: MapDelta<Machine>;
}

/** The page's side. */
export function fromRemote(remote: RemoteLayout): LayoutService {
  let told: Workflow | null = null;
  return {
    layout: async (workflow, options) => {
      const before = told;
      told = workflow;
      const delta: WorkflowDelta = {
        whole: before === null,
        states: mapDelta(before?.states, workflow.states),
        machines: mapDelta(before?.machines, workflow.machines),
      };
      try {
        return await remote.layout(delta, options);
      } catch (error) {
        // Nobody knows what the other side still knows.
        told = null;
        throw error;
      }
    },
  };
}

/** The worker's side. */
export function toRemote(layout: LayoutService): RemoteLayout {
  let known: Workflow | undefined;
  return {
    layout: async ({ whole, ...delta }, options) => {
      const before = whole ? undefined : known;
      const states = withMapDelta(before?.states, delta.states, (state) => state);
      const machines = withMapDelta(before?.machines, delta.machines, (machine) => machine);
      const root = machines.get('');
      if (!root) throw new Error('The workflow has no root machine');
      known = { definition: null, root, states, machines };
      return layout.layout(known, options);
    },
  };
}
