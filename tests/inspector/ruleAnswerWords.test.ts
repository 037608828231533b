import { describe, expect, it } from 'vitest';
import type { RuleAnswer } from '../../src/engine/messages';
import { ruleAnswerWords } from '../../src/inspector/condition/ruleAnswerWords';

const first = { Variable: '$.late', IsPresent: true, Next: 'A' };
const second = { Variable: '$.check.total', NumericGreaterThan: 5, Next: 'B' };
const third = { Variable: '$.tier', StringEquals: 'gold', Next: 'C' };
const answers: readonly RuleAnswer[] = [
  { rule: first, matched: false, values: [{ path: '$.late' }] },
  { rule: second, matched: true, values: [{ path: '$.check.total', value: 7300 }] },
];

describe('words for what a rule gave', () => {
  it('should say what matched, what did not and what was not reached', () => {
    expect(ruleAnswerWords(answers, 0, first)).toEqual({
      kind: 'other',
      text: 'Did not match in the last run: $.late was not there',
    });
    expect(ruleAnswerWords(answers, 1, second)).toEqual({
      kind: 'matched',
      text: 'Matched in the last run: total was 7300',
    });
    expect(ruleAnswerWords(answers, 2, third)).toEqual({
      kind: 'notReached',
      text: 'Not reached in the last run: rule 2 matched first',
    });
  });

  it('should say nothing of a rule whose condition was changed since', () => {
    expect(ruleAnswerWords(answers, 1, { ...second, NumericGreaterThan: 6 })).toBeNull();
    expect(ruleAnswerWords(answers, 1, { ...second, Next: 'C' })).not.toBeNull();
  });

  it('should say nothing where no rule is known to have matched', () => {
    expect(ruleAnswerWords(answers.slice(0, 1), 2, third)).toBeNull();
    expect(ruleAnswerWords([], 0, first)).toBeNull();
  });

  it('should cut long values', () => {
    const long = [{ rule: first, matched: false, values: [{ path: '$.late', value: 'x'.repeat(100) }] }];

    expect(ruleAnswerWords(long, 0, first)?.text).toMatch(/^Did not match.*"x{38}…$/);
  });
});
