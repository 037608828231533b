import type { Problem } from '../../model/problem';

/** What was found in one file. */
export interface FileReport {
  readonly file: string;
  /** Whether no problem is an error, shown or not. */
  readonly valid: boolean;
  readonly problems: readonly FileProblem[];
  /** Why the file could not be read; then nothing is known of it. */
  readonly unreadable?: string;
}

export interface FileProblem {
  readonly problem: Problem;
  /** The workflow's name, where the file has several. */
  readonly workflow: string | null;
  /** The file it is in, where that is not the report's own but one that the template names. */
  readonly file?: string;
}
