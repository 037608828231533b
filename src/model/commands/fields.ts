import { isArray, isObject, type JsonValue, jsonEqual } from '../../base/json';
import { type Path, valueAt } from '../../base/pointer';
import type { PathOp } from '../change';
import { stateTypeDescriptors } from '../stateTypes';
import type { QueryLanguage, StateType } from '../workflow';
import { type Command, done, quoted, refused } from './shared';

/** Commands on single fields. Paths are within the definition. */

/** Sets a field; objects that are missing on the way to it are made. */
export function setField(path: Path, value: JsonValue, label?: string): Command {
  return ({ definition }) => {
    const old = valueAt(definition, path);
    const title = label ?? `Set ${fieldName(path)}`;
    if (old !== undefined && jsonEqual(old, value)) return done(title, []);
    for (let length = 0; length < path.length; length++) {
      const parent = valueAt(definition, path.slice(0, length));
      if (parent === undefined || parent === null) {
        const made = wrapped(path.slice(length), value);
        return made === undefined
          ? refused('The list is not there any more')
          : done(title, [{ op: 'set', path: path.slice(0, length), value: made }]);
      }
      if (!isObject(parent) && !isArray(parent))
        return refused(`${fieldName(path.slice(0, length))} is no object`);
    }
    return done(title, [{ op: 'set', path, value, ...placeOf(definition, path) }]);
  };
}

/** A new field of a state goes before its Next or End, where these stand last. */
function placeOf(definition: JsonValue, path: Path): { before?: string } {
  const parent = valueAt(definition, path.slice(0, -1));
  const field = path.at(-1);
  if (path.at(-3) !== 'States' || !isObject(parent) || Object.hasOwn(parent, String(field))) return {};
  const last = Object.keys(parent).at(-1);
  const isExit = (key: unknown): boolean => key === 'Next' || key === 'End';
  return last !== undefined && isExit(last) && !isExit(field) ? { before: last } : {};
}

/** Removes a field; one that is not there is no reason to refuse. */
export function removeField(path: Path, label?: string): Command {
  return ({ definition }) => {
    const title = label ?? `Remove ${fieldName(path)}`;
    return done(title, valueAt(definition, path) === undefined ? [] : [{ op: 'remove', path }]);
  };
}

/** Adds an item to a list, at an index or at its end; a list that is missing is made. */
export function addItem(list: Path, value: JsonValue, index?: number, label?: string): Command {
  return (workflow) => {
    const title = label ?? `Add to ${fieldName(list)}`;
    const items = valueAt(workflow.definition, list);
    if (items === undefined || items === null) return setField(list, [value], title)(workflow);
    if (!isArray(items)) return refused(`${fieldName(list)} is no list`);
    const at = Math.min(index ?? items.length, items.length);
    return done(title, [{ op: 'insert', path: [...list, at], value }]);
  };
}

/** Removes an item; the list goes with its last item when `dropEmpty` says so. */
export function removeItem(list: Path, index: number, dropEmpty = false, label?: string): Command {
  return ({ definition }) => {
    const items = valueAt(definition, list);
    if (!isArray(items) || index < 0 || index >= items.length)
      return refused('The entry is not there any more');
    const path = dropEmpty && items.length === 1 ? list : [...list, index];
    return done(label ?? `Remove from ${fieldName(list)}`, [{ op: 'remove', path }]);
  };
}

/** Moves an item to another index of the list. */
export function moveItem(list: Path, from: number, to: number, label?: string): Command {
  return ({ definition }) => {
    const items = valueAt(definition, list);
    const isIndex = (index: number): boolean => isArray(items) && index >= 0 && index < items.length;
    if (!isIndex(from) || !isIndex(to)) return refused('The entry is not there any more');
    const ops: PathOp[] = from === to ? [] : [{ op: 'move', path: [...list, from], to }];
    return done(label ?? `Reorder ${fieldName(list)}`, ops);
  };
}

/** Sets the query language of a state, or with an empty pointer of the workflow; null: as around it. */
export function setQueryLanguage(pointer: string, language: QueryLanguage | null): Command {
  return (workflow) => {
    const path = pointer === '' ? [] : workflow.states.get(pointer)?.path;
    if (!path) return refused('The state is not there any more');
    const at = [...path, 'QueryLanguage'];
    return language === null
      ? removeField(at, 'Use the query language around it')(workflow)
      : setField(at, language, `Use ${language}`)(workflow);
  };
}

/**
 * Makes a state another type: what both types have stays, the rest goes, and what the new type needs comes with
 * its usual value. Next and End stay where the new type has them.
 */
export function changeType(pointer: string, type: StateType): Command {
  return (workflow) => {
    const state = workflow.states.get(pointer);
    if (!state) return refused('The state is not there any more');
    const label = `Make ${quoted(state.name)} a ${type} state`;
    if (state.type === type) return done(label, []);
    const descriptor = stateTypeDescriptors[type];
    const known = new Set(['Type', ...descriptor.fields.map((field) => field.name)]);
    const leadsOn = descriptor.exits.includes('next');
    if (!leadsOn) for (const key of ['Next', 'End']) known.delete(key);
    const ops: PathOp[] = [{ op: 'set', path: [...state.path, 'Type'], value: type }];
    for (const key of Object.keys(state.value)) {
      if (!known.has(key)) ops.push({ op: 'remove', path: [...state.path, key] });
    }
    for (const [key, value] of Object.entries(descriptor.create(state.queryLanguage))) {
      if (!Object.hasOwn(state.value, key)) ops.push({ op: 'set', path: [...state.path, key], value });
    }
    const target = state.value.Next ?? state.value.Default;
    const ends = !Object.hasOwn(state.value, 'Next') && !Object.hasOwn(state.value, 'End');
    if (leadsOn && ends) {
      ops.push(
        typeof target === 'string'
          ? { op: 'set', path: [...state.path, 'Next'], value: target }
          : { op: 'set', path: [...state.path, 'End'], value: true },
      );
    }
    if (type === 'Choice' && typeof target === 'string') {
      ops.push({ op: 'set', path: [...state.path, 'Default'], value: target });
    }
    return done(label, ops, pointer);
  };
}

/** The innermost name on a path, for labels. */
function fieldName(path: Path): string {
  return path.findLast((step): step is string => typeof step === 'string') ?? 'the definition';
}

/** The value inside the objects that a path names; undefined when it names an item of a list. */
function wrapped(path: Path, value: JsonValue): JsonValue | undefined {
  let result = value;
  for (const step of path.toReversed()) {
    if (typeof step === 'number') {
      if (step !== 0) return undefined;
      result = [result];
    } else result = { [step]: result };
  }
  return result;
}
