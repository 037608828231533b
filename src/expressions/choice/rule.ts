import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { err, ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import { ExpressionError, type SyntaxProblem } from '../errors';
import { type JsonPath, parsePath } from '../jsonPath/index';
import { compareOperators, pathOperators } from './operators';

/** Whether a Choice rule matches. */
export type RuleTest = (environment: Environment) => boolean;

/** What is wrong with a rule, and where in it. */
export interface RuleProblem extends SyntaxProblem {
  readonly path: readonly (string | number)[];
}

/** Compiles a Choice rule of a JSONPath state, nested And, Or and Not included. */
export function compileRule(rule: JsonValue): Result<RuleTest, readonly RuleProblem[]> {
  const problems: RuleProblem[] = [];
  const test = compile(rule, [], problems);
  return test && problems.length === 0 ? ok(test) : err(problems);
}

/** Nesting that a rule may have. */
const maxDepth = 500;

function compile(
  rule: JsonValue,
  path: readonly (string | number)[],
  problems: RuleProblem[],
): RuleTest | null {
  const fail = (message: string, key?: string): null => {
    problems.push({ path: key === undefined ? path : [...path, key], message, offset: 0 });
    return null;
  };
  if (!isObject(rule)) return fail('A Choice rule must be an object');
  if (path.length > maxDepth) return fail('This rule is nested too deeply');
  const combined = compileCombination(rule, path, problems);
  if (combined !== undefined) return combined;
  const operators = Object.keys(rule).filter((key) => compareOperators.has(key) || pathOperators.has(key));
  const [operator, second] = operators;
  if (operator === undefined) return fail('A Choice rule needs a comparison operator');
  if (second !== undefined) return fail('A Choice rule can have only one comparison operator', second);
  return compileComparison(rule, operator, path, problems);
}

/** Undefined: the rule is no And, Or or Not. */
function compileCombination(
  rule: JsonObject,
  path: readonly (string | number)[],
  problems: RuleProblem[],
): RuleTest | null | undefined {
  const not = own(rule, 'Not');
  if (not !== undefined) {
    const test = compile(not, [...path, 'Not'], problems);
    return test && ((environment) => !test(environment));
  }
  for (const key of ['And', 'Or'] as const) {
    const rules = own(rule, key);
    if (rules === undefined) continue;
    if (!isArray(rules) || rules.length === 0) {
      problems.push({
        path: [...path, key],
        message: `${key} must be a list of at least one rule`,
        offset: 0,
      });
      return null;
    }
    const tests = rules
      .map((item, at) => compile(item, [...path, key, at], problems))
      .filter((test) => test !== null);
    return key === 'And'
      ? (environment) => tests.every((test) => test(environment))
      : (environment) => tests.some((test) => test(environment));
  }
  return undefined;
}

function compileComparison(
  rule: JsonObject,
  operator: string,
  path: readonly (string | number)[],
  problems: RuleProblem[],
): RuleTest | null {
  const variable = compilePathOf(rule, 'Variable', path, problems);
  const byPath = pathOperators.get(operator);
  if (byPath) {
    const other = compilePathOf(rule, operator, path, problems);
    if (!variable || !other) return null;
    const [read, readOther] = [mustFind(variable), mustFind(other)];
    return (environment) => byPath(read(environment), readOther(environment));
  }
  const comparison = compareOperators.get(operator);
  const value = own(rule, operator);
  if (!variable || !comparison || value === undefined) return null;
  const read = operator === 'IsPresent' ? variable.find : mustFind(variable);
  return (environment) => comparison(read(environment), value);
}

function compilePathOf(
  rule: JsonObject,
  key: string,
  path: readonly (string | number)[],
  problems: RuleProblem[],
): JsonPath | null {
  const text = own(rule, key);
  if (typeof text !== 'string') {
    problems.push({ path: [...path, key], message: `${key} must be a path`, offset: 0 });
    return null;
  }
  const parsed = parsePath(text);
  if (parsed.ok) return parsed.value;
  problems.push({ path: [...path, key], ...parsed.error });
  return null;
}

/** Only IsPresent may look at what is not there. */
function mustFind(path: JsonPath): (environment: Environment) => JsonValue {
  return (environment) => {
    const value = path.find(environment);
    if (value !== undefined) return value;
    throw new ExpressionError(
      'States.Runtime',
      `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
    );
  };
}
