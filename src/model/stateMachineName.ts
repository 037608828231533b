import { isObject, type JsonObject, own } from '../base/json';
import { parseResource } from './resource';

/** Texts that name a state machine: ARNs, placeholders of templates, bare names. */

/**
 * The names that a text may mean, the likeliest first. An ARN's version or alias is no part of the name. A placeholder
 * that ends with `Arn` may name the machine without it: `${ChildArn}`, `${Child.Arn}`.
 */
export function stateMachineNames(text: string): readonly string[] {
  const arn = /:stateMachine:([^:/]+)/.exec(text)?.[1];
  const named = arn ?? text;
  const placeholder = /^(?:\$\{|#\{)([^}]*)\}$/.exec(named.trim())?.[1];
  if (placeholder === undefined) return [arn ?? text.slice(text.lastIndexOf(':') + 1)];
  const bare = placeholder.replace(/[._-]?arn$/i, '');
  return bare === placeholder || bare === '' ? [placeholder] : [placeholder, bare];
}

/** The first of some named things that a text means. */
export function namedStateMachine<T extends { readonly name: string; readonly aliases?: readonly string[] }>(
  text: string,
  machines: readonly T[],
): T | undefined {
  for (const name of stateMachineNames(text)) {
    const found =
      machines.find((each) => each.name === name) ??
      machines.find((each) => each.aliases?.includes(name) === true);
    if (found) return found;
  }
  return undefined;
}

/** Whether a service call starts an execution of a state machine: `service` and `action` as in a `Resource`. */
export function startsExecution(service: string, action: string): boolean {
  if (service === 'states') return action === 'startExecution';
  return service === 'aws-sdk:sfn' && (action === 'startExecution' || action === 'startSyncExecution');
}

/** Whether a Task state starts an execution of a state machine. */
export function startsExecutionState(state: JsonObject): boolean {
  const resource = own(state, 'Resource');
  if (typeof resource !== 'string') return false;
  const { kind, service, action } = parseResource(resource);
  return startsExecution(kind === 'sdk' ? `aws-sdk:${service}` : (service ?? ''), action ?? '');
}

/** The text by which a Task names the state machine; null where that comes from the data. */
export function namedMachine(state: JsonObject): string | null {
  const parameters = own(state, 'Parameters') ?? own(state, 'Arguments');
  const text =
    parameters !== undefined && isObject(parameters) ? own(parameters, 'StateMachineArn') : undefined;
  return typeof text === 'string' && !text.trimStart().startsWith('{%') ? text : null;
}
