import { pathToFileURL } from 'node:url';
import { fromPointer } from '../../base/pointer';
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
        ...unread(reports),
      },
    ],
  };
}

/** Files that could not be read: the run did not do all that was asked. */
function unread(reports: readonly FileReport[]) {
  const notifications = reports.flatMap(({ file, unreadable }) =>
    unreadable === undefined
      ? []
      : [
          {
            level: 'error',
            message: { text: unreadable },
            locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
          },
        ],
  );
  if (notifications.length === 0) return {};
  return { invocations: [{ executionSuccessful: false, toolExecutionNotifications: notifications }] };
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
            endLine: range.line,
            endColumn: range.column + range.length,
            charOffset: range.offset,
            charLength: range.length,
          },
        },
        ...logicalLocations(workflow, problem.state),
      },
    ],
  };
}

/** The workflow, where a file has several, and the state. */
function logicalLocations(workflow: string | null, state: string | null) {
  const name = state === null ? undefined : fromPointer(state).at(-1);
  const places = [
    ...(workflow === null ? [] : [{ name: workflow, kind: 'module' }]),
    ...(name === undefined ? [] : [{ name: String(name), fullyQualifiedName: state, kind: 'member' }]),
  ];
  return places.length === 0 ? {} : { logicalLocations: places };
}

/** Relative paths stay relative, so that a code host finds them in its checkout. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  if (file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
