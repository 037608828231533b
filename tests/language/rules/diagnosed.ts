import type { JsonValue } from '../../../src/base/json';
import { toPointer } from '../../../src/base/pointer';
import { parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { diagnose } from '../../../src/language/problems';
import { exampleDefinition } from '../../../src/language/rules/rule';
import type { PathOp } from '../../../src/model/change';
import type { Problem, ProblemFix } from '../../../src/model/problem';
import type { WorkflowType } from '../../../src/model/workflow';

/** The problems of a definition, or of states of which the first is the start. Advice is left out. */
export function problemsOf(value: JsonValue, type: WorkflowType = 'STANDARD'): Problem[] {
  const document = parseDocument(JSON.stringify(exampleDefinition(value), null, 2), 'json');
  return diagnose(document, { type }).filter((problem) => problem.severity !== 'advice');
}

/** The same as `CODE /place`. */
export function found(value: JsonValue, type: WorkflowType = 'STANDARD'): string[] {
  return problemsOf(value, type).map((problem) => `${problem.code} ${toPointer(problem.path)}`);
}

/** What a fix changes in the model. */
export function opsOf(fix: ProblemFix): readonly PathOp[] {
  if (!('change' in fix)) throw new Error(`${fix.title} changes the text`);
  return fix.change.ops;
}

/** The definition after a fix of the only problem. */
export function mended(value: JsonValue, title: string, type: WorkflowType = 'STANDARD'): JsonValue {
  const definition = exampleDefinition(value);
  const document = parseDocument(JSON.stringify(definition, null, 2), 'json');
  const fixes = diagnose(document, { type }).flatMap((problem) => problem.fixes);
  const fix = fixes.find((each) => each.title === title);
  if (!fix) throw new Error(`There is no fix ${title}, only ${fixes.map((each) => each.title).join(', ')}`);
  return editDocument(document, opsOf(fix)).document.workflow.definition;
}
