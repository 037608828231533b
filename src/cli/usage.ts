/** The command line was called in a way it does not understand; the message says what. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** One command of `asl`. */
export interface CliCommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Does the work and returns the exit code. Throws `UsageError` for bad arguments. */
  readonly run: (args: readonly string[]) => Promise<number>;
}
