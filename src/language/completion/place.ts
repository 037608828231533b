import { isObject, type JsonValue, own } from '../../base/json';
import { type Path, toPointer, valueAt } from '../../base/pointer';
import {
  childFields,
  fieldsFor,
  fieldsIn,
  machineFields,
  processorFields,
  workflowFields,
} from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import { type QueryLanguage, type StateType, stateTypes, type Workflow } from '../../model/workflow';

/** What stands at a path of a definition, by the descriptors: fields, states, or the inside of a field's value. */
export type DefinitionPlace =
  /** An object with these fields. */
  | ({ readonly kind: 'fields'; readonly fields: readonly FieldDescriptor[] } & Around)
  /** The object whose keys are the names of states. */
  | ({ readonly kind: 'states' } & Around)
  /** The value of a field, or, when `inside` is not empty, a place within it (a template, a list of names). */
  | ({ readonly kind: 'value'; readonly field: FieldDescriptor; readonly inside: Path } & Around)
  /** The value of `Type`. */
  | ({ readonly kind: 'type' } & Around)
  | { readonly kind: 'unknown' };

interface Around {
  /** Pointer of the innermost state; null at the top. */
  readonly state: string | null;
  readonly stateType: StateType | null;
  /** Pointer of the machine whose states a name here refers to. */
  readonly machine: string;
  readonly language: QueryLanguage;
}

/** Fields of Retry, Catch and rules hold nested lists of conditions: `And`, `Or`; `Not` holds one. */
const isIndex = (step: string | number): boolean => typeof step === 'number' || /^\d+$/.test(step);

/** Follows a path through a definition. Works on half-typed definitions: what is missing counts as empty. */
export function placeAt(workflow: Workflow, path: Path): DefinitionPlace {
  let at: DefinitionPlace = {
    kind: 'fields',
    fields: fieldsIn(workflowFields, workflow.root.queryLanguage),
    state: null,
    stateType: null,
    machine: '',
    language: workflow.root.queryLanguage,
  };
  for (let length = 0; length < path.length; length++) {
    const step = path[length];
    if (step === undefined) break;
    at = follow(workflow, at, step, path.slice(0, length + 1));
    if (at.kind === 'unknown') break;
  }
  return at;
}

function follow(workflow: Workflow, at: DefinitionPlace, step: string | number, path: Path): DefinitionPlace {
  if (at.kind === 'states') return stateAt(workflow, at, path);
  if (at.kind === 'fields') {
    if (step === 'States') return { ...at, kind: 'states' };
    if (step === 'Type' && at.state !== null) return { ...at, kind: 'type' };
    const field = at.fields.find((each) => each.name === step);
    return field ? enter(at, field, path) : { kind: 'unknown' };
  }
  if (at.kind === 'value') return within(at, step, path);
  return { kind: 'unknown' };
}

/** The value of a field: an object with its own fields when it has such. */
function enter(at: Around, field: FieldDescriptor, path: Path): DefinitionPlace {
  const { state, stateType, language } = at;
  if (field.kind === 'machine') {
    const machine = toPointer(path);
    return {
      kind: 'fields',
      fields: fieldsIn(processorFields, language),
      state,
      stateType,
      machine,
      language,
    };
  }
  if (field.kind === 'object' && field.fields) {
    return { ...around(at), kind: 'fields', fields: fieldsIn(field.fields, language) };
  }
  return { ...around(at), kind: 'value', field, inside: [] };
}

function within(
  at: Extract<DefinitionPlace, { kind: 'value' }>,
  step: string | number,
  path: Path,
): DefinitionPlace {
  const { field, language } = at;
  if (field.kind === 'machines' && isIndex(step)) {
    const machine = toPointer(path);
    return { ...around(at), kind: 'fields', fields: fieldsIn(machineFields, language), machine };
  }
  const fields = childFields(field);
  if (fields && (field.kind === 'list' || field.kind === 'comparison')) {
    if (isIndex(step)) return { ...around(at), kind: 'fields', fields: fieldsIn(fields, language) };
    // `Not` holds a condition itself.
    const inner = fieldsIn(fields, language).find((each) => each.name === step);
    return inner ? enter(at, inner, path) : { kind: 'unknown' };
  }
  return { ...around(at), kind: 'value', field, inside: [...at.inside, step] };
}

function stateAt(
  workflow: Workflow,
  at: Extract<DefinitionPlace, { kind: 'states' }>,
  path: Path,
): DefinitionPlace {
  const pointer = toPointer(path);
  const known = workflow.states.get(pointer);
  const value: JsonValue | undefined = known?.value ?? valueAt(workflow.definition, path);
  const type = known?.type ?? typeOf(value);
  const language = known?.queryLanguage ?? at.language;
  return {
    kind: 'fields',
    fields: type ? fieldsFor(type, language) : commonFields,
    state: pointer,
    stateType: type,
    machine: at.machine,
    language,
  };
}

/** Fields that a state of any type has: what can be offered before the type is chosen. */
const commonFields = fieldsFor('Pass', 'JSONPath').filter((field) =>
  ['Comment', 'Next', 'End', 'QueryLanguage'].includes(field.name),
);

function typeOf(value: JsonValue | undefined): StateType | null {
  const type = isObject(value) ? own(value, 'Type') : undefined;
  return stateTypes.find((each) => each === type) ?? null;
}

function around({ state, stateType, machine, language }: Around): Around {
  return { state, stateType, machine, language };
}
