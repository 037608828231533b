/**
 * Where each character of a text inside a text stands. The inner text is what a reader makes of the outer one:
 * escapes decoded, indentation taken away, lines folded, pieces joined.
 */

/** A stretch of the inner text and the stretch of the outer one that it is written as. */
export interface Run {
  readonly inner: number;
  readonly innerLength: number;
  readonly outer: number;
  readonly outerLength: number;
  /** Letter by letter the same; otherwise it is taken as a whole (an escape, a fold). */
  readonly verbatim: boolean;
  /** Which piece of the outer text it belongs to; null for what no text can be written into (a reference). */
  readonly piece: number | null;
}

export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

export class TextMap {
  constructor(
    readonly text: string,
    /** In the order of the inner text, which they cover without gaps. */
    readonly runs: readonly Run[],
    /** The outer place of an inner text that is empty. */
    readonly start: number,
  ) {}

  /** Whether an outer offset lies in the written text. */
  covers(outer: number): boolean {
    const [first] = this.runs;
    const last = this.runs.at(-1);
    if (!first || !last) return outer === this.start;
    return outer >= first.outer && outer <= last.outer + last.outerLength;
  }

  /**
   * The outer offset of an inner one. Between two runs both ends of the gap stand for it: `start` gives the one
   * before the next character, `end` the one behind the last.
   */
  outerOf(inner: number, side: 'start' | 'end'): number {
    const last = this.runs.at(-1);
    if (!last) return this.start;
    if (side === 'start' && inner >= this.text.length) return last.outer + last.outerLength;
    const run = this.runAt(side === 'start' ? inner : Math.max(0, inner - 1));
    if (!run) return this.start;
    const within = inner - run.inner;
    if (run.verbatim) return run.outer + within;
    if (within <= 0) return run.outer;
    return side === 'end' ? run.outer + run.outerLength : run.outer;
  }

  /** The inner offset of an outer one; in a gap or an escape the nearest one before it. */
  innerOf(outer: number): number {
    let low = 0;
    let high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.runs[middle]?.outer ?? 0) <= outer) low = middle;
      else high = middle - 1;
    }
    const run = this.runs[low];
    if (!run || outer < run.outer) return 0;
    if (run.verbatim) return run.inner + Math.min(outer - run.outer, run.innerLength);
    return outer >= run.outer + run.outerLength ? run.inner + run.innerLength : run.inner;
  }

  /** The outer stretch of an inner one. */
  range({ offset, length }: Stretch): Stretch {
    const start = this.outerOf(offset, 'start');
    const end = length === 0 ? start : this.outerOf(offset + length, 'end');
    return { offset: start, length: Math.max(0, end - start) };
  }

  /** The run that an inner character is in. */
  runAt(inner: number): Run | undefined {
    return this.runs[this.indexAt(inner)];
  }

  indexAt(inner: number): number {
    let low = 0;
    let high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.runs[middle]?.inner ?? 0) <= inner) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Builds a map from the inner text's start to its end. */
export class MapBuilder {
  #text = '';
  readonly #runs: Run[] = [];

  get text(): string {
    return this.#text;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Characters that stand in the outer text as they are. */
  verbatim(text: string, outer: number, piece: number | null): void {
    if (text === '') return;
    const last = this.#runs.at(-1);
    const joins = last?.verbatim && last.piece === piece && last.outer + last.outerLength === outer;
    if (last && joins) {
      const length = last.innerLength + text.length;
      this.#runs[this.#runs.length - 1] = { ...last, innerLength: length, outerLength: length };
    } else {
      this.#add(text.length, outer, text.length, true, piece);
    }
    this.#text += text;
  }

  /** Characters that are written in some other way. */
  written(text: string, outer: number, outerLength: number, piece: number | null): void {
    if (text === '') return;
    this.#add(text.length, outer, outerLength, false, piece);
    this.#text += text;
  }

  build(start: number): TextMap {
    return new TextMap(this.#text, this.#runs, start);
  }

  #add(
    innerLength: number,
    outer: number,
    outerLength: number,
    verbatim: boolean,
    piece: number | null,
  ): void {
    this.#runs.push({ inner: this.#text.length, innerLength, outer, outerLength, verbatim, piece });
  }
}
