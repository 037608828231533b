import { parseArgs } from 'node:util';
import { toPointer } from '../../base/pointer';
import { loadCalled } from '../../language/calls';
import { notShown, type ParsedDocument, parseDocument } from '../../language/document';
import { diagnose } from '../../language/problems';
import type { Problem, Severity } from '../../model/problem';
import type { WorkflowType } from '../../model/workflow';
import { formatOf, namedFile, parseInput, readNamed, readText, withFolders } from '../input';
import { type CliCommand, UsageError } from '../usage';
import { asSarif } from '../validation/sarif';
import { asText } from '../validation/text';
import type { FileProblem, FileReport } from '../validation/types';

/** Checks definitions: exit code 0 when none has an error, 1 when one has, 2 when a file can't be read. */
export const validate: CliCommand = {
  name: 'validate',
  usage:
    'asl validate FILE|DIR... [--type STANDARD|EXPRESS] [--format text|json|sarif] [--workflow NAME] [--severity error|warning|advice] [--silence CODE,...]',
  summary:
    'Finds the problems of definitions, also inside templates, and says how to mend them. Of a folder all *.asl.json, *.asl.yaml and *.asl.yml are checked; - is the standard input.',
  run: async (args) => {
    const options = readOptions(args);
    const reports: FileReport[] = [];
    for (const file of await withFolders(options.files)) reports.push(await checkFile(file, options));
    for (const { unreadable } of reports)
      if (unreadable !== undefined) process.stderr.write(`${unreadable}\n`);
    process.stdout.write(print(reports, options.format));
    if (reports.some(({ unreadable }) => unreadable !== undefined)) return 2;
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

/** One file that can't be read does not keep the others from being checked. */
async function checkFile(file: string, options: Options): Promise<FileReport> {
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { file, valid: false, problems: [], unreadable: error.message };
  }
  return checkText(file, text, options);
}

/**
 * The problems of one text: of the workflow that was named, or of every workflow in it. A definition that a template
 * has in a file of its own is read there.
 */
async function checkText(file: string, text: string, options: Options): Promise<FileReport> {
  const documents =
    options.workflow === undefined ? everyWorkflow(file, text) : [parseInput(text, file, options.workflow)];
  const named = await Promise.all(documents.map((document) => definitionFile(file, document)));
  const judged = [...documents, ...named.flatMap((each) => (each ? [each.document] : []))];
  for (const { workflow } of judged) await loadCalled(workflow);
  const problems: FileProblem[] = documents.flatMap((document) => {
    const workflow = documents.length > 1 ? document.place.name : null;
    return check(document, options).map((problem) => ({ problem, workflow }));
  });
  const read = new Set(named.flatMap((each) => (each ? [notShown(each.place)] : [])));
  const shownHere = problems.filter(
    ({ problem }) => problem.code !== 'WORKFLOW_ELSEWHERE' || !read.has(problem.message),
  );
  const there: FileProblem[] = named.flatMap((each) =>
    each
      ? check(each.document, options).map((problem) => ({
          problem,
          workflow: each.place.name,
          file: each.file,
        }))
      : [],
  );
  const once = withoutRepetitions([...shownHere, ...there]);
  return {
    file,
    valid: once.every(({ problem }) => problem.severity !== 'error'),
    problems: once.filter(({ problem }) => options.shown.has(problem.severity)),
  };
}

function check(document: ParsedDocument, { type, silenced }: Options): readonly Problem[] {
  return diagnose(document, { type: type ?? document.place.type ?? 'STANDARD', silenced });
}

/** The definition in the file that the template names; null when it names none, or none that can be read. */
async function definitionFile(file: string, { place }: ParsedDocument) {
  const path = namedFile(file, place);
  if (path === null) return null;
  try {
    return { ...(await readNamed(path, place)), place };
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

function everyWorkflow(file: string, text: string) {
  const format = formatOf(file, text);
  return parseDocument(text, format).places.map((place) => parseDocument(text, format, place.path));
}

/** What is wrong with the text itself is found again with every workflow in it. */
function withoutRepetitions(problems: readonly FileProblem[]) {
  const seen = new Set<string>();
  return problems.filter(({ problem, file }) => {
    const key = `${file} ${problem.code} ${problem.range.offset} ${problem.message}`;
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

/** The shape of `--format json`: one entry a file; problems in a file that it names say which. */
function asJson({ file, valid, problems, unreadable }: FileReport) {
  return {
    file,
    valid,
    ...(unreadable !== undefined && { unreadable }),
    problems: problems.map(({ problem, workflow, file: named }) => ({
      code: problem.code,
      severity: problem.severity,
      message: problem.message,
      path: toPointer(problem.path),
      line: problem.range.line,
      column: problem.range.column,
      endColumn: problem.range.column + problem.range.length,
      ...(problem.why !== undefined && { why: problem.why }),
      ...(problem.fixes.length > 0 && { fixes: problem.fixes.map((each) => each.title) }),
      ...(workflow !== null && { workflow }),
      ...(named !== undefined && { file: named }),
    })),
  };
}
