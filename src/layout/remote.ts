import { type MapDelta, mapDelta, withMapDelta } from '../base/mapDelta';
import type { Machine, State, Workflow } from '../model/workflow';
import { drawnAlike } from './alike';
import { type DrawingDelta, drawingDelta, type KnownDrawing, withDrawingDelta } from './drawingDelta';
import type { Drawing, LayoutOptions, LayoutService } from './messages';

/**
 * The layout service as it crosses the worker's border: workflows and drawings are told as what changed since the last
 * one. What the drawing does not depend on is not told at all.
 */
export interface RemoteLayout {
  layout(workflow: WorkflowDelta, options: LayoutOptions): Promise<DrawingDelta>;
}

/** Without the definition: a drawing is made of states and machines. */
interface WorkflowDelta {
  /** Whether it is told from nothing, whatever was told before. */
  readonly whole: boolean;
  readonly states: MapDelta<State>;
  readonly machines: MapDelta<Machine>;
}

interface Drawn {
  readonly workflow: Workflow;
  readonly options: LayoutOptions;
  readonly drawing: Drawing;
  readonly known: KnownDrawing;
}

/** The page's side. */
export function fromRemote(remote: RemoteLayout): LayoutService {
  let told: Workflow | null = null;
  let last: Drawn | null = null;
  return {
    layout: async (workflow, options) => {
      if (last && told === last.workflow && drawnAlike(last.workflow, workflow) && sameOptions(last, options))
        return last.drawing;
      const before = told;
      told = workflow;
      const delta: WorkflowDelta = {
        whole: before === null,
        states: mapDelta(before?.states, workflow.states),
        machines: mapDelta(before?.machines, workflow.machines),
      };
      try {
        const changed = await remote.layout(delta, options);
        const { drawing, known } = withDrawingDelta(last?.known ?? null, changed);
        last = { workflow, options, drawing, known };
        return drawing;
      } catch (error) {
        // Nobody knows what the other side still knows.
        told = null;
        throw error;
      }
    },
  };
}

function sameOptions({ options }: Drawn, { direction, collapsed }: LayoutOptions): boolean {
  return (
    options.direction === direction &&
    options.collapsed.length === collapsed.length &&
    collapsed.every((pointer, at) => pointer === options.collapsed[at])
  );
}

/** The worker's side. */
export function toRemote(layout: LayoutService): RemoteLayout {
  let known: Workflow | undefined;
  let drawn: KnownDrawing | null = null;
  return {
    layout: async ({ whole, ...delta }, options) => {
      const before = whole ? undefined : known;
      const states = withMapDelta(before?.states, delta.states, (state) => state);
      const machines = withMapDelta(before?.machines, delta.machines, (machine) => machine);
      const root = machines.get('');
      if (!root) throw new Error('The workflow has no root machine');
      known = { definition: null, root, states, machines };
      const drawing = await layout.layout(known, options);
      const told = drawingDelta(whole ? null : drawn, drawing);
      drawn = told.known;
      return told.delta;
    },
  };
}
