import { isWithin } from '../../base/pointer';
import type { PathOp } from '../change';
import type { Machine, State, Workflow } from '../workflow';
import { type Relink, relinkOps, usualTarget } from './relink';
import { type Command, done, quoted, refused, statesOf } from './shared';

/**
 * Deletes states and leads what led to them to what followed. Where nothing followed, a Next becomes End, and
 * Default, Choice rules and Catchers go. When the first state goes, the workflow starts with what followed it.
 */
export function deleteStates(pointers: readonly string[]): Command {
  return (workflow) => {
    const states = outermost(workflow, pointers);
    const [first] = states;
    if (!first) return refused('Select a state to delete it');
    const ops: PathOp[] = [];
    for (const pointer of new Set(states.map((state) => state.machine))) {
      const machine = workflow.machines.get(pointer);
      const gone = states.filter((state) => state.machine === pointer);
      if (machine) ops.push(...deleteFrom(workflow, machine, gone));
    }
    const label = states.length === 1 ? `Delete ${quoted(first.name)}` : `Delete ${states.length} states`;
    return done(label, ops, selectionAfter(workflow, first, states));
  };
}

/** The states without those that lie inside others of them, which go along anyway; in document order. */
export function outermost(workflow: Workflow, pointers: readonly string[]): State[] {
  const wanted = new Set(pointers);
  const states = [...workflow.states.values()].filter((state) => wanted.has(state.pointer));
  return states.filter(
    (state) => !states.some((other) => other !== state && isWithin(state.path, other.path)),
  );
}

function deleteFrom(workflow: Workflow, machine: Machine, gone: readonly State[]): PathOp[] {
  const names = new Map(gone.map((state) => [state.pointer, state]));
  const staying = statesOf(workflow, machine).filter((state) => !names.has(state.pointer));
  const targetFor = (pointer: string): string | null => {
    const seen = new Set<string>();
    for (let at: State | undefined = names.get(pointer); at && !seen.has(at.pointer); ) {
      seen.add(at.pointer);
      const name = usualTarget(at);
      const next = statesOf(workflow, machine).find((state) => state.name === name);
      if (!next) return null;
      if (!names.has(next.pointer)) return next.name;
      at = next;
    }
    return null;
  };
  const relinks: Relink[] = staying.flatMap((state) =>
    state.transitions
      .filter((transition) => transition.target !== null && names.has(transition.target))
      .map((transition) => {
        const to = targetFor(transition.target ?? '');
        // Straight back to itself would go round for ever.
        return { transition, to: to === state.name ? null : to };
      }),
  );
  if (machine.start?.target && names.has(machine.start.target)) {
    const to = targetFor(machine.start.target) ?? staying[0]?.name ?? null;
    relinks.push({ transition: machine.start, to });
  }
  const removals = gone.map((state): PathOp => ({ op: 'remove', path: state.path }));
  return [...relinkOps(workflow, relinks), ...removals];
}

/** What to select when the states are gone: what followed the first, or led to it, or what is around it. */
function selectionAfter(workflow: Workflow, first: State, gone: readonly State[]): string {
  const machine = workflow.machines.get(first.machine);
  const left = (pointer: string | null): boolean =>
    pointer !== null && !gone.some((state) => state.pointer === pointer);
  const next = first.transitions.find((transition) => left(transition.target))?.target;
  if (next) return next;
  const before =
    machine &&
    statesOf(workflow, machine).find(
      (state) =>
        left(state.pointer) && state.transitions.some((transition) => transition.target === first.pointer),
    );
  return before?.pointer ?? machine?.owner ?? '';
}
