import type { TextEdit } from '../messages';
import type { SourceNode } from '../source/node';
import { editedSlice, stayers, trimmed } from './patch';
import {
  bracketValue,
  type Child,
  type Context,
  childrenOf,
  containerEdits,
  isPatched,
  keyEdits,
  keyText,
  lineIndent,
} from './printer';
import type { Shadow, Slot } from './shadow';

/**
 * Edits of an object or array in brackets: JSON, or YAML's flow style. Children that stay are edited inside;
 * whatever lies between two of them is written as one edit, with the commas it needs.
 */
export function flowEdits(context: Context, shadow: Shadow): TextEdit[] {
  return shadow.source ? new FlowContainer(context, shadow.source).edits(shadow.slots) : [];
}

/** A child with what belongs to it: the blanks and comments before it, its comma, a comment on its line. */
interface Segment extends Child {
  /** Where what stands before it begins. */
  readonly lead: number;
  /** Where its comma is; null when it has none. */
  readonly comma: number | null;
  /** Where what belongs to it ends, after its comma. */
  readonly tail: number;
}

/** Text put together from parts, with a line break where a comment to the end of its line demands one. */
class Line {
  text = '';
  #openComment: boolean;

  constructor(
    readonly context: Context,
    readonly newLine: string,
    /** The blanks and comments that stand before. */
    trivia: string,
  ) {
    this.#openComment = this.#endsInComment(trivia);
  }

  /** @param trivia Blanks and comments after the part, which may end in a comment. */
  add(part: string, trivia: string): void {
    if (this.#openComment && !/^[ \t]*[\r\n]/.test(part)) this.text += this.newLine;
    this.text += part + trivia;
    this.#openComment = this.#endsInComment(trivia);
  }

  /** The text when a character follows it. */
  before(next: string | undefined): string {
    return this.#openComment && !/[\r\n]/.test(next ?? '') ? this.text + this.newLine : this.text;
  }

  #endsInComment(trivia: string): boolean {
    const last = trivia.slice(Math.max(trivia.lastIndexOf('\n'), trivia.lastIndexOf('\r')) + 1);
    return this.context.format === 'json'
      ? last.replace(/\/\*.*?\*\//g, '').includes('//')
      : last.includes('#');
  }
}

class FlowContainer {
  readonly #segments: Segment[] = [];
  /** After the bracket and a comment on its line. */
  readonly #open: number;
  /** Where the blanks and comments before the closing bracket begin. */
  readonly #close: number;
  readonly #lines: boolean;
  /** What stands before a child that is on a line of its own. */
  readonly #ownLine: string;

  constructor(
    readonly context: Context,
    readonly node: SourceNode,
  ) {
    const { text, style } = context;
    this.#open = this.#tailFrom(node.offset + 1);
    let lead = this.#open;
    for (const child of childrenOf(context, node)) {
      const comma = this.#commaAfter(child.end);
      const tail = this.#tailFrom(comma === null ? child.end : comma + 1);
      this.#segments.push({ ...child, lead, comma, tail });
      lead = tail;
    }
    this.#close = lead;
    const first = this.#segments.find((segment) => this.#startsLine(segment));
    const empty = this.#segments.length === 0;
    this.#lines = first !== undefined || (empty && !style.compact && /[\r\n]/.test(text));
    const indent = first ? lineIndent(text, first.start) : lineIndent(text, node.offset) + style.unit;
    this.#ownLine = style.eol + indent;
  }

