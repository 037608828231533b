import { isArray } from '../../base/json';
import type { PathOp } from '../change';
import type { State, Transition, Workflow } from '../workflow';
import { leadTo } from './shared';

/** Where a transition is to lead; null: nowhere, because what it led to is gone. */
export interface Relink {
  readonly transition: Transition;
  readonly to: string | null;
}

/**
 * The operations that lead transitions elsewhere. One that leads nowhere ends its state (Next), or goes: Default,
 * the Choice rule, the Catcher, and the Catch field with its last one.
 */
export function relinkOps(workflow: Workflow, relinks: readonly Relink[]): PathOp[] {
  const ops: PathOp[] = [];
  const dropped: Transition[] = [];
  for (const { transition, to } of relinks) {
    const state = workflow.states.get(transition.source);
    if (transition.kind === 'next' && state) ops.push(...leadTo(state, to));
    else if (to !== null) ops.push({ op: 'set', path: transition.path, value: to });
    else if (transition.kind === 'choice' || transition.kind === 'catch') dropped.push(transition);
    else ops.push({ op: 'remove', path: transition.path });
  }
  return [...ops, ...dropOps(workflow, dropped)];
}

/** Removes rules and Catchers, the last first so that the others keep their number. */
function dropOps(workflow: Workflow, dropped: readonly Transition[]): PathOp[] {
  const ops: PathOp[] = [];
  const byLast = [...dropped].sort((left, right) => (right.index ?? 0) - (left.index ?? 0));
  for (const transition of byLast) {
    const state = workflow.states.get(transition.source);
    const catches = state?.value.Catch;
    const gone = byLast.filter((each) => each.source === transition.source && each.kind === 'catch');
    const isWhole = transition.kind === 'catch' && isArray(catches) && catches.length === gone.length;
    if (!isWhole) ops.push({ op: 'remove', path: transition.path.slice(0, -1) });
    else if (transition === gone[0]) ops.push({ op: 'remove', path: transition.path.slice(0, -2) });
  }
  return ops;
}

/** The name of the state that a state leads to when nothing special happens; null when the path ends there. */
export function usualTarget(state: State): string | null {
  const kind = state.type === 'Choice' ? 'default' : 'next';
  return state.transitions.find((transition) => transition.kind === kind)?.targetName ?? null;
}
