import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../base/json';
import type { Path } from '../base/pointer';
import { type ChoiceOperator, choiceOperator } from './choice';

/**
 * The condition of a JSONPath Choice rule as a rule builder shows it: comparisons, and groups of which all or any
 * must hold, each of them possibly turned round by one `Not`.
 */
export type Condition = ComparisonCondition | GroupCondition | OtherCondition;

interface Placed {
  /** Where it stands in the definition: a rule, or an item of a group. */
  readonly place: Path;
  /** Where its own fields stand: `place`, or the `Not` in it. */
  readonly path: Path;
  readonly negated: boolean;
}

export interface ComparisonCondition extends Placed {
  readonly kind: 'comparison';
  readonly operator: ChoiceOperator;
  readonly variable: JsonValue | undefined;
  readonly operand: JsonValue | undefined;
}

export interface GroupCondition extends Placed {
  readonly kind: 'group';
  readonly joins: Connective;
  readonly parts: readonly Condition[];
}

/** What can only be edited as JSON: nothing yet, several operators at once, `Not` in `Not`, and the like. */
export interface OtherCondition extends Placed {
  readonly kind: 'other';
}

export type Connective = 'And' | 'Or';

/** Fields of a rule, or of a condition in it, that are no part of the condition. */
const beside = new Set(['Next', 'Assign', 'Output', 'Comment']);

/** Groups deeper than this are edited as JSON: no form could show them. */
const deepest = 4;

/** The fields of a rule that make up its condition. */
export function conditionOf(rule: JsonObject): JsonObject {
  return objectOf(Object.entries(rule).filter(([name]) => !beside.has(name)));
}

/** The first field of a rule that is not part of its condition; new parts of the condition go before it. */
export function besideCondition(rule: JsonObject): string | undefined {
  return Object.keys(rule).find((name) => beside.has(name));
}

/** @param place Where the rule or the part of a group stands within the definition. */
export function readCondition(value: JsonValue, place: Path, depth = 0): Condition {
  const other: OtherCondition = { kind: 'other', place, path: place, negated: false };
  if (!isObject(value)) return other;
  const inner = negatedBy(value);
  const path = inner ? [...place, 'Not'] : place;
  const negated = inner !== undefined;
  const fields = conditionOf(inner ?? value);
  const names = Object.keys(fields);
  const group = groupIn(fields, names);
  if (group) {
    if (depth >= deepest) return other;
    const { joins, parts } = group;
    const read = parts.map((part, at) => readCondition(part, [...path, joins, at], depth + 1));
    return { kind: 'group', place, path, negated, joins, parts: read };
  }
  const operator = comparisonIn(names);
  if (!operator) return other;
  const variable = own(fields, 'Variable');
  return {
    kind: 'comparison',
    place,
    path,
    negated,
    operator,
    variable,
    operand: own(fields, operator.name),
  };
}

/** What stands in the `Not` that is the whole condition. */
function negatedBy(value: JsonObject): JsonObject | undefined {
  const names = Object.keys(conditionOf(value));
  const inner = names.length === 1 ? own(value, 'Not') : undefined;
  return isObject(inner) ? inner : undefined;
}

function groupIn(
  fields: JsonObject,
  names: readonly string[],
): { readonly joins: Connective; readonly parts: readonly JsonValue[] } | undefined {
  const [name] = names;
  if (names.length !== 1 || (name !== 'And' && name !== 'Or')) return undefined;
  const parts = own(fields, name);
  return isArray(parts) ? { joins: name, parts } : undefined;
}

function comparisonIn(names: readonly string[]): ChoiceOperator | undefined {
  const [name, second] = names.filter((each) => each !== 'Variable');
  return name === undefined || second !== undefined ? undefined : choiceOperator(name);
}
