import { type Path, toPointer } from '../base/pointer';
import type { TextEdit } from '../base/textEdits';
import type { Change } from './change';

export type Severity = 'error' | 'warning' | 'advice';

/** A range of characters in the document's text, with the line and column (both from 1) of its start. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

export interface Problem {
  /** Stable name in capitals: `STATE_NOT_FOUND`. Each has a page in the docs. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence; `backticks` set code. */
  readonly message: string;
  /** Why it matters, when the message alone does not say so. */
  readonly why?: string;
  /** Place within the definition. */
  readonly path: Path;
  /** Pointer of the state it belongs to; null: the workflow as a whole, or the text. */
  readonly state: string | null;
  readonly range: TextRange;
  readonly fixes: readonly ProblemFix[];
  /** What its code means; one and the same object for all problems of a code, so that it crosses a worker once. */
  readonly explanation?: ProblemExplanation;
}

/** The page of a code in short: what it means, why it matters, how to mend it. Code spans in backticks. */
export interface ProblemExplanation {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly mend: string;
  /** Where the developer guide goes on. */
  readonly documentation: string;
}

export type ProblemFix = ChangeFix | TextFix;

/** A fix as a change of the model. */
export interface ChangeFix {
  /** A verb phrase: `Change to “Charge card”`. */
  readonly title: string;
  readonly change: Change;
}

/** A fix of a text that can't be read: edits of the text that the problem was found in. */
export interface TextFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Names a problem among those of a document, as `ViewState.problem` does; it survives edits elsewhere. */
export function problemKey(problem: Problem): string {
  return `${problem.code} ${toPointer(problem.path)} ${problem.message}`;
}
