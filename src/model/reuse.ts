import { isArray, isObject, type JsonObject, type JsonValue } from '../base/json';
import { valueAt } from '../base/pointer';
import type { Machine, State, Transition, Workflow } from './workflow';

/**
 * The next model with everything that did not change taken over from the previous one as the same object. Works on
 * either side of a worker: what crosses it is copied, and gets its old identity back here.
 */
export function reuse(previous: Workflow, next: Workflow): Workflow {
  if (previous === next) return previous;
  const definition = reuseValue(previous.definition, next.definition);
  const states = reuseMap(previous.states, next.states, (before, after) => {
    if (before === after) return before;
    // A state's value is the part of the definition, unless it is only drawn from memory.
    const isPart = valueAt(next.definition, after.path) === after.value;
    const value = isPart ? valueAt(definition, after.path) : reuseValue(before.value, after.value);
    return reuseState(before, after, value as JsonObject);
  });
  const machines = reuseMap(previous.machines, next.machines, reuseMachine);
  if (definition === previous.definition && states === previous.states && machines === previous.machines) {
    return previous;
  }
  return { definition, root: machines.get('') ?? next.root, states, machines };
}

/** The previous value where the two are equal, key order included; else the next with equal parts taken over. */
export function reuseValue(previous: JsonValue | undefined, next: JsonValue): JsonValue {
  if (previous === next) return next;
  if (isArray(next)) {
    if (!isArray(previous)) return next;
    const items = next.map((item, at) => reuseValue(previous[at], item));
    return items.length === previous.length && items.every((item, at) => item === previous[at])
      ? previous
      : items;
  }
  if (!isObject(next) || !isObject(previous)) return next;
  return reuseObject(previous, next);
}

function reuseObject(previous: JsonObject, next: JsonObject): JsonObject {
  const keys = Object.keys(next);
  const oldKeys = Object.keys(previous);
  let equal = keys.length === oldKeys.length;
  const result: Record<string, JsonValue> = {};
  keys.forEach((key, at) => {
    const old = Object.hasOwn(previous, key) ? previous[key] : undefined;
    const value = reuseValue(old, next[key] ?? null);
    equal &&= value === old && key === oldKeys[at];
    Object.defineProperty(result, key, { value, writable: true, enumerable: true, configurable: true });
  });
  return equal ? previous : result;
}

function reuseMap<T>(
  previous: ReadonlyMap<string, T>,
  next: ReadonlyMap<string, T>,
  reuseItem: (previous: T, next: T) => T,
): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  const oldKeys = previous.keys();
  let equal = previous.size === next.size;
  for (const [key, item] of next) {
    const old = previous.get(key);
    const now = old === undefined ? item : reuseItem(old, item);
    equal &&= now === old && key === oldKeys.next().value;
    result.set(key, now);
  }
  return equal ? previous : result;
}

function reuseState(previous: State, next: State, value: JsonObject): State {
  if (previous === next) return next;
  const transitions = reuseList(previous.transitions, next.transitions, sameTransition);
  const machines = reuseList(previous.machines, next.machines);
  const equal =
    value === previous.value &&
    transitions === previous.transitions &&
    machines === previous.machines &&
    previous.pointer === next.pointer &&
    previous.type === next.type &&
    previous.machine === next.machine &&
    previous.queryLanguage === next.queryLanguage &&
    previous.reachable === next.reachable;
  return equal ? previous : { ...next, value, transitions, machines };
}

function reuseMachine(previous: Machine, next: Machine): Machine {
  const states = reuseList(previous.states, next.states);
  const start =
    previous.start && next.start && sameTransition(previous.start, next.start) ? previous.start : next.start;
  const equal =
    states === previous.states &&
    start === previous.start &&
    previous.pointer === next.pointer &&
    previous.kind === next.kind &&
    previous.startAt === next.startAt &&
    previous.queryLanguage === next.queryLanguage;
  return equal ? previous : { ...next, states, start };
}

function reuseList<T>(
  previous: readonly T[],
  next: readonly T[],
  same: (left: T, right: T) => boolean = Object.is,
): readonly T[] {
  const items = next.map((item, at) => {
    const old = previous[at];
    return old !== undefined && same(old, item) ? old : item;
  });
  return items.length === previous.length && items.every((item, at) => item === previous[at])
    ? previous
    : items;
}

function sameTransition(left: Transition, right: Transition): boolean {
  return (
    left.id === right.id &&
    left.kind === right.kind &&
    left.targetName === right.targetName &&
    left.target === right.target
  );
}
