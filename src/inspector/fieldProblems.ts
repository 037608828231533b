import { isWithin, type Path, pathsEqual } from '../base/pointer';
import type { Problem, Severity } from '../model/problem';

const gravest: readonly Severity[] = ['error', 'warning', 'advice'];

/** The gravest of problems; the first of those that weigh the same. */
export function worstOf(problems: readonly Problem[]): Problem | undefined {
  for (const severity of gravest) {
    const found = problems.find((problem) => problem.severity === severity);
    if (found) return found;
  }
  return undefined;
}

/**
 * Problems of an object that none of its fields in sight can tell: those at the object itself, and those in members
 * that are no field of it. `machines` are the members with states of their own, which speak for themselves.
 */
export function problemsBeside(
  problems: readonly Problem[],
  path: Path,
  fields: ReadonlySet<string>,
  machines: ReadonlySet<string>,
): readonly Problem[] {
  return problems.filter((problem) => {
    if (!isWithin(problem.path, path)) return false;
    if (pathsEqual(problem.path, path)) return true;
    const member = String(problem.path[path.length]);
    return !fields.has(member) && !machines.has(member);
  });
}
