import { isObject, type JsonObject, type JsonValue } from '../../base/json';
import type { FieldDescriptor, StateTypeDescriptor } from '../../model/stateTypes/types';
import type { QueryLanguage } from '../../model/workflow';
import type { Format } from '../messages';

/** Text of values in the snippet syntax of editors: `$1` is the first place to type, `$0` the last. */

/** How the lines of a snippet are laid out: as the text around it. */
export interface SnippetLayout {
  readonly format: Format;
  /** Blanks before the line that the snippet stands in, or, in YAML, before its key. */
  readonly pad: string;
  /** One level of indentation. */
  readonly unit: string;
  /** YAML: whether the dashes of a sequence stand deeper than their key. */
  readonly indentedDashes: boolean;
}

/** Text that an editor's snippets take as it stands. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, (character) => `\\${character}`);
}

/** The value that comes with a new field: a place to type, of the field's kind. */
export function insertedValue(field: FieldDescriptor, layout: SnippetLayout): string {
  const { format } = layout;
  switch (field.kind) {
    case 'boolean':
      return field.initialValue === true ? 'true' : '${1|true,false|}';
    case 'integer':
    case 'number':
    case 'integerOrJsonata':
      return `\${1:${numberFor(field)}}`;
    case 'enum': {
      const options = (field.options ?? []).map((option) => option.value);
      const choice = `\${1|${options.join(',')}|}`;
      return options.every(isPlain) ? quoted(choice, format) : `"${choice}"`;
    }
    case 'template':
    case 'json':
    case 'object':
      return block(['$1'], layout);
    case 'jsonata':
      return expressions.has(field.name) ? '"{% $1 %}"' : block(['$1'], layout);
    case 'itemsOrJsonata':
      return '"{% $1 %}"';
    case 'machine':
      return block(machineLines(layout), layout);
    case 'list':
    case 'machines':
      return list(field, layout);
    case 'errorNames':
    case 'stringList':
      return '["$1"]';
    case 'comparison':
      return field.name === 'Not' ? block(['$1'], layout) : list(field, layout);
    default:
      return textValue(field, format);
  }
}

/** Fields of which most are one expression, not an object with some in it. */
const expressions: ReadonlySet<string> = new Set(['Output', 'Condition']);

function numberFor({ initialValue, defaultValue, minimum, exclusiveMinimum }: FieldDescriptor): number {
  if (typeof initialValue === 'number') return initialValue;
  if (typeof defaultValue === 'number') return defaultValue;
  return minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1);
}

function textValue(field: FieldDescriptor, format: Format): string {
  const initial = field.initialValue;
  if (typeof initial !== 'string' || initial === '') return quoted('$1', format);
  const bare = format === 'yaml' && isPlain(initial);
  const text = `\${1:${snippetText(JSON.stringify(initial).slice(1, -1))}}`;
  return bare ? text : `"${text}"`;
}

function quoted(text: string, format: Format): string {
  return format === 'json' ? `"${text}"` : text;
}

/** Whether YAML reads a text without quotes as that very text. */
export const isPlain = (text: string): boolean =>
  /^[A-Za-z_$][\w ./$[\]()-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);

/** An object over several lines. */
function block(lines: readonly string[], { format, pad, unit }: SnippetLayout): string {
  const inner = lines.map((line) => `\n${pad}${unit}${line}`).join('');
  return format === 'json' ? `{${inner}\n${pad}}` : inner;
}

/** The lines within a nested machine: where it starts, and its states. */
function machineLines({ format, unit }: SnippetLayout): string[] {
  return format === 'json'
    ? ['"StartAt": "$1",', '"States": {', `${unit}$2`, '}']
    : ['StartAt: $1', 'States:', `${unit}$2`];
}

function list(field: FieldDescriptor, layout: SnippetLayout): string {
  const { format, pad, unit, indentedDashes } = layout;
  if (format === 'yaml') return `\n${pad}${indentedDashes ? unit : ''}- $1`;
  const holdsObjects = field.fields || field.kind === 'comparison' || field.kind === 'machines';
  if (!holdsObjects) return '[$1]';
  const deeper = pad + unit;
  return `[\n${deeper}{\n${deeper}${unit}$1\n${deeper}}\n${pad}]`;
}

