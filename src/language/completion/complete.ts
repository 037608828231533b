import { isObject, own } from '../../base/json';
import { isWithin } from '../../base/pointer';
import { errorNamesFor } from '../../integrations/errorNames';
import { childFields, stateTypeDescriptors } from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import { type QueryLanguage, stateTypes } from '../../model/workflow';
import type { ParsedDocument } from '../document';
import { styleOf } from '../edits/style';
import type { CompletionItem, Format, KnownInputs, KnownMore } from '../messages';
import { type ParameterSuggestion, parameterSuggestions, resourceSuggestions } from './calls';
import { type Cursor, cursorAt, lineStartOf } from './cursor';
import { type DefinitionPlace, placeAt } from './place';
import { insertedValue, type SnippetLayout, snippetText, stateSnippet } from './snippets';
import {
  intrinsicSuggestions,
  jsonataSuggestions,
  type Known,
  type Moment,
  pathSuggestions,
  type Suggestion,
  stateNameSuggestions,
} from './values';

/**
 * What can be typed at an offset: fields that are legal there and not yet present, values, names of states, whole
 * states, functions, variables and paths. Works on broken text, as only what stands before the cursor is read.
 */
export function complete(
  document: ParsedDocument,
  offset: number,
  known?: KnownInputs,
  more?: KnownMore,
): CompletionItem[] {
  const cursor = cursorAt(document.text, document.format, offset);
  if (!cursor) return [];
  if (!isWithin(cursor.path, document.place.path)) return [];
  const path = cursor.path.slice(document.place.path.length);
  const place = placeAt(document.workflow, path);
  if (place.kind === 'unknown') return [];
  if (cursor.role === 'key') return keysAt(document, place, cursor, path);
  return valuesAt(document, place, cursor, { inputs: known, ...more });
}

function keysAt(
  document: ParsedDocument,
  place: Exclude<DefinitionPlace, { kind: 'unknown' }>,
  cursor: Cursor,
  path: readonly (string | number)[],
): CompletionItem[] {
  const layout = layoutAt(document, cursor);
  const { format } = layout;
  if (place.kind === 'states')
    return stateTypes.map((type) => stateItem(type, place.language, cursor, layout));
  const fields =
    place.kind === 'fields' ? place.fields : place.kind === 'value' ? conditionFieldsOf(place.field) : [];
  const node = document.nodeAt(path);
  const present = new Set(
    (node?.entries ?? []).filter((entry) => !holds(entry, cursor)).map((entry) => entry.key),
  );
  const items = fields
    .filter((field) => !present.has(field.name) && !field.excludes?.some((name) => present.has(name)))
    .filter((field) => !field.deprecated)
    .map((field, at) => fieldItem(field, at, cursor, layout));
  if (place.kind === 'value' && isGiven(place)) {
    return parameterSuggestions(document.workflow, place.state, place.language, format)
      .filter(({ name }) => !present.has(name.replace(/\.\$$/, '')) && !present.has(name))
      .map((parameter, at) => parameterItem(parameter, at, cursor, format));
  }
  const wantsType =
    place.kind === 'fields' && place.state !== null && isStateItself(place, path) && !present.has('Type');
  return wantsType ? [typeItem(cursor, format), ...items] : items;
}

/** Whether the keys at a place are the parameters of a Task's call. */
function isGiven({ field, inside, stateType }: ValuePlace): boolean {
  return (
    stateType === 'Task' && inside.length === 0 && (field.name === 'Parameters' || field.name === 'Arguments')
  );
}

function parameterItem(
  { name, required, detail, value }: ParameterSuggestion,
  at: number,
  cursor: Cursor,
  format: Format,
): CompletionItem {
  return {
    label: name,
    kind: 'field',
    detail,
    insert: keyText(name, value, cursor, format),
    range: cursor.replace,
    ...missingComma(cursor),
    sortText: `${required ? '0' : '1'}${String(at).padStart(3, '0')}`,
  };
}

function isStateItself(place: DefinitionPlace, path: readonly (string | number)[]): boolean {
  return place.kind === 'fields' && path.at(-2) === 'States';
}

const holds = (entry: { keyOffset: number; keyLength: number }, { replace }: Cursor): boolean =>
  entry.keyOffset <= replace.offset + replace.length && entry.keyOffset + entry.keyLength >= replace.offset;

function conditionFieldsOf(field: FieldDescriptor): readonly FieldDescriptor[] {
  return field.kind === 'comparison' ? (childFields(field) ?? []) : [];
}

