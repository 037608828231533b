import type { JsonObject, JsonValue } from '../../base/json';
import { type Path, toPointer } from '../../base/pointer';
import type { CommandResult, PathOp } from '../change';
import type { Machine, State, StateType, Transition, Workflow } from '../workflow';
import { stateTypes } from '../workflow';
import { relinkOps, usualTarget } from './relink';
import {
  type Command,
  done,
  hasNext,
  keyAfterState,
  leadTo,
  machineOf,
  quoted,
  refused,
  statePath,
  uniqueName,
} from './shared';

/** Where a state can be put. */
export type Place =
  /** Between a state and what usually follows it, or after a state that ends. */
  | { readonly kind: 'after'; readonly state: string }
  /** On a transition, whichever kind it is. */
  | { readonly kind: 'transition'; readonly id: string }
  /** Before the first state of a machine, or into an empty one. */
  | { readonly kind: 'start'; readonly machine: string }
  /** Into a branch of a Parallel; the number after its last branch makes a new one. */
  | { readonly kind: 'branch'; readonly state: string; readonly index: number };

/** A state to be put somewhere, with the name to begin with. */
export interface NewState {
  readonly name: string;
  readonly state: JsonObject;
}

/** Adds a state: what led to the place leads to it, and it leads on to what followed. */
export function addState(place: Place, item: NewState): Command {
  return (workflow) => {
    const spot = findSpot(workflow, place);
    if ('reason' in spot) return refused(spot.reason);
    const name = uniqueName(workflow, item.name);
    const type = typeOf(item.state);
    const ending = endingFor(workflow, type, spot, name);
    const value = { ...withoutExits(item.state, type), ...ending.fields };
    const ops = [...spotOps(workflow, spot, [{ name, value }, ...ending.extra]), ...spot.lead(name)];
    const ends = (type === 'Succeed' || type === 'Fail') && spot.next !== null;
    const label = ends ? `Add ${quoted(name)}, which ends the path here` : `Add ${quoted(name)}`;
    return done(label, ops, toPointer([...spot.path, 'States', name]));
  };
}

/** A place in the flow of one machine. */
export interface Spot {
  /** Path of the machine; it may have no states, or not exist yet. */
  readonly path: Path;
  readonly machine: Machine | null;
  /** Name of the state that follows; null when the path ends here. */
  readonly next: string | null;
  /** The state after which the new one stands in the text; null: first. */
  readonly after: State | null;
  /** The transition that leads to the place; null where none is written yet. */
  readonly via: Transition | null;
  /** Operations that lead to a state from what comes before. */
  readonly lead: (name: string) => PathOp[];
}

/** The place in the flow, or why there is none. */
export function findSpot(workflow: Workflow, place: Place): Spot | { readonly reason: string } {
  switch (place.kind) {
    case 'after':
      return spotAfter(workflow, workflow.states.get(place.state));
    case 'transition':
      return spotOn(workflow, place.id);
    case 'start': {
      const machine = workflow.machines.get(place.machine);
      return machine ? spotAtStart(workflow, machine) : { reason: 'The place is not there any more' };
    }
    case 'branch':
      return spotInBranch(workflow, place.state, place.index);
  }
}

function spotAfter(workflow: Workflow, state: State | undefined): Spot | { reason: string } {
  const machine = state && machineOf(workflow, state);
  if (!state || !machine) return { reason: 'The state is not there any more' };
  if (state.type === 'Succeed' || state.type === 'Fail') {
    return { reason: `Nothing can follow ${quoted(state.name)}: a ${state.type} state ends the path` };
  }
  const kind = state.type === 'Choice' ? 'default' : 'next';
  const via = state.transitions.find((transition) => transition.kind === kind) ?? null;
  const next = existing(workflow, machine, usualTarget(state));
  return { path: machine.path, machine, next, after: state, via, lead: (name) => leadTo(state, name) };
}

