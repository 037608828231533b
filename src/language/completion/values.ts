import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import type { Workflow } from '../../model/workflow';
import type { CompletionItem, KnownInputs, KnownMore } from '../messages';
import { variableFacts } from '../rules/variables';
import { scopesOf } from '../variableScopes';
import { contextFields, intrinsicFunctions, jsonataFunctions } from './functions';

/** What is known of the data at states. */
export interface Known extends KnownMore {
  readonly inputs: KnownInputs | undefined;
}

/** When an expression is evaluated: before the work of its state, after it, or in a Catcher. */
export type Moment = 'input' | 'result' | 'error';

/** A suggestion without its place: what is shown and what is typed for it, as bare text. */
export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItem['kind'];
  readonly detail?: string;
  readonly documentation?: string;
  /** Text or snippet to insert; absent: the label. */
  readonly insert?: string;
  readonly snippet?: boolean;
  /** What typed text is compared with; absent: the label. */
  readonly filterText?: string;
  /** It is only the beginning of what can be typed. */
  readonly goesOn?: boolean;
}

/** Names of the variables that a state can read: set by any state of its machine or further out. */
export function variablesAt(workflow: Workflow, pointer: string | null): string[] {
  const state = pointer === null ? undefined : workflow.states.get(pointer);
  const machines = state ? [...scopesOf(workflow, state)] : [workflow.root];
  const names = new Set<string>();
  for (const machine of machines) {
    for (const each of machine.states) {
      const setter = workflow.states.get(each);
      if (setter) for (const { name } of variableFacts(setter).assigned) names.add(name);
    }
  }
  return [...names].sort();
}

/** A path with what it was found to hold. */
interface KnownPath {
  readonly path: string;
  readonly value: JsonValue;
}

/** Paths into a known value, nearest first: `$.order`, `$.order.items`, `$.order.items[0]`. */
export function pathsInto(value: JsonValue, root: string, limit = 200): KnownPath[] {
  const found: KnownPath[] = [];
  let level: KnownPath[] = [{ path: root, value }];
  for (let depth = 0; depth < 6 && found.length < limit; depth++) {
    const next: KnownPath[] = [];
    for (const { path, value: here } of level) {
      if (isArray(here)) {
        if (here[0] !== undefined) next.push({ path: `${path}[0]`, value: here[0] });
      } else if (isObject(here)) {
        for (const [key, child] of Object.entries(here))
          next.push({ path: stepInto(path, key), value: child });
      }
    }
    found.push(...next);
    level = next;
  }
  return found.slice(0, limit);
}

/** What a value is, in few characters. */
function sampleOf(value: JsonValue): string {
  if (isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  const text = JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

const pathItem = ({ path, value }: KnownPath): Suggestion => ({
  label: path,
  kind: 'path',
  detail: sampleOf(value),
});

const knownAt = (known: KnownInputs | undefined, state: string | null): JsonValue | undefined =>
  state === null ? undefined : known?.get(state);

/** Paths into a known value as suggestions; none where nothing is known. */
function into(value: JsonValue | undefined, root: string): KnownPath[] {
  return value === undefined ? [] : pathsInto(value, root);
}

/** Variables in scope, and paths into those whose value is known. */
function variableItems(
  workflow: Workflow,
  state: string | null,
  known: Known,
  step: (path: string) => string = (path) => path,
): Suggestion[] {
  const values = knownAt(known.variables, state);
  return variablesAt(workflow, state).flatMap((name): Suggestion[] => [
    { label: `$${name}`, kind: 'variable', detail: 'variable' },
    ...into(isObject(values) ? own(values, name) : undefined, `$${name}`).map((each) =>
      pathItem({ ...each, path: step(each.path) }),
    ),
  ]);
}

function stepInto(path: string, key: string): string {
  return /^[A-Za-z_][\w]*$/.test(key) ? `${path}.${key}` : `${path}['${key.replaceAll("'", "\\'")}']`;
}

const jsonataStep = (path: string): string => path.replace(/\['((?:[^'\\]|\\.)*)'\]/g, '.`$1`');

/** What can be read at a JSONPath place: paths into the known data, the context object, variables. */
export function pathSuggestions(
  workflow: Workflow,
  state: string | null,
  field: FieldDescriptor,
  known: Known,
): Suggestion[] {
  const input = knownAt(known.inputs, state);
  const data =
    field.name === 'ResultSelector'
      ? knownAt(known.results, state)
      : field.name === 'InputPath'
        ? input
        : (knownAt(known.effective, state) ?? input);
  return [
    { label: '$', kind: 'path', detail: 'all of the data' },
    ...into(data, '$').map(pathItem),
    ...variableItems(workflow, state, known),
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

const resultItem: Suggestion = { label: '$states.result', kind: 'path', detail: 'result of the state' };

const errorItems: readonly Suggestion[] = [
  { label: '$states.errorOutput', kind: 'path', detail: 'the error' },
  { label: '$states.errorOutput.Error', kind: 'path', detail: 'name of the error' },
  { label: '$states.errorOutput.Cause', kind: 'path', detail: 'what happened' },
];

/** What can be written inside `{% … %}`. */
export function jsonataSuggestions(
  workflow: Workflow,
  state: string | null,
  moment: Moment,
  known: Known,
): Suggestion[] {
  const jsonata = (each: KnownPath): Suggestion => pathItem({ ...each, path: jsonataStep(each.path) });
  return [
    { label: '$states.input', kind: 'path', detail: 'input of the state' },
    ...into(knownAt(known.inputs, state), '$states.input').map(jsonata),
    ...(moment === 'result' ? [resultItem] : []),
    ...(moment === 'result' ? into(knownAt(known.results, state), '$states.result').map(jsonata) : []),
    ...(moment === 'error' ? errorItems : []),
    ...contextFields.map(
      ([path, help]): Suggestion => ({
        label: `$states.context.${path}`,
        kind: 'path',
        detail: 'context',
        documentation: help,
      }),
    ),
    ...variableItems(workflow, state, known, jsonataStep),
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
