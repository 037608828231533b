import { pathToFileURL } from 'node:url';
import { problemHelp } from '../../language/problems';
import type { Severity } from '../../model/problem';
import type { FileProblem, FileReport } from './types';

/** Reports as SARIF 2.1.0, which code hosts show beside the lines of a change. */
export function asSarif(reports: readonly FileReport[]) {
  const found = reports.flatMap(({ file, problems }) =>
    problems.map((each) => ({ ...each, file: each.file ?? file })),
  );
  const codes = [...new Set(found.map(({ problem }) => problem.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ASL Studio', rules: codes.map(describe) } },
        columnKind: 'utf16CodeUnits',
        results: found.map(({ file, ...each }) => result(file, each, codes)),
      },
    ],
  };
}

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', advice: 'note' };

function describe(code: string) {
  const help = problemHelp(code);
  return {
    id: code,
    ...(help && {
      shortDescription: { text: help.title },
      fullDescription: { text: `${help.what} ${help.why}` },
      help: { text: help.mend },
      helpUri: help.documentation,
      defaultConfiguration: { level: levels[help.severity] },
    }),
  };
}

function result(file: string, { problem, workflow }: FileProblem, codes: readonly string[]) {
  const { code, severity, message, range } = problem;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: {
            startLine: range.line,
            startColumn: range.column,
            charOffset: range.offset,
            charLength: range.length,
          },
        },
        ...(workflow !== null && { logicalLocations: [{ name: workflow }] }),
      },
    ],
  };
}

/** Relative paths stay relative, so that a code host finds them in its checkout. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  if (file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
