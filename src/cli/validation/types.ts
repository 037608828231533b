import type { Problem } from '../../model/problem';

/** What was found in one file. */
export interface FileReport {
  readonly file: string;
  /** Whether no problem is an error, shown or not. */
  readonly valid: boolean;
  readonly problems: readonly FileProblem[];
}

export interface FileProblem {
  readonly problem: Problem;
  /** The workflow's name, where the file has several. */
  readonly workflow: string | null;
}
