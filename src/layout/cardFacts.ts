import { isArray, isObject, own } from '../base/json';
import { stateTypeDescriptors } from '../model/stateTypes';
import type { State, Workflow } from '../model/workflow';

/** What the marks at a card's top right say. */
export interface CardBadges {
  /** The most retries one of its Retriers allows; 0 without Retry. */
  readonly retries: number;
  readonly catches: boolean;
  readonly taskToken: boolean;
}

/** MaxAttempts when a Retrier does not say (ASL specification, "Retrying after error"). */
const defaultMaxAttempts = 3;

export function cardBadges(state: State): CardBadges {
  const retry = own(state.value, 'Retry');
  const catchers = own(state.value, 'Catch');
  const resource = own(state.value, 'Resource');
  const attempts = (isArray(retry) ? retry : []).map((retrier) => {
    const written = isObject(retrier) ? own(retrier, 'MaxAttempts') : undefined;
    return typeof written === 'number' ? written : defaultMaxAttempts;
  });
  return {
    retries: Math.max(0, ...attempts),
    catches: isArray(catchers) && catchers.length > 0,
    taskToken: typeof resource === 'string' && resource.endsWith('.waitForTaskToken'),
  };
}

/** The card's second line. */
export function cardSummary(state: State): string {
  if (state.type) return stateTypeDescriptors[state.type].summary(state);
  const type = own(state.value, 'Type');
  return typeof type === 'string' ? `unknown type ${type}` : 'no type yet';
}

/** The second line of a folded container: how many states it holds, nested ones included. */
export function foldedSummary(workflow: Workflow, state: State): string {
  let count = 0;
  const waiting = [...state.machines];
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    const states = workflow.machines.get(pointer)?.states ?? [];
    count += states.length;
    for (const inner of states) waiting.push(...(workflow.states.get(inner)?.machines ?? []));
  }
  return count === 1 ? '1 state' : `${count} states`;
}
