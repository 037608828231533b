import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../../src/base/json';
import { type Path, toPointer } from '../../../src/base/pointer';
import {
  type Machine,
  type State,
  stateTypes,
  type Transition,
  type TransitionKind,
  type Workflow,
} from '../../../src/model/workflow';

/** A workflow model straight from a definition, for tests of what comes after parsing. */
export function workflowOf(definition: JsonValue): Workflow {
  const states = new Map<string, State>();
  const machines = new Map<string, Machine>();
  const root = addMachine([], definition, 'root', null, 0);
  return { definition, root, states, machines };

  function addMachine(
    path: Path,
    value: JsonValue | undefined,
    kind: Machine['kind'],
    owner: string | null,
    index: number,
  ): Machine {
    const body = isObject(value) ? value : {};
    const own_ = own(body, 'States');
    const entries = isObject(own_) ? Object.entries(own_) : [];
    const pointer = toPointer(path);
    const names = new Map(entries.map(([name]) => [name, toPointer([...path, 'States', name])]));
    const startAt = own(body, 'StartAt');
    const transition = (
      kind_: TransitionKind,
      source: string,
      at: Path,
      target: JsonValue | undefined,
      number: number | null,
    ): Transition => ({
      id: toPointer(at),
      kind: kind_,
      source,
      targetName: typeof target === 'string' ? target : null,
      target: typeof target === 'string' ? (names.get(target) ?? null) : null,
      path: at,
      index: number,
    });
    const machine: Machine = {
      pointer,
      path,
      kind,
      owner,
      index,
      startAt: typeof startAt === 'string' ? startAt : null,
      start:
        typeof startAt === 'string'
          ? transition('start', pointer, [...path, 'StartAt'], startAt, null)
          : null,
      states: [...names.values()],
      queryLanguage: 'JSONPath',
    };
    machines.set(pointer, machine);
    for (const [name, raw] of entries) {
      const at = [...path, 'States', name];
      const state = isObject(raw) ? raw : {};
      const id = toPointer(at);
      const list: Transition[] = [];
      const many = (key: string, kind_: TransitionKind): void => {
        const items = own(state, key);
        if (!isArray(items)) return;
        items.forEach((item, number) => {
          const next = isObject(item) ? own(item, 'Next') : undefined;
          if (next !== undefined)
            list.push(transition(kind_, id, [...at, key, number, 'Next'], next, number));
        });
      };
      many('Choices', 'choice');
      const next = own(state, 'Next');
      const fallback = own(state, 'Default');
      if (next !== undefined) list.push(transition('next', id, [...at, 'Next'], next, null));
      if (fallback !== undefined) list.push(transition('default', id, [...at, 'Default'], fallback, null));
      many('Catch', 'catch');
      if (own(state, 'End') === true) list.push(transition('end', id, [...at, 'End'], undefined, null));
      const nested = nestedOf(state, at);
      const type = own(state, 'Type');
      states.set(id, {
        pointer: id,
        path: at,
        name,
        type: stateTypes.find((each) => each === type) ?? null,
        value: state,
        machine: pointer,
        queryLanguage: 'JSONPath',
        transitions: list,
        machines: nested.map(([nestedPath]) => toPointer(nestedPath)),
        reachable: true,
      });
      nested.forEach(([nestedPath, body_, kind_], number) => {
        addMachine(nestedPath, body_, kind_, id, kind_ === 'branch' ? number : 0);
      });
    }
    return machine;
  }
}

function nestedOf(state: JsonObject, at: Path): [Path, JsonValue | undefined, Machine['kind']][] {
  const branches = own(state, 'Branches');
  if (isArray(branches))
    return branches.map((branch, index) => [[...at, 'Branches', index], branch, 'branch']);
  for (const key of ['ItemProcessor', 'Iterator']) {
    const body = own(state, key);
    if (body !== undefined) return [[[...at, key], body, 'processor']];
  }
  return [];
}
