import { isArray, type JsonObject } from '../../base/json';
import type { CommandResult, PathOp } from '../change';
import type { Machine, State, Transition, Workflow } from '../workflow';
import { relinkOps } from './relink';
import { type Command, done, leadTo, quoted, refused } from './shared';

/** The kinds of transition a user can draw from a state. */
export type NewTransition = 'next' | 'default' | 'choice' | 'catch';

/**
 * Draws a transition from a state (or from the start of a machine, by the machine's pointer) to a state. Without a
 * kind it is the one the source has room for: Next; of a Choice its Default, or a new rule when it has one.
 */
export function connect(source: string, target: string, kind?: NewTransition): Command {
  return (workflow) => {
    const to = workflow.states.get(target);
    if (!to) return refused('The state is not there any more');
    const from = workflow.states.get(source);
    if (from) return connectState(workflow, from, to, kind ?? usualKind(from));
    const machine = workflow.machines.get(source);
    return machine ? startWith(workflow, machine, to) : refused('The state is not there any more');
  };
}

/** Leads a transition that is there to another state. */
export function retarget(id: string, target: string): Command {
  return (workflow) => {
    const transition = findTransition(workflow, id);
    const to = workflow.states.get(target);
    if (!transition || !to) return refused('The transition is not there any more');
    if (transition.kind === 'start') {
      const machine = workflow.machines.get(transition.source);
      return machine ? startWith(workflow, machine, to) : refused('The transition is not there any more');
    }
    const from = workflow.states.get(transition.source);
    if (!from) return refused('The transition is not there any more');
    const reason = borderBetween(workflow, from, to);
    if (reason) return refused(reason);
    const label = `Lead ${quoted(from.name)} to ${quoted(to.name)}`;
    if (transition.kind === 'end') return done(label, leadTo(from, to.name));
    return done(
      label,
      transition.target === target ? [] : relinkOps(workflow, [{ transition, to: to.name }]),
    );
  };
}

/** Takes a transition away: a Next becomes End; a Default, a rule or a Catcher goes. */
export function disconnect(id: string): Command {
  return (workflow) => {
    const transition = findTransition(workflow, id);
    if (!transition) return refused('The transition is not there any more');
    if (transition.kind === 'start')
      return refused('A workflow needs a first state: lead the start to another one');
    if (transition.kind === 'end') return refused('A path must end somewhere: lead the state to another one');
    const name = workflow.states.get(transition.source)?.name ?? '';
    return done(labels[transition.kind](quoted(name)), relinkOps(workflow, [{ transition, to: null }]));
  };
}

const labels = {
  next: (name: string) => `End at ${name}`,
  default: (name: string) => `Remove the default of ${name}`,
  choice: (name: string) => `Remove a rule of ${name}`,
  catch: (name: string) => `Remove a Catcher of ${name}`,
};

/** Makes a state the first one of its machine. */
export function setStart(pointer: string): Command {
  return (workflow) => {
    const state = workflow.states.get(pointer);
    const machine = state && workflow.machines.get(state.machine);
    if (!state || !machine) return refused('The state is not there any more');
    return startWith(workflow, machine, state);
  };
}

export function findTransition(workflow: Workflow, id: string): Transition | null {
  for (const machine of workflow.machines.values()) if (machine.start?.id === id) return machine.start;
  for (const state of workflow.states.values()) {
    const found = state.transitions.find((transition) => transition.id === id);
    if (found) return found;
  }
  return null;
}

function usualKind(state: State): NewTransition {
  if (state.type !== 'Choice') return 'next';
  return state.transitions.some((transition) => transition.kind === 'default') ? 'choice' : 'default';
}

function connectState(workflow: Workflow, from: State, to: State, kind: NewTransition): CommandResult {
  const reason = borderBetween(workflow, from, to) ?? kindProblem(from, kind);
  if (reason) return refused(reason);
  const label = `Lead ${quoted(from.name)} to ${quoted(to.name)}`;
  if (kind === 'next' || kind === 'default')
    return done(label, sameTarget(from, kind, to) ? [] : leadTo(from, to.name));
  const [key, value]: [string, JsonObject] =
    kind === 'choice'
      ? ['Choices', newRule(from, to.name)]
      : ['Catch', { ErrorEquals: ['States.ALL'], Next: to.name }];
  const list = from.value[key];
  const title =
    kind === 'choice' ? `Add a rule to ${quoted(from.name)}` : `Catch errors of ${quoted(from.name)}`;
  return done(title, [
    isArray(list)
      ? { op: 'insert', path: [...from.path, key, list.length], value }
      : newField(from, key, [value]),
  ]);
}

function newField(state: State, key: string, value: readonly JsonObject[]): PathOp {
  const before = ['Next', 'End', 'Default'].find((each) => Object.hasOwn(state.value, each));
  return { op: 'set', path: [...state.path, key], value, ...(before === undefined ? {} : { before }) };
}

/** A rule to begin with: its condition is the user's to write. */
function newRule(state: State, next: string): JsonObject {
  return state.queryLanguage === 'JSONata'
    ? { Condition: '{% false %}', Next: next }
    : { Variable: '$.value', IsPresent: true, Next: next };
}

function sameTarget(from: State, kind: NewTransition, to: State): boolean {
  return from.transitions.some((transition) => transition.kind === kind && transition.target === to.pointer);
}

function kindProblem(from: State, kind: NewTransition): string | null {
  const { type, name } = from;
  if (type === 'Succeed' || type === 'Fail') {
    return `Nothing can follow ${quoted(name)}: a ${type} state ends the path`;
  }
  const branches = type === 'Choice';
  if (branches && (kind === 'next' || kind === 'catch'))
    return `A Choice leads on by its rules and its default only`;
  if (!branches && (kind === 'default' || kind === 'choice')) return `Only a Choice has rules and a default`;
  const catches = type === 'Task' || type === 'Parallel' || type === 'Map';
  return kind === 'catch' && !catches
    ? `A ${type ?? 'state of unknown type'} state can’t catch errors`
    : null;
}

/** Why no transition can lead from one state to another; null when one can. */
function borderBetween(workflow: Workflow, from: State, to: State): string | null {
  if (from.machine === to.machine) return null;
  const ownerOf = (state: State): State | undefined =>
    workflow.states.get(workflow.machines.get(state.machine)?.owner ?? '');
  const around = ownerOf(to) ?? ownerOf(from);
  const inside = ownerOf(to) ? to : from;
  return `${quoted(inside.name)} is inside ${quoted(around?.name ?? '')}, and no transition crosses its border`;
}

function startWith(workflow: Workflow, machine: Machine, to: State): CommandResult {
  if (to.machine !== machine.pointer) {
    const owner = workflow.states.get(workflow.machines.get(to.machine)?.owner ?? '');
    return refused(
      `${quoted(to.name)} is inside ${quoted(owner?.name ?? '')}, and no transition crosses its border`,
    );
  }
  const path = [...machine.path, 'StartAt'];
  const ops: PathOp[] =
    machine.startAt === to.name ? [] : [{ op: 'set', path, value: to.name, before: 'States' }];
  return done(`Start with ${quoted(to.name)}`, ops, to.pointer);
}
