import type { Machine, State, Workflow } from '../../model/workflow';
import { isDistributed } from '../rules/variables';
import { contextShape, type ItemShape } from './context';
import { itemOfMap, iterationOf, mapResult } from './mapFlow';
import { covers, type Member, type Shape, tupleShape, union, unknown, widened } from './shape';
import {
  afterCatch,
  afterInput,
  afterPass,
  afterResult,
  type Data,
  environmentOf,
  fieldShape,
  listed,
  type Moments,
  momentsOf,
  passResult,
  type Variables,
} from './stateFlow';

/**
 * The shapes of the data at every state of a workflow, carried from its input along all transitions. Where several
 * meet, each state gets the union of what can come; loops go round until nothing new comes.
 *
 * Sound for what is given: with the input and the results of tasks as they are, the data of a run conforms to the
 * shapes. What is not given is unknown.
 */
export interface Flow {
  /** What is known at a state; null where the run, as far as is known, never comes. */
  at(pointer: string): StateFlow | null;
}

export interface StateFlow extends Moments {
  /** What its work gives: of a Task, Map, Parallel, or a Pass in JSONPath. Null: nothing, or not known to end. */
  readonly result: Shape | null;
  /** What it hands on in its usual way, without its Catchers. */
  readonly output: Shape | null;
  /** The context in which `ItemSelector` is evaluated. */
  readonly itemContext: () => Shape;
}

export interface FlowGiven {
  readonly input: Shape;
  /** What a Task gives, when that is known. */
  readonly resultOf: (state: State) => Shape | undefined;
}

export const nothingGiven: FlowGiven = { input: unknown, resultOf: () => undefined };

/** Changes at one state after which what still grows is cut. */
const patience = 3;
/** Changes after which nothing more is believed of it. */
const limit = 10;

interface Place {
  entry: Data;
  visited: boolean;
  changes: number;
  result: Shape | null;
  output: Shape | null;
}

interface MachineRun {
  output: Shape | null;
  readonly item: ItemShape | null;
  /** Input of the execution, as the context object of its states shows it. */
  readonly execution: Shape;
}

export function flowOf(workflow: Workflow, given: FlowGiven): Flow {
  return new Analysis(workflow, given);
}

class Analysis implements Flow {
  readonly #workflow: Workflow;
  readonly #given: FlowGiven;
  readonly #places = new Map<string, Place>();
  readonly #machines = new Map<string, MachineRun>();
  readonly #known = new Map<string, StateFlow>();

  constructor(workflow: Workflow, given: FlowGiven) {
    this.#workflow = workflow;
    this.#given = given;
    const start: Data = { value: given.input, variables: new Map() };
    this.#machine(workflow.root, start, null, given.input);
  }

  at(pointer: string): StateFlow | null {
    const known = this.#known.get(pointer);
    if (known) return known;
    const state = this.#workflow.states.get(pointer);
    const place = this.#places.get(pointer);
    if (!state || !place) return null;
    const moments = this.#moments(state, place.entry);
    const item = state.type === 'Map' ? itemOfMap(state, moments) : null;
    const flow: StateFlow = {
      ...moments,
      result: place.result,
      output: place.output,
      itemContext: item ? () => this.#context(state, item) : moments.context,
    };
    this.#known.set(pointer, flow);
    return flow;
  }

  /** Runs a machine on what comes in, beside all that came in before; gives what it has given in all. */
  #machine(machine: Machine, entry: Data, item: ItemShape | null, execution: Shape): Shape | null {
    const before = this.#machines.get(machine.pointer);
    const run: MachineRun = {
      output: before?.output ?? null,
      item: joinItems(before?.item ?? null, item),
      execution: before ? union(before.execution, execution) : execution,
    };
    this.#machines.set(machine.pointer, run);
    const changed = before && (before.item !== run.item || before.execution !== run.execution);
    const waiting = new Worklist(this.#workflow, machine);
    // What the context object shows has changed for all of them.
    if (changed) for (const pointer of machine.states) if (this.#places.has(pointer)) waiting.add(pointer);
    const start = machine.start?.target;
    if (start != null) this.#enter(start, entry, waiting);
    for (let pointer = waiting.take(); pointer !== undefined; pointer = waiting.take()) {
      const state = this.#workflow.states.get(pointer);
      const place = this.#places.get(pointer);
      if (state && place) this.#visit(state, place, run, waiting);
    }
    return run.output;
  }

  #enter(pointer: string, data: Data, waiting: Worklist): void {
    const place = this.#places.get(pointer);
    if (!place) {
      this.#places.set(pointer, { entry: data, changes: 0, visited: false, result: null, output: null });
      waiting.add(pointer);
      return;
    }
    const before = place.entry;
    // What has been carried on already is carried on again only for what is new for sure, not for more hints.
    const covered =
      place.visited && covers(before.value, data.value) && coversVariables(before.variables, data.variables);
    if (covered) return;
    const value = union(before.value, data.value);
    const variables = joinVariables(before.variables, data.variables);
    if (value === before.value && variables === before.variables) return;
    if (place.visited) place.changes += 1;
    if (place.changes > limit) place.entry = { value: unknown, variables: unknownVariables(variables) };
    else if (place.changes > patience) {
      place.entry = {
        value: widened(before.value, value),
        variables: widenVariables(before.variables, variables),
      };
    } else place.entry = { value, variables };
    waiting.add(pointer);
  }

