import { toPointer } from '../base/pointer';
import { errorNamesFor } from '../integrations/errorNames';
import { fieldIn, stateTypeDescriptors } from '../model/stateTypes';
import type { FieldDescriptor } from '../model/stateTypes/types';
import { type State, transitionsTo, type Workflow } from '../model/workflow';
import { parameterHelp, resourceHelp } from './callHover';
import { contextFields, intrinsicFunctions, jsonataFunctions } from './completion/functions';
import { type DefinitionPlace, placeAt } from './completion/place';
import type { ParsedDocument } from './document';
import { dataHover } from './flow/hover';
import type { KnownData } from './flow/knowledge';
import type { SymbolPlace } from './messages';
import { variableAt } from './navigation';
import { occurrencesOf } from './variableScopes';

interface Hover {
  readonly markdown: string;
  readonly range: SymbolPlace;
}

/** What the field, function, type or state at an offset means. Null where there is nothing to say. */
export function hover(document: ParsedDocument, offset: number, known: KnownData = {}): Hover | null {
  const path = document.pathAt(offset);
  if (path.length === 0) return null;
  const place = placeAt(document.workflow, path);
  const key = document.placeOf(path, 'key');
  const onKey = key !== null && offset >= key.offset && offset <= key.offset + key.length;
  if (onKey && path.at(-2) === 'States') return stateHover(document.workflow, toPointer(path), key);
  const assigned = onKey ? variableHover(document, offset) : null;
  if (assigned) return assigned;
  if (onKey) {
    const parent = placeAt(document.workflow, path.slice(0, -1));
    const name = String(path.at(-1));
    const markdown = keyHelp(parent, place, name) ?? givenHelp(document, parent, name);
    return markdown === null ? null : { markdown, range: key };
  }
  const value = document.placeOf(path, 'value');
  if (!value) return null;
  const data = dataHover(document, offset, path, value, known);
  return (
    withData(
      variableHover(document, offset) ??
        functionHover(document.text, offset, value) ??
        pathHover(document.text, offset, value),
      data,
    ) ?? valueHover(document, place, path, value)
  );
}

/** What is said of a name, and below what is known of the data there. */
function withData(found: Hover | null, data: Hover | null): Hover | null {
  if (!found || !data) return found ?? data;
  return { markdown: `${found.markdown}\n\n${data.markdown}`, range: found.range };
}

/** Who sets the variable at the offset, and who reads it. */
function variableHover(document: ParsedDocument, offset: number): Hover | null {
  const found = variableAt(document, offset);
  if (!found) return null;
  const { variable, place } = found;
  const { assigned, used } = occurrencesOf(document.workflow, variable);
  const names = (list: readonly { readonly state: State }[]) =>
    [...new Set(list.map(({ state }) => state.name))].join(', ');
  const lines = [
    `**$${variable.name}**: variable`,
    assigned.length > 0 ? `Set in ${names(assigned)}.` : 'No state sets it.',
    used.length > 0 ? `Read in ${names(used)}.` : 'Nothing reads it.',
  ];
  return { markdown: lines.join('\n\n'), range: place };
}

const roots: readonly (readonly [path: string, help: string])[] = [
  ['$states.input', 'The input of this state.'],
  ['$states.result', 'The result of the work of this state, before Output is made of it.'],
  ['$states.errorOutput', 'In a Catcher: the error, with `Error` and `Cause`.'],
  ['$states.context', 'The context object: what the service knows of the execution.'],
  ['$$', 'The context object: what the service knows of the execution.'],
];

const knownPaths: readonly (readonly [path: string, help: string])[] = [
  ...contextFields.flatMap(([path, help]): (readonly [string, string])[] => [
    [`$$.${path}`, help],
    [`$states.context.${path}`, help],
  ]),
  ...roots,
];

/** The path into the context object or `$states` that stands at the offset, as far as it is known. */
function pathHover(text: string, offset: number, value: SymbolPlace): Hover | null {
  const content = text.slice(value.offset, value.offset + value.length);
  for (const match of content.matchAll(/\$(?:\$|states\b)(?:\.\w+)*/g)) {
    const start = value.offset + match.index;
    if (offset < start || offset > start + match[0].length) continue;
    const known = knownPaths.find(([path]) => match[0] === path || match[0].startsWith(`${path}.`));
    if (!known) return null;
    return {
      markdown: `\`${known[0]}\`\n\n${known[1]}`,
      range: { offset: start, length: match[0].length },
    };
  }
  return null;
}

/** Help on a key right inside of `Parameters` or `Arguments`. */
function givenHelp(document: ParsedDocument, parent: DefinitionPlace, name: string): string | null {
  if (parent.kind !== 'value' || parent.inside.length > 0 || parent.state === null) return null;
  if (parent.field.name !== 'Parameters' && parent.field.name !== 'Arguments') return null;
  const resource = document.workflow.states.get(parent.state)?.value.Resource;
  return typeof resource === 'string' ? parameterHelp(resource, name) : null;
}

