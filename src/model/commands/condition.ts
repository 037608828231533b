import { isObject, type JsonValue } from '../../base/json';
import { type Path, valueAt } from '../../base/pointer';
import { type ChoiceOperator, choiceOperators } from '../choice';
import { type Command, done, refused } from './shared';

const operators = new Map(choiceOperators.map((operator) => [operator.name, operator]));

/**
 * Sets the operand of a Choice rule's single comparison, under whichever operator the rule has when the command is
 * performed: the operator may have been changed a moment before.
 * @param rule Path of the rule in the definition.
 * @param read Gives the operand as the operator wants it.
 */
export function setOperand(rule: Path, read: (operator: ChoiceOperator) => JsonValue): Command {
  return ({ definition }) => {
    const value = valueAt(definition, rule);
    const name = isObject(value) ? Object.keys(value).find((key) => operators.has(key)) : undefined;
    const operator = name === undefined ? undefined : operators.get(name);
    if (!operator) return refused('The rule has no single comparison any more.');
    return done('Change condition', [{ op: 'set', path: [...rule, operator.name], value: read(operator) }]);
  };
}
