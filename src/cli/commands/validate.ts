import { parseArgs } from 'node:util';
import { toPointer } from '../../base/pointer';
import { loadCalled } from '../../language/calls';
import { parseDocument } from '../../language/document';
import { diagnose } from '../../language/problems';
import type { Problem, Severity } from '../../model/problem';
import type { WorkflowType } from '../../model/workflow';
import { formatOf, parseInput, readText } from '../input';
import { type CliCommand, UsageError } from '../usage';
import { asSarif } from '../validation/sarif';
import { asText } from '../validation/text';
import type { FileReport } from '../validation/types';

/** Checks definitions: exit code 0 when none has an error, 1 when one has. */
export const validate: CliCommand = {
  name: 'validate',
  usage:
    'asl validate FILE... [--type STANDARD|EXPRESS] [--format text|json|sarif] [--workflow NAME] [--severity error|warning|advice] [--silence CODE,...]',
  summary: 'Finds the problems of definitions, also inside templates, and says how to mend them.',
  run: async (args) => {
    const options = readOptions(args);
    const reports: FileReport[] = [];
    for (const file of options.files) reports.push(await checkText(file, await readText(file), options));
    process.stdout.write(print(reports, options.format));
    return reports.every((report) => report.valid) ? 0 : 1;
  },
};

interface Options {
  readonly files: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly type: WorkflowType | undefined;
  readonly workflow: string | undefined;
  /** Severities that are shown. */
  readonly shown: ReadonlySet<Severity>;
  readonly silenced: readonly string[];
}

const severities: readonly Severity[] = ['error', 'warning', 'advice'];

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new UsageError('Name at least one file');
  return {
    files: positionals,
    format: oneOf('format', values.format, ['text', 'json', 'sarif']) ?? 'text',
    type: oneOf('type', values.type, ['STANDARD', 'EXPRESS']),
    workflow: values.workflow,
    shown: new Set(
      severities.slice(0, severities.indexOf(oneOf('severity', values.severity, severities) ?? 'advice') + 1),
    ),
    silenced: (values.silence ?? []).flatMap((codes) => codes.split(',')).map((code) => code.trim()),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        type: { type: 'string' },
        workflow: { type: 'string' },
        severity: { type: 'string' },
        silence: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function oneOf<T extends string>(
  name: string,
  given: string | undefined,
  allowed: readonly T[],
): T | undefined {
  const found = allowed.find((value) => value === given);
  if (given !== undefined && found === undefined) throw new UsageError(`--${name} is ${allowed.join(', ')}`);
  return found;
}

/** The problems of one text: of the workflow that was named, or of every workflow in it. */
async function checkText(file: string, text: string, options: Options): Promise<FileReport> {
  const documents =
    options.workflow === undefined ? everyWorkflow(file, text) : [parseInput(text, file, options.workflow)];
  for (const { workflow } of documents) await loadCalled(workflow);
  const problems = documents.flatMap((document) => {
    const type = options.type ?? document.place.type ?? 'STANDARD';
    const found = diagnose(document, { type, silenced: options.silenced });
    const workflow = documents.length > 1 ? document.place.name : null;
    return found.map((problem) => ({ problem, workflow }));
  });
  const once = withoutRepetitions(problems);
  return {
    file,
    valid: once.every(({ problem }) => problem.severity !== 'error'),
    problems: once.filter(({ problem }) => options.shown.has(problem.severity)),
  };
}

function everyWorkflow(file: string, text: string) {
  const format = formatOf(file, text);
  const first = parseDocument(text, format);
  return [first, ...first.places.slice(1).map((place) => parseDocument(text, format, place.path))];
}

/** What is wrong with the text itself is found again with every workflow in it. */
function withoutRepetitions(problems: readonly { problem: Problem; workflow: string | null }[]) {
  const seen = new Set<string>();
  return problems.filter(({ problem }) => {
    const key = `${problem.code} ${problem.range.offset} ${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function print(reports: readonly FileReport[], format: Options['format']): string {
  if (format === 'text')
    return asText(reports, Boolean(process.stdout.isTTY) && process.env.NO_COLOR === undefined);
  if (format === 'sarif') return `${JSON.stringify(asSarif(reports), null, 2)}\n`;
  return `${JSON.stringify(reports.map(asJson), null, 2)}\n`;
}

/** The shape of `--format json`: one entry a file. */
function asJson({ file, valid, problems }: FileReport) {
  return {
    file,
    valid,
    problems: problems.map(({ problem, workflow }) => ({
      code: problem.code,
      severity: problem.severity,
      message: problem.message,
      path: toPointer(problem.path),
      line: problem.range.line,
      column: problem.range.column,
      ...(workflow !== null && { workflow }),
    })),
  };
}
