import type { Format } from '../messages';
import type { Again } from './again';
import { readJson } from './json';
import type { LineIndex } from './lines';
import type { SourceNode } from './node';
import { readYaml } from './yaml';

/** What is wrong with a text before it means anything. */
export interface SyntaxProblem {
  /** `SYNTAX_…` */
  readonly code: string;
  /** In words for people, one sentence or two. */
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /**
   * `broken`: something could not be read, the tree shows what could. `refused`: it was read, but AWS would refuse
   * it. `note`: fine after a template tool was at it.
   */
  readonly kind: 'broken' | 'refused' | 'note';
}

export interface SourceTree {
  readonly format: Format;
  readonly text: string;
  /** Null for a text without any value. */
  readonly root: SourceNode | null;
  /** A handful at most, in the order of the text. */
  readonly problems: readonly SyntaxProblem[];
  readonly lines: LineIndex;
  /** What it takes to read only a part of it again after an edit; null where the whole must be read. */
  readonly again: Again | null;
}

/**
 * Reads any text without ever throwing.
 * @param replaces Whether a placeholder of JSON is replaced before AWS reads the text; it is no problem then.
 */
export function readSource(
  text: string,
  format: Format,
  replaces?: (placeholder: string) => boolean,
): SourceTree {
  return format === 'json' ? readJson(text, replaces) : readYaml(text);
}