function keyHelp(parent: DefinitionPlace, place: DefinitionPlace, name: string): string | null {
  if (name === 'Type' && place.kind === 'type') return '**Type**\n\nWhat kind of state it is.';
  const field =
    place.kind === 'value'
      ? place.field
      : parent.kind === 'fields'
        ? fieldIn(parent.fields, [name])
        : undefined;
  if (!field || field.name !== name) return null;
  const link = field.documentation ? `\n\n[Documentation](${field.documentation})` : '';
  const fallback =
    field.defaultValue === undefined ? '' : `\n\nDefault: \`${JSON.stringify(field.defaultValue)}\`.`;
  return `**${field.name}**: ${field.label}\n\n${field.help}${fallback}${link}`;
}

function stateHover(workflow: Workflow, pointer: string, range: SymbolPlace): Hover | null {
  const state = workflow.states.get(pointer);
  if (!state) return null;
  const summary = state.type ? stateTypeDescriptors[state.type].summary(state) : 'has no type';
  const from = transitionsTo(workflow, pointer).map((transition) =>
    transition.kind === 'start' ? 'the start' : (workflow.states.get(transition.source)?.name ?? ''),
  );
  const to = state.transitions.map((transition) => transition.targetName ?? 'the end');
  const lines = [
    `**${state.name}** (${state.type ?? 'no type'}): ${summary}`,
    from.length > 0 ? `Comes from ${[...new Set(from)].join(', ')}.` : 'Nothing leads here.',
    to.length > 0 ? `Goes to ${[...new Set(to)].join(', ')}.` : '',
  ];
  return { markdown: lines.filter((line) => line !== '').join('\n\n'), range };
}

/** The function whose name stands at the offset, in either query language. */
function functionHover(text: string, offset: number, value: SymbolPlace): Hover | null {
  const content = text.slice(value.offset, value.offset + value.length);
  for (const match of content.matchAll(/States\.\w+(?=\()|\$[A-Za-z]\w*/g)) {
    const start = value.offset + match.index;
    if (offset < start || offset > start + match[0].length) continue;
    const known = [...intrinsicFunctions, ...jsonataFunctions].find((each) => each.name === match[0]);
    if (known) {
      return {
        markdown: `\`${known.signature}\`\n\n${known.help}`,
        range: { offset: start, length: match[0].length },
      };
    }
  }
  return null;
}

function valueHover(
  document: ParsedDocument,
  place: DefinitionPlace,
  path: readonly (string | number)[],
  range: SymbolPlace,
): Hover | null {
  if (place.kind === 'type') {
    const value = document.nodeAt(path)?.value;
    const descriptor = Object.values(stateTypeDescriptors).find((each) => each.type === value);
    return descriptor ? { markdown: `**${descriptor.type}**\n\n${descriptor.help}`, range } : null;
  }
  if (place.kind === 'value' && place.field.kind === 'resource') {
    const resource = document.nodeAt(path)?.value;
    const markdown = typeof resource === 'string' ? resourceHelp(resource) : null;
    return markdown === null ? null : { markdown, range };
  }
  if (place.kind !== 'value') return null;
  const written = document.nodeAt(path)?.value;
  const markdown =
    place.field.kind === 'errorNames'
      ? errorHelp(document.workflow, place, written)
      : optionHelp(place.field, written);
  if (markdown !== null) return { markdown, range };
  if (place.field.kind !== 'stateName') return null;
  const name = document.nodeAt(path)?.value;
  const machine = document.workflow.machines.get(place.machine);
  const target = machine?.states.find((pointer) => document.workflow.states.get(pointer)?.name === name);
  return target === undefined ? null : stateHover(document.workflow, target, range);
}

/** What one of the values that a field takes means. */
function optionHelp(field: FieldDescriptor, written: unknown): string | null {
  const option = field.options?.find(({ value }) => value === written);
  if (!option) return null;
  return [`**${field.name}**: ${option.label}`, option.help ?? field.help].join('\n\n');
}

/** What an error name in a Retrier or Catcher stands for. */
function errorHelp(
  workflow: Workflow,
  { state, stateType, language }: Extract<DefinitionPlace, { kind: 'value' }>,
  written: unknown,
): string | null {
  const resource = state === null ? undefined : workflow.states.get(state)?.value.Resource;
  const names = errorNamesFor(stateType, typeof resource === 'string' ? resource : '', language);
  const known = names.find(({ name }) => name === written);
  return known ? `**${known.name}**\n\n${known.help}.` : null;
}
