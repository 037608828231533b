import type { Path } from '../base/pointer';
import { pathsEqual, toPointer } from '../base/pointer';
import type { Change } from '../model/change';
import { renameState } from '../model/commands/rename';
import type { Machine, State, Workflow } from '../model/workflow';
import { type ParsedDocument, stateAround } from './document';
import type { OutlineItem, SymbolPlace } from './messages';

/** Going from one place of a definition to another: definition, references, rename, outline. */

/** The state's name, when the offset is at a place that names a state. */
export function definitionAt(document: ParsedDocument, offset: number): SymbolPlace[] {
  const state = stateNamedAt(document, offset);
  return state ? placesOf(document, [{ path: state.path, part: 'key' }]) : [];
}

/** The name of the state at an offset and every place that leads to it. */
export function referencesAt(document: ParsedDocument, offset: number): SymbolPlace[] {
  const state = stateNamedAt(document, offset);
  if (!state) return [];
  const leading = transitionPaths(document.workflow, state).map((path) => ({ path, part: 'value' as const }));
  return placesOf(document, [{ path: state.path, part: 'key' }, ...leading]);
}

export function renameAt(
  document: ParsedDocument,
  offset: number,
  to: string,
): { change: Change } | { reason: string } {
  const state = stateNamedAt(document, offset);
  if (!state) return { reason: 'There is no name of a state here' };
  const result = renameState(state.pointer, to)(document.workflow);
  return result.ok ? { change: result.change } : { reason: result.reason };
}

/** The states as a tree, those of a Map or Parallel inside of it. */
export function outlineOf(document: ParsedDocument): OutlineItem[] {
  const { workflow } = document;
  const items = (machine: Machine | undefined): OutlineItem[] =>
    (machine?.states ?? []).flatMap((pointer) => {
      const state = workflow.states.get(pointer);
      const entry = state && document.entryAt(state.path);
      if (!state || !entry) return [];
      const selection = { offset: entry.keyOffset, length: entry.keyLength };
      const end = Math.max(selection.offset + selection.length, entry.value?.end ?? 0);
      return {
        name: state.name,
        pointer,
        detail: state.type ?? '',
        range: { offset: selection.offset, length: end - selection.offset },
        selection,
        children: state.machines.flatMap((nested) => items(workflow.machines.get(nested))),
      };
    });
  return items(workflow.root);
}

/** The state whose name stands at an offset, as its own or as the target of a transition. */
function stateNamedAt(document: ParsedDocument, offset: number): State | null {
  const { workflow } = document;
  const path = document.pathAt(offset);
  const own = workflow.states.get(toPointer(path));
  if (own) {
    const key = document.placeOf(own.path, 'key');
    return key && offset <= key.offset + key.length ? own : null;
  }
  const owner = workflow.states.get(stateAround(workflow, path) ?? '');
  const starts = [...workflow.machines.values()].flatMap((machine) => machine.start ?? []);
  const transition = [...(owner?.transitions ?? []), ...starts].find((each) => pathsEqual(each.path, path));
  return transition?.target ? (workflow.states.get(transition.target) ?? null) : null;
}

function transitionPaths(workflow: Workflow, state: State): Path[] {
  const machine = workflow.machines.get(state.machine);
  const own = (machine?.states ?? []).flatMap((pointer) => workflow.states.get(pointer)?.transitions ?? []);
  const all = machine?.start ? [machine.start, ...own] : own;
  return all.filter((each) => each.target === state.pointer).map((each) => each.path);
}

function placesOf(
  document: ParsedDocument,
  places: readonly { readonly path: Path; readonly part: 'key' | 'value' }[],
): SymbolPlace[] {
  return places.flatMap(({ path, part }) => document.placeOf(path, part) ?? []);
}
