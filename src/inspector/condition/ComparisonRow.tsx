import type { JsonValue } from '../../base/json';
import { type ChoiceOperator, choiceOperator, choiceOperators } from '../../model/choice';
import { setField, setOperand, setOperator } from '../../model/commands';
import type { ComparisonCondition } from '../../model/conditions';
import type { Studio } from '../../studio/types';
import { IconButton, Select, TextField } from '../../ui';
import { X } from '../../ui/icons';
import { useDraft } from '../controls/useDraft';
import { readNumberOrText, showText } from '../controls/values';
import styles from './condition.module.css';
import { NotSwitch } from './NotSwitch';
import { useConditionChange } from './useConditionChange';

interface ComparisonRowProps {
  readonly studio: Studio;
  readonly condition: ComparisonCondition;
  /** Its number among its rule's conditions, for the names of its controls; empty: the only one. */
  readonly name: string;
  /** Absent where it can't be taken away: a rule needs a condition. */
  readonly onRemove?: (() => void) | undefined;
}

const operatorOptions = choiceOperators.map(({ name, label }) => ({ value: name, label }));
const yesNoOptions = [
  { value: 'true', label: 'true' },
  { value: 'false', label: 'false' },
];

/** One comparison: the value to test, the operator, and what it is compared with. */
export function ComparisonRow({ studio, condition, name, onRemove }: ComparisonRowProps) {
  const change = useConditionChange(studio);
  const { operator, path } = condition;
  const variable = useDraft(condition.variable, showText);
  const operand = useDraft(condition.operand, showText);
  const which = name === '' ? '' : `, condition ${name}`;

  const writeVariable = (text: string): void => {
    variable.edit(text);
    variable.wrote(text);
    change(setField([...path, 'Variable'], text), { place: path, key: 'Variable' });
  };
  const writeOperand = (text: string): void => {
    operand.edit(text);
    operand.wrote(operandValue(operator, text));
    change(
      setOperand(path, (current) => operandValue(current, text)),
      { place: path, key: 'operand' },
    );
  };
  const chooseOperator = (chosen: string): void => {
    const next = choiceOperator(chosen);
    if (!next || next === operator) return;
    const value = operandValue(next, showText(condition.operand));
    change(setOperator(path, operator, next, value), { place: path, key: 'operator' });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own
    <div role="group" aria-label={name === '' ? 'Condition' : `Condition ${name}`} className={styles.row}>
      <NotSwitch studio={studio} condition={condition} label={`Not${which}`} />
      <TextField
        mono
        className={styles.variable}
        label={`Value to test${which}`}
        value={variable.draft}
        onChange={writeVariable}
      />
      {onRemove ? (
        <IconButton
          small
          className={styles.remove}
          label={`Remove condition ${name}`}
          icon={<X size={14} />}
          onClick={onRemove}
        />
      ) : null}
      <div className={styles.operator}>
        <Select
          label={`Operator${which}`}
          value={operator.name}
          options={operatorOptions}
          onChange={chooseOperator}
        />
      </div>
      <div className={styles.operand}>
        {operator.operand === 'boolean' ? (
          <Select
            label={`Compared with${which}`}
            value={String(condition.operand)}
            options={yesNoOptions}
            onChange={writeOperand}
          />
        ) : (
          <TextField mono label={`Compared with${which}`} value={operand.draft} onChange={writeOperand} />
        )}
      </div>
    </div>
  );
}

/** The operand as its operator wants it; what can't be read stays text, and its problem says what is wrong. */
function operandValue(operator: ChoiceOperator, text: string): JsonValue {
  if (operator.operand === 'boolean') return text !== 'false';
  if (operator.operand === 'number') return readNumberOrText(text);
  return text;
}
