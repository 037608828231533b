import type { Path } from '../base/pointer';
import { pathsEqual, toPointer } from '../base/pointer';
import type { Change } from '../model/change';
import { renameState } from '../model/commands/rename';
import type { Machine, State, Workflow } from '../model/workflow';
import { type ParsedDocument, stateAround } from './document';
import type { OutlineItem, RenamePlace, SymbolPlace } from './messages';
import { renameVariable } from './renameVariable';
import { variableFacts } from './rules/variables';
import { occurrencesOf, placeOfAssigned, placeOfUse, resolveVariable, type Variable } from './variableScopes';

/** Going from one place of a definition to another: definition, references, rename, outline. */

/** The name of the state, or the names by which the variable is set, that the offset stands for. */
export function definitionAt(document: ParsedDocument, offset: number): SymbolPlace[] {
  const state = stateNamedAt(document, offset);
  if (state) return placesOf(document, [{ path: state.path, part: 'key' }]);
  const found = variableAt(document, offset);
  if (!found) return [];
  const { assigned } = occurrencesOf(document.workflow, found.variable);
  return assigned.flatMap((each) => placeOfAssigned(document, each) ?? []);
}

/** The name of the state or variable at an offset and every place that leads to it or reads it. */
export function referencesAt(document: ParsedDocument, offset: number): SymbolPlace[] {
  const state = stateNamedAt(document, offset);
  if (!state) return variableReferences(document, offset);
  const leading = transitionPaths(document.workflow, state).map((path) => ({ path, part: 'value' as const }));
  return placesOf(document, [{ path: state.path, part: 'key' }, ...leading]);
}

function variableReferences(document: ParsedDocument, offset: number): SymbolPlace[] {
  const found = variableAt(document, offset);
  if (!found) return [];
  const { assigned, used } = occurrencesOf(document.workflow, found.variable);
  const places = [
    ...assigned.flatMap((each) => placeOfAssigned(document, each) ?? []),
    ...used.flatMap((each) => placeOfUse(document, each) ?? []),
  ];
  return places.sort((left, right) => left.offset - right.offset);
}

/** A variable's name that stands at an offset, with or without its `$`. */
export function variableAt(
  document: ParsedDocument,
  offset: number,
): { readonly variable: Variable; readonly place: SymbolPlace } | null {
  const { workflow } = document;
  const path = document.pathAt(offset);
  const state = workflow.states.get(stateAround(workflow, path) ?? '');
  if (!state) return null;
  const covers = (place: SymbolPlace | null): place is SymbolPlace =>
    place !== null && offset >= place.offset && offset <= place.offset + place.length;
  const { assigned, used } = variableFacts(state);
  for (const each of assigned) {
    if (!pathsEqual(each.path, path) || !covers(document.placeOf(path, 'key'))) continue;
    const place = placeOfAssigned(document, each);
    if (place) return { variable: { name: each.name, machine: state.machine }, place };
  }
  for (const each of used) {
    const place = pathsEqual(each.path, path) ? placeOfUse(document, each) : null;
    if (covers(place)) return { variable: resolveVariable(workflow, state, each.name), place };
  }
  return null;
}

const nothingToRename = 'Only names of states and variables can be renamed. Put the cursor on one.';

/** What a rename at an offset would take as the old name, or why there is nothing to rename. */
export function renamePlaceAt(document: ParsedDocument, offset: number): RenamePlace {
  const state = stateNamedAt(document, offset);
  if (state) {
    const path = document.pathAt(offset);
    const own = document.placeOf(path, pathsEqual(path, state.path) ? 'key' : 'value');
    return own ? { place: own, text: state.name } : { reason: nothingToRename };
  }
  const found = variableAt(document, offset);
  if (!found) return { reason: nothingToRename };
  const { name, machine } = found.variable;
  if (machine === null) return { reason: `No state sets the variable $${name}.` };
  const { offset: at, length } = found.place;
  const dollar = document.text[at] === '$' ? 1 : 0;
  return { place: { offset: at + dollar, length: length - dollar }, text: name };
}

export function renameAt(
  document: ParsedDocument,
  offset: number,
  to: string,
): { change: Change } | { reason: string } {
  const state = stateNamedAt(document, offset);
  const found = state ? null : variableAt(document, offset);
  if (found) return renameVariable(document.workflow, found.variable, to);
  if (!state) return { reason: nothingToRename };
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
