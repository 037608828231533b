import type { JsonValue } from '../../base/json';
import type { RuleAnswer } from '../../engine/messages';
import { SeverityMark, StatusMark } from '../../ui/icons';
import styles from './condition.module.css';
import { ruleAnswerWords } from './ruleAnswerWords';

interface RuleAnswerLineProps {
  readonly answers: readonly RuleAnswer[];
  readonly rule: JsonValue;
  /** The rule's number, from 0. */
  readonly at: number;
}

/** What the last run gave for a rule. */
export function RuleAnswerLine({ answers, rule, at }: RuleAnswerLineProps) {
  const words = ruleAnswerWords(answers, at, rule);
  if (!words) return null;
  return (
    <p className={styles.answer}>
      {words.kind === 'matched' ? (
        <StatusMark status="succeeded" size={14} />
      ) : (
        <SeverityMark severity="advice" size={14} />
      )}
      <span>{words.text}</span>
    </p>
  );
}
