import type { SourceNode } from '../source/node';
import type { SourceTree } from '../source/tree';

/** How the author writes, as far as the text shows it. */
export interface Style {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Between key and value in brackets: `: ` or `:`. */
  readonly colon: string;
  /** Whether the text has no line breaks to speak of. */
  readonly compact: boolean;
  /** How an array of short plain values is written: `["a"]`, `[ "a" ]`, or over several lines. */
  readonly shortArrays: 'tight' | 'spaced' | 'lines';
  /** YAML: whether the dashes of a sequence stand deeper than their key. */
  readonly indentedDashes: boolean;
  /** YAML: quotes of texts that could do without; null: none. */
  readonly quotes: '"' | "'" | null;
}

export function styleOf(tree: SourceTree): Style {
  const { text, root } = tree;
  const seen = new StyleObserver(text);
  if (root) seen.visit(root, 0);
  const multiLine = /[\r\n]/.test(text.trim());
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    unit: seen.unit ?? '  ',
    colon: seen.colon ?? (multiLine || tree.format === 'yaml' || !root || root.length <= 2 ? ': ' : ':'),
    compact: tree.format === 'json' && !multiLine && (root?.length ?? 0) > 2,
    shortArrays: seen.shortArrays ?? 'lines',
    indentedDashes: seen.indentedDashes,
    quotes: seen.quotes,
  };
}

/** Enough of a text to know its style; a long one is not read to its end. */
const mostNodes = 4000;

class StyleObserver {
  unit: string | null = null;
  colon: string | null = null;
  shortArrays: Style['shortArrays'] | null = null;
  #dashVotes = 0;
  #quoted = { '"': 0, "'": 0, plain: 0 };
  #count = 0;

  constructor(readonly text: string) {}

  get indentedDashes(): boolean {
    return this.#dashVotes >= 0;
  }

  get quotes(): Style['quotes'] {
    const { '"': double, "'": single, plain } = this.#quoted;
    if (plain >= double + single) return null;
    return double >= single ? '"' : "'";
  }

  visit(node: SourceNode, depth: number): void {
    if (this.#count++ > mostNodes || node.style === 'alias') return;
    if (node.kind === 'object') this.#object(node, depth);
    else if (node.kind === 'array') this.#array(node, depth);
    else if (node.kind === 'string') this.#string(node);
  }

  #object(node: SourceNode, depth: number): void {
    for (const { keyOffset, keyLength, value, merged } of node.entries) {
      if (merged) continue;
      const indent = this.#indentIfFirst(keyOffset);
      this.#learnUnit(indent, node, depth);
      if (!value) continue;
      const keyEnd = keyOffset + keyLength;
      if (node.style !== 'block') this.colon ??= this.#between(keyEnd, value.offset);
      else if (value.kind === 'array' && value.style === 'block' && indent !== null) {
        const dash = this.#indentIfFirst(value.items[0]?.dash ?? -1);
        if (dash !== null) this.#dashVotes += dash.length > indent.length ? 1 : -1;
      }
      this.visit(value, depth + 1);
    }
  }

  #array(node: SourceNode, depth: number): void {
    const plain =
      node.items.length > 0 && node.items.every((item) => item.kind !== 'object' && item.kind !== 'array');
    if (plain && node.style !== 'block') {
      const written = this.text.slice(node.offset, node.end);
      if (/[\r\n]/.test(written)) this.shortArrays ??= 'lines';
      else this.shortArrays ??= written.startsWith('[ ') ? 'spaced' : 'tight';
    } else if (plain) this.shortArrays ??= 'lines';
    for (const item of node.items) this.visit(item, depth + 1);
  }

  #string(node: SourceNode): void {
    if (node.style !== null) return;
    const first = this.text[node.offset];
    if (first === '"' || first === "'") this.#quoted[first]++;
    else this.#quoted.plain++;
  }

  /** The first key that stands deeper than the object around it shows the unit. */
  #learnUnit(indent: string | null, node: SourceNode, depth: number): void {
    if (this.unit !== null || !indent || depth === 0) {
      if (this.unit === null && indent && depth === 0 && node.style !== 'block') this.unit = indent;
      return;
    }
    const around = node.parent?.entries[0];
    const outer = around ? this.#indentIfFirst(around.keyOffset) : null;
    if (outer !== null && indent.length > outer.length && indent.startsWith(outer)) {
      this.unit = indent.slice(outer.length);
    }
  }

  #between(from: number, to: number): string | null {
    const between = this.text.slice(from, to);
    return /^ *: *$/.test(between) ? between : null;
  }

  /** The blanks before an offset when nothing else stands before it on its line; null otherwise. */
  #indentIfFirst(offset: number): string | null {
    if (offset < 0) return null;
    return /(?:^|[\r\n])([ \t]*)$/.exec(this.text.slice(Math.max(0, offset - 200), offset))?.[1] ?? null;
  }
}
