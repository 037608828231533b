import { valueAt } from '../base/pointer';
import type { Machine, State, Workflow } from '../model/workflow';
import type { ParsedDocument } from './document';
import type { SymbolPlace } from './messages';
import { type AssignedVariable, isDistributed, type VariableUse, variableFacts } from './rules/variables';

/**
 * Which variable a name means at a place, and every place where that variable is set or read. A variable belongs to
 * the machine whose states set it; what lies within that machine reads it, other than the child executions of a
 * distributed Map.
 */

export interface Variable {
  readonly name: string;
  /** Pointer of the machine it belongs to; null when no state sets it where it could be read. */
  readonly machine: string | null;
}

export interface Occurrences {
  readonly assigned: readonly (AssignedVariable & { readonly state: State })[];
  readonly used: readonly (VariableUse & { readonly state: State })[];
}

/** The variable of this name that a state reads, found from the inside out. */
export function resolveVariable(workflow: Workflow, state: State, name: string): Variable {
  for (const machine of scopesOf(workflow, state)) {
    if (settersIn(workflow, machine, name).length > 0) return { name, machine: machine.pointer };
  }
  return { name, machine: null };
}

/** The machines whose variables a state can read, innermost first. */
export function* scopesOf(workflow: Workflow, state: State): Generator<Machine> {
  let machine = workflow.machines.get(state.machine);
  while (machine) {
    yield machine;
    if (isDistributed(machine, workflow)) return;
    const owner = machine.owner === null ? undefined : workflow.states.get(machine.owner);
    machine = owner && workflow.machines.get(owner.machine);
  }
}

function settersIn(workflow: Workflow, machine: Machine, name: string): State[] {
  return machine.states.flatMap((pointer) => {
    const state = workflow.states.get(pointer);
    return state && variableFacts(state).assigned.some((each) => each.name === name) ? [state] : [];
  });
}

/** Every place that means the variable, in the order of the definition. */
export function occurrencesOf(workflow: Workflow, variable: Variable): Occurrences {
  const assigned: (AssignedVariable & { state: State })[] = [];
  const used: (VariableUse & { state: State })[] = [];
  const { name, machine } = variable;
  for (const state of workflow.states.values()) {
    const facts = variableFacts(state);
    if (state.machine === machine) {
      for (const each of facts.assigned) if (each.name === name) assigned.push({ ...each, state });
    }
    const uses = facts.used.filter((each) => each.name === name);
    if (uses.length === 0 || resolveVariable(workflow, state, name).machine !== machine) continue;
    for (const each of uses) used.push({ ...each, state });
  }
  return { assigned, used };
}

/** Where the name of an occurrence stands in the text, its `$` included where it has one. Null: not written out there. */
export function placeOfUse(document: ParsedDocument, use: VariableUse): SymbolPlace | null {
  const value = document.placeOf(use.path, 'value');
  if (!value || valueAt(document.workflow.definition, use.path) !== use.text) return null;
  const name = `$${use.name}`;
  // Escapes and folded lines move characters about, but never within a name: the same one of as many is meant.
  const inText = indicesOf(use.text, name);
  const source = document.text.slice(value.offset, value.offset + value.length);
  const inSource = indicesOf(source, name);
  const at = inSource[inText.indexOf(use.offset)];
  if (inText.length !== inSource.length || at === undefined) return null;
  return { offset: value.offset + at, length: name.length };
}

function indicesOf(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** The name of an assigned variable in the text: its key without quotes and without `.$`. */
export function placeOfAssigned(document: ParsedDocument, each: AssignedVariable): SymbolPlace | null {
  const key = document.placeOf(each.path, 'key');
  if (!key) return null;
  const at = document.text.slice(key.offset, key.offset + key.length).indexOf(each.name);
  return at < 0 ? key : { offset: key.offset + at, length: each.name.length };
}
