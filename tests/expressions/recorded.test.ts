import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { isArray, isObject, jsonEqual, own } from '../../src/base/json';
import { causeOf, compileRule, compileTemplate, ExpressionError } from '../../src/expressions';
import { sharedFolder } from '../support/shared';
import { environmentOf } from './support';

const shared = sharedFolder();
if (!shared) console.info('Skipped: the recorded executions are not beside this checkout.');

interface Case {
  readonly id: string;
  readonly definition: JsonObject & { readonly States: Record<string, JsonObject> };
  readonly input: JsonValue;
  readonly masks: readonly string[];
  readonly expected: { status: string; output?: JsonValue; error?: string; cause?: string };
}

function cases(name: RegExp): Case[] {
  if (!shared) return [];
  const folder = join(shared, 'cases/execution');
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** Placeholders stand for any text, masks for any value. */
function agrees(actual: JsonValue, expected: JsonValue, masks: readonly string[]): boolean {
  if (typeof expected === 'string') {
    if (masks.includes(expected)) return true;
    if (typeof actual !== 'string') return false;
    if (!/<[^<>]+>/.test(expected)) return actual === expected;
    const parts = expected.split(/<[^<>]+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('[\\s\\S]*')}$`).test(actual);
  }
  if (isArray(expected)) {
    return (
      isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, at) => agrees(actual[at] ?? null, item, masks))
    );
  }
  if (!isObject(expected)) return jsonEqual(actual, expected);
  return (
    isObject(actual) &&
    Object.keys(actual).length === Object.keys(expected).length &&
    Object.keys(expected).every((key) => agrees(actual[key] ?? null, expected[key] ?? null, masks))
  );
}

const single = cases(
  /^(intrinsic_functions|evaluate_jsonata|base_test_base_test_json_path|outputdecl|query_language)/,
)
  .map((item) => ({ item, states: Object.entries(item.definition.States) }))
  .filter(({ states }) => states.length === 1 && states[0]?.[1].Type === 'Pass');

describe.skipIf(!shared)('a recorded execution of a single Pass state', () => {
  it.each(single.map((one) => [one.item.id, one] as const))(
    'should end as recorded: %s',
    (_id, { item, states }) => {
      // given
      const [name, state] = states[0] ?? ['', {} as JsonObject];
      const language = (state.QueryLanguage ?? item.definition.QueryLanguage ?? 'JSONPath') as 'JSONPath';
      const field = language === 'JSONPath' ? 'Parameters' : 'Output';
      const template = compileTemplate(
        own(state, field) === undefined ? item.input : (state[field] as JsonValue),
        language,
        field,
      );
      if (!template.ok) throw new Error(JSON.stringify(template.error));

      // when
      let output: JsonValue | undefined;
      let failure: { error: string; cause: string } | undefined;
      try {
        output = template.value.evaluate(
          environmentOf({ input: item.input, context: contextOf(item.input) }),
        );
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        failure = { error: error.error, cause: causeOf(error.detail, name, 2) };
      }

      // then
      if (item.expected.status === 'SUCCEEDED') {
        expect(failure).toBeUndefined();
        const agreed = agrees(output ?? null, item.expected.output ?? null, item.masks);
        expect(agreed ? item.expected.output : output).toEqual(item.expected.output);
      } else {
        expect(failure).toEqual({ error: item.expected.error, cause: item.expected.cause });
      }
    },
  );
});

function contextOf(input: JsonValue): JsonObject {
  return {
    Execution: {
      Id: 'arn:aws:states:us-east-1:111111111111:execution:machine:run',
      Name: 'run',
      Input: input,
    },
    StateMachine: {
      Id: 'arn:aws:states:us-east-1:111111111111:stateMachine:machine',
      Name: 'my-state-machine',
    },
    State: { Name: 'State_0', EnteredTime: '2020-01-01T00:00:00Z', RetryCount: 0 },
  };
}

const choices = cases(/^choice_operators/);

describe.skipIf(!shared)('a recorded Choice', () => {
  it.each(choices.map((one) => [one.id, one] as const))('should go the recorded way: %s', (_id, item) => {
    // given
    const choice = Object.values(item.definition.States).find((state) => state.Type === 'Choice') ?? {};
    const rules = choice.Choices;
    const rule = isArray(rules) ? compileRule(rules[0] ?? null) : null;
    if (!rule?.ok) throw new Error(JSON.stringify(rule));

    // when
    const matched = rule.value(environmentOf({ input: item.input }));

    // then
    expect({ 'TestResult.$': matched ? 'ConditionTrue' : 'ConditionFalse' }).toEqual(item.expected.output);
  });
});
