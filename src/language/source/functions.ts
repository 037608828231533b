import { isArray, type JsonValue } from '../../base/json';
import type { SourceNode } from './node';

/**
 * CloudFormation functions inside a definition. What they give is known only at the deployment; here they are
 * read as text: `Sub` as its text, the others as a placeholder such as `${Function.Arn}`.
 */

/** The text a short function tag (`!Sub`, `!GetAtt`, …) is read as; null for tags of other kinds. */
export function textOfTag(tag: string, argument: JsonValue): string | null {
  const name = /^!([A-Z][A-Za-z]*)$/.exec(tag)?.[1];
  return name === undefined ? null : textOf(name, argument);
}

/** Makes every object below that is a function in its long form (`{"Fn::Sub": …}`, `{"Ref": …}`) read as text. */
export function readFunctions(node: SourceNode): void {
  if (node.style === 'alias') return;
  const [entry] = node.entries;
  if (node.entries.length === 1 && entry?.value) {
    const name = entry.key === 'Ref' ? 'Ref' : /^Fn::([A-Z][A-Za-z]*)$/.exec(entry.key)?.[1];
    if (name !== undefined) {
      node.become(textOf(name, entry.value.value), 'function');
      return;
    }
  }
  for (const { value } of node.entries) if (value) readFunctions(value);
  for (const item of node.items) readFunctions(item);
}

function textOf(name: string, argument: JsonValue): string {
  const first = isArray(argument) ? argument[0] : argument;
  if (name === 'Sub' && typeof first === 'string') return first;
  if (name === 'Ref' && typeof first === 'string') return `\${${first}}`;
  if (name === 'GetAtt') {
    const text = isArray(argument) ? argument.filter((part) => typeof part === 'string').join('.') : first;
    if (typeof text === 'string') return `\${${text}}`;
  }
  return `\${${name}}`;
}