  edits(slots: readonly Slot[]): TextEdit[] {
    if (slots.length === 0) return this.#emptied();
    if (this.#segments.length === 0) return this.#filled(slots);
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

  /** What stands between two children that stay; null: the opening or closing bracket. */
  #gap(after: number | null, slots: readonly Slot[], before: number | null): TextEdit[] {
    const previous = after === null ? null : (this.#segments[after] ?? null);
    const next = before === null ? null : (this.#segments[before] ?? null);
    const dropped = (before ?? this.#segments.length) - (after ?? -1) > 1;
    if (slots.length === 0 && !dropped) return [];
    const { context } = this;
    const { text } = context;
    const trailing = this.#segments.at(-1)?.comma != null;
    const from = previous ? previous.end : this.#open;
    const line = new Line(context, this.#ownLine, text.slice(this.node.offset + 1, this.#open));
    if (previous) {
      const needsComma = next !== null || slots.length > 0 || trailing;
      const afterComma = previous.comma === null ? previous.end : previous.comma + 1;
      const before = text.slice(previous.end, previous.comma ?? previous.end);
      line.add(before + (needsComma ? ',' : ''), text.slice(afterComma, previous.tail));
    }
    slots.forEach((slot, at) => {
      const isFirst = previous === null && at === 0;
      const needsComma = next !== null || at < slots.length - 1 || trailing;
      this.#write(line, slot, isFirst, needsComma);
    });
    // Without line breaks the blank before a child depends on whether it is the first.
    if (previous === null && next && !this.#lines) {
      line.add(this.#keptLead(next, this.#leadOnLine(slots.length === 0)), '');
      return [{ offset: from, length: next.start - from, text: line.text }];
    }
    const to = next ? next.lead : this.#close;
    return [{ offset: from, length: to - from, text: line.before(text[to]) }];
  }

  /** A child's comments before it, or the blank that belongs there. */
  #keptLead(segment: Segment, blank: string): string {
    const lead = this.context.text.slice(segment.lead, segment.start);
    return lead.trim() === '' ? blank : lead;
  }

  /** Writes a child that is new or comes from elsewhere in the container. */
  #write(line: Line, slot: Slot, isFirst: boolean, comma: boolean): void {
    const segment = slot.at === null ? undefined : this.#segments[slot.at];
    const separator = comma ? ',' : '';
    const usual = this.#lines ? this.#ownLine : this.#leadOnLine(isFirst);
    if (!segment) {
      line.add(usual + this.#fresh(slot) + separator, '');
      return;
    }
    const { text } = this.context;
    const body = editedSlice(text, segment.start, segment.end, this.#inside(slot, segment));
    const original = text.slice(segment.lead, segment.start);
    const lead = original.trim() !== '' || (this.#lines && /[\r\n]/.test(original)) ? original : usual;
    const afterComma = segment.comma === null ? segment.end : segment.comma + 1;
    const before = text.slice(segment.end, segment.comma ?? segment.end);
    line.add(lead + body + before + separator, text.slice(afterComma, segment.tail));
  }

  #inside(slot: Slot, segment: Segment): TextEdit[] {
    const { context } = this;
    const edits = keyEdits(context, slot.key, segment);
    if (isPatched(slot.shadow, segment) || !slot.shadow) {
      return slot.shadow ? [...edits, ...containerEdits(context, slot.shadow)] : edits;
    }
    const indent = lineIndent(context.text, segment.start);
    const printed = bracketValue(context, slot.shadow.value, indent, this.#onOneLine());
    if (segment.value && segment.value.length > 0) {
      return [...edits, { offset: segment.value.offset, length: segment.value.length, text: printed }];
    }
    const hasColon = context.text[segment.end - 1] === ':';
    return [
      ...edits,
      { offset: segment.end, length: 0, text: (hasColon ? ' ' : context.style.colon) + printed },
    ];
  }

  #fresh(slot: Slot): string {
    const { context } = this;
    const indent = this.#lines
      ? this.#ownLine.slice(context.style.eol.length)
      : lineIndent(context.text, this.node.offset);
    const value = bracketValue(context, slot.shadow?.value ?? null, indent, this.#onOneLine());
    const like = this.#segments.find((segment) => segment.key)?.key;
    if (slot.key === null) return value;
    return keyText(context, slot.key, like ? context.text[like.offset] : '"') + context.style.colon + value;
  }

  /** Whether new values are written without line breaks, as the neighbours are. */
  #onOneLine(): boolean {
    const { text, style } = this.context;
    if (style.compact) return true;
    const nested = this.#segments.filter(
      (segment) =>
        (segment.value?.kind === 'object' || segment.value?.kind === 'array') && segment.value.length > 2,
    );
    if (nested.some((segment) => /[\r\n]/.test(text.slice(segment.start, segment.end)))) return false;
    const objects = nested.filter((segment) => segment.value?.kind === 'object');
    return objects.length > 0 || (!this.#lines && this.#segments.length > 0);
  }

  #emptied(): TextEdit[] {
    const from = this.node.offset + 1;
    const last = this.#segments.at(-1);
    if (!last) return [];
    const closed = /[}\]]/.test(this.context.text[this.node.end - 1] ?? '');
    const to = closed ? this.node.end - 1 : this.#close;
    const inside = this.context.text.slice(this.#close, to) + this.context.text.slice(from, this.#open);
    // Comments of the container itself stay.
    if (inside.trim() !== '') return [{ offset: this.#open, length: this.#close - this.#open, text: '' }];
    return [{ offset: from, length: to - from, text: '' }];
  }

  #filled(slots: readonly Slot[]): TextEdit[] {
    const { text, style } = this.context;
    const closed = /[}\]]/.test(text[this.node.end - 1] ?? '') && this.node.length > 1;
    const to = closed ? this.node.end - 1 : this.node.end;
    const inside = text.slice(this.node.offset + 1, to).trimEnd();
    const printed = slots.map((slot) => this.#fresh(slot));
    const outer = lineIndent(text, this.node.offset);
    const short = printed.join(', ').length <= 80 && slots.every((slot) => slot.shadow?.kind === 'scalar');
    const onOneLine = this.node.kind === 'array' && short && style.shortArrays !== 'lines';
    if (!this.#lines || (onOneLine && inside === '')) {
      const space = style.shortArrays === 'spaced' && this.node.kind === 'array' ? ' ' : '';
      const comma = style.colon.endsWith(' ') ? ', ' : ',';
      return [
        {
          offset: this.node.offset + 1,
          length: to - this.node.offset - 1,
          text: inside + space + printed.join(comma) + space,
        },
      ];
    }
    const lines = printed.map((each) => this.#ownLine + each).join(',');
    return [
      {
        offset: this.node.offset + 1,
        length: to - this.node.offset - 1,
        text: `${inside}${lines}${style.eol}${outer}`,
      },
    ];
  }

  /** The blank before a child of a container on one line. */
  #leadOnLine(isFirst: boolean): string {
    const { text, style } = this.context;
    const [first, second] = this.#segments;
    if (isFirst)
      return first && !/\S/.test(text.slice(first.lead, first.start))
        ? text.slice(first.lead, first.start)
        : '';
    const between = second ? text.slice(second.lead, second.start) : null;
    if (between !== null && !/\S/.test(between)) return between;
    return style.compact || !style.colon.endsWith(' ') ? '' : ' ';
  }

  #startsLine(segment: Segment): boolean {
    return /[\r\n]/.test(this.context.text.slice(segment.lead, segment.start));
  }

  #commaAfter(from: number): number | null {
    const at = this.#skipTrivia(from, this.node.end, true);
    return this.context.text[at] === ',' && at < this.node.end ? at : null;
  }

  /** Past the blanks and comments up to the end of the line when nothing else stands there; else as it was. */
  #tailFrom(from: number): number {
    const at = this.#skipTrivia(from, this.node.end, false);
    const atLineEnd = /[\r\n]/.test(this.context.text[at] ?? '');
    return atLineEnd ? at : from;
  }

  #skipTrivia(from: number, to: number, overLines: boolean): number {
    const { text, format } = this.context;
    let at = from;
    while (at < to) {
      const rest = text.slice(at, Math.min(to, at + 2));
      if (rest[0] === ' ' || rest[0] === '\t' || (overLines && /[\r\n]/.test(rest[0] ?? ''))) at++;
      else if (format === 'json' ? rest === '//' : rest[0] === '#')
        while (at < to && !/[\r\n]/.test(text[at] ?? '')) at++;
      else if (format === 'json' && rest === '/*') {
        const end = text.indexOf('*/', at + 2);
        const after = end < 0 ? to : end + 2;
        if (!overLines && /[\r\n]/.test(text.slice(at, after))) return at;
        at = after;
      } else return at;
    }
    return at;
  }
}
