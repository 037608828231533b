import { writeFile } from 'node:fs/promises';
import { convertDocument } from '../../language/convert';
import { readInput } from '../input';
import { type CliCommand, UsageError } from '../usage';

export const convert: CliCommand = {
  name: 'convert',
  usage: 'asl convert FILE --to json|yaml [--out FILE] [--workflow NAME]',
  summary: 'Writes a definition in the other format; says on the error output what that format can’t hold.',
  run: async (args) => {
    const { file: given, to, out, workflow } = parse(args);
    const { document, file } = await readInput(given, workflow);
    if (document.broken) {
      const { message, range } = document.broken;
      process.stderr.write(`${file}:${range.line}:${range.column}: ${message}\n`);
      return 1;
    }
    const { text, lost } = convertDocument(document, to);
    for (const what of lost) process.stderr.write(`Not in the result: ${what}\n`);
    if (out === undefined) process.stdout.write(text);
    else await writeFile(out, text);
    return 0;
  },
};

interface Arguments {
  readonly file: string;
  readonly to: 'json' | 'yaml';
  readonly out: string | undefined;
  readonly workflow: string | undefined;
}

function parse(args: readonly string[]): Arguments {
  const options = new Map<string, string>();
  const files: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('--')) {
      files.push(arg);
      continue;
    }
    const value = args[++at];
    if (!['--to', '--out', '--workflow'].includes(arg)) throw new UsageError(`Unknown option: ${arg}`);
    if (value === undefined) throw new UsageError(`${arg} needs a value`);
    options.set(arg, value);
  }
  const [file] = files;
  const to = options.get('--to');
  if (file === undefined || files.length > 1) throw new UsageError('One file is needed');
  if (to !== 'json' && to !== 'yaml') throw new UsageError('--to needs json or yaml');
  return { file, to, out: options.get('--out'), workflow: options.get('--workflow') };
}
