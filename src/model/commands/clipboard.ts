import { isArray, isObject, type JsonObject, type JsonValue, objectOf } from '../../base/json';
import { toPointer } from '../../base/pointer';
import type { CommandResult, PathOp } from '../change';
import type { Machine, State, Workflow } from '../workflow';
import { findSpot, type Place, type Spot, spotOps, typeOf } from './add';
import { type Group, namesIn, readGroup, renamedStates } from './copies';
import { outermost } from './remove';
import { type Command, done, hasNext, leadTo, quoted, refused, statePath, uniqueName } from './shared';

/**
 * States as ASL text for the clipboard, as a small workflow: a Next to what was not copied becomes End. Null when
 * none of them is there. States of one machine only: that of the first.
 */
export function serialiseStates(workflow: Workflow, pointers: readonly string[]): string | null {
  const all = outermost(workflow, pointers);
  const [first] = all;
  if (!first) return null;
  const states = all.filter((state) => state.machine === first.machine);
  const names = new Set(states.map((state) => state.name));
  const values = states.map((state) => [state.name, cutOff(state.value, names)] as const);
  return JSON.stringify({ StartAt: entryOf(states).name, States: objectOf(values) }, null, 2);
}

/** A state whose Next, when it leads outside, is End. */
function cutOff(value: JsonObject, names: ReadonlySet<string>): JsonObject {
  const { Next: next } = value;
  if (typeof next !== 'string' || names.has(next)) return value;
  return objectOf(Object.entries(value).map(([key, item]) => (key === 'Next' ? ['End', true] : [key, item])));
}

/**
 * Puts states from text at a place; without one, after the state that ends the workflow. Names that are taken
 * get a number. Null when the text holds no states.
 */
export function pasteStates(text: string, place: Place | null): Command | null {
  const group = readGroup(text);
  if (!group) return null;
  return (workflow) => {
    const at = place ?? usualPlace(workflow);
    const spot = at ? findSpot(workflow, at) : loose(workflow);
    if ('reason' in spot) {
      // Nothing follows a Succeed or Fail state: what is pasted stands beside it.
      const owner = place?.kind === 'after' ? workflow.states.get(place.state) : undefined;
      return owner ? paste(workflow, group, beside(workflow, owner)) : refused(spot.reason);
    }
    return paste(workflow, group, spot);
  };
}

function paste(workflow: Workflow, group: Group, spot: Spot): CommandResult {
  const { names, states } = withFreshNames(workflow, group.states);
  const start = names.get(group.startAt) ?? group.startAt;
  const siblings = (name: string): boolean =>
    states.has(name) ||
    (spot.machine !== null && workflow.states.has(toPointer(statePath(spot.machine, name))));
  const values = [...states].map(([name, state]) => ({ name, value: landed(state, spot.next, siblings) }));
  const ops: PathOp[] = [...spotOps(workflow, spot, values), ...spot.lead(start)];
  const label = states.size === 1 ? `Paste ${quoted(start)}` : `Paste ${states.size} states`;
  return done(label, ops, toPointer([...spot.path, 'States', start]));
}

/** A pasted state with exits that lead somewhere: where the text's End was, the flow goes on. */
function landed(state: JsonObject, next: string | null, exists: (name: string) => boolean): JsonObject {
  const isGone = (name: JsonValue | undefined): boolean => typeof name === 'string' && !exists(name);
  const entries = Object.entries(state).flatMap(([key, item]): [string, JsonValue][] => {
    const ends = (key === 'Next' && isGone(item)) || (key === 'End' && item === true);
    if (ends) return [next === null ? ['End', true] : ['Next', next]];
    if (key === 'Default' && isGone(item)) return next === null ? [] : [['Default', next]];
    if ((key === 'Choices' || key === 'Catch') && isArray(item)) {
      const left = item.filter((each) => !isObject(each) || !isGone(each.Next));
      return left.length === 0 && key === 'Catch' ? [] : [[key, left]];
    }
    return [[key, item]];
  });
  const hasExit = entries.some(([key]) => key === 'Next' || key === 'End');
  if (!hasExit && hasNext(typeOf(state))) entries.push(next === null ? ['End', true] : ['Next', next]);
  return objectOf(entries);
}

/** Doubles states: the copies stand after the originals in the text, and follow them where something can. */
export function duplicateStates(pointers: readonly string[]): Command {
  return (workflow) => {
    const all = outermost(workflow, pointers);
    const [first] = all;
    const machine = first && workflow.machines.get(first.machine);
    if (!first || !machine) return refused('Select a state to duplicate it');
    const originals = all.filter((state) => state.machine === first.machine);
    const values = new Map(originals.map((state) => [state.name, state.value]));
    const { names, states } = withFreshNames(workflow, values);
    const last = originals.at(-1) ?? first;
    const entry = names.get(entryOf(originals).name) ?? '';
    const exit = originals.findLast((state) => leavesBy(state, originals));
    const spot = { ...beside(workflow, last), path: machine.path, machine };
    const copies = [...states].map(([name, value]) => ({ name, value }));
    const ops = [...spotOps(workflow, spot, copies), ...(exit ? leadTo(exit, entry) : [])];
    const label =
      originals.length === 1 ? `Duplicate ${quoted(first.name)}` : `Duplicate ${originals.length} states`;
    return done(label, ops, toPointer([...machine.path, 'States', entry]));
  };
}

/** Whether the flow leaves the given states by this one's Next or End. */
function leavesBy(state: State, states: readonly State[]): boolean {
  if (!hasNext(state.type)) return false;
  const next = state.transitions.find((transition) => transition.kind === 'next');
  return !states.some((each) => each.pointer === next?.target);
}

/** The first of some states that none of the others leads to. */
function entryOf(states: readonly State[]): State {
  const targets = new Set(
    states.flatMap((state) =>
      state.transitions.flatMap((transition) =>
        transition.target === state.pointer ? [] : (transition.target ?? []),
      ),
    ),
  );
  const entry = states.find((state) => !targets.has(state.pointer)) ?? states[0];
  if (!entry) throw new Error('There are no states');
  return entry;
}

function withFreshNames(
  workflow: Workflow,
  states: ReadonlyMap<string, JsonObject>,
): { names: ReadonlyMap<string, string>; states: Map<string, JsonObject> } {
  const names = new Map<string, string>();
  for (const name of namesIn(states)) names.set(name, uniqueName(workflow, name, names.values()));
  return { names, states: renamedStates(states, names) };
}

/** After the state with which the workflow ends, when there is just one; at the start of an empty one. */
function usualPlace(workflow: Workflow): Place | null {
  if (workflow.root.states.length === 0) return { kind: 'start', machine: '' };
  const ends = workflow.root.states.filter((pointer) =>
    workflow.states.get(pointer)?.transitions.some((transition) => transition.kind === 'end'),
  );
  return ends.length === 1 && ends[0] !== undefined ? { kind: 'after', state: ends[0] } : null;
}

/** At the end of the workflow's text, with nothing that leads there. */
function loose(workflow: Workflow): Spot {
  const last = workflow.states.get(workflow.root.states.at(-1) ?? '') ?? null;
  return { path: [], machine: workflow.root, next: null, after: last, via: null, lead: () => [] };
}

/** Beside a state in the text, with nothing that leads there. */
function beside(workflow: Workflow, state: State): Spot {
  const machine: Machine = workflow.machines.get(state.machine) ?? workflow.root;
  return { path: machine.path, machine, next: null, after: state, via: null, lead: () => [] };
}
