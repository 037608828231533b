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
 * @param before What was built before an edit: of what was not read again since, its very objects are taken over.
 */
export function buildWorkflow(
  definition: SourceNode | null,
  broken = false,
  before: BuiltWorkflow | null = null,
): Workflow {
  return new WorkflowBuilder(broken, before).build(definition);
}

/** A workflow with what it was built of. */
export interface BuiltWorkflow {
  readonly definition: SourceNode | null;
  readonly broken: boolean;
  readonly workflow: Workflow;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class WorkflowBuilder {
  readonly #states = new Map<string, State>();
  readonly #machines = new Map<string, Machine>();

  constructor(
    readonly broken: boolean,
    readonly before: BuiltWorkflow | null,
  ) {}

  build(definition: SourceNode | null): Workflow {
    const root = this.#machine(
      definition,
      {
        path: [],
        kind: 'root',
        owner: null,
        index: 0,
        queryLanguage: 'JSONPath',
      },
      this.before?.definition ?? null,
    );
    return { definition: definition?.value ?? {}, root, states: this.#states, machines: this.#machines };
  }

  #machine(
    node: SourceNode | null,
    place: Pick<Machine, 'path' | 'kind' | 'owner' | 'index' | 'queryLanguage'>,
    nodeBefore: SourceNode | null,
  ): Machine {
    const { path } = place;
    const pointer = toPointer(path);
    // States take the language of the whole workflow, not that of a Map or Parallel around them; nor can a branch or
    // an item processor have one of its own.
    const queryLanguage =
      place.kind === 'root' ? (languageOf(node) ?? place.queryLanguage) : place.queryLanguage;
    const known = this.before?.workflow.machines.get(pointer);
    const isStill = known?.queryLanguage === queryLanguage && this.before?.broken === this.broken;
    if (known && isStill && isSame(node, nodeBefore)) return this.#takeMachine(known);
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
    const statesBefore = nodeBefore?.child('States') ?? null;
    const sameNames = known !== undefined && sameList(known.states, machine.states);
    for (const entry of entries) {
      const before = statesBefore?.child(entry.key) ?? null;
      const state = sameNames && isSame(entry.value, before) ? this.#known(entry, machine, byName) : null;
      if (state) this.#takeState(state);
      else this.#state(entry, machine, byName, before);
    }
    this.#markReachable(machine);
    return machine;
  }

  /** The state as it was, when nothing it is made of has changed. */
  #known({ key, value }: SourceEntry, machine: Machine, byName: ReadonlyMap<string, string>): State | null {
    const known = this.before?.workflow.states.get(byName.get(key) ?? '');
    if (known?.queryLanguage !== (languageOf(value) ?? machine.queryLanguage)) return null;
    // A Map or Parallel may have a language of its own; the states in it have that of the workflow.
    const isStill = (pointer: string): boolean =>
      this.before?.workflow.machines.get(pointer)?.queryLanguage === machine.queryLanguage;
    return known.machines.every(isStill) ? known : null;
  }

  /** Takes over a machine of before with all in it. */
  #takeMachine(machine: Machine): Machine {
    this.#machines.set(machine.pointer, machine);
    for (const pointer of machine.states) {
      const state = this.before?.workflow.states.get(pointer);
      if (state) this.#takeState(state);
    }
    return machine;
  }

  #takeState(state: State): void {
    this.#states.set(state.pointer, state);
    for (const pointer of state.machines) {
      const machine = this.before?.workflow.machines.get(pointer);
      if (machine) this.#takeMachine(machine);
    }
  }

  #state(
    entry: SourceEntry,
    machine: Machine,
    byName: ReadonlyMap<string, string>,
    nodeBefore: SourceNode | null,
  ): void {
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
    state.machines = this.#nested(node, type, state, machine.queryLanguage, nodeBefore);
  }

  #nested(
    node: SourceNode | null,
    type: StateType | null,
    { path: statePath, pointer: owner }: State,
    queryLanguage: QueryLanguage,
    nodeBefore: SourceNode | null,
  ): string[] {
    if (type === 'Parallel' || type === null) {
      const branches = node?.child('Branches')?.items ?? [];
      return branches.map((branch, index) => {
        const path = [...statePath, 'Branches', index];
        const place = { path, kind: 'branch', owner, index, queryLanguage } as const;
        return this.#machine(branch, place, nodeBefore?.child('Branches')?.child(index) ?? null).pointer;
      });
    }
    if (type !== 'Map') return [];
    const key = processorKey(node);
    if (!node?.entry(key)) return [];
    const path = [...statePath, key];
    const place = { path, kind: 'processor', owner, index: 0, queryLanguage } as const;
    return [this.#machine(node.child(key), place, nodeBefore?.child(key) ?? null).pointer];
  }

  #markReachable(machine: Machine): void {
    const reached = new Set<string>();
    const waiting = machine.start?.target ? [machine.start.target] : [];
    for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
      const state = this.#states.get(pointer);
      if (!state || reached.has(pointer)) continue;
      reached.add(pointer);
      for (const { target } of state.transitions) if (target !== null) waiting.push(target);
    }
    for (const pointer of machine.states) {
      const state = this.#states.get(pointer);
      const reachable = reached.has(pointer);
      if (state && state.reachable !== reachable) this.#states.set(pointer, { ...state, reachable });
    }
  }
}

/** Whether a node was taken over from the tree before the edit. */
const isSame = (node: SourceNode | null, before: SourceNode | null): boolean =>
  node !== null && node.identity === before?.identity;

const sameList = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((item, at) => item === right[at]);

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
