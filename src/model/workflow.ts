import type { JsonObject, JsonValue } from '../base/json';
import type { Path } from '../base/pointer';

/**
 * The workflow model: what a definition means, built tolerantly from its text by `language`.
 *
 * It is plain data (it crosses worker borders), immutable, and addressed by JSON pointers *within the
 * definition*, such as `/States/Both/Branches/0/States/Email`, wherever in a file the definition stands.
 * A part whose text did not change keeps its object identity from one revision to the next.
 */

export const stateTypes = ['Task', 'Choice', 'Parallel', 'Map', 'Wait', 'Pass', 'Succeed', 'Fail'] as const;
export type StateType = (typeof stateTypes)[number];
export type QueryLanguage = 'JSONPath' | 'JSONata';
export type WorkflowType = 'STANDARD' | 'EXPRESS';

export interface Workflow {
  /** The definition as a value; what could not be parsed is absent. */
  readonly definition: JsonValue;
  readonly root: Machine;
  /** Every state, nested ones included, by pointer, in document order. */
  readonly states: ReadonlyMap<string, State>;
  /** Every machine (root, branches, item processors) by pointer; the root's pointer is the empty string. */
  readonly machines: ReadonlyMap<string, Machine>;
}

/** A set of states with a start: the workflow itself, a Parallel's branch, or a Map's item processor. */
export interface Machine {
  readonly pointer: string;
  readonly path: Path;
  readonly kind: 'root' | 'branch' | 'processor';
  /** The pointer of the Map or Parallel state around it; null for the root. */
  readonly owner: string | null;
  /** The branch's number within its Parallel; 0 otherwise. */
  readonly index: number;
  readonly startAt: string | null;
  /** Transition from the start mark to the first state, when StartAt is written. */
  readonly start: Transition | null;
  /** Pointers of its own states, in document order. */
  readonly states: readonly string[];
  readonly queryLanguage: QueryLanguage;
}

export interface State {
  readonly pointer: string;
  readonly path: Path;
  readonly name: string;
  /** Null when `Type` is missing or none of the eight. */
  readonly type: StateType | null;
  /** The state as written. */
  readonly value: JsonObject;
  /** The pointer of the machine it belongs to. */
  readonly machine: string;
  /** The language in force here: its own, or that of the whole workflow. */
  readonly queryLanguage: QueryLanguage;
  /** Outgoing transitions in drawing order: Choice rules, Next or Default, Catchers, then `end`. */
  readonly transitions: readonly Transition[];
  /** Pointers of the nested machines: branches or the item processor. */
  readonly machines: readonly string[];
  /** Whether a chain of transitions leads here from the start of its machine. */
  readonly reachable: boolean;
}

export type TransitionKind = 'next' | 'choice' | 'default' | 'catch' | 'start' | 'end';

export interface Transition {
  /** Unique in the workflow and stable while its place stays: the pointer of the field that names the target. */
  readonly id: string;
  readonly kind: TransitionKind;
  /** Pointer of the source state; for `start` the pointer of the machine. */
  readonly source: string;
  /** The name as written; null for `end`. */
  readonly targetName: string | null;
  /** Pointer of the target state; null for `end` and where no state has that name. */
  readonly target: string | null;
  /** Place of the field that names the target (`…/Next`, `…/Choices/0/Next`, `…/StartAt`), or of `End`. */
  readonly path: Path;
  /** Number of the Choice rule or Catcher, from 0; null otherwise. */
  readonly index: number | null;
}

/** The containers around a state, outermost first: pointers of Map and Parallel states. */
export function ancestorsOf(workflow: Workflow, pointer: string): string[] {
  const chain: string[] = [];
  let machine = workflow.machines.get(workflow.states.get(pointer)?.machine ?? '');
  while (machine?.owner != null) {
    chain.unshift(machine.owner);
    machine = workflow.machines.get(workflow.states.get(machine.owner)?.machine ?? '');
  }
  return chain;
}

/** Transitions that lead to a state, from the start mark and from other states of its machine. */
export function transitionsTo(workflow: Workflow, pointer: string): Transition[] {
  const machine = workflow.machines.get(workflow.states.get(pointer)?.machine ?? '');
  if (!machine) return [];
  const incoming = machine.states
    .flatMap((state) => workflow.states.get(state)?.transitions ?? [])
    .filter((transition) => transition.target === pointer);
  return machine.start?.target === pointer ? [machine.start, ...incoming] : incoming;
}

/** The attribute value by which outside tools find a transition's drawing: `source->target`. */
export function edgeName(transition: Transition): string {
  return `${transition.source}->${transition.target ?? ''}`;
}
