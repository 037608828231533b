import { isObject, type JsonObject, type JsonValue, objectOf } from '../base/json';
import type { Workflow } from '../model/workflow';

/** States on the clipboard: plain ASL text, so that they can go to and come from any editor. */

/** The text of states: an object as `States` holds it. Null when none of them exists. */
export function copyText(workflow: Workflow, pointers: readonly string[]): string | null {
  const states = pointers.flatMap((pointer) => {
    const state = workflow.states.get(pointer);
    return state ? [[state.name, state.value as JsonValue] as const] : [];
  });
  return states.length === 0 ? null : `${JSON.stringify(objectOf(states), null, 2)}\n`;
}

/** The states in a text: an object of states, one with `States`, or a single state; null when there are none. */
export function statesIn(text: string): JsonObject | null {
  const value = parse(text) ?? parse(`{${text.trim().replace(/,$/, '')}}`);
  if (!isObject(value)) return null;
  const states = isObject(value.States) ? value.States : value;
  if (typeof value.Type === 'string') return objectOf([[value.Type, value]]);
  const entries = Object.entries(states);
  return entries.length > 0 && entries.every(([, state]) => isObject(state) && typeof state.Type === 'string')
    ? states
    : null;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
