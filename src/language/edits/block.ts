import type { TextEdit } from '../messages';
import type { SourceNode } from '../source/node';
import { editedSlice, stayers, trimmed } from './patch';
import {
  type Child,
  type Context,
  childrenOf,
  containerEdits,
  isPatched,
  keyEdits,
  keyText,
  lineEnd,
  lineStart,
} from './printer';
import type { Shadow, Slot } from './shadow';
import { printAfterColon, printAfterDash, spaces } from './yaml';

/**
 * Edits of a YAML map or sequence written by indentation. A child owns whole lines: the comments right above it,
 * its own lines, and deeper comments below. Lines of children that stay are not touched.
 */
export function blockEdits(context: Context, shadow: Shadow): TextEdit[] {
  return shadow.source ? new BlockContainer(context, shadow.source).edits(shadow.slots) : [];
}

/** A child with its lines: from the line break before them to before the line break after them. */
interface Segment extends Child {
  readonly lead: number;
  readonly tail: number;
}

class BlockContainer {
  readonly #segments: Segment[] = [];
  readonly #column: number;
  /** What separates two children. */
  readonly #newLine: string;
  /** Whether the first child begins in the middle of a line (after a dash), or of the text. */
  readonly #inline: boolean;

  constructor(
    readonly context: Context,
    readonly node: SourceNode,
  ) {
    const { text, style } = context;
    const children = childrenOf(context, node);
    const start = children[0]?.start ?? node.offset;
    const line = lineStart(text, start);
    this.#column = start - line;
    this.#newLine = style.eol + spaces(this.#column);
    this.#inline = line === 0 || text.slice(line, start).trim() !== '';
    let previous: number | null = null;
    for (const child of children) {
      const lead: number = previous ?? (this.#inline ? child.start : this.#firstLead(line));
      const tail = this.#tailOf(child);
      this.#segments.push({ ...child, lead, tail });
      previous = tail;
    }
  }

  edits(slots: readonly Slot[]): TextEdit[] {
    const stay = stayers(slots.map((slot) => slot.at));
    const edits: TextEdit[] = [];
    let between: Slot[] = [];
    let last: number | null = null;
    for (const slot of slots) {
      const segment = slot.at === null ? undefined : this.#segments[slot.at];
      if (slot.at === null || !segment || !stay.has(slot.at)) {
        between.push(slot);
        continue;
      }
      edits.push(...this.#gap(last, between, slot.at), ...this.#inside(slot, segment));
      last = slot.at;
      between = [];
    }
    edits.push(...this.#gap(last, between, null));
    return edits.flatMap((edit) => trimmed(this.context.text, edit) ?? []);
  }

  #gap(after: number | null, slots: readonly Slot[], before: number | null): TextEdit[] {
    const dropped = (before ?? this.#segments.length) - (after ?? -1) > 1;
    if (slots.length === 0 && !dropped) return [];
    const previous = after === null ? null : this.#segments[after];
    const next = before === null ? null : this.#segments[before];
    const first = this.#segments[0];
    const from = previous ? previous.tail : (first?.lead ?? this.node.offset);
    const to = next ? next.start : (this.#segments.at(-1)?.tail ?? this.node.end);
    let written = slots.map((slot, at) => this.#written(slot, !previous && at === 0)).join('');
    if (next) written += this.#leadOf(next, !previous && slots.length === 0);
    return [{ offset: from, length: to - from, text: written }];
  }

  /** What stands before a child, its comments included, at its new place. */
  #leadOf(segment: Segment, isFirst: boolean): string {
    const lead = this.context.text.slice(segment.lead, segment.start);
    if (lead.trim() !== '') return lead;
    if (isFirst && this.#inline) return '';
    return /[\r\n]/.test(lead) ? lead : this.#newLine;
  }

  #written(slot: Slot, isFirst: boolean): string {
    const segment = slot.at === null ? undefined : this.#segments[slot.at];
    if (!segment) return (isFirst && this.#inline ? '' : this.#newLine) + this.#fresh(slot);
    const { text } = this.context;
    return (
      this.#leadOf(segment, isFirst) +
      editedSlice(text, segment.start, segment.tail, this.#inside(slot, segment))
    );
  }

  #fresh(slot: Slot): string {
    const { context } = this;
    const { style } = context;
    const value = slot.shadow?.value ?? null;
    if (slot.key === null) return `- ${printAfterDash(value, this.#column + 2, style)}`;
    const key = keyText(context, slot.key);
    return `${key}:${printAfterColon(value, this.#column, style)}`;
  }

  #inside(slot: Slot, segment: Segment): TextEdit[] {
    const edits = keyEdits(this.context, slot.key, segment);
    if (!slot.shadow) return edits;
    if (isPatched(slot.shadow, segment)) return [...edits, ...containerEdits(this.context, slot.shadow)];
    return [...edits, this.#replaced(slot.shadow, segment)];
  }

  /** The edit that gives a child another value; a comment on the line of its key or dash stays there. */
  #replaced(shadow: Shadow, segment: Segment): TextEdit {
    const { text, style } = this.context;
    const value = shadow.value;
    const like = this.#quotesOf(segment);
    const from = segment.key ? this.#colonEnd(segment) : segment.start + 1;
    const printed = segment.key
      ? printAfterColon(value, this.#column, style, like)
      : ` ${printAfterDash(value, this.#column + 2, style, like)}`;
    const start = segment.value?.offset ?? segment.end;
    const between = /^[ \t]+#[^\r\n]*/.exec(text.slice(from, Math.max(from, start)))?.[0] ?? '';
    const to = Math.max(segment.end, from);
    const behind = /^[ \t]+#[^\r\n]*/.exec(text.slice(to, lineEnd(text, to)))?.[0] ?? '';
    const end = printed.search(/[\r\n]/);
    if (end < 0) return { offset: from, length: to - from, text: printed + between };
    const isDashed = !segment.key;
    if (isDashed && (between || behind)) {
      return {
        offset: from,
        length: to + behind.length - from,
        text: `${between}${behind}${this.#newLine}  ${printed.trimStart()}`,
      };
    }
    const withComment = printed.slice(0, end) + between + behind + printed.slice(end);
    return { offset: from, length: to + behind.length - from, text: withComment };
  }

  #colonEnd(segment: Segment): number {
    const { key } = segment;
    if (!key) return segment.start;
    const found = /^\s*:/.exec(this.context.text.slice(key.offset + key.length, segment.end));
    return key.offset + key.length + (found?.[0].length ?? 0);
  }

  /** The first character of a text that is replaced: its quotes are kept. Tags and lines below say nothing. */
  #quotesOf({ value }: Segment): string | undefined {
    if (value?.kind !== 'string' || value.style !== null) return undefined;
    return this.context.text[value.offset];
  }

  /** The comment lines right above the first child belong to it, except at the head of the document. */
  #firstLead(line: number): number {
    const { text } = this.context;
    let at = line;
    if (this.node.parent) {
      const floor = this.#floor();
      for (;;) {
        const above = lineStart(text, this.#beforeBreak(at));
        if (above <= floor || above === at || !/^[ \t]*#/.test(text.slice(above, at))) break;
        at = above;
      }
    }
    return this.#beforeBreak(at);
  }

  /** Where the line ends on which the container's key stands. */
  #floor(): number {
    const entry = this.node.parent?.entries.find((each) => each.value === this.node);
    return entry ? lineStart(this.context.text, entry.keyOffset) : (this.node.parent?.offset ?? 0);
  }

  /** The offset of the line break before a line's start. */
  #beforeBreak(start: number): number {
    const { text } = this.context;
    if (start === 0) return 0;
    return text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
  }

  /** The end of a child's last line, or of the deeper comments below it. */
  #tailOf(child: Child): number {
    const { text } = this.context;
    let tail = lineEnd(text, child.end);
    const below = /\r?\n(?:[ \t]*\r?\n)*([ \t]*)#[^\r\n]*/y;
    for (;;) {
      below.lastIndex = tail;
      const found = below.exec(text);
      if (!found || (found[1]?.length ?? 0) <= this.#column) return tail;
      tail = below.lastIndex;
    }
  }
}
