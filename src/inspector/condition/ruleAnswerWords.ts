import { isObject, type JsonValue, jsonEqual, own } from '../../base/json';
import type { RuleAnswer } from '../../engine/messages';
import { conditionOf } from '../../model/conditions';
import { shortPath } from '../../model/labels';

export interface RuleAnswerWords {
  readonly kind: 'matched' | 'other' | 'notReached';
  readonly text: string;
}

/**
 * What the last run gave for a rule, in words: `Matched in the last run: total was 7300`. Null where nothing is known:
 * before a run, and for rules that were changed since.
 * @param at The rule's number, from 0.
 */
export function ruleAnswerWords(
  answers: readonly RuleAnswer[],
  at: number,
  rule: JsonValue,
): RuleAnswerWords | null {
  const answer = answers[at];
  if (answer) {
    if (!jsonEqual(testOf(answer.rule), testOf(rule))) return null;
    const values = answer.values.map(valueWords).join(', ');
    const head = answer.matched ? 'Matched in the last run' : 'Did not match in the last run';
    return { kind: answer.matched ? 'matched' : 'other', text: values === '' ? head : `${head}: ${values}` };
  }
  const matched = answers.findIndex((each) => each.matched);
  if (matched < 0) return null;
  return { kind: 'notReached', text: `Not reached in the last run: rule ${matched + 1} matched first` };
}

const testOf = (rule: JsonValue): JsonValue | undefined =>
  isObject(rule) ? (own(rule, 'Condition') ?? conditionOf(rule)) : undefined;

function valueWords({ path, value }: RuleAnswer['values'][number]): string {
  return value === undefined ? `${shortPath(path)} was not there` : `${shortPath(path)} was ${short(value)}`;
}

/** The longest value that is written out. */
const longest = 40;

function short(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