/** An entry of a list of objects with what it needs, after its dash in YAML. */
export function entrySnippet(
  name: string,
  fields: readonly FieldDescriptor[],
  layout: SnippetLayout,
): string {
  const { format, pad, unit } = layout;
  const inner = { ...layout, pad: pad + unit };
  let places = 0;
  const values = fields
    .filter((field) => begins(name, field))
    .map((field) => {
      const value = insertedValue(field, inner);
      // Each place to type gets a number of its own.
      const numbered = value.replaceAll(
        /\$(\{)?(\d)/g,
        (_all, brace, at) => `$${brace ?? ''}${places + Number(at)}`,
      );
      places += value.includes('$2') ? 2 : 1;
      return format === 'json' ? `"${field.name}": ${numbered}` : `${field.name}: ${numbered}`;
    });
  if (format === 'yaml') return values.join(`\n${inner.pad}`);
  return `{\n${inner.pad}${values.join(`,\n${inner.pad}`)}\n${pad}}`;
}

/** What an entry begins with: what it must have, and the fields that nearly each has. */
function begins(entry: string, { name, required }: FieldDescriptor): boolean {
  if (required === true) return true;
  if (entry === 'Retrier') return ['IntervalSeconds', 'MaxAttempts', 'BackoffRate'].includes(name);
  return (entry === 'Rule' || entry === 'Condition') && (name === 'Variable' || name === 'IsPresent');
}

/** Nested machines of a new state get a state, and a Choice a rule, so that only names are left to type. */
function filled(value: JsonObject, language: QueryLanguage): JsonObject {
  const machine = (name: string): JsonObject => ({
    StartAt: name,
    States: { [name]: { Type: 'Pass', End: true } },
  });
  if (value.Type === 'Map') {
    return { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...machine('Each item') } };
  }
  if (value.Type === 'Parallel')
    return { Type: 'Parallel', Branches: [machine('Branch 1'), machine('Branch 2')] };
  if (value.Type !== 'Choice') return value;
  const condition: JsonObject =
    language === 'JSONata'
      ? { Condition: '{% $states.input.value = true %}' }
      : { Variable: '$.value', BooleanEquals: true };
  return { Type: 'Choice', Choices: [{ ...condition, Next: nextPlace }], Default: nextPlace };
}

/** Stands for the name of a state that is left to type. */
const nextPlace = '«next»';

/** A whole state under a name to type, ending its machine. */
export function stateSnippet(
  descriptor: StateTypeDescriptor,
  language: QueryLanguage,
  layout: SnippetLayout,
): string {
  let places = 1;
  const text = wholeState(descriptor, language, layout);
  return text.replaceAll(JSON.stringify(nextPlace), () => quoted(`$${++places}`, layout.format));
}

function wholeState(descriptor: StateTypeDescriptor, language: QueryLanguage, layout: SnippetLayout): string {
  const created = filled(descriptor.create(language), language);
  const ends = descriptor.exits.includes('next');
  const value: JsonObject = ends ? { ...created, End: true } : created;
  const name = `\${1:${snippetText(descriptor.defaultName)}}`;
  const { format, pad, unit } = layout;
  if (format === 'json') {
    const text = JSON.stringify(value, null, unit).replaceAll('\n', `\n${pad}`);
    return `"${name}": ${snippetText(text)}`;
  }
  return `${name}:${snippetText(yamlOf(value, pad + unit, layout))}`;
}

/** Block YAML of a new state's value, beginning with a line break. */
function yamlOf(value: JsonValue, pad: string, layout: SnippetLayout): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []';
    const { indentedDashes, unit } = layout;
    const dashes = indentedDashes ? pad : pad.slice(unit.length);
    return value.map((entry) => `\n${dashes}- ${yamlOf(entry, `${dashes}  `, layout).trimStart()}`).join('');
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return ' {}';
    return entries
      .map(([key, entry]) => `\n${pad}${key}:${yamlOf(entry, pad + layout.unit, layout)}`)
      .join('');
  }
  return ` ${typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value)}`;
}
