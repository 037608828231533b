import { own } from '../base/json';
import type { Machine, State, Workflow } from '../model/workflow';

/**
 * Whether two workflows have the same drawing, without making it: they have the same states, the same transitions
 * between them, and labels that are made of the same. Relies on what did not change being the same objects, as
 * `reuse` of the model keeps it; what it takes for different may still be drawn alike.
 */
export function drawnAlike(left: Workflow, right: Workflow): boolean {
  return (
    left === right ||
    (sameItems(left.machines, right.machines, sameMachine) && sameItems(left.states, right.states, sameState))
  );
}

function sameItems<T>(
  left: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
  same: (left: T, right: T) => boolean,
): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  for (const [pointer, item] of right) {
    const other = left.get(pointer);
    if (other === undefined || (other !== item && !same(other, item))) return false;
  }
  return true;
}

const sameMachine = (left: Machine, right: Machine): boolean =>
  left.states === right.states &&
  left.start === right.start &&
  left.kind === right.kind &&
  left.queryLanguage === right.queryLanguage;

const sameState = (left: State, right: State): boolean =>
  left.transitions === right.transitions &&
  left.machines === right.machines &&
  (left.type === 'Succeed') === (right.type === 'Succeed') &&
  left.queryLanguage === right.queryLanguage &&
  own(left.value, 'Choices') === own(right.value, 'Choices') &&
  own(left.value, 'Catch') === own(right.value, 'Catch');
