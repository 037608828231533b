import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';
import { type ChoiceOperator, choiceOperator } from './choice';
import { expressionText } from './stateTypes/summaries';
import type { QueryLanguage } from './workflow';

/**
 * Short labels for transitions: what a Choice rule asks, which errors a Catcher takes.
 *
 * A path of one step is written as it stands (`$.size > 2000000`); of a deeper one only the last name is left
 * (`$.check.total` reads `total`), since a label has room for what is compared and not for where it lies.
 */

/** The longest label; the rest is cut with an ellipsis. */
const longest = 64;

/** A Choice rule in short: `$.size > 2000000`, `total ≥ 5000, not trusted`, `tier = "gold"`. */
export function ruleLabel(rule: JsonValue, language: QueryLanguage): string {
  if (!isObject(rule)) return 'no condition';
  const text = language === 'JSONata' ? conditionLabel(own(rule, 'Condition')) : comparisonLabel(rule, 0);
  return cut(text);
}

/** The errors of a Catcher or Retrier in short: `Timeout`, `any error`, `PaymentDeclined, CardExpired`. */
export function catchLabel(catcher: JsonValue): string {
  const errors = isObject(catcher) ? own(catcher, 'ErrorEquals') : undefined;
  const names = isArray(errors) ? errors.filter((name) => typeof name === 'string') : [];
  if (names.length === 0) return 'no error';
  const shown = names.slice(0, 2).map(errorLabel).join(', ');
  return cut(names.length > 2 ? `${shown} +${names.length - 2}` : shown);
}

function errorLabel(name: string): string {
  return name === 'States.ALL' ? 'any error' : name.replace(/^States\./, '');
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}

/** How deep conditions are followed; deeper ones show as an ellipsis. */
const deepest = 6;

function comparisonLabel(rule: JsonObject, depth: number): string {
  if (depth > deepest) return '…';
  const all = own(rule, 'And');
  if (isArray(all)) return joined(all, ', ', depth);
  const any = own(rule, 'Or');
  if (isArray(any)) return joined(any, ' or ', depth);
  const not = own(rule, 'Not');
  if (isObject(not)) return negated(not, depth);
  const operator = operatorOf(rule);
  const variable = shortPath(own(rule, 'Variable'));
  return operator ? `${variable} ${operation(operator, own(rule, operator.name), false)}` : 'no condition';
}

function joined(parts: readonly JsonValue[], between: string, depth: number): string {
  if (parts.length === 0) return 'no condition';
  return parts.map((part) => (isObject(part) ? nested(part, depth) : '…')).join(between);
}

/** A condition inside another: in brackets when it joins several itself. */
function nested(rule: JsonObject, depth: number): string {
  const text = comparisonLabel(rule, depth + 1);
  const parts = own(rule, 'And') ?? own(rule, 'Or');
  return isArray(parts) && parts.length > 1 ? `(${text})` : text;
}

function negated(rule: JsonObject, depth: number): string {
  const operator = operatorOf(rule);
  if (!operator) return `not ${nested(rule, depth)}`;
  const operand = own(rule, operator.name);
  const variable = shortPath(own(rule, 'Variable'));
  if (operator.name === 'BooleanEquals' && typeof operand === 'boolean') {
    return operand ? `not ${variable}` : `${variable} ≠ false`;
  }
  if (operator.comparison === 'equals' || operator.comparison === 'is') {
    return `${variable} ${operation(operator, operand, true)}`;
  }
  return `not ${variable} ${operation(operator, operand, false)}`;
}

function operatorOf(rule: JsonObject): ChoiceOperator | undefined {
  for (const key of Object.keys(rule)) {
    const operator = choiceOperator(key);
    if (operator) return operator;
  }
  return undefined;
}

function operation(operator: ChoiceOperator, operand: JsonValue | undefined, negative: boolean): string {
  if (operator.comparison === 'is') {
    const holds = (operand !== false) !== negative;
    return holds ? operator.symbol : operator.symbol.replace(/^is /, 'is not ');
  }
  const value = operator.byPath ? shortPath(operand) : literal(operand, operator);
  return `${negative ? '≠' : operator.symbol} ${value}`;
}

function literal(operand: JsonValue | undefined, operator: ChoiceOperator): string {
  if (operand === undefined) return '…';
  if (typeof operand === 'string' && operator.type === 'timestamp') return operand;
  return JSON.stringify(operand);
}

/** A path as a label shows it: whole with one step, else its last name with the indices that follow it. */
export function shortPath(path: JsonValue | undefined): string {
  if (typeof path !== 'string' || path === '') return '…';
  const steps = path.match(/\.\.?[^.[\]()'"]+|\[(?:'[^']*'|"[^"]*"|[^\]]*)\]/g);
  if (!steps || !path.startsWith('$') || path.includes('(') || path.includes('?')) return path;
  const names = steps.flatMap((step, at) => (/^\[[^'"]/.test(step) ? [] : [at]));
  const last = names.at(-1);
  const deep = path.startsWith('$.') || path.startsWith('$[') ? names.length > 1 : names.length > 0;
  if (last === undefined || !deep) return path;
  const [name = '', ...indices] = steps.slice(last);
  return `${name.replace(/^\.+|^\[['"]|['"]\]$/g, '')}${indices.join('')}`;
}

function conditionLabel(condition: JsonValue | undefined): string {
  if (condition === true) return 'always';
  if (condition === false) return 'never';
  if (typeof condition !== 'string' || condition === '') return 'no condition';
  const parts = expressionText(condition).split(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/);
  return parts.map((part, at) => (at % 2 === 1 ? part : symbols(part))).join('');
}

/** The data and the signs of a JSONata condition as they are read; texts are left alone. */
function symbols(code: string): string {
  return code
    .replace(/\$states\.(?:input|context)\./g, '')
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll('!=', '≠');
}
