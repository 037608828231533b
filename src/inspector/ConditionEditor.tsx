import { useState } from 'react';
import { isObject, type JsonObject, type JsonValue, objectOf, own } from '../base/json';
import type { Path } from '../base/pointer';
import type { PathOp } from '../model/change';
import { type ChoiceOperator, choiceOperators } from '../model/choice';
import { setOperand } from '../model/commands';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { CodeField, Field, Select, TextField } from '../ui';
import { useDraft } from './controls/useDraft';
import { type JsonMistake, readJson, readNumberOrText, showText } from './controls/values';
import styles from './Inspector.module.css';

interface ConditionEditorProps {
  readonly studio: Studio;
  readonly state: State;
  readonly rule: JsonObject;
  readonly path: Path;
}

const operators = new Map(choiceOperators.map((operator) => [operator.name, operator]));
const besides = new Set(['Next', 'Assign', 'Output', 'Comment']);

/**
 * The condition of a JSONPath Choice rule. A single comparison is edited as value, operator and operand; a condition
 * with And, Or or Not as JSON.
 */
export function ConditionEditor({ studio, rule, path }: ConditionEditorProps) {
  const names = Object.keys(rule).filter((name) => !besides.has(name) && name !== 'Variable');
  const [only] = names;
  const operator = only === undefined ? undefined : operators.get(only);
  const simple = names.length === 1 && operator !== undefined;
  return simple ? (
    <Comparison studio={studio} rule={rule} path={path} operator={operator} />
  ) : (
    <CompoundCondition studio={studio} rule={rule} path={path} />
  );
}

function useRuleChange(studio: Studio, path: Path) {
  return (ops: readonly PathOp[], key: string): void => {
    void studio.document
      .performChange({ label: 'Change condition', ops }, 'inspector', {
        kind: 'join',
        key: `${path.join('/')} ${key}`,
      })
      .then((result) => {
        if (!result.ok) studio.view.notify(result.reason, 'error');
      });
  };
}

interface ComparisonProps {
  readonly studio: Studio;
  readonly rule: JsonObject;
  readonly path: Path;
  readonly operator: ChoiceOperator;
}

function Comparison({ studio, rule, path, operator }: ComparisonProps) {
  const change = useRuleChange(studio, path);
  const variable = useDraft(own(rule, 'Variable'), showText);
  const operand = useDraft(own(rule, operator.name), showText);

  const writeVariable = (text: string): void => {
    variable.edit(text);
    variable.wrote(text);
    change([{ op: 'set', path: [...path, 'Variable'], value: text }], 'Variable');
  };
  const writeOperand = (text: string): void => {
    operand.edit(text);
    operand.wrote(operandValue(operator, text));
    const command = setOperand(path, (current) => operandValue(current, text));
    void studio.document
      .perform(command, 'inspector', { kind: 'join', key: `${path.join('/')} operand` })
      .then((result) => {
        if (!result.ok) studio.view.notify(result.reason, 'error');
      });
  };
  const chooseOperator = (name: string): void => {
    const next = operators.get(name);
    if (!next || name === operator.name) return;
    const value = operandValue(next, showText(own(rule, operator.name)));
    change(
      [
        { op: 'rename', path: [...path, operator.name], to: name },
        { op: 'set', path: [...path, name], value },
      ],
      'operator',
    );
  };

  const yesNo = operator.operand === 'boolean';
  return (
    <div className={styles.condition}>
      <TextField mono label="Value to test" value={variable.draft} onChange={writeVariable} />
      <Select
        label="Operator"
        value={operator.name}
        options={choiceOperators.map((each) => ({ value: each.name, label: each.label }))}
        onChange={chooseOperator}
      />
      {yesNo ? (
        <Select
          label="Compared with"
          value={String(own(rule, operator.name))}
          options={[
            { value: 'true', label: 'true' },
            { value: 'false', label: 'false' },
          ]}
          onChange={writeOperand}
        />
      ) : (
        <TextField mono label="Compared with" value={operand.draft} onChange={writeOperand} />
      )}
    </div>
  );
}

/** The operand as its operator wants it; what can't be read stays text, and its problem says what is wrong. */
function operandValue(operator: ChoiceOperator, text: string): JsonValue {
  if (operator.operand === 'boolean') return text !== 'false';
  if (operator.operand === 'number') return readNumberOrText(text);
  return text;
}

function CompoundCondition({ studio, rule, path }: Omit<ComparisonProps, 'operator'>) {
  const change = useRuleChange(studio, path);
  const condition = objectOf(Object.entries(rule).filter(([name]) => !besides.has(name)));
  const { draft, edit, wrote } = useDraft(condition, (value) => JSON.stringify(value ?? {}, null, 2));
  const [mistake, setMistake] = useState<JsonMistake | null>(null);
  const write = (text: string): void => {
    edit(text);
    const read = readJson(text, false);
    if (!read.ok || !isObject(read.value)) {
      setMistake(read.ok ? { message: 'A condition is an object: { … }.', line: 1 } : read.error);
      return;
    }
    setMistake(null);
    wrote(read.value);
    const next = read.value;
    const following = Object.keys(rule).find((name) => besides.has(name));
    const gone = Object.keys(condition).filter((name) => own(next, name) === undefined);
    change(
      [
        ...gone.map((name): PathOp => ({ op: 'remove', path: [...path, name] })),
        ...Object.entries(next).map(
          ([name, value]): PathOp => ({ op: 'set', path: [...path, name], value, before: following }),
        ),
      ],
      'condition',
    );
  };
  return (
    <Field label="Condition" error={mistake?.message}>
      <CodeField value={draft} onChange={write} errorLine={mistake?.line ?? undefined} minLines={2} />
    </Field>
  );
}
