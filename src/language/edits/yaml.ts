import { isArray, isObject, type JsonArray, type JsonObject, type JsonValue } from '../../base/json';
import type { Context } from './printer';
import type { Style } from './style';

/** Printing of values as YAML in the author's style. Columns are counted in spaces. */

const indicators = /^[-?:,[\]{}#&*!|>'"%@`=~<]/;
/** What some reader of YAML takes for something other than text, the older YAML 1.1 included. */
const notText =
  /^(?:null|true|false|yes|no|on|off|y|n|[-+]?(?:\.inf|\.nan)|\.nan|[-+]?[\d.][\d._,:]*(?:e[-+]?\d+)?|0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?.*)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what needs quotes.
const needsEscapes = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/;

/** Whether a text can stand without quotes and is read as the same text. */
export function isPlain(text: string, inBrackets: boolean): boolean {
  if (text === '' || text.trim() !== text || indicators.test(text) || notText.test(text)) return false;
  if (/: |\s#|:$/.test(text) || text.startsWith('...') || needsEscapes.test(text)) return false;
  return !inBrackets || !/[,[\]{}:#]/.test(text);
}

/** A scalar on one line. `like` is the first character of a scalar to follow in its quotes. */
export function printScalar(value: JsonValue, style: Style, inBrackets: boolean, like?: string): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const quotes = like === '"' || like === "'" ? like : like === undefined ? style.quotes : null;
  if (quotes === null && isPlain(value, inBrackets)) return value;
  const preferred = quotes ?? style.quotes ?? '"';
  if (preferred === "'" && !needsEscapes.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return quoted(value);
}

/** A text in double quotes; what YAML takes for a line break or can't print is escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function printKey(name: string, like?: string): string {
  if (like === '"') return quoted(name);
  if (like === "'" && !needsEscapes.test(name)) return `'${name.replaceAll("'", "''")}'`;
  return isPlain(name, true) ? name : quoted(name);
}

/** A value in brackets. */
export function printFlow(value: JsonValue, style: Style, indent: string, oneLine: boolean): string {
  const deeper = indent + unitOf(style);
  const parts = isArray(value)
    ? value.map((item) => printFlow(item, style, deeper, oneLine))
    : isObject(value)
      ? Object.entries(value).map(
          ([key, item]) => `${flowKey(key, style)}: ${printFlow(item, style, deeper, oneLine)}`,
        )
      : null;
  if (parts === null) return printScalar(value, style, true);
  const [open, close] = isArray(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const short = isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
  if (oneLine || short) {
    const space = isArray(value) && style.shortArrays !== 'spaced' ? '' : ' ';
    return `${open}${space}${parts.join(', ')}${space}${close}`;
  }
  const { eol } = style;
  return `${open}${eol}${parts.map((part) => deeper + part).join(`,${eol}`)}${eol}${indent}${close}`;
}

/** JSON inside YAML keeps its quotes. */
function flowKey(key: string, style: Style): string {
  return printKey(key, style.quotes === '"' ? '"' : undefined);
}

/** What follows a key's colon, or a dash: ` text`, or lines below. `column` is that of the key or of the content after the dash. */
export function printAfterColon(value: JsonValue, column: number, style: Style, like?: string): string {
  const { eol } = style;
  if (isObject(value) && Object.keys(value).length > 0) {
    const inner = column + unitOf(style).length;
    return eol + spaces(inner) + printEntries(value, inner, style);
  }
  if (isArray(value) && value.length > 0) {
    if (isShortFlow(value, style)) return ` ${printFlow(value, style, '', true)}`;
    const inner = column + (style.indentedDashes ? unitOf(style).length : 0);
    return eol + spaces(inner) + printItems(value, inner, style);
  }
  return ` ${printLeaf(value, column + unitOf(style).length, style, like)}`;
}

/** The entries of an object; the first one begins where the caller stands. */
export function printEntries(value: JsonObject, column: number, style: Style): string {
  return Object.entries(value)
    .map(([key, item]) => `${printKey(key)}:${printAfterColon(item, column, style)}`)
    .join(style.eol + spaces(column));
}

/** The items of a sequence with their dashes; the first one begins where the caller stands. */
export function printItems(value: JsonArray, column: number, style: Style): string {
  return value.map((item) => `- ${printAfterDash(item, column + 2, style)}`).join(style.eol + spaces(column));
}

export function printAfterDash(value: JsonValue, column: number, style: Style, like?: string): string {
  if (isObject(value) && Object.keys(value).length > 0) return printEntries(value, column, style);
  if (isArray(value) && value.length > 0 && !isShortFlow(value, style))
    return printItems(value, column, style);
  if (isArray(value) && value.length > 0) return printFlow(value, style, '', true);
  return printLeaf(value, column, style, like);
}

/** A scalar or an empty container; text of several lines stands below, at `column`. */
function printLeaf(value: JsonValue, column: number, style: Style, like?: string): string {
  if (isArray(value)) return '[]';
  if (isObject(value)) return '{}';
  if (typeof value === 'string' && isLiteral(value)) {
    const clip = value.endsWith('\n') ? '' : '-';
    const lines = value.replace(/\n$/, '').split('\n');
    return `|${clip}${lines.map((line) => style.eol + (line === '' ? '' : spaces(column) + line)).join('')}`;
  }
  return printScalar(value, style, false, like);
}

/** Whether a text can be written as lines below a `|`. */
function isLiteral(text: string): boolean {
  if (!text.includes('\n') || text.endsWith('\n\n') || /^[\s]/.test(text)) return false;
  return !needsEscapes.test(text.replaceAll('\n', '')) && text.trim() !== '';
}

/** A whole value where a document or a sequence's item may begin, at a column. */
export function printBlockRoot(value: JsonValue, context: Context, offset: number): string {
  const { text, style } = context;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return printAfterDash(value, offset - start, style);
}

function isShortFlow(value: JsonArray, style: Style): boolean {
  if (style.shortArrays === 'lines') return false;
  const plain = value.every((item) => !isObject(item) && !isArray(item));
  return plain && printFlow(value, style, '', true).length <= 80;
}

export function unitOf(style: Style): string {
  return /^ +$/.test(style.unit) ? style.unit : '  ';
}

export const spaces = (count: number): string => ' '.repeat(count);
