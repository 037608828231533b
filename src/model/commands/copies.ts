import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../../base/json';

/** States outside of a workflow: what stands on the clipboard. */
export interface Group {
  /** The state that others lead to first. */
  readonly startAt: string;
  readonly states: ReadonlyMap<string, JsonObject>;
}

/** Reads states from text: a workflow or part of one, an object of states, or a single state. Null: none in it. */
export function readGroup(text: string): Group | null {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const isState = (item: JsonValue | undefined): item is JsonObject =>
    isObject(item) && typeof item.Type === 'string';
  if (isState(value))
    return { startAt: value.Type as string, states: new Map([[value.Type as string, value]]) };
  const states = own(value, 'States') ?? value;
  if (!isObject(states)) return null;
  const entries = Object.entries(states).filter((entry): entry is [string, JsonObject] => isState(entry[1]));
  const [first] = entries;
  if (!first) return null;
  const startAt = own(value, 'StartAt');
  const known = typeof startAt === 'string' && entries.some(([name]) => name === startAt);
  return { startAt: known ? startAt : first[0], states: new Map(entries) };
}

/** Every name in a group, nested ones included. */
export function namesIn(states: Iterable<readonly [string, JsonValue]>): string[] {
  return [...states].flatMap(([name, state]) => [
    name,
    ...machinesIn(state).flatMap((machine) => namesIn(Object.entries(statesIn(machine)))),
  ]);
}

/** A group with other names; what leads to a renamed state of the same machine follows. */
export function renamedStates(
  states: Iterable<readonly [string, JsonObject]>,
  names: ReadonlyMap<string, string>,
): Map<string, JsonObject> {
  const entries = [...states];
  const own = new Set(entries.map(([name]) => name));
  const to = (name: JsonValue): JsonValue =>
    typeof name === 'string' && own.has(name) ? (names.get(name) ?? name) : name;
  return new Map(
    entries.map(([name, state]) => [String(to(name)), renamedNested(mapTargets(state, to), names)] as const),
  );
}

/** A state with every name it leads to replaced. */
export function mapTargets(state: JsonObject, to: (name: JsonValue) => JsonValue): JsonObject {
  const rules = (list: JsonValue): JsonValue =>
    isArray(list) ? list.map((item) => (isObject(item) ? mapFields(item, [['Next', to]]) : item)) : list;
  return mapFields(state, [
    ['Next', to],
    ['Default', to],
    ['Choices', rules],
    ['Catch', rules],
  ]);
}

function renamedNested(state: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const machine = (value: JsonValue): JsonValue => {
    if (!isObject(value)) return value;
    const entries = Object.entries(statesIn(value)).filter((entry): entry is [string, JsonObject] =>
      isObject(entry[1]),
    );
    const own = new Set(entries.map(([name]) => name));
    const start = (name: JsonValue): JsonValue =>
      typeof name === 'string' && own.has(name) ? (names.get(name) ?? name) : name;
    return mapFields(value, [
      ['StartAt', start],
      ['States', () => objectOf(renamedStates(entries, names))],
    ]);
  };
  return mapFields(state, [
    ['Branches', (list) => (isArray(list) ? list.map(machine) : list)],
    ['ItemProcessor', machine],
    ['Iterator', machine],
  ]);
}

function machinesIn(state: JsonValue): JsonObject[] {
  if (!isObject(state)) return [];
  const { Branches: branches, ItemProcessor: processor, Iterator: iterator } = state;
  return [...(isArray(branches) ? branches : []), processor, iterator].filter(isObject);
}

function statesIn(machine: JsonObject): JsonObject {
  const states = own(machine, 'States');
  return isObject(states) ? states : {};
}

function mapFields(
  value: JsonObject,
  changes: readonly (readonly [key: string, change: (item: JsonValue) => JsonValue])[],
): JsonObject {
  const by = new Map(changes);
  return objectOf(Object.entries(value).map(([key, item]) => [key, by.get(key)?.(item) ?? item]));
}