function keyText(name: string, value: string, cursor: Cursor, format: Format): string {
  if (format === 'yaml')
    return cursor.hasColon ? name : `${name}:${value.startsWith('\n') ? '' : ' '}${value}`;
  const key = JSON.stringify(name);
  return cursor.hasColon ? key : `${key}: ${value}${cursor.needsComma ? ',' : ''}`;
}

/** How what is inserted at a cursor is laid out: as the author lays out the rest. */
function layoutAt({ tree, format }: ParsedDocument, cursor: Cursor): SnippetLayout {
  const { unit, indentedDashes } = styleOf(tree);
  const { text } = tree;
  const start = lineStartOf(text, cursor.replace.offset);
  const blanks = /^[ \t]*/.exec(text.slice(start, cursor.replace.offset))?.[0] ?? '';
  const pad = format === 'json' ? blanks : ' '.repeat(cursor.indent);
  return { format, pad, unit: format === 'yaml' && unit.includes('\t') ? '  ' : unit, indentedDashes };
}

/** The comma that the value before lacks. */
const missingComma = ({ commaAt }: Cursor): Pick<CompletionItem, 'edits'> =>
  commaAt === null ? {} : { edits: [{ offset: commaAt, length: 0, text: ',' }] };

function fieldItem(
  field: FieldDescriptor,
  at: number,
  cursor: Cursor,
  layout: SnippetLayout,
): CompletionItem {
  const { format } = layout;
  const value = insertedValue(field, layout);
  return {
    label: field.name,
    kind: 'field',
    detail: field.label,
    documentation: field.documentation
      ? `${field.help}\n\n[Documentation](${field.documentation})`
      : field.help,
    insert: keyText(field.name, value, cursor, format),
    range: cursor.replace,
    ...missingComma(cursor),
    sortText: `${field.required === true ? '0' : '1'}${String(at).padStart(3, '0')}`,
  };
}

function typeItem(cursor: Cursor, format: Format): CompletionItem {
  const choices = `\${1|${stateTypes.join(',')}|}`;
  return {
    label: 'Type',
    kind: 'field',
    detail: 'What kind of state it is',
    insert: keyText('Type', format === 'json' ? `"${choices}"` : choices, cursor, format),
    range: cursor.replace,
    ...missingComma(cursor),
    sortText: '0',
  };
}

function stateItem(
  type: (typeof stateTypes)[number],
  language: QueryLanguage,
  cursor: Cursor,
  layout: SnippetLayout,
): CompletionItem {
  const descriptor = stateTypeDescriptors[type];
  return {
    label: `${type} state`,
    kind: 'snippet',
    detail: descriptor.tagline,
    documentation: descriptor.help,
    insert:
      stateSnippet(descriptor, language, layout) + (layout.format === 'json' && cursor.needsComma ? ',' : ''),
    range: cursor.replace,
    ...missingComma(cursor),
    sortText: `0${stateTypes.indexOf(type)}`,
  };
}

