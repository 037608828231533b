import { fromPointer } from '../base/pointer';
import type { Machine, State, Workflow } from '../model/workflow';
import { type ParsedDocument, withWorkflow } from './document';

/**
 * Keeps on the drawing what a syntax error hides.
 *
 * The rule: while the text is broken, a state of the last readable text that can't be found any more stays as it
 * was, if its name still stands where it stood: its key lies in the unchanged part of the text before or after
 * what was changed since. With it stay the states nested in it, and a StartAt that can't be read. A state whose
 * name was itself changed or deleted is gone at once, as is everything when the text is readable again.
 */
export function keepUnread(readable: ParsedDocument, document: ParsedDocument): ParsedDocument {
  if (!document.broken || readable === document) return document;
  const unchanged = unchangedParts(readable.text, document.text);
  const { states } = document.workflow;
  const kept = new Set<string>();
  for (const [pointer, state] of readable.workflow.states) {
    if (states.has(pointer)) continue;
    const owner = readable.workflow.machines.get(state.machine)?.owner ?? null;
    const known = owner === null || states.has(owner) || kept.has(owner);
    if (known && stillStands(readable, state, unchanged)) kept.add(pointer);
  }
  const machines = keptMachines(readable.workflow, document.workflow, kept);
  return machines ? withWorkflow(document, machines, kept) : document;
}

type Unchanged = (offset: number, end: number) => boolean;

/** Whether a part of the old text lies before or after everything that was changed. */
function unchangedParts(before: string, after: string): Unchanged {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  return (from, to) => to <= start || from >= before.length - end;
}

function stillStands(readable: ParsedDocument, state: State, unchanged: Unchanged): boolean {
  const key = readable.placeOf(state.path, 'key');
  return key !== null && unchanged(key.offset, key.offset + key.length);
}

/** The model with the kept states in it; null when there is nothing to keep. */
function keptMachines(old: Workflow, now: Workflow, kept: ReadonlySet<string>): Workflow | null {
  const startLost = now.root.start === null && old.root.start !== null && old.root.startAt !== null;
  if (kept.size === 0 && !startLost) return null;
  const machines = new Map<string, Machine>();
  for (const [pointer, machine] of [...old.machines, ...now.machines]) {
    const before = old.machines.get(pointer);
    const present = now.machines.get(pointer);
    const ownerIsKept = machine.owner !== null && kept.has(machine.owner);
    if (!present && !ownerIsKept) continue;
    const states = merge(before?.states ?? [], present?.states ?? [], kept);
    const start = present?.start ?? (present?.startAt == null ? (before?.start ?? null) : null);
    const startAt = present?.startAt ?? before?.startAt ?? null;
    machines.set(pointer, { ...(present ?? machine), states, start, startAt });
  }
  const states = new Map<string, State>();
  const add = (machine: Machine | undefined): void => {
    for (const pointer of machine?.states ?? []) {
      const state = kept.has(pointer) ? old.states.get(pointer) : now.states.get(pointer);
      if (!state) continue;
      states.set(pointer, retargeted(state, machine?.states ?? []));
      for (const nested of state.machines) add(machines.get(nested));
    }
  };
  add(machines.get(''));
  const reachable = reached(states, machines);
  for (const [pointer, state] of states) {
    if (state.reachable !== reachable.has(pointer))
      states.set(pointer, { ...state, reachable: !state.reachable });
  }
  return { definition: now.definition, root: machines.get('') ?? now.root, states, machines };
}

/** The old order with the new states after those they follow in the text. */
function merge(before: readonly string[], now: readonly string[], kept: ReadonlySet<string>): string[] {
  const result = [...now];
  before.forEach((pointer, at) => {
    if (!kept.has(pointer) || result.includes(pointer)) return;
    const previous = before.slice(0, at).findLast((each) => result.includes(each));
    result.splice(previous === undefined ? 0 : result.indexOf(previous) + 1, 0, pointer);
  });
  return result;
}

/** A state whose transitions find the kept states again. */
function retargeted(state: State, siblings: readonly string[]): State {
  if (state.transitions.every((each) => each.target !== null || each.targetName === null)) return state;
  const transitions = state.transitions.map((each) => {
    if (each.target !== null || each.targetName === null) return each;
    const target = siblings.find((pointer) => fromPointer(pointer).at(-1) === each.targetName) ?? null;
    return target === null ? each : { ...each, target };
  });
  return { ...state, transitions };
}

function reached(states: ReadonlyMap<string, State>, machines: ReadonlyMap<string, Machine>): Set<string> {
  const found = new Set<string>();
  const waiting = [...machines.values()].flatMap(({ start }) => start?.target ?? []);
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    if (found.has(pointer)) continue;
    found.add(pointer);
    for (const { target } of states.get(pointer)?.transitions ?? [])
      if (target !== null) waiting.push(target);
  }
  return found;
}