function spotOn(workflow: Workflow, id: string): Spot | { reason: string } {
  for (const machine of workflow.machines.values()) {
    if (machine.start?.id === id) return spotAtStart(workflow, machine);
  }
  for (const state of workflow.states.values()) {
    const transition = state.transitions.find((each) => each.id === id);
    const machine = machineOf(workflow, state);
    if (!transition || !machine) continue;
    if (transition.kind === 'next' || transition.kind === 'end') return spotAfter(workflow, state);
    return {
      path: machine.path,
      machine,
      next: existing(workflow, machine, transition.targetName),
      after: state,
      via: transition,
      lead: (name) => relinkOps(workflow, [{ transition, to: name }]),
    };
  }
  return { reason: 'The transition is not there any more' };
}

function spotAtStart(workflow: Workflow, machine: Machine): Spot {
  const next = existing(workflow, machine, machine.startAt);
  return {
    path: machine.path,
    machine,
    next,
    after: null,
    via: machine.start,
    lead: (name) => [{ op: 'set', path: [...machine.path, 'StartAt'], value: name, before: 'States' }],
  };
}

function spotInBranch(workflow: Workflow, pointer: string, index: number): Spot | { reason: string } {
  const state = workflow.states.get(pointer);
  if (state?.type !== 'Parallel') return { reason: 'The Parallel state is not there any more' };
  const machine = workflow.machines.get(state.machines[index] ?? '');
  if (machine && state.machines[index] !== undefined) return spotAtStart(workflow, machine);
  const branch = state.machines.length;
  return {
    path: [...state.path, 'Branches', branch],
    machine: null,
    next: null,
    after: null,
    via: null,
    lead: () => [],
  };
}

/** A target that exists in the machine; a name that leads nowhere counts as none. */
function existing(workflow: Workflow, machine: Machine, name: string | null): string | null {
  if (name === null) return null;
  return workflow.states.has(toPointer(statePath(machine, name))) ? name : null;
}

/** Operations that put new states into the text at a spot, one after the other. */
export function spotOps(
  workflow: Workflow,
  spot: Spot,
  states: readonly { readonly name: string; readonly value: JsonObject }[],
): PathOp[] {
  const [first] = states;
  if (!first) return [];
  const all = () => Object.fromEntries(states.map(({ name, value }) => [name, value]));
  if (!spot.machine) {
    const list = spot.path.slice(0, -1);
    const branch: JsonValue = { StartAt: first.name, States: all() };
    const owner = workflow.states.get(toPointer(spot.path.slice(0, -2)));
    const ops: PathOp[] = Array.isArray(owner?.value.Branches)
      ? [{ op: 'insert', path: spot.path, value: branch }]
      : [{ op: 'set', path: list, value: [branch] }];
    return ops;
  }
  const statesAt = [...spot.path, 'States'];
  if (spot.machine.states.length === 0) return [{ op: 'set', path: statesAt, value: all() }];
  const following = spot.after
    ? keyAfterState(workflow, spot.after)
    : workflow.states.get(spot.machine.states[0] ?? '')?.name;
  return states.map(({ name, value }) => ({
    op: 'set',
    path: [...statesAt, name],
    value,
    ...(following === undefined ? {} : { before: following }),
  }));
}

/** How a state of a type leads on from a spot, and the states that must come with it. */
export function endingFor(
  workflow: Workflow,
  type: StateType | null,
  spot: Pick<Spot, 'next'>,
  name: string,
): { readonly fields: JsonObject; readonly extra: { name: string; value: JsonObject }[] } {
  if (type === 'Choice') {
    if (spot.next !== null) return { fields: { Default: spot.next }, extra: [] };
    // A Choice can't end a path itself.
    const end = uniqueName(workflow, 'Done', [name]);
    return { fields: { Default: end }, extra: [{ name: end, value: { Type: 'Succeed' } }] };
  }
  if (!hasNext(type)) return { fields: {}, extra: [] };
  return { fields: spot.next === null ? { End: true } : { Next: spot.next }, extra: [] };
}