function valuesAt(
  document: ParsedDocument,
  place: Exclude<DefinitionPlace, { kind: 'unknown' }>,
  cursor: Cursor,
  known: Known,
): CompletionItem[] {
  const { workflow, format } = document;
  if (place.kind === 'type')
    return items(
      stateTypes.map((type) => ({ label: type, kind: 'value', detail: stateTypeDescriptors[type].tagline })),
      cursor,
      format,
    );
  if (place.kind !== 'value') return [];
  const { field, state, machine } = place;
  const inExpression = expressionAt(cursor);
  if (inExpression && place.language === 'JSONata') {
    return words(
      jsonataSuggestions(workflow, state, momentOf(place, cursor), known, field),
      cursor,
      /[$\w.`[\]]*$/,
    );
  }
  if (field.kind === 'template' || field.kind === 'comparison')
    return templateValues(document, place, cursor, known);
  if (field.kind === 'stateName') return items(stateNameSuggestions(workflow, machine), cursor, format);
  if (field.kind === 'resource') return items(resourceSuggestions(cursor.typed), cursor, format);
  if (field.kind === 'errorNames' && place.inside.length <= 1) {
    const value = state === null ? undefined : workflow.states.get(state)?.value;
    const resource = isObject(value) ? own(value, 'Resource') : undefined;
    const names = errorNamesFor(place.stateType, typeof resource === 'string' ? resource : '');
    return items(
      names.map(({ name, help }) => ({ label: name, kind: 'error', detail: help })),
      cursor,
      format,
    );
  }
  if (field.kind === 'boolean') return bare(['true', 'false'], cursor);
  if (field.options) {
    return items(
      field.options.map(({ value, help }) => ({ label: value, kind: 'value', detail: help })),
      cursor,
      format,
    );
  }
  if (field.kind === 'path' || field.kind === 'referencePath') {
    return items(pathSuggestions(workflow, state, field, known, momentOf(place, cursor)), cursor, format);
  }
  if (field.kind === 'pathOrIntrinsic') {
    return items(
      [...pathSuggestions(workflow, state, field, known, momentOf(place, cursor)), ...intrinsicSuggestions],
      cursor,
      format,
    );
  }
  return [];
}

/** When what is written at a cursor is evaluated, which decides what it can read. */
function momentOf({ field, state, stateType }: ValuePlace, cursor: Cursor): Moment {
  const inCatcher = state !== null && cursor.path.slice(state.split('/').length - 1).includes('Catch');
  if (inCatcher) return 'error';
  const hasResult = stateType === 'Task' || stateType === 'Map' || stateType === 'Parallel';
  return hasResult && (field.name === 'Output' || field.name === 'Assign') ? 'result' : 'input';
}

type ValuePlace = Extract<DefinitionPlace, { kind: 'value' }>;

/** In a JSONPath template only values of keys that end in `.$` are evaluated. */
function templateValues(
  document: ParsedDocument,
  place: ValuePlace,
  cursor: Cursor,
  known: Known,
): CompletionItem[] {
  const key = cursor.path.at(-1);
  if (typeof key !== 'string' || !key.endsWith('.$')) return [];
  const { workflow, format } = document;
  const called = /States\.\w+\(/.test(cursor.typed);
  const moment = momentOf(place, cursor);
  const all = [
    ...pathSuggestions(workflow, place.state, place.field, known, moment),
    ...intrinsicSuggestions,
  ];
  return called ? words(all, cursor, /[$\w.[\]']*$/) : items(all, cursor, format);
}

function expressionAt(cursor: Cursor): boolean {
  return cursor.typed.trimStart().startsWith('{%') && !cursor.typed.includes('%}');
}

/** Suggestions that replace the whole value, in quotes where the format wants them. */
function items(suggestions: readonly Suggestion[], cursor: Cursor, format: Format): CompletionItem[] {
  return suggestions.map((suggestion, at) => {
    const text = suggestion.insert ?? suggestion.label;
    const content = suggestion.snippet ? text : snippetText(text);
    return item(suggestion, at, quote(content, cursor, format), cursor.replace);
  });
}

/** Suggestions that replace the last word of an expression. */
function words(suggestions: readonly Suggestion[], cursor: Cursor, word: RegExp): CompletionItem[] {
  const typed = word.exec(cursor.typed)?.[0] ?? '';
  const end = cursor.contentOffset + cursor.typed.length;
  const range = { offset: end - typed.length, length: typed.length };
  return suggestions.map((suggestion, at) => {
    const text = suggestion.insert ?? suggestion.label;
    return item(suggestion, at, suggestion.snippet ? escapeDollars(text) : snippetText(text), range);
  });
}

function bare(values: readonly string[], cursor: Cursor): CompletionItem[] {
  return values.map((label, at) => item({ label, kind: 'value' }, at, label, cursor.replace));
}

function item(
  suggestion: Suggestion,
  at: number,
  insert: string,
  range: CompletionItem['range'],
): CompletionItem {
  return {
    label: suggestion.label,
    kind: suggestion.kind,
    ...(suggestion.detail && { detail: suggestion.detail }),
    ...(suggestion.documentation && { documentation: suggestion.documentation }),
    insert,
    range,
    sortText: String(at).padStart(4, '0'),
    ...(suggestion.filterText !== undefined && { filterText: suggestion.filterText }),
    ...(suggestion.goesOn && { goesOn: true }),
  };
}

function quote(text: string, cursor: Cursor, format: Format): string {
  if (format === 'json') return `"${text.replaceAll('"', '\\"')}"`;
  return cursor.quoted || /^[$%@`{[&*!|>'"#-]|: |\s#/.test(text.replaceAll('\\', ''))
    ? `"${text.replaceAll('"', '\\"')}"`
    : text;
}

/** A function's `$` is a character to insert; its `$1` is a place to type. */
function escapeDollars(text: string): string {
  return text.replace(/^\$(?=[A-Za-z])/, '\\$');
}
