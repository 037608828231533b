import type { CliCommand } from '../usage';
import { conformance } from './conformance';
import { convert } from './convert';
import { render } from './render';
import { run } from './run';
import { validate } from './validate';

/** Every command of `asl`, in the order of the help text. */
export const commands: readonly CliCommand[] = [validate, conformance, render, run, convert];
