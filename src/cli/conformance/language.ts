import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../../base/json';
import { fromPointer, isWithin, toPointer } from '../../base/pointer';
import { type ParsedDocument, parseDocument } from '../../language/document';
import { diagnose } from '../../language/problems';
import { variableFacts } from '../../language/rules/variables';
import type { Problem } from '../../model/problem';
import type { CaseKind, Verdict } from './types';

/** `validate`: ValidateStateMachineDefinition, and the variable references of DescribeStateMachine. */
export const validateCase: CaseKind = {
  matches: (value) => typeof own(value, 'kind') === 'string' && isObject(own(value, 'expected')),
  run: (value) =>
    own(value, 'kind') === 'DescribeStateMachine.variableReferences'
      ? judgeReferences(value)
      : judgeDiagnostics(value),
};

/** `create_errors`: CreateStateMachine refused; the place after `at` must have an error. */
export const createErrorCase: CaseKind = {
  matches: (value) => typeof own(value, 'operation') === 'string' && isObject(own(value, 'expected')),
  run: (value) => {
    const expected = own(value, 'expected') as JsonObject;
    const errors = errorsOf(value);
    const place = / at (\/\S+?)'?$/.exec(String(own(expected, 'message')))?.[1] ?? '/';
    const actual = refusal(errors);
    if (errors.length === 0)
      return { ok: false, difference: 'errorCode: expected a refusal, got none', actual };
    const found = errors.some((problem) => near(problem, place));
    return {
      ok: found,
      difference: found ? null : `message: expected an error at ${place}, got ${placesOf(errors)}`,
      actual,
    };
  },
};

/** `validation`: whether a definition is valid. */
export const validationCase: CaseKind = {
  matches: (value) => typeof own(value, 'valid') === 'boolean',
  run: (value) => {
    const errors = errorsOf(value);
    const valid = errors.length === 0;
    const actual = {
      valid,
      problems: errors.map((problem) => ({
        code: problem.code,
        path: toPointer(problem.path),
        message: problem.message,
      })),
    };
    // The source's verdict is known to be wrong for the service of today.
    const scored = own(value, 'outdated') !== true;
    const ok = !scored || valid === own(value, 'valid');
    const got = valid ? 'valid' : `invalid (${errors.map((each) => each.message).join('; ')})`;
    return {
      ok,
      difference: ok ? null : `valid: expected ${String(own(value, 'valid'))}, got ${got}`,
      actual,
    };
  },
};

function documentOf(value: JsonObject): ParsedDocument {
  const text = own(value, 'text') ?? own(value, 'definition');
  const format = own(value, 'format') === 'yaml' ? 'yaml' : 'json';
  return parseDocument(typeof text === 'string' ? text : JSON.stringify(text, null, 2), format);
}

function errorsOf(value: JsonObject): Problem[] {
  const type = own(value, 'type') ?? own(value, 'stateMachineType');
  const problems = diagnose(documentOf(value), { type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD' });
  return problems.filter((problem) => problem.severity === 'error');
}

/** Whether a problem stands at a place, within it, or right around it: sources differ in how deep they point. */
function near(problem: Problem, place: string): boolean {
  const path = fromPointer(place === '/' ? '' : place.replaceAll(/\[(\d+)\]/g, '/$1'));
  return (
    isWithin(problem.path, path) || (isWithin(path, problem.path) && path.length - problem.path.length <= 1)
  );
}

const placesOf = (problems: readonly Problem[]): string =>
  problems.map((problem) => `${toPointer(problem.path) || '/'} (${problem.message})`).join(', ');

function refusal(errors: readonly Problem[]): JsonObject {
  const [first] = errors;
  if (!first) return {};
  return {
    errorCode: 'InvalidDefinition',
    message: `Invalid State Machine Definition: '${first.code}: ${first.message} at ${toPointer(first.path) || '/'}'`,
  };
}

function judgeDiagnostics(value: JsonObject): Verdict {
  const expected = own(value, 'expected') as JsonObject;
  const errors = errorsOf(value);
  const result = errors.length > 0 ? 'FAIL' : 'OK';
  const actual = {
    result,
    diagnostics: errors.map((problem) => ({
      severity: 'ERROR',
      code: problem.code,
      message: problem.message,
      location: toPointer(problem.path) || '/',
    })),
    truncated: false,
  };
  if (result !== own(expected, 'result')) {
    const difference = `result: expected ${String(own(expected, 'result'))}, got ${result} ${placesOf(errors)}`;
    return { ok: false, difference, actual };
  }
  const diagnostics = own(expected, 'diagnostics');
  const missing = (isArray(diagnostics) ? diagnostics : [])
    .filter(isObject)
    .map((diagnostic) => own(diagnostic, 'location'))
    .find((place) => typeof place === 'string' && !errors.some((problem) => near(problem, place)));
  return {
    ok: missing === undefined,
    difference:
      missing === undefined ? null : `diagnostics: nothing at ${String(missing)}; ${placesOf(errors)}`,
    actual,
  };
}

function judgeReferences(value: JsonObject): Verdict {
  const { workflow } = documentOf(value);
  const references = objectOf(
    [...workflow.states.values()].flatMap((state): [string, JsonValue][] => {
      const names = [...new Set(variableFacts(state).used.map((use) => use.name))].sort();
      return names.length > 0 ? [[state.name, names]] : [];
    }),
  );
  const expected = own(own(value, 'expected') as JsonObject, 'variableReferences');
  const ok = print(expected) === print(references);
  return {
    ok,
    difference: ok ? null : `variableReferences: expected ${print(expected)}, got ${print(references)}`,
    actual: { variableReferences: references },
  };
}

const print = (value: JsonValue | undefined): string =>
  isObject(value)
    ? JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : String(value);
