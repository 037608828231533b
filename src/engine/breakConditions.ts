import type { JsonValue } from '../base/json';
import { compileJsonata, isJsonataString, jsonataSource } from '../expressions';
import type { Entry } from './history';
import type { BreakCondition } from './messages';
import type { Program } from './program';

/**
 * Whether an event is one to pause after. All parts of a condition that are given must hold; an expression that fails
 * or does not parse never does.
 */
export function breakTest(
  conditions: readonly BreakCondition[],
  program: Program,
  now: () => number,
): ((entry: Entry, variables: ReadonlyMap<string, JsonValue>) => boolean) | null {
  if (conditions.length === 0) return null;
  const tests = conditions.map((condition) => compileCondition(condition, program, now));
  return (entry, variables) => tests.some((test) => test(entry, variables));
}

type Test = (entry: Entry, variables: ReadonlyMap<string, JsonValue>) => boolean;

function compileCondition(
  { event, state, expression }: BreakCondition,
  program: Program,
  now: () => number,
): Test {
  const holds = expression === undefined ? null : compileExpression(expression, now);
  return (entry, variables) => {
    if (event !== undefined && entry.type !== event) return false;
    if (state !== undefined && program.states[entry.state]?.pointer !== state) return false;
    return holds === null || holds(entry, variables);
  };
}

function compileExpression(text: string, now: () => number): Test {
  const compiled = compileJsonata(isJsonataString(text) ? jsonataSource(text) : text);
  if (!compiled.ok) return () => false;
  return (entry, variables) => {
    const { data } = entry;
    const value = data.input ?? data.output ?? data.parameters;
    if (value === undefined) return false;
    try {
      const result = compiled.value.evaluate({
        input: value,
        result: value,
        context: {},
        variables,
        now,
        // A condition must not change the course of the run: it gets no chance of its own.
        random: () => 0,
        uuid: () => '00000000-0000-4000-8000-000000000000',
      });
      return result === true;
    } catch {
      return false;
    }
  };
}
