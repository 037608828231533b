import { objectOf } from '../base/json';
import { addState, type Place, pasteStates } from '../model/commands';
import type { State, Workflow } from '../model/workflow';
import type { Command } from '../studio/documentDoor';
import type { Studio } from '../studio/types';
import type { DragItem } from '../studio/viewDoor';
import { performCommand } from './perform';

/** The command that puts an item of the states browser at a place: one state, or a block of several. */
export function insertCommand(place: Place | null, item: DragItem): Command {
  if (!item.others) return addState(place ?? { kind: 'start', machine: '' }, item);
  const states = objectOf([[item.name, item.state], ...Object.entries(item.others)]);
  const text = JSON.stringify({ StartAt: item.name, States: states });
  return pasteStates(text, place) ?? (() => ({ ok: false, reason: 'The block holds no states' }));
}

/** Adds an item after the selected state; without one, where the main path ends. */
export async function insertItem(studio: Studio, item: DragItem): Promise<void> {
  const { selection, selectedEdge } = studio.view.store.getState();
  const selected = selection.at(-1);
  const command: Command = (workflow) => {
    if (selected !== undefined) return insertCommand({ kind: 'after', state: selected }, item)(workflow);
    if (selectedEdge !== null) return insertCommand({ kind: 'transition', id: selectedEdge }, item)(workflow);
    return insertCommand(endOfMainPath(workflow), item)(workflow);
  };
  await performCommand(studio, command);
}

/** The last place on the main path: before the state that ends it, or after the last that can be followed. */
export function endOfMainPath(workflow: Workflow): Place {
  const seen = new Set<string>();
  let last: State | null = null;
  let state = workflow.states.get(workflow.root.start?.target ?? '');
  while (state && !seen.has(state.pointer) && state.type !== 'Succeed' && state.type !== 'Fail') {
    seen.add(state.pointer);
    last = state;
    const onward = state.transitions.find(({ kind }) => kind === 'next' || kind === 'default');
    state = workflow.states.get(onward?.target ?? '');
  }
  return last ? { kind: 'after', state: last.pointer } : { kind: 'start', machine: '' };
}
