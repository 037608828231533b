import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import type { RuleAnswer } from '../../src/engine/messages';
import { Session } from '../../src/engine/session';

/** What a run tells of the rules of its Choice, the first state. */
function answersOf(choice: JsonObject, input: JsonValue): readonly RuleAnswer[] | undefined {
  const session = Session.start(
    {
      definition: {
        StartAt: 'Route',
        States: { Route: { Type: 'Choice', Default: 'Done', ...choice }, Done: { Type: 'Succeed' } },
      },
      input,
      mocks: { tasks: {} },
      options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, quotas: true },
    },
    0,
  );
  if (!(session instanceof Session)) throw new Error(JSON.stringify(session));
  session.slice(() => true);
  return session.view.stateData(1)?.rules;
}

describe('what the rules of a Choice gave', () => {
  const late = { Variable: '$.late', IsPresent: true, Next: 'Done' };
  const dear: JsonObject = {
    And: [
      { Variable: '$.total', NumericGreaterThanEqualsPath: '$.limit' },
      { Not: { Variable: '$.trusted', BooleanEquals: true } },
    ],
    Next: 'Done',
  };
  const never = { Variable: '$.total', NumericLessThan: 0, Next: 'Done' };

  it('should tell of each rule up to the first that matched, with the data it looked at', () => {
    const input = { total: 7300, limit: 5000, trusted: false };

    expect(answersOf({ Choices: [late, dear, never] }, input)).toEqual([
      { rule: late, matched: false, values: [{ path: '$.late' }] },
      {
        rule: dear,
        matched: true,
        values: [
          { path: '$.total', value: 7300 },
          { path: '$.limit', value: 5000 },
          { path: '$.trusted', value: false },
        ],
      },
    ]);
  });

  it('should look at the data behind InputPath', () => {
    expect(answersOf({ InputPath: '$.order', Choices: [never] }, { order: { total: 1 } })).toEqual([
      { rule: never, matched: false, values: [{ path: '$.total', value: 1 }] },
    ]);
  });

  it('should tell of JSONata conditions without data', () => {
    const rule = { Condition: '{% $states.input.total > 5 %}', Next: 'Done' };

    expect(answersOf({ QueryLanguage: 'JSONata', Choices: [rule] }, { total: 6 })).toEqual([
      { rule, matched: true, values: [] },
    ]);
  });

  it('should tell nothing from where a rule read what is gone', () => {
    const chance = { Condition: '{% $random() < 2 %}', Next: 'Done' };
    const context = { Variable: '$$.Execution.Id', StringEquals: '', Next: 'Done' };

    expect(answersOf({ QueryLanguage: 'JSONata', Choices: [chance] }, {})).toBeUndefined();
    expect(answersOf({ Choices: [late, context] }, {})).toEqual([
      { rule: late, matched: false, values: [{ path: '$.late' }] },
    ]);
  });
});
