import { isArray, isObject, type JsonValue } from '../../base/json';
import type { Style } from './style';

/**
 * Prints a value as JSON in the author's style.
 * @param indent Indentation of the line on which it begins.
 */
export function printJson(value: JsonValue, indent: string, style: Style): string {
  if (style.compact) return printCompact(value, style.colon);
  if (isArray(value)) {
    if (value.length === 0) return '[]';
    if (style.shortArrays !== 'lines' && isShort(value)) return printShort(value, style);
    return wrapped(
      '[',
      value.map((item) => printJson(item, indent + style.unit, style)),
      ']',
      indent,
      style,
    );
  }
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}${style.colon}${printJson(item, indent + style.unit, style)}`,
  );
  return entries.length === 0 ? '{}' : wrapped('{', entries, '}', indent, style);
}

/** On one line: without any blanks, or with them after commas and colons as the colon has them. */
export function printCompact(value: JsonValue, colon: string): string {
  const comma = colon.endsWith(' ') ? ', ' : ',';
  if (isArray(value)) return `[${value.map((item) => printCompact(item, colon)).join(comma)}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const printed = entries.map(([key, item]) => `${JSON.stringify(key)}${colon}${printCompact(item, colon)}`);
  const space = colon.endsWith(' ') ? ' ' : '';
  return `{${space}${printed.join(comma)}${space}}`;
}

function wrapped(
  open: string,
  parts: readonly string[],
  close: string,
  indent: string,
  style: Style,
): string {
  const { eol, unit } = style;
  return `${open}${eol}${parts.map((part) => indent + unit + part).join(`,${eol}`)}${eol}${indent}${close}`;
}

function isShort(values: readonly JsonValue[]): boolean {
  const plain = values.every((item) => !isArray(item) && !isObject(item));
  return plain && printCompact(values, ': ').length <= 80;
}

function printShort(values: readonly JsonValue[], style: Style): string {
  const printed = values.map((item) => JSON.stringify(item)).join(', ');
  return style.shortArrays === 'spaced' ? `[ ${printed} ]` : `[${printed}]`;
}
