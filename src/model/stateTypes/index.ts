import type { Path } from '../../base/pointer';
import { type QueryLanguage, type StateType, stateTypes } from '../workflow';
import { choice, conditionFields } from './choice';
import { fail } from './fail';
import { map } from './map';
import { parallel } from './parallel';
import { pass } from './pass';
import { succeed } from './succeed';
import { task } from './task';
import type { FieldDescriptor, StateTypeDescriptor } from './types';
import { wait } from './wait';

export { machineFields, processorFields, workflowFields } from './machine';

/** Every state type, in the palette's order. */
export const stateTypeDescriptors: Record<StateType, StateTypeDescriptor> = {
  Task: task,
  Choice: choice,
  Parallel: parallel,
  Map: map,
  Wait: wait,
  Pass: pass,
  Succeed: succeed,
  Fail: fail,
};

/** The fields of a list that are there in a query language. */
export function fieldsIn(fields: readonly FieldDescriptor[], language: QueryLanguage): FieldDescriptor[] {
  return fields.filter((field) => (field.queryLanguage ?? language) === language);
}

const fieldLists = new Map<string, readonly FieldDescriptor[]>(
  stateTypes.flatMap((type) =>
    (['JSONPath', 'JSONata'] as const).map(
      (language) => [`${type} ${language}`, fieldsIn(stateTypeDescriptors[type].fields, language)] as const,
    ),
  ),
);

/** The fields of a state type in a query language, in the order they are shown. `Type` is not among them. */
export function fieldsFor(type: StateType, language: QueryLanguage): readonly FieldDescriptor[] {
  return fieldLists.get(`${type} ${language}`) ?? [];
}

/**
 * The field at a path within a state, such as `Retry/0/IntervalSeconds`: the innermost one that the path goes
 * through (a place inside a template belongs to the template). Undefined when no field has that name.
 * Without a language, the first that fits either.
 */
export function fieldAt(type: StateType, path: Path, language?: QueryLanguage): FieldDescriptor | undefined {
  return fieldIn(stateTypeDescriptors[type].fields, path, language);
}

/** The same within any list of fields. */
export function fieldIn(
  fields: readonly FieldDescriptor[],
  path: Path,
  language?: QueryLanguage,
): FieldDescriptor | undefined {
  let list: readonly FieldDescriptor[] | undefined = fields;
  let found: FieldDescriptor | undefined;
  for (const step of path) {
    if (!list) break;
    if (typeof step === 'number' || /^\d+$/.test(step)) continue;
    const next: FieldDescriptor | undefined = list.find(
      (field) =>
        field.name === step && (language === undefined || (field.queryLanguage ?? language) === language),
    );
    if (!next) return undefined;
    found = next;
    list = childFields(next);
  }
  return found;
}

/** The fields inside a field's value: of the object, or of each entry of the list. */
export function childFields(field: FieldDescriptor): readonly FieldDescriptor[] | undefined {
  return field.kind === 'comparison' ? conditionFields : field.fields;
}