  #visit(state: State, place: Place, run: MachineRun, waiting: Worklist): void {
    place.visited = true;
    const moments = this.#moments(state, place.entry);
    const main = this.#mainExit(state, moments, place);
    place.output = main?.value ?? null;
    for (const transition of state.transitions) {
      const data =
        transition.kind === 'choice'
          ? afterInput(state, moments, listed(state, 'Choices', transition))
          : transition.kind === 'catch'
            ? afterCatch(state, moments, listed(state, 'Catch', transition))
            : main;
      if (data && transition.kind === 'choice') {
        place.output = place.output ? union(place.output, data.value) : data.value;
      }
      if (data && transition.target !== null) this.#enter(transition.target, data, waiting);
      else if (data && transition.kind === 'end') this.#leave(run, data.value);
    }
    const ends = state.type === 'Succeed' || (state.type !== 'Choice' && isUnfinished(state));
    if (ends && main) this.#leave(run, main.value);
  }

  #leave(run: MachineRun, value: Shape): void {
    run.output = run.output ? union(run.output, value) : value;
  }

  #mainExit(state: State, moments: Moments, place: Place): Data | null {
    switch (state.type) {
      case 'Task':
        place.result = this.#given.resultOf(state) ?? unknown;
        break;
      case 'Map':
        place.result = this.#map(state, moments);
        break;
      case 'Parallel':
        place.result = this.#parallel(state, moments);
        break;
      case 'Pass':
        place.result = state.queryLanguage === 'JSONPath' ? passResult(state, moments) : null;
        return afterPass(state, moments);
      case 'Wait':
      case 'Succeed':
      case 'Choice':
        return afterInput(state, moments);
      case 'Fail':
        return null;
      default:
        return { value: unknown, variables: moments.variables };
    }
    return place.result && moments.effective ? afterResult(state, moments, place.result) : null;
  }

  #parallel(state: State, moments: Moments): Shape | null {
    const { effective, variables } = moments;
    if (!effective) return null;
    const name = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
    const input = fieldShape(state, state.value, name, environmentOf(moments, effective), effective);
    if (!input) return null;
    const around = this.#machines.get(state.machine);
    const outputs = state.machines.map((pointer) => {
      const machine = this.#workflow.machines.get(pointer);
      return machine
        ? this.#machine(
            machine,
            { value: input, variables },
            around?.item ?? null,
            around?.execution ?? unknown,
          )
        : unknown;
    });
    const all = outputs.filter((output) => output !== null);
    return all.length === outputs.length ? tupleShape(all, `from the branches of ${state.name}`) : null;
  }

  #map(state: State, moments: Moments): Shape | null {
    const machine = this.#workflow.machines.get(state.machines[0] ?? '');
    const item = itemOfMap(state, moments);
    const from = `from the iterations of ${state.name}`;
    if (!machine) return mapResult(state, unknown);
    const iteration =
      item && iterationOf(state, item, { ...moments, context: () => this.#context(state, item) });
    if (!iteration) return { ...mapResult(state, null), from };
    const isolated = isDistributed(machine, this.#workflow);
    const execution = isolated ? iteration.input : (this.#machines.get(state.machine)?.execution ?? unknown);
    const entry = { value: iteration.input, variables: isolated ? new Map() : moments.variables };
    return { ...mapResult(state, this.#machine(machine, entry, iteration.item, execution)), from };
  }

  #moments(state: State, entry: Data): Moments {
    return momentsOf(state, entry, () =>
      this.#context(state, this.#machines.get(state.machine)?.item ?? null),
    );
  }

  readonly #contexts = new Map<
    string,
    { readonly item: ItemShape | null; readonly execution: Shape; readonly shape: Shape }
  >();

  #context(state: State, item: ItemShape | null): Shape {
    const execution = this.#machines.get(state.machine)?.execution ?? unknown;
    const made = this.#contexts.get(state.pointer);
    if (
      made &&
      made.item?.value === item?.value &&
      made.item?.keyed === item?.keyed &&
      made.execution === execution
    ) {
      return made.shape;
    }
    const shape = contextShape(state, execution, item);
    this.#contexts.set(state.pointer, { item, execution, shape });
    return shape;
  }
}

/** Whether it does not say yet where it goes on: it is taken for an end. */
const isUnfinished = (state: State): boolean => state.transitions.every(({ kind }) => kind === 'catch');

/** States that are to be visited, in the order in which data reaches them: where ways meet, after all of them. */
class Worklist {
  readonly #order: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #waiting: boolean[] = [];
  #from = 0;

  constructor(workflow: Workflow, machine: Machine) {
    this.#order = orderOf(workflow, machine);
    this.#numbers = new Map(this.#order.map((pointer, at) => [pointer, at]));
  }

  add(pointer: string): void {
    const at = this.#numbers.get(pointer);
    if (at === undefined) return;
    this.#waiting[at] = true;
    this.#from = Math.min(this.#from, at);
  }

  take(): string | undefined {
    while (this.#from < this.#order.length && !this.#waiting[this.#from]) this.#from += 1;
    this.#waiting[this.#from] = false;
    return this.#order[this.#from];
  }
}

/** The states of a machine in reverse postorder of their transitions. */
function orderOf(workflow: Workflow, machine: Machine): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const targetsOf = (pointer: string) =>
    (workflow.states.get(pointer)?.transitions ?? []).map(({ target }) => target);
  const start = machine.start?.target;
  const stack: { readonly pointer: string; readonly targets: (string | null)[] }[] = [];
  const open = (pointer: string): void => {
    seen.add(pointer);
    stack.push({ pointer, targets: targetsOf(pointer) });
  };
  if (start != null) open(start);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const target = top.targets.pop();
    if (target === undefined) {
      order.push(top.pointer);
      stack.pop();
    } else if (target !== null && !seen.has(target)) open(target);
  }
  return order.reverse();
}

function joinItems(before: ItemShape | null, item: ItemShape | null): ItemShape | null {
  if (!before || !item) return before ?? item;
  const value = union(before.value, item.value);
  return value === before.value && before.keyed === item.keyed
    ? before
    : { value, keyed: before.keyed || item.keyed };
}

function joinVariables(before: Variables, more: Variables): Variables {
  if (before === more) return before;
  let joined: Map<string, Member> | null = null;
  for (const [name, variable] of before) {
    const other = more.get(name);
    if (other === variable) continue;
    const shape = other ? union(variable.shape, other.shape) : variable.shape;
    const optional = variable.optional || !other || other.optional;
    if (shape === variable.shape && optional === variable.optional) continue;
    joined ??= new Map(before);
    joined.set(name, { shape, optional });
  }
  for (const [name, { shape }] of more) {
    if (before.has(name)) continue;
    joined ??= new Map(before);
    joined.set(name, { shape, optional: true });
  }
  return joined ?? before;
}

function widenVariables(before: Variables, joined: Variables): Variables {
  if (before === joined) return before;
  const result = new Map<string, { shape: Shape; optional: boolean }>();
  for (const [name, variable] of joined) {
    const was = before.get(name);
    result.set(name, was ? { ...variable, shape: widened(was.shape, variable.shape) } : variable);
  }
  return result;
}

function coversVariables(before: Variables, more: Variables): boolean {
  for (const [name, variable] of before) {
    const other = more.get(name);
    if (
      other
        ? !covers(variable.shape, other.shape) || (other.optional && !variable.optional)
        : !variable.optional
    ) {
      return false;
    }
  }
  return [...more.keys()].every((name) => before.has(name));
}

const unknownVariables = (variables: Variables): Variables =>
  new Map([...variables.keys()].map((name) => [name, { shape: unknown, optional: true }] as const));
