import { isObject, type JsonValue } from '../../base/json';
import type { Format } from '../messages';
import { functionOfKey, textOfCall } from '../source/functions';
import type { SourceNode } from '../source/node';
import { addScalar, type Scalar } from './scalars';
import { MapBuilder, type TextMap } from './textMap';

/**
 * A definition that a template holds as text: one text, the text of `Fn::Sub`, or the pieces of `Fn::Join`.
 */
export interface EmbeddedText {
  /** The definition's own text and where each of its characters stands. */
  readonly map: TextMap;
  /** The texts that it is written as; several when it is joined. */
  readonly pieces: readonly Scalar[];
  /** Whether `Fn::Join` makes it of several values. */
  readonly joined: boolean;
  /** Where the whole value stands, its function included. */
  readonly node: SourceNode;
  /**
   * Whether a placeholder is replaced before the definition is read, so that it may stand without quotes.
   * `Fn::Sub` replaces all of them, `Fn::Join` those that stand for its references.
   */
  readonly replaces: (name: string) => boolean;
}

/** A function of CloudFormation with its argument, in either form. */
export interface Call {
  readonly name: string;
  readonly argument: SourceNode;
}

/** The function that a node is a call of; null for other values. */
export function callOf(node: SourceNode): Call | null {
  if (node.call) return node.call;
  const [entry] = node.entries;
  if (node.entries.length !== 1 || !entry?.value) return null;
  const name = functionOfKey(entry.key);
  return name === null ? null : { name, argument: entry.value };
}

/** Whether a value holds its definition as text in the template itself. */
export function isEmbedded(node: SourceNode | null): node is SourceNode {
  if (!node || node.style === 'alias') return false;
  const call = callOf(node);
  if (!call) return node.kind === 'string' && !onlyPlaceholder(node);
  if (call.name === 'Sub') return substitutedText(call.argument) !== null;
  return call.name === 'Join' && joinedValues(call.argument) !== null;
}

/** `${file(x.yml)}` and the like: the text comes from somewhere else. */
const onlyPlaceholder = (node: SourceNode): boolean => /^\s*\$\{[^}]*\}\s*$/.test(String(node.value));

/** The text of `Fn::Sub`, alone or before its variables; null when it has none of its own. */
export function substitutedText(argument: SourceNode): SourceNode | null {
  const text = argument.kind === 'array' ? (argument.items[0] ?? null) : argument;
  return text?.kind === 'string' && !callOf(text) && !onlyPlaceholder(text) ? text : null;
}

/** What `Fn::Join` puts together; null when that is not written here. */
export function joinedValues(
  argument: SourceNode,
): { readonly separator: string; readonly values: readonly SourceNode[] } | null {
  const [separator, list] = argument.items;
  if (argument.items.length !== 2 || separator?.kind !== 'string' || list?.kind !== 'array') return null;
  return list.style === 'alias' || callOf(list)
    ? null
    : { separator: String(separator.value), values: list.items };
}

/**
 * Reads the text of a value for which `isEmbedded` holds.
 * @param given Names that the template replaces besides: its `DefinitionSubstitutions`.
 */
export function readEmbedded(
  text: string,
  format: Format,
  node: SourceNode,
  given: ReadonlySet<string>,
): EmbeddedText {
  const reader = new EmbeddedReader(text, format);
  reader.add(node);
  const { builder, pieces, references } = reader;
  const name = callOf(node)?.name;
  return {
    map: builder.build(reader.start ?? node.offset),
    pieces,
    joined: name === 'Join',
    node,
    replaces: (placeholder) => name === 'Sub' || references.has(placeholder) || given.has(placeholder),
  };
}

class EmbeddedReader {
  readonly builder = new MapBuilder();
  readonly pieces: Scalar[] = [];
  /** Names by which references stand in the text. */
  readonly references = new Set<string>();
  /** Where the first text begins behind its quote. */
  start: number | null = null;

  constructor(
    readonly text: string,
    readonly format: Format,
  ) {}

  add(node: SourceNode): void {
    const call = callOf(node);
    if (!call && node.kind === 'string') {
      this.#scalar(node);
      return;
    }
    const inner = call?.name === 'Sub' ? substitutedText(call.argument) : null;
    const join = call?.name === 'Join' ? joinedValues(call.argument) : null;
    if (inner) this.#substituted(inner);
    else if (join) this.#joined(join.separator, join.values);
    else this.#reference(node, call);
  }

  #scalar(node: SourceNode): void {
    const { builder, pieces } = this;
    if (node.style === 'alias' || node.style === 'function') {
      builder.written(String(node.value), node.offset, node.length, null);
      return;
    }
    const piece = addScalar(builder, this.text, this.format, node, pieces.length);
    this.start ??= piece.offset + (piece.kind === 'plain' ? 0 : 1);
    pieces.push(piece);
  }

  #substituted(node: SourceNode): void {
    for (const [, name] of String(node.value).matchAll(/\$\{([^}!][^}]*)\}/g)) {
      if (name !== undefined) this.references.add(name.trim());
    }
    this.#scalar(node);
  }

  #joined(separator: string, values: readonly SourceNode[]): void {
    values.forEach((value, index) => {
      const previous = values[index - 1];
      if (previous) this.builder.written(separator, previous.end, 0, null);
      this.add(value);
    });
  }

  /** What is known at the deployment only stands in the text as a placeholder. */
  #reference(node: SourceNode, call: Call | null): void {
    const text = call ? textOfCall(call.name, call.argument.value) : plainText(node.value);
    const name = /^\$\{(.*)\}$/s.exec(text)?.[1];
    if (name !== undefined) this.references.add(name);
    this.builder.written(text, node.offset, node.length, null);
  }
}

function plainText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? (isObject(value) ? '${Value}' : '') : String(value);
}
