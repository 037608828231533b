import { negateCondition } from '../../model/commands';
import type { Condition } from '../../model/conditions';
import type { Studio } from '../../studio/types';
import styles from './condition.module.css';
import { useConditionChange } from './useConditionChange';

interface NotSwitchProps {
  readonly studio: Studio;
  readonly condition: Condition;
  readonly label: string;
}

/** Turns a condition round: pressed, it must not hold. */
export function NotSwitch({ studio, condition, label }: NotSwitchProps) {
  const change = useConditionChange(studio);
  return (
    <button
      type="button"
      className={styles.not}
      aria-label={label}
      aria-pressed={condition.negated}
      title={condition.negated ? 'The condition must not hold' : 'Turn the condition round'}
      onClick={() => change(negateCondition(condition.place))}
    >
      not
    </button>
  );
}
