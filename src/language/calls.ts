import { isObject, type JsonObject, own } from '../base/json';
import { loadSdkFacts, type SdkFacts } from '../integrations/sdk/facts';
import { callOf, sdkServiceOf } from '../integrations/sdk/optimised';
import { hasPlaceholder, parseResource } from '../model/resource';
import type { State, Workflow } from '../model/workflow';

/** What a Task calls, when that is an AWS API: through the SDK or an optimised integration. */
export interface Call {
  readonly kind: 'sdk' | 'optimised';
  /** As the integration names it, in small letters: `states`. */
  readonly service: string;
  readonly action: string;
  /** As the catalogue names it: `sfn`. */
  readonly sdkService: string;
}

/** The call of a resource; null where the text names none, or leaves it to a placeholder. */
export function callIn(resource: string): Call | null {
  const { kind, service, action } = parseResource(resource);
  if (kind !== 'sdk' && kind !== 'optimised' && kind !== 'http') return null;
  if (service === null || action === null || hasPlaceholder(`${service}:${action}`)) return null;
  const way = kind === 'sdk' ? 'sdk' : 'optimised';
  return { kind: way, service, action, sdkService: sdkServiceOf(way, service, action) };
}

/** The call of a state; null for what calls no AWS API. */
export function callOfState(state: State): Call | null {
  const resource = state.type === 'Task' ? own(state.value, 'Resource') : undefined;
  return typeof resource === 'string' ? callIn(resource) : null;
}

/** What the call is given: `Arguments` or `Parameters`, where that is written out; null where the data decides. */
export function givenTo(state: State): { readonly field: string; readonly value: JsonObject } | null {
  const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
  const value = own(state.value, field);
  return isObject(value) ? { field, value } : null;
}

/** What a call is given and answers; null where that is not known, or not loaded. */
export const factsOf = (facts: SdkFacts, { kind, service, action }: Call) =>
  callOf(facts, kind, service, action);

/**
 * Loads what is known of the services that a workflow calls through the SDK. Quick when there are none.
 * @returns Whether more is known than before: its problems are to be looked for again.
 */
export async function loadCalled(workflow: Workflow): Promise<boolean> {
  const services = new Set<string>();
  for (const state of workflow.states.values()) {
    const call = callOfState(state);
    if (call?.kind === 'sdk') services.add(call.sdkService);
  }
  return services.size > 0 && loadSdkFacts(services);
}
