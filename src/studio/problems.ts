import { counted } from '../base/duration';
import { isObject, own } from '../base/json';
import type { Problem, Severity } from '../model/problem';
import type { DocumentState } from './documentDoor';

/** How many problems there are of each severity. */
export type ProblemCounts = Readonly<Record<Severity, number>>;

/** Whether the workflow was not begun yet: nothing is wrong with it so far, whatever it still lacks. */
export function notBegun({ workflow, broken }: DocumentState): boolean {
  if (workflow.states.size > 0 || broken) return false;
  const { definition } = workflow;
  return isObject(definition) && own(definition, 'StartAt') === '';
}

export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const counts = { error: 0, warning: 0, advice: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}

/** `2 errors, 1 warning, 3 advice`; `No problems` when there is nothing worse than advice. */
export function countsInWords({ error, warning, advice }: ProblemCounts): string {
  const words = [
    error > 0 && counted(error, 'error'),
    warning > 0 && counted(warning, 'warning'),
    error + warning === 0 && 'No problems',
    advice > 0 && counted(advice, 'advice', 'advice'),
  ];
  return words.filter(Boolean).join(', ');
}
