import { isObject, own } from '../../base/json';
import { isWithin } from '../../base/pointer';
import { errorNamesFor } from '../../integrations/errorNames';
import { choiceOperator, connectiveNames } from '../../model/choice';
import { childFields, stateTypeDescriptors } from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import { type QueryLanguage, stateTypes } from '../../model/workflow';
import type { ParsedDocument } from '../document';
import { styleOf } from '../edits/style';
import type { CompletionItem, Format, KnownInputs, KnownMore } from '../messages';
import { type ParameterSuggestion, parameterSuggestions, resourceSuggestions } from './calls';
import { type Cursor, cursorAt, lineStartOf } from './cursor';
import { type DefinitionPlace, placeAt } from './place';
import {
  entrySnippet,
  insertedValue,
  isPlain,
  type SnippetLayout,
  snippetText,
  stateSnippet,
} from './snippets';
import {
  expressionSuggestion,
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
  if (cursor.inBlockScalar && !expressionAt(cursor)) return [];
  // An entry of a list of texts in YAML could become a key as well.
  const isText = place.kind === 'value' && cursor.inArray && listsOfTexts.has(place.field.kind);
  if (cursor.role === 'key' && !isText) return keysAt(document, place, cursor, path);
  return valuesAt(document, place, cursor, { inputs: known, ...more });
}

const listsOfTexts: ReadonlySet<string> = new Set(['errorNames', 'stringList']);

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
    .filter((field) => fitsCondition(field, present))
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

/** A condition compares once: by one operator and a `Variable`, or by one of `And`, `Or` and `Not`. */
function fitsCondition({ name }: FieldDescriptor, present: ReadonlySet<string>): boolean {
  const isConnective = connectives.has(name);
  if (!isConnective && name !== 'Variable' && !choiceOperator(name)) return true;
  const written = [...present];
  if (written.some((each) => connectives.has(each))) return false;
  if (isConnective && present.has('Variable')) return false;
  return !written.some((each) => choiceOperator(each)) || name === 'Variable';
}

const connectives: ReadonlySet<string> = new Set(connectiveNames);

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
    sortText: `${field.required === true || field.name === 'Variable' ? '0' : '1'}${String(at).padStart(3, '0')}`,
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
  if (place.kind === 'fields') return entryAt(document, place, cursor);
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
  if (field.kind === 'stateName') {
    const names = stateNameSuggestions(workflow, machine, state, momentOf(place, cursor) === 'error');
    return items(names, cursor, format);
  }
  if (field.kind === 'resource' && !field.options)
    return items(resourceSuggestions(cursor.typed), cursor, format);
  if (field.kind === 'errorNames' && place.inside.length <= 1) {
    const value = state === null ? undefined : workflow.states.get(state)?.value;
    const resource = isObject(value) ? own(value, 'Resource') : undefined;
    const written = new Set(
      (document.nodeAt(listPath(cursor, document))?.items ?? [])
        .filter((node) => node.end < cursor.replace.offset || node.offset > cursor.contentOffset)
        .map((node) => node.value),
    );
    const names = errorNamesFor(
      place.stateType,
      typeof resource === 'string' ? resource : '',
      place.language,
    );
    return items(
      names
        .filter(({ name }) => !written.has(name) && !(name === 'States.ALL' && written.size > 0))
        .map(({ name, help }) => ({ label: name, kind: 'error', detail: help })),
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
  const mayBegin = place.language === 'JSONata' && field.kind.endsWith('ata') && /^\{?%?$/.test(cursor.typed);
  return mayBegin ? items([expressionSuggestion], cursor, format) : [];
}

/** The path, within the definition, of the list whose entry the cursor is at. */
function listPath({ path }: Cursor, { place }: ParsedDocument): readonly (string | number)[] {
  const within = path.slice(place.path.length);
  return typeof within.at(-1) === 'number' ? within.slice(0, -1) : within;
}

/** A whole entry of a list of objects: a Retrier, a Catcher, a rule, a condition, a branch. */
function entryAt(
  document: ParsedDocument,
  { fields }: Extract<DefinitionPlace, { kind: 'fields' }>,
  cursor: Cursor,
): CompletionItem[] {
  const name = entryNames.get(String(cursor.path.findLast((step) => typeof step === 'string')));
  if (name === undefined || !cursor.inArray || cursor.typed !== '' || cursor.quoted) return [];
  const layout = layoutAt(document, cursor);
  const text = entrySnippet(name, fields, layout);
  const insert = layout.format === 'json' && cursor.needsComma ? `${text},` : text;
  const suggestion = { label: name, kind: 'snippet', detail: 'a new entry' } as const;
  return [{ ...item(suggestion, 0, insert, cursor.replace), ...missingComma(cursor) }];
}

const entryNames: ReadonlyMap<string, string> = new Map([
  ['Retry', 'Retrier'],
  ['Catch', 'Catcher'],
  ['Choices', 'Rule'],
  ['And', 'Condition'],
  ['Or', 'Condition'],
  ['Branches', 'Branch'],
]);

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
    // Within double quotes both formats escape alike.
    const escaped = JSON.stringify(text).slice(1, -1);
    const isBare = format === 'yaml' && !cursor.quoted && isPlain(text);
    const content = suggestion.snippet ? text : snippetText(isBare ? text : escaped);
    return item(suggestion, at, quote(content, text, cursor, format), cursor.replace);
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

/** `content` is in the syntax of snippets; `text` is what it stands for. */
function quote(content: string, text: string, cursor: Cursor, format: Format): string {
  const quoted = `"${content}"`;
  return format === 'json' || cursor.quoted || !isPlain(text) ? quoted : content;
}

/** A function's `$` is a character to insert; its `$1` is a place to type. */
function escapeDollars(text: string): string {
  return text.replace(/^\$(?=[A-Za-z])/, '\\$');
}
