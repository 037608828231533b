import type { FieldDescriptor } from '../../model/stateTypes/types';
import { ancestorsOf, type Workflow } from '../../model/workflow';
import { detailOf, pathsInto, type ShapePath } from '../flow/describe';
import { dataFor, type Knowledge, type KnownData, knowledgeAt } from '../flow/knowledge';
import type { Shape } from '../flow/shape';
import type { CompletionItem } from '../messages';
import { variableFacts } from '../rules/variables';
import { scopesOf } from '../variableScopes';
import { contextFields, intrinsicFunctions, jsonataFunctions } from './functions';

/** What is known of the data at states. */
export type Known = KnownData;

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

const pathItem = ({ path, member }: ShapePath): Suggestion => ({
  label: path,
  kind: 'path',
  detail: detailOf(member),
});

/** Paths into what is known as suggestions. */
const into = (shape: Shape, root: string, step = stepInto): Suggestion[] =>
  pathsInto(shape, root, step).map(pathItem);

const pathsOfContext: ReadonlySet<string> = new Set(contextFields.map(([path]) => path));

/** The context object: its fields, and what is known to lie within them. */
function contextItems(
  context: Shape | undefined,
  root: string,
  isThere: (path: string) => boolean,
  step = stepInto,
): Suggestion[] {
  const fields = contextFields
    .filter(([path]) => isThere(path))
    .map(
      ([path, help]): Suggestion => ({
        label: `${root}.${path}`,
        kind: 'path',
        detail: 'context',
        documentation: help,
      }),
    );
  if (!context) return fields;
  const deeper = into(context, root, step).filter(
    ({ label }) =>
      !pathsOfContext.has(label.slice(root.length + 1)) && isInData.test(label.slice(root.length)),
  );
  return [...fields, ...deeper];
}

/** Which fields the context object has at a place: the item in iterations and for what they are given, the token in Tasks. */
function contextAt(
  workflow: Workflow,
  pointer: string | null,
  field: FieldDescriptor | undefined,
): (path: string) => boolean {
  const typeOf = (each: string) => workflow.states.get(each)?.type;
  const around = pointer === null ? [] : ancestorsOf(workflow, pointer);
  const givesItems = field?.name === 'ItemSelector' || field?.deprecated?.use === 'ItemSelector';
  const inIteration = givesItems || around.some((each) => typeOf(each) === 'Map');
  const isTask = pointer !== null && typeOf(pointer) === 'Task';
  return (path) => (path.startsWith('Map.') ? inIteration : !path.startsWith('Task.') || isTask);
}

/** Data within the context object: the rest of it are single figures and texts. */
const isInData = /^\.(Execution\.Input|Map\.Item\.(Value|Key|Source))/;

/** Variables in scope, and paths into those whose value is known. */
function variableItems(
  workflow: Workflow,
  state: string | null,
  knowledge: Knowledge | null,
  step = stepInto,
): Suggestion[] {
  return variablesAt(workflow, state).flatMap((name): Suggestion[] => {
    const member = knowledge?.variables.get(name);
    const detail = member ? detailOf(member) : '';
    return [
      { label: `$${name}`, kind: 'variable', detail: detail ? `variable: ${detail}` : 'variable' },
      ...(member ? into(member.shape, `$${name}`, step) : []),
    ];
  });
}

function stepInto(path: string, key: string): string {
  return /^[A-Za-z_][\w]*$/.test(key) ? `${path}.${key}` : `${path}['${key.replaceAll("'", "\\'")}']`;
}

const jsonataStep = (path: string, key: string): string =>
  /^[A-Za-z_][\w]*$/.test(key) && !['and', 'or', 'in'].includes(key)
    ? `${path}.${key}`
    : `${path}.\`${key}\``;

/** What is known of the data at a state; null outside of states. */
function knowledgeOf(workflow: Workflow, pointer: string | null, known: Known): Knowledge | null {
  const state = pointer === null ? undefined : workflow.states.get(pointer);
  return state ? knowledgeAt(workflow, state, known) : null;
}

/** What can be read at a JSONPath place: paths into the known data, the context object, variables. */
export function pathSuggestions(
  workflow: Workflow,
  state: string | null,
  field: FieldDescriptor,
  known: Known,
  moment: Moment = 'input',
): Suggestion[] {
  const knowledge = knowledgeOf(workflow, state, known);
  const context = field.name === 'ItemSelector' ? knowledge?.itemContext : knowledge?.context;
  return [
    { label: '$', kind: 'path', detail: 'all of the data' },
    ...(knowledge ? into(dataFor(field.name, moment, knowledge), '$') : []),
    ...variableItems(workflow, state, knowledge),
    ...(field.ofData ? [] : contextItems(context?.(), '$$', contextAt(workflow, state, field))),
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
  field?: FieldDescriptor,
): Suggestion[] {
  const knowledge = knowledgeOf(workflow, state, known);
  const data = (shape: Shape | undefined, root: string) => (shape ? into(shape, root, jsonataStep) : []);
  const context = field?.name === 'ItemSelector' ? knowledge?.itemContext : knowledge?.context;
  return [
    { label: '$states.input', kind: 'path', detail: 'input of the state' },
    ...data(knowledge?.input, '$states.input'),
    ...(moment === 'result' ? [resultItem, ...data(knowledge?.result, '$states.result')] : []),
    ...(moment === 'error' ? errorItems : []),
    ...contextItems(context?.(), '$states.context', contextAt(workflow, state, field), jsonataStep),
    ...variableItems(workflow, state, knowledge, jsonataStep),
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

/**
 * Names of the states of a machine, those first that nothing leads to yet. A state does not go on to itself, but may
 * catch its own errors.
 */
export function stateNameSuggestions(
  workflow: Workflow,
  machine: string,
  from: string | null,
  mayBeItself: boolean,
): Suggestion[] {
  const states = (workflow.machines.get(machine)?.states ?? []).flatMap(
    (pointer) => workflow.states.get(pointer) ?? [],
  );
  const others = states.filter(({ pointer }) => pointer !== from);
  const itself = mayBeItself ? states.filter(({ pointer }) => pointer === from) : [];
  return [
    ...others.filter(({ reachable }) => !reachable),
    ...others.filter(({ reachable }) => reachable),
    ...itself,
  ].map(({ name, type }) => ({ label: name, kind: 'state', detail: type ?? 'no type' }));
}

/** An expression to begin, where a value may be one. */
export const expressionSuggestion: Suggestion = {
  label: '{% … %}',
  kind: 'snippet',
  detail: 'JSONata expression',
  insert: '{% $1 %\\}',
  snippet: true,
  filterText: '{%',
  goesOn: true,
};
