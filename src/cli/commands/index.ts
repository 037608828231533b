import type { CliCommand } from '../usage';
import { conformance } from './conformance';
import { convert } from './convert';
import { render } from './render';
import { run } from './run';

/** Every command of `asl`, in the order of the help text. */
export const commands: readonly CliCommand[] = [conformance, render, run, convert];
