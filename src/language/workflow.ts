import { isObject, type JsonObject, type JsonValue } from '../base/json';
import { type Path, toPointer } from '../base/pointer';
import {
  type Machine,
  type QueryLanguage,
  type State,
  type StateType,
  stateTypes,
  type Transition,
  type TransitionKind,
  type Workflow,
} from '../model/workflow';
import type { SourceEntry, SourceNode } from './source/node';

/**
 * Builds the workflow model from the source tree of a definition. It takes what it understands and passes over
 * the rest: nothing here reports a problem.
 * @param broken The text could not be read to its end, so that fields may have strayed among the states: only
 *   objects, and names without anything yet, count as states then.
 */
export function buildWorkflow(definition: SourceNode | null, broken = false): Workflow {
  return new WorkflowBuilder(broken).build(definition);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class WorkflowBuilder {
  readonly #states = new Map<string, Mutable<State>>();
  readonly #machines = new Map<string, Machine>();

  constructor(readonly broken: boolean) {}

  build(definition: SourceNode | null): Workflow {
    const root = this.#machine(definition, {
      path: [],
      kind: 'root',
      owner: null,
      index: 0,
      queryLanguage: 'JSONPath',
    });
    return { definition: definition?.value ?? {}, root, states: this.#states, machines: this.#machines };
  }

  #machine(
    node: SourceNode | null,
    place: Pick<Machine, 'path' | 'kind' | 'owner' | 'index' | 'queryLanguage'>,
  ): Machine {
    const { path } = place;
    const pointer = toPointer(path);
    // States take the language of the whole workflow, not that of a Map or Parallel around them; nor can a branch or
    // an item processor have one of its own.
    const queryLanguage =
      place.kind === 'root' ? (languageOf(node) ?? place.queryLanguage) : place.queryLanguage;
    const startAt = textAt(node, 'StartAt');
    const machine: Mutable<Machine> = {
      ...place,
      pointer,
      startAt,
      start: null,
      states: [],
      queryLanguage,
    };
    // Set before its states, so that machines stand in document order too.
    this.#machines.set(pointer, machine);
    const entries = stateEntries(node).filter((entry) => !this.broken || mayBeState(entry));
    const byName = new Map(entries.map(({ key }) => [key, toPointer([...path, 'States', key])]));
    machine.states = [...byName.values()];
    if (startAt !== null) {
      machine.start = transition('start', pointer, [...path, 'StartAt'], startAt, byName, null);
    }
    for (const entry of entries) this.#state(entry, machine, byName);
    this.#markReachable(machine);
    return machine;
  }

  #state(entry: SourceEntry, machine: Machine, byName: ReadonlyMap<string, string>): void {
    const path = [...machine.path, 'States', entry.key];
    const pointer = toPointer(path);
    const node = entry.value;
    const type = typeOf(node);
    const state: Mutable<State> = {
      pointer,
      path,
      name: entry.key,
      type,
      value: objectValue(node),
      machine: machine.pointer,
      queryLanguage: languageOf(node) ?? machine.queryLanguage,
      transitions: transitionsOf(node, type, pointer, path, byName),
      machines: [],
      reachable: false,
    };
    this.#states.set(pointer, state);
    state.machines = this.#nested(node, type, state, machine.queryLanguage);
  }

  #nested(
    node: SourceNode | null,
    type: StateType | null,
    { path: statePath, pointer: owner }: State,
    queryLanguage: QueryLanguage,
  ): string[] {
    if (type === 'Parallel' || type === null) {
      const branches = node?.child('Branches')?.items ?? [];
      return branches.map((branch, index) => {
        const path = [...statePath, 'Branches', index];
        return this.#machine(branch, { path, kind: 'branch', owner, index, queryLanguage }).pointer;
      });
    }
    if (type !== 'Map') return [];
    const key = processorKey(node);
    if (!node?.entry(key)) return [];
    const path = [...statePath, key];
    return [
      this.#machine(node.child(key), { path, kind: 'processor', owner, index: 0, queryLanguage }).pointer,
    ];
  }

  #markReachable(machine: Machine): void {
    const waiting = machine.start?.target ? [machine.start.target] : [];
    for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
      const state = this.#states.get(pointer);
      if (!state || state.reachable) continue;
      state.reachable = true;
      for (const { target } of state.transitions) if (target !== null) waiting.push(target);
    }
  }
}

/** The key of a Map's nested machine: `Iterator` in definitions older than `ItemProcessor`. */
function processorKey(node: SourceNode | null): 'ItemProcessor' | 'Iterator' {
  return !node?.entry('ItemProcessor') && node?.entry('Iterator') ? 'Iterator' : 'ItemProcessor';
}

/** The states' entries; of several with one name the last. */
function stateEntries(machine: SourceNode | null): SourceEntry[] {
  const states = machine?.child('States');
  return states?.kind === 'object' ? states.entries.filter((entry) => states.entry(entry.key) === entry) : [];
}

function mayBeState({ key, value }: SourceEntry): boolean {
  if (value === null || value.kind === 'null') return key !== '';
  return value.kind === 'object';
}

function transitionsOf(
  node: SourceNode | null,
  type: StateType | null,
  source: string,
  path: Path,
  byName: ReadonlyMap<string, string>,
): Transition[] {
  const found: Transition[] = [];
  const add = (
    kind: TransitionKind,
    from: SourceNode | null,
    at: Path,
    key: string,
    index: number | null,
  ) => {
    const name = textAt(from, key);
    if (name !== null) found.push(transition(kind, source, [...at, key], name, byName, index));
  };
  const branching = type === 'Choice' || type === null;
  const flowing = type !== 'Choice' && type !== 'Succeed' && type !== 'Fail';
  if (branching) {
    node?.child('Choices')?.items.forEach((rule, index) => {
      add('choice', rule, [...path, 'Choices', index], 'Next', index);
    });
  }
  if (flowing) add('next', node, path, 'Next', null);
  if (branching) add('default', node, path, 'Default', null);
  if (flowing) {
    node?.child('Catch')?.items.forEach((catcher, index) => {
      add('catch', catcher, [...path, 'Catch', index], 'Next', index);
    });
    if (node?.child('End')?.value === true) {
      found.push(transition('end', source, [...path, 'End'], null, byName, null));
    }
  }
  return found;
}

function transition(
  kind: TransitionKind,
  source: string,
  path: Path,
  targetName: string | null,
  byName: ReadonlyMap<string, string>,
  index: number | null,
): Transition {
  const target = targetName === null ? null : (byName.get(targetName) ?? null);
  return { id: toPointer(path), kind, source, targetName, target, path, index };
}

/** A name of a state: numbers count, as YAML reads an unquoted `1` as one. */
function textAt(node: SourceNode | null, key: string): string | null {
  const value = node?.child(key);
  if (value?.kind === 'string') return value.value as string;
  return value?.kind === 'number' ? String(value.value) : null;
}

function languageOf(node: SourceNode | null): QueryLanguage | null {
  const value = node?.child('QueryLanguage')?.value;
  return value === 'JSONPath' || value === 'JSONata' ? value : null;
}

function typeOf(node: SourceNode | null): StateType | null {
  const value = node?.child('Type')?.value;
  return stateTypes.find((type) => type === value) ?? null;
}

function objectValue(node: SourceNode | null): JsonObject {
  const value: JsonValue | undefined = node?.value;
  return isObject(value) ? value : {};
}
