import type { TextEdit } from '../../base/textEdits';
import type { SyntaxProblem } from '../source/tree';

/** What may mend a problem of the text; whoever offers it reads the text again to see whether it does. */
export interface FixIdea {
  /** A verb phrase, with code in “quotes”: `Add a comma`. */
  readonly title: string;
  /** The ways in which it may be meant, the likeliest first. */
  readonly ways: readonly (readonly TextEdit[])[];
}

/** What of a problem its fixes are derived from. */
export type SyntaxPlace = Pick<SyntaxProblem, 'code' | 'message' | 'offset' | 'length'>;

export const idea = (title: string, ...edits: readonly TextEdit[]): FixIdea => ({ title, ways: [edits] });

export const insert = (offset: number, text: string): TextEdit => ({ offset, length: 0, text });

export const remove = (from: number, to: number): TextEdit => ({ offset: from, length: to - from, text: '' });

export const replace = (offset: number, { length }: string, text: string): TextEdit => ({
  offset,
  length,
  text,
});

/** What of the line of an offset stands before it. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/** What of the line of an offset stands there and after it, without the line break. */
export function lineAfter(text: string, offset: number): string {
  return /^[^\r\n]*/.exec(text.slice(offset, offset + longestLine))?.[0] ?? '';
}

/** A longer line is not looked at to its end. */
const longestLine = 10_000;
