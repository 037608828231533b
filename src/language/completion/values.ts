import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import { ancestorsOf, type Workflow } from '../../model/workflow';
import type { CompletionItem, KnownInputs } from '../messages';
import { contextFields, intrinsicFunctions, jsonataFunctions } from './functions';

/** A suggestion without its place: what is shown and what is typed for it, as bare text. */
export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItem['kind'];
  readonly detail?: string;
  readonly documentation?: string;
  /** Text or snippet to insert; absent: the label. */
  readonly insert?: string;
  readonly snippet?: boolean;
}

/** Names of the variables that are in force at a state: assigned anywhere in its machine or further out. */
export function variablesAt(workflow: Workflow, state: string | null): string[] {
  const names = new Set<string>();
  const own = state === null ? undefined : workflow.states.get(state);
  const machines = [
    own?.machine ?? '',
    ...ancestorsOf(workflow, state ?? '').map((pointer) => workflow.states.get(pointer)?.machine ?? ''),
  ];
  for (const machine of machines) {
    for (const pointer of workflow.machines.get(machine)?.states ?? []) {
      for (const name of assignedBy(workflow.states.get(pointer)?.value)) names.add(name);
    }
  }
  return [...names].sort();
}

function assignedBy(state: JsonValue | undefined): string[] {
  if (!isObject(state)) return [];
  const places = [state, ...listOf(own(state, 'Choices')), ...listOf(own(state, 'Catch'))];
  return places.flatMap((place) => {
    const assign = isObject(place) ? own(place, 'Assign') : undefined;
    return isObject(assign) ? Object.keys(assign).map((name) => name.replace(/\.\$$/, '')) : [];
  });
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isArray(value) ? value : []);

/** Paths into a known value, nearest first: `$.order`, `$.order.items`, `$.order.items[0]`. */
export function pathsInto(value: JsonValue, root: string, limit = 200): string[] {
  const found: string[] = [];
  let level: { path: string; value: JsonValue }[] = [{ path: root, value }];
  for (let depth = 0; depth < 6 && found.length < limit; depth++) {
    const next: typeof level = [];
    for (const { path, value: here } of level) {
      if (isArray(here)) {
        if (here[0] !== undefined) next.push({ path: `${path}[0]`, value: here[0] });
      } else if (isObject(here)) {
        for (const [key, child] of Object.entries(here))
          next.push({ path: stepInto(path, key), value: child });
      }
    }
    found.push(...next.map(({ path }) => path));
    level = next;
  }
  return found.slice(0, limit);
}

function stepInto(path: string, key: string): string {
  return /^[A-Za-z_][\w]*$/.test(key) ? `${path}.${key}` : `${path}['${key.replaceAll("'", "\\'")}']`;
}

const jsonataStep = (path: string): string => path.replace(/\['((?:[^'\\]|\\.)*)'\]/g, '.`$1`');

/** What can be read at a JSONPath place: paths into the known input, the context object, variables. */
export function pathSuggestions(workflow: Workflow, state: string | null, known?: KnownInputs): Suggestion[] {
  const input = state === null ? undefined : known?.get(state);
  return [
    { label: '$', kind: 'path', detail: 'all of the data' },
    ...(input === undefined ? [] : pathsInto(input, '$')).map(
      (label): Suggestion => ({ label, kind: 'path' }),
    ),
    ...variablesAt(workflow, state).map(
      (name): Suggestion => ({ label: `$${name}`, kind: 'variable', detail: 'variable' }),
    ),
    ...contextFields.map(
      ([path, help]): Suggestion => ({
        label: `$$.${path}`,
        kind: 'path',
        detail: 'context',
        documentation: help,
      }),
    ),
  ];
}

export const intrinsicSuggestions: readonly Suggestion[] = intrinsicFunctions.map(
  ({ name, signature, help }) => ({
    label: name,
    kind: 'function',
    detail: signature.slice(name.length),
    documentation: `\`${signature}\`\n\n${help}`,
    insert: `${name}($1)`,
    snippet: true,
  }),
);

/** What can be written inside `{% … %}`. */
export function jsonataSuggestions(
  workflow: Workflow,
  state: string | null,
  field: FieldDescriptor,
  known?: KnownInputs,
): Suggestion[] {
  const input = state === null ? undefined : known?.get(state);
  const type = state === null ? null : (workflow.states.get(state)?.type ?? null);
  const hasResult = type === 'Task' || type === 'Map' || type === 'Parallel';
  const afterwards = field.name === 'Output' || field.name === 'Assign';
  const roots: Suggestion[] = [
    { label: '$states.input', kind: 'path', detail: 'input of the state' },
    ...(hasResult && afterwards
      ? [{ label: '$states.result', kind: 'path', detail: 'result of the state' } as const]
      : []),
    ...(hasResult && afterwards
      ? [{ label: '$states.errorOutput', kind: 'path', detail: 'in a Catcher: the error' } as const]
      : []),
  ];
  return [
    ...roots,
    ...(input === undefined ? [] : pathsInto(input, '$states.input')).map(
      (path): Suggestion => ({ label: jsonataStep(path), kind: 'path' }),
    ),
    ...contextFields.map(
      ([path, help]): Suggestion => ({
        label: `$states.context.${path}`,
        kind: 'path',
        detail: 'context',
        documentation: help,
      }),
    ),
    ...variablesAt(workflow, state).map(
      (name): Suggestion => ({ label: `$${name}`, kind: 'variable', detail: 'variable' }),
    ),
    ...jsonataFunctions.map(
      ({ name, signature, help }): Suggestion => ({
        label: name,
        kind: 'function',
        detail: signature.slice(name.length),
        documentation: `\`${signature}\`\n\n${help}`,
        insert: `${name}($1)`,
        snippet: true,
      }),
    ),
  ];
}

/** Names of the states of a machine. */
export function stateNameSuggestions(workflow: Workflow, machine: string): Suggestion[] {
  return (workflow.machines.get(machine)?.states ?? []).flatMap((pointer) => {
    const state = workflow.states.get(pointer);
    return state ? [{ label: state.name, kind: 'state' as const, detail: state.type ?? 'no type' }] : [];
  });
}
