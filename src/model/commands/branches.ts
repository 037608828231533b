import { isArray } from '../../base/json';
import type { CommandResult } from '../change';
import type { State, Workflow } from '../workflow';
import { type Command, done, quoted, refused } from './shared';

/** Commands on the branches of a Parallel state. */

/** Adds an empty branch, at a number or after the last one. */
export function addBranch(pointer: string, index?: number): Command {
  return onParallel(pointer, (state, count) => {
    const branch = { States: {} };
    const label = `Add a branch to ${quoted(state.name)}`;
    const list = [...state.path, 'Branches'];
    if (!isArray(state.value.Branches))
      return done(label, [{ op: 'set', path: list, value: [branch] }], pointer);
    const at = Math.min(index ?? count, count);
    return done(label, [{ op: 'insert', path: [...list, at], value: branch }], pointer);
  });
}

/** Removes a branch with all its states. */
export function removeBranch(pointer: string, index: number): Command {
  return onParallel(pointer, (state, count) => {
    if (index < 0 || index >= count) return refused('The branch is not there any more');
    const path = [...state.path, 'Branches', index];
    return done(`Remove branch ${index + 1} of ${quoted(state.name)}`, [{ op: 'remove', path }], pointer);
  });
}

/** Gives a branch another number: results stand in the order of the branches. */
export function moveBranch(pointer: string, from: number, to: number): Command {
  return onParallel(pointer, (state, count) => {
    if (Math.min(from, to) < 0 || Math.max(from, to) >= count)
      return refused('The branch is not there any more');
    const path = [...state.path, 'Branches', from];
    return done(
      `Move a branch of ${quoted(state.name)}`,
      from === to ? [] : [{ op: 'move', path, to }],
      pointer,
    );
  });
}

function onParallel(pointer: string, make: (state: State, count: number) => CommandResult): Command {
  return (workflow: Workflow) => {
    const state = workflow.states.get(pointer);
    if (state?.type !== 'Parallel') return refused('Only a Parallel state has branches');
    const { Branches: branches } = state.value;
    return make(state, isArray(branches) ? branches.length : 0);
  };
}
