import { isArray, isObject, own } from '../base/json';
import { stateTypeDescriptors } from './stateTypes';
import type { State, Workflow } from './workflow';

/** What a card says of a state, wherever it is drawn. */

/** The card's second line: what the state does. Never throws: half-typed states say less. */
export function summaryOf(state: State): string {
  if (!state.type) {
    const type = own(state.value, 'Type');
    return typeof type === 'string' ? `unknown type ${type}` : 'no type yet';
  }
  try {
    return stateTypeDescriptors[state.type].summary(state);
  } catch {
    return state.type;
  }
}

export interface Badges {
  /** The most retries one of its Retriers allows; 0 without Retry. */
  readonly retries: number;
  readonly catches: boolean;
  readonly token: boolean;
}

/** AWS's default of `MaxAttempts`. */
const defaultAttempts = 3;

/** What the marks at a card's top right say. */
export function badgesOf(state: State): Badges {
  const retry = own(state.value, 'Retry');
  const catchers = own(state.value, 'Catch');
  const resource = own(state.value, 'Resource');
  let retries = 0;
  for (const retrier of isArray(retry) ? retry : []) {
    const attempts = isObject(retrier) ? own(retrier, 'MaxAttempts') : undefined;
    retries = Math.max(retries, typeof attempts === 'number' ? attempts : defaultAttempts);
  }
  return {
    retries,
    catches: isArray(catchers) && catchers.length > 0,
    token: typeof resource === 'string' && resource.endsWith('.waitForTaskToken'),
  };
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
