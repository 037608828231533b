import { useStore } from 'zustand';
import { fromPointer } from '../base/pointer';
import type { State, Workflow } from '../model/workflow';
import type { DocumentState } from '../studio/documentDoor';
import type { RunState, ScenarioState } from '../studio/runDoor';
import type { KnownWorkflow } from '../studio/runWorkflows';
import type { Studio } from '../studio/types';
import type { ViewState } from '../studio/viewDoor';

/** What the panels read of the studio; each re-renders only when the part it selects changes. */

export function useRun<T>(studio: Studio, select: (state: RunState) => T): T {
  return useStore(studio.run.store, select);
}

export function useScenario<T>(studio: Studio, select: (state: ScenarioState) => T): T {
  return useStore(studio.run.scenario, select);
}

export function useView<T>(studio: Studio, select: (state: ViewState) => T): T {
  return useStore(studio.view.store, select);
}

export function useDocument<T>(studio: Studio, select: (state: DocumentState) => T): T {
  return useStore(studio.document.store, select);
}

/** The workflows that a run may start. */
export function useWorkflows(studio: Studio): readonly KnownWorkflow[] {
  return useStore(studio.run.workflows);
}

/** A state's name; of a state that is gone, the last step of its pointer. */
export function stateName(workflow: Workflow, pointer: string): string {
  return workflow.states.get(pointer)?.name ?? fromPointer(pointer).at(-1) ?? pointer;
}

/** Task states in document order: those that mocks can answer. */
export function taskStates(workflow: Workflow): State[] {
  return [...workflow.states.values()].filter((state) => state.type === 'Task');
}
