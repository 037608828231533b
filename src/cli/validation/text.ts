import type { Severity } from '../../model/problem';
import type { FileProblem, FileReport } from './types';

/** Reports for people: one line a problem, then why and how to mend it, and a count at the end. */
export function asText(reports: readonly FileReport[], coloured: boolean): string {
  const paint = coloured ? colour : plain;
  const lines = reports.flatMap(({ file, problems }) =>
    problems.flatMap((each) => problemLines(each.file ?? file, each, paint)),
  );
  return `${[...lines, summary(reports)].join('\n')}\n`;
}

type Paint = (text: string, style: Style) => string;
type Style = Severity | 'dim' | 'code';

/** Colours of the terminal's own palette, so that they fit its theme. */
const codes: Record<Style, number> = { error: 31, warning: 33, advice: 36, dim: 2, code: 1 };
const colour: Paint = (text, style) => `\u001b[${codes[style]}m${text}\u001b[0m`;
const plain: Paint = (text) => text;

function problemLines(file: string, { problem, workflow }: FileProblem, paint: Paint): string[] {
  const { severity, code, message, range, why, fixes, state } = problem;
  const place = paint(`${file}:${range.line}:${range.column}`, 'dim');
  const where = [workflow, stateName(state)].filter((name) => name !== null).join(': ');
  const first = `${place} ${paint(severity, severity)} ${paint(code, 'code')} ${where === '' ? '' : `${where}: `}${message}`;
  const more = [why, ...fixes.map((each) => `→ ${each.title}`)].filter((line) => line !== undefined);
  return [first, ...more.map((line) => `    ${paint(line, 'dim')}`)];
}

/** The last step of a state's pointer is its name. */
function stateName(pointer: string | null): string | null {
  const last = pointer?.split('/').at(-1);
  return last === undefined ? null : last.replaceAll('~1', '/').replaceAll('~0', '~');
}

function summary(reports: readonly FileReport[]): string {
  const counts = new Map<Severity, number>();
  for (const { problems } of reports) {
    for (const { problem } of problems) counts.set(problem.severity, (counts.get(problem.severity) ?? 0) + 1);
  }
  const found = (['error', 'warning', 'advice'] as const).flatMap((severity) => {
    const count = counts.get(severity) ?? 0;
    if (count === 0) return [];
    return [severity === 'advice' ? `${count} advice` : `${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  const unread = reports.filter(({ unreadable }) => unreadable !== undefined).length;
  const read = reports.length - unread;
  const files = read === 1 ? '1 file' : `${read} files`;
  const said = `${files}: ${found.length === 0 ? 'no problems' : found.join(', ')}`;
  if (unread === 0) return said;
  return read === 0 ? 'No file could be read' : `${said}; ${unread} could not be read`;
}
