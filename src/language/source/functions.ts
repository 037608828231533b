import { isArray, type JsonValue } from '../../base/json';
import type { SourceNode } from './node';

/**
 * CloudFormation functions inside a definition. What they give is known only at the deployment; here they are
 * read as text: `Sub` as its text, the others as a placeholder such as `${Function.Arn}`.
 */

/** The function that a tag (`!Sub`, `!GetAtt`, …) is the short form of; null for tags of other kinds. */
export function functionOfTag(tag: string): string | null {
  return /^!([A-Z][A-Za-z]*)$/.exec(tag)?.[1] ?? null;
}

/** The function that a key (`Fn::Sub`, `Ref`) is the long form of; null for other keys. */
export function functionOfKey(key: string): string | null {
  return key === 'Ref' ? 'Ref' : (/^Fn::([A-Z][A-Za-z]*)$/.exec(key)?.[1] ?? null);
}

/** Makes every object below that is a function in its long form (`{"Fn::Sub": …}`, `{"Ref": …}`) read as text. */
export function readFunctions(node: SourceNode): void {
  if (node.style === 'alias') return;
  const [entry] = node.entries;
  if (node.entries.length === 1 && entry?.value) {
    const name = functionOfKey(entry.key);
    if (name !== null) {
      node.become(textOfCall(name, entry.value.value), 'function');
      return;
    }
  }
  for (const { value } of node.entries) if (value) readFunctions(value);
  for (const item of node.items) readFunctions(item);
}

/** The text that a function is read as. */
export function textOfCall(name: string, argument: JsonValue): string {
  const first = isArray(argument) ? argument[0] : argument;
  if (name === 'Sub' && typeof first === 'string') return first;
  if (name === 'Ref' && typeof first === 'string') return `\${${first}}`;
  if (name === 'GetAtt') {
    const text = isArray(argument) ? argument.filter((part) => typeof part === 'string').join('.') : first;
    if (typeof text === 'string') return `\${${text}}`;
  }
  return `\${${name}}`;
}
