import type { CliCommand } from '../usage';
import { render } from './render';

/** Every command of `asl`, in the order of the help text. */
export const commands: readonly CliCommand[] = [render];
