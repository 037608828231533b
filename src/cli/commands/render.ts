import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLayoutHere } from '../../layout/layout';
import type { Direction } from '../../layout/messages';
import { renderSvg } from '../../layout/svg';
import type { SvgThemeName } from '../../layout/svgTheme';
import { readInput } from '../input';
import { type CliCommand, UsageError } from '../usage';

export const render: CliCommand = {
  name: 'render',
  usage:
    'asl render FILE [--out FILE.svg] [--theme light|dark] [--direction DOWN|RIGHT] [--transparent] [--workflow NAME]',
  summary: 'Draws the workflow as SVG, to the standard output unless --out names a file.',
  run: async (args) => {
    const options = readOptions(args);
    const { document, file } = await readInput(options.file, options.workflow);
    if (document.broken) {
      const { message, range } = document.broken;
      process.stderr.write(`${file}:${range.line}:${range.column}: ${message}\n`);
    }
    if (document.workflow.states.size === 0) {
      process.stderr.write(`${file} has no states to draw\n`);
      return 1;
    }
    const { workflow } = document;
    const drawing = await createLayoutHere().layout(workflow, {
      direction: options.direction,
      collapsed: [],
    });
    const svg = renderSvg(workflow, drawing, { theme: options.theme, transparent: options.transparent });
    await write(svg, options.out);
    return 0;
  },
};

interface RenderOptions {
  readonly file: string;
  readonly out: string | undefined;
  readonly theme: SvgThemeName;
  readonly direction: Direction;
  readonly transparent: boolean;
  readonly workflow: string | undefined;
}

function readOptions(args: readonly string[]): RenderOptions {
  const { values, positionals } = parsed(args);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('render takes one file');
  return {
    file,
    out: values.out,
    theme: oneOf('--theme', values.theme ?? 'light', ['light', 'dark']),
    direction: oneOf('--direction', (values.direction ?? 'DOWN').toUpperCase(), ['DOWN', 'RIGHT']),
    transparent: values.transparent ?? false,
    workflow: values.workflow,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        theme: { type: 'string' },
        direction: { type: 'string' },
        transparent: { type: 'boolean' },
        workflow: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${name} takes ${allowed.join(' or ')}, not ${value}`);
  return found;
}

async function write(svg: string, out: string | undefined): Promise<void> {
  if (out === undefined || out === '-') {
    process.stdout.write(svg);
    return;
  }
  try {
    await writeFile(out, svg);
  } catch (error) {
    throw new UsageError(`${out} can't be written: ${(error as Error).message}`);
  }
}
