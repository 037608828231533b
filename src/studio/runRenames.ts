import { type JsonObject, objectOf } from '../base/json';
import type { Mocks } from '../engine/mockMessages';
import type { Workflow } from '../model/workflow';
import type { ScenarioBook } from './runScenarios';

/** A state that has got another name. */
export interface Rename {
  readonly from: { readonly pointer: string; readonly name: string };
  readonly to: { readonly pointer: string; readonly name: string };
}

/**
 * The state that was renamed between two models of a document: the only one that went from a machine in which the
 * only new one stands. Null when more or something else happened.
 */
export function renameBetween(before: Workflow, after: Workflow): Rename | null {
  const gone = outermost(before, after);
  const come = outermost(after, before);
  const [from, to] = [gone[0], come[0]];
  if (gone.length !== 1 || come.length !== 1 || from === undefined || to === undefined) return null;
  const [old, now] = [before.states.get(from), after.states.get(to)];
  if (!old || !now || old.machine !== now.machine) return null;
  return { from: { pointer: from, name: old.name }, to: { pointer: to, name: now.name } };
}

/** States of a workflow that another does not have, without those inside them; two are enough to know. */
function outermost(workflow: Workflow, other: Workflow): string[] {
  const found: string[] = [];
  for (const pointer of workflow.states.keys()) {
    if (other.states.has(pointer) || found.some((outer) => pointer.startsWith(`${outer}/`))) continue;
    found.push(pointer);
    if (found.length > 1) break;
  }
  return found;
}

/** The book with breakpoints, mocks and test inputs under a state's new name. */
export function renamedIn(book: ScenarioBook, { from, to }: Rename): ScenarioBook {
  const moved = (pointer: string): string =>
    pointer === from.pointer || pointer.startsWith(`${from.pointer}/`)
      ? to.pointer + pointer.slice(from.pointer.length)
      : pointer;
  const stops = book.stops.map((entry) =>
    entry.state === null || moved(entry.state) === entry.state
      ? entry
      : { ...entry, state: moved(entry.state) },
  );
  const entries = book.entries.map((entry) => {
    const tasks = withKey(entry.mocks.tasks as unknown as JsonObject, from.name, to.name);
    const nested = entry.mocks.nested && withKey(entry.mocks.nested, from.name, to.name);
    const inputs = entry.testInputs && withKey(entry.testInputs, from.name, to.name);
    if (!tasks && !nested && !inputs) return entry;
    const mocks: Mocks = {
      ...entry.mocks,
      ...(tasks ? { tasks: tasks as unknown as Mocks['tasks'] } : {}),
      ...(nested ? { nested: nested as NonNullable<Mocks['nested']> } : {}),
    };
    return {
      ...entry,
      ...(tasks || nested ? { mocks } : {}),
      ...(inputs ? { testInputs: inputs } : {}),
    };
  });
  const same =
    stops.every((entry, at) => entry === book.stops[at]) &&
    entries.every((entry, at) => entry === book.entries[at]);
  return same ? book : { ...book, stops, entries };
}

/** An object with another name for a key; undefined where there is nothing to do, or the new name is in use. */
function withKey(object: JsonObject, from: string, to: string): JsonObject | undefined {
  if (!Object.hasOwn(object, from) || Object.hasOwn(object, to)) return undefined;
  return objectOf(Object.entries(object).map(([key, value]) => [key === from ? to : key, value] as const));
}
