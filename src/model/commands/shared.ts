import type { JsonObject, JsonValue } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { Change, CommandResult, PathOp } from '../change';
import { stateTypeDescriptors } from '../stateTypes';
import type { Machine, State, Workflow } from '../workflow';

/** A change of the workflow with its arguments bound. Pure: it answers what would be done, or why it can't be. */
export type Command = (workflow: Workflow) => CommandResult;

export const longestName = 80;

export function done(label: string, ops: readonly PathOp[], select?: string): CommandResult {
  const change: Change = select === undefined ? { label, ops } : { label, ops, select };
  return { ok: true, change };
}

export function refused(reason: string): CommandResult {
  return { ok: false, reason };
}

/** What a user calls a state: “Charge card”. */
export const quoted = (name: string): string => `“${name}”`;

/** Why a state can't have a name; null when it can. Names are unique in the whole workflow. */
export function nameProblem(workflow: Workflow, name: string, own?: string): string | null {
  if (name.trim() === '') return 'A state needs a name';
  if (name.length > longestName)
    return `A name has ${longestName} characters at most; this one has ${name.length}`;
  for (const state of workflow.states.values()) {
    if (state.name === name && state.pointer !== own) return `There is a state ${quoted(name)} already`;
  }
  return null;
}

/** The wanted name, or with the first number from 2 that makes it unique: `Wait`, `Wait 2`, `Wait 3`. */
export function uniqueName(workflow: Workflow, wanted: string, taken: Iterable<string> = []): string {
  const names = new Set([...workflow.states.values()].map((state) => state.name));
  for (const name of taken) names.add(name);
  const base = shortened(wanted.trim() || 'State', longestName);
  if (!names.has(base)) return base;
  const stem = base.replace(/ \d+$/, '');
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const name = shortened(stem, longestName - ending.length) + ending;
    if (!names.has(name)) return name;
  }
}

function shortened(name: string, length: number): string {
  return name.length > length ? name.slice(0, length).trimEnd() : name;
}

export function machineOf(workflow: Workflow, state: State): Machine | undefined {
  return workflow.machines.get(state.machine);
}

export function statesPath(machine: Machine): Path {
  return [...machine.path, 'States'];
}

export function statePath(machine: Machine, name: string): Path {
  return [...machine.path, 'States', name];
}

/** The states of a machine, in document order. */
export function statesOf(workflow: Workflow, machine: Machine): State[] {
  return machine.states.flatMap((pointer) => workflow.states.get(pointer) ?? []);
}

/** Whether a state of this type leads on by `Next` or `End`. */
export function hasNext(type: State['type']): boolean {
  return type === null || stateTypeDescriptors[type].exits.includes('next');
}

/** The value with one more field, after `Type` and the rest it has. */
export function withField(value: JsonObject, key: string, item: JsonValue): JsonObject {
  return { ...value, [key]: item };
}

/** The key that follows a state's in the text, so that a new one goes right after it; undefined: last. */
export function keyAfterState(workflow: Workflow, state: State): string | undefined {
  const siblings = machineOf(workflow, state)?.states ?? [];
  const next = siblings[siblings.indexOf(state.pointer) + 1];
  return next === undefined ? undefined : workflow.states.get(next)?.name;
}

/** Makes a state lead to a target, or end when there is none. Its other exit goes. */
export function leadTo(state: State, target: string | null): PathOp[] {
  const at = (key: string): Path => [...state.path, key];
  const has = (key: string): boolean => Object.hasOwn(state.value, key);
  if (state.type === 'Choice') {
    if (target !== null) return [{ op: 'set', path: at('Default'), value: target }];
    return has('Default') ? [{ op: 'remove', path: at('Default') }] : [];
  }
  if (!hasNext(state.type)) return [];
  const [wanted, other, value]: [string, string, JsonValue] =
    target === null ? ['End', 'Next', true] : ['Next', 'End', target];
  // Renaming keeps the field's place in the text.
  if (has(other) && !has(wanted)) {
    return [
      { op: 'rename', path: at(other), to: wanted },
      { op: 'set', path: at(wanted), value },
    ];
  }
  return [
    ...(has(other) ? [{ op: 'remove', path: at(other) } as const] : []),
    { op: 'set', path: at(wanted), value },
  ];
}
