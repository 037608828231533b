import { isArray, isObject, type JsonValue, own } from '../base/json';
import { fromPointer, valueAt } from '../base/pointer';
import type { Environment } from '../expressions/environment';
import { parsePath } from '../expressions/jsonPath/index';
import type { RuleAnswer } from './messages';
import type { ChoiceProgram } from './program';
import type { VisitData } from './visitData';

/** What of an environment is not known any more once the visit is over. */
class Unknown extends Error {}
const unknown = (): never => {
  throw new Unknown();
};

/** The most values that are told of one rule. */
const valueLimit = 8;

/**
 * What the rules of a Choice gave in a visit, up to the first that matched: asked again from the data of the visit.
 * Nothing is told where a rule read the Context object, the time or chance, since those are gone.
 */
export function ruleAnswers(state: ChoiceProgram, definition: JsonValue, data: VisitData): RuleAnswer[] {
  const choices = valueAt(definition, [...fromPointer(state.pointer), 'Choices']);
  const input = data.stages.find((stage) => stage.name === 'afterInputPath')?.value ?? data.input;
  if (!isArray(choices) || input === undefined) return [];
  const environment: Environment = {
    input,
    get context() {
      return unknown();
    },
    variables: data.scope,
    now: unknown,
    random: unknown,
    uuid: unknown,
  };
  const answers: RuleAnswer[] = [];
  for (const [at, program] of state.rules.entries()) {
    const rule = choices[at] ?? null;
    try {
      const matched = program.holds(environment);
      answers.push({ rule, matched, values: valuesOf(rule, environment) });
      if (matched) break;
    } catch {
      break;
    }
  }
  return answers;
}

/** The data that the comparisons of a JSONPath rule looked at. */
function valuesOf(rule: JsonValue, environment: Environment): RuleAnswer['values'] {
  const paths = new Set<string>();
  collectPaths(rule, paths);
  return [...paths].slice(0, valueLimit).flatMap((path) => {
    const parsed = parsePath(path);
    if (!parsed.ok) return [];
    try {
      const value = parsed.value.find(environment);
      return [value === undefined ? { path } : { path, value }];
    } catch {
      return [];
    }
  });
}

function collectPaths(condition: JsonValue, into: Set<string>): void {
  if (!isObject(condition)) return;
  for (const [name, value] of Object.entries(condition)) {
    if (typeof value === 'string' && (name === 'Variable' || name.endsWith('Path'))) into.add(value);
  }
  for (const name of ['And', 'Or']) {
    const parts = own(condition, name);
    if (isArray(parts)) for (const part of parts) collectPaths(part, into);
  }
  collectPaths(own(condition, 'Not') ?? null, into);
}
