import { isObject, type JsonObject, type JsonValue } from '../../base/json';
import type { FieldDescriptor, StateTypeDescriptor } from '../../model/stateTypes/types';
import type { QueryLanguage } from '../../model/workflow';
import type { Format } from '../messages';

/** Text of values in the snippet syntax of editors: `$1` is the first place to type, `$0` the last. */

/** Text that an editor's snippets take as it stands. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, (character) => `\\${character}`);
}

/** The value that comes with a new field: a place to type, of the field's kind. */
export function insertedValue(field: FieldDescriptor, format: Format, indent: number): string {
  switch (field.kind) {
    case 'boolean':
      return field.initialValue === true ? 'true' : '${1|true,false|}';
    case 'integer':
    case 'number':
    case 'integerOrJsonata':
      return typeof field.initialValue === 'number' ? `\${1:${field.initialValue}}` : '$1';
    case 'enum':
      return quoted(`\${1|${(field.options ?? []).map((option) => option.value).join(',')}|}`, format);
    case 'template':
    case 'json':
    case 'object':
    case 'machine':
      return blockOf('{', '}', format, indent);
    case 'list':
    case 'machines':
      return listOf(field, format, indent);
    case 'errorNames':
    case 'stringList':
      return format === 'json' ? '["$1"]' : '[$1]';
    case 'comparison':
      return field.name === 'Not' ? blockOf('{', '}', format, indent) : listOf(field, format, indent);
    default:
      return quoted(
        typeof field.initialValue === 'string' && field.initialValue !== ''
          ? `\${1:${snippetText(field.initialValue)}}`
          : '$1',
        format,
      );
  }
}

function quoted(text: string, format: Format): string {
  return format === 'json' || /^\$\{1:\\\$/.test(text) ? `"${text}"` : text;
}

function blockOf(open: string, close: string, format: Format, indent: number): string {
  const pad = ' '.repeat(indent);
  return format === 'json' ? `${open}\n${pad}  $1\n${pad}${close}` : `\n${pad}  $1`;
}

function listOf(field: FieldDescriptor, format: Format, indent: number): string {
  const pad = ' '.repeat(indent);
  if (format === 'yaml') return `\n${pad}  - $1`;
  return field.fields || field.kind === 'comparison' || field.kind === 'machines'
    ? `[\n${pad}  {\n${pad}    $1\n${pad}  }\n${pad}]`
    : '[$1]';
}

/** A whole state under a name to type, ending its machine. */
export function stateSnippet(
  descriptor: StateTypeDescriptor,
  language: QueryLanguage,
  format: Format,
  indent: number,
): string {
  const created = descriptor.create(language);
  const ends = descriptor.exits.includes('next');
  const value: JsonObject = ends ? { ...created, End: true } : created;
  const name = `\${1:${snippetText(descriptor.defaultName)}}`;
  if (format === 'json')
    return `"${name}": ${snippetText(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${' '.repeat(indent)}`)}`;
  return `${name}:${snippetText(yamlOf(value, indent + 2))}`;
}

/** Block YAML of a new state's value, beginning with a line break. */
function yamlOf(value: JsonValue, indent: number): string {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []';
    return value.map((entry) => `\n${pad}- ${yamlOf(entry, indent + 2).trimStart()}`).join('');
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return ' {}';
    return entries.map(([key, entry]) => `\n${pad}${key}:${yamlOf(entry, indent + 2)}`).join('');
  }
  return ` ${typeof value === 'string' && /^[\w][\w ./-]*$/.test(value) ? value : JSON.stringify(value)}`;
}
