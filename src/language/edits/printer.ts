import type { JsonValue } from '../../base/json';
import type { Format, TextEdit } from '../messages';
import type { SourceNode } from '../source/node';
import { blockEdits } from './block';
import { flowEdits } from './flow';
import { printJson } from './json';
import { ownEntries, type Shadow } from './shadow';
import type { Style } from './style';
import { printFlow, printKey } from './yaml';

/** What the printers of containers share. */
export interface Context {
  readonly text: string;
  readonly format: Format;
  readonly style: Style;
}

/** One child of a container as it stands in the text. */
export interface Child {
  /** From its key, or its dash, or itself… */
  readonly start: number;
  /** … to the end of its value. */
  readonly end: number;
  /** The key as written and as meant; null for items. */
  readonly key: { readonly offset: number; readonly length: number; readonly name: string } | null;
  readonly value: SourceNode | null;
}

export function childrenOf(context: Context, node: SourceNode): Child[] {
  if (node.kind === 'array') {
    return node.items.map((item) => ({
      start: item.dash ?? item.offset,
      end: item.end,
      key: null,
      value: item,
    }));
  }
  return ownEntries(node).map(({ key, keyOffset, keyLength, value }) => ({
    start: keyOffset,
    end: Math.max(colonEnd(context.text, keyOffset + keyLength), value?.end ?? 0),
    key: { offset: keyOffset, length: keyLength, name: key },
    value,
  }));
}

/** Right after the colon that follows a key; the key's end when there is none. */
export function colonEnd(text: string, keyEnd: number): number {
  const found = /^\s*:/.exec(text.slice(keyEnd, keyEnd + 200));
  return found ? keyEnd + found[0].length : keyEnd;
}

/** Edits inside a container that is in the text, in the order of the text. */
export function containerEdits(context: Context, shadow: Shadow): TextEdit[] {
  if (!shadow.source || !shadow.touched || shadow.kind === 'scalar') return [];
  return shadow.source.style === 'block' ? blockEdits(context, shadow) : flowEdits(context, shadow);
}

/** Whether a child's value can be written by edits inside of it; if not, it is printed in its whole. */
export function isPatched(shadow: Shadow | null, child: Child): boolean {
  if (!shadow) return child.value === null;
  if (shadow.source === null || shadow.source !== child.value) return false;
  if (!shadow.touched || shadow.kind === 'scalar') return true;
  if (shadow.source.style === 'block') return shadow.slots.length > 0;
  // In YAML empty brackets say nothing about the style to fill them in.
  return shadow.source.entries.length + shadow.source.items.length > 0 || shadow.slots.length === 0;
}

/** The edit that renames a child's key in place; none when it keeps its name. */
export function keyEdits(context: Context, name: string | null, child: Child): TextEdit[] {
  if (!child.key || name === null || name === child.key.name) return [];
  const { offset, length } = child.key;
  return [{ offset, length, text: keyText(context, name, context.text[offset]) }];
}

/** A key as written; `like` is the first character of a key to follow in its quotes. */
export function keyText(context: Context, name: string, like?: string): string {
  return context.format === 'json' ? JSON.stringify(name) : printKey(name, like);
}

/** A value within brackets. */
export function bracketValue(context: Context, value: JsonValue, indent: string, oneLine: boolean): string {
  if (context.format === 'yaml') return printFlow(value, context.style, indent, oneLine);
  const style = oneLine ? { ...context.style, compact: true } : context.style;
  return printJson(value, indent, style);
}

/** The blanks at the beginning of the line of an offset. */
export function lineIndent(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, start + 500))?.[0] ?? '';
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** The end of the line of an offset, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
