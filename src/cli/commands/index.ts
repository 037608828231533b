import type { CliCommand } from '../usage';

/** Every command of `asl`, in the order of the help text. */
export const commands: readonly CliCommand[] = [];