/** The value without what leads on from it. */
export function withoutExits(value: JsonObject, type: StateType | null): JsonObject {
  const exits = type === 'Choice' ? ['Default', 'Next', 'End'] : ['Next', 'End'];
  return Object.fromEntries(Object.entries(value).filter(([key]) => !exits.includes(key)));
}

export function typeOf(value: JsonObject): StateType | null {
  return stateTypes.find((type) => type === value.Type) ?? null;
}

/** Puts a state that is there already at another place, in its own machine or in another one. */
export function moveState(pointer: string, place: Place): Command {
  return (workflow) => {
    const state = workflow.states.get(pointer);
    const machine = state && machineOf(workflow, state);
    if (!state || !machine) return refused('The state is not there any more');
    const spot = findSpot(workflow, place);
    if ('reason' in spot) return refused(spot.reason);
    const target = toPointer(spot.path);
    if (target.startsWith(`${pointer}/`)) return refused(`${quoted(state.name)} can’t be moved into itself`);
    const touches =
      spot.via?.source === pointer || spot.via?.target === pointer || spot.after?.pointer === pointer;
    if (touches) return done(`Move ${quoted(state.name)}`, []);
    return moved(workflow, state, machine, spot);
  };
}

function moved(workflow: Workflow, state: State, from: Machine, spot: Spot): CommandResult {
  const left = closeGap(workflow, from, state);
  const label = `Move ${quoted(state.name)}`;
  const ending = endingFor(workflow, state.type, spot, state.name);
  const extra = spotOps(workflow, { ...spot, after: spot.after ?? null }, ending.extra);
  if (spot.machine === from) {
    const following = spot.after
      ? keyAfterState(workflow, spot.after)
      : workflow.states.get(from.states[0] ?? '')?.name;
    const ops: PathOp[] = [
      ...left,
      ...spot.lead(state.name),
      ...exitOps(state, spot.next, ending.fields),
      ...extra,
    ];
    if (following !== state.name) ops.push({ op: 'move', path: state.path, to: following ?? null });
    return done(label, ops, state.pointer);
  }
  const kept = Object.entries(withoutExits(state.value, state.type)).filter(([key]) => key !== 'Catch');
  const value: JsonObject = { ...Object.fromEntries(kept), ...ending.fields };
  if (state.type === 'Choice')
    return refused('A Choice can’t leave its place: its rules lead to states beside it');
  const ops: PathOp[] = [
    ...spotOps(workflow, spot, [{ name: state.name, value }, ...ending.extra]),
    ...spot.lead(state.name),
    ...left,
    { op: 'remove', path: state.path },
  ];
  return done(label, ops, toPointer([...spot.path, 'States', state.name]));
}

function exitOps(state: State, next: string | null, fields: JsonObject): PathOp[] {
  const target = state.type === 'Choice' ? fields.Default : next;
  return leadTo(state, typeof target === 'string' ? target : null);
}

/** What led to a state leads to what follows it. */
function closeGap(workflow: Workflow, machine: Machine, state: State): PathOp[] {
  const next = existing(workflow, machine, usualTarget(state));
  const incoming = [
    machine.start,
    ...machine.states.flatMap((each) => workflow.states.get(each)?.transitions ?? []),
  ]
    .filter((transition): transition is Transition => transition?.target === state.pointer)
    .filter((transition) => transition.source !== state.pointer);
  const relinks = incoming.map((transition) => {
    const source = workflow.states.get(transition.source);
    const self = source !== undefined && source.name === next;
    return { transition, to: self ? null : next };
  });
  const other = machine.states.find((each) => each !== state.pointer);
  const starts = relinks.map((relink) =>
    relink.transition.kind === 'start' && relink.to === null
      ? { ...relink, to: workflow.states.get(other ?? '')?.name ?? null }
      : relink,
  );
  return relinkOps(workflow, starts);
}
