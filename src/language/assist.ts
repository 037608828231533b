import type { Problem } from '../model/problem';
import type { WorkflowType } from '../model/workflow';
import type { ParsedDocument } from './document';

/** Where problems, completion and hover join the language service. */

export { complete } from './completion/complete';
export { hover } from './hover';

export function diagnose(
  document: ParsedDocument,
  options: { readonly type: WorkflowType; readonly silenced: readonly string[] },
): readonly Problem[] {
  return document.syntaxProblems.filter((problem) => !options.silenced.includes(problem.code));
}
