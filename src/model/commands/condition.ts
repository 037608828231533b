import { isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { type Path, valueAt } from '../../base/pointer';
import type { PathOp } from '../change';
import { type ChoiceOperator, choiceOperator } from '../choice';
import { besideCondition, type Connective, conditionOf, readCondition } from '../conditions';
import { type Command, done, refused } from './shared';

const label = 'Change condition';
const gone = refused('The condition is not there any more.');

/** A comparison to begin with. */
export const newComparison: JsonObject = { Variable: '$.value', StringEquals: '' };

/**
 * Sets the operand of a Choice rule's single comparison, under whichever operator the rule has when the command is
 * performed: the operator may have been changed a moment before.
 * @param path Path of the comparison in the definition.
 * @param read Gives the operand as the operator wants it.
 */
export function setOperand(path: Path, read: (operator: ChoiceOperator) => JsonValue): Command {
  return ({ definition }) => {
    const value = valueAt(definition, path);
    const name = isObject(value) ? Object.keys(value).find((key) => choiceOperator(key)) : undefined;
    const operator = name === undefined ? undefined : choiceOperator(name);
    if (!operator) return refused('The rule has no single comparison any more.');
    return done(label, [{ op: 'set', path: [...path, operator.name], value: read(operator) }]);
  };
}

/** Gives a comparison another operator and the operand that this wants. */
export function setOperator(
  path: Path,
  from: ChoiceOperator,
  to: ChoiceOperator,
  operand: JsonValue,
): Command {
  return ({ definition }) => {
    const value = valueAt(definition, path);
    if (!isObject(value) || own(value, from.name) === undefined) return gone;
    return done(label, [
      { op: 'rename', path: [...path, from.name], to: to.name },
      { op: 'set', path: [...path, to.name], value: operand },
    ]);
  };
}

/** Puts a condition in the place of a rule's or a part's own; what stands beside it stays. */
export function replaceCondition(place: Path, next: JsonObject): Command {
  return ({ definition }) => {
    const value = valueAt(definition, place);
    return isObject(value) ? done(label, replaced(place, value, next)) : gone;
  };
}

function replaced(place: Path, value: JsonObject, next: JsonObject): PathOp[] {
  const before = besideCondition(value);
  if (before === undefined) return [{ op: 'set', path: place, value: next }];
  const old = Object.keys(conditionOf(value));
  return [
    ...old
      .filter((name) => own(next, name) === undefined)
      .map((name): PathOp => ({ op: 'remove', path: [...place, name] })),
    ...Object.entries(next).map(
      ([name, item]): PathOp => ({ op: 'set', path: [...place, name], value: item, before }),
    ),
  ];
}

/** Turns a condition round by a `Not`, or takes its `Not` away. */
export function negateCondition(place: Path): Command {
  return ({ definition }) => {
    const value = valueAt(definition, place);
    if (!isObject(value)) return gone;
    return done(label, replaced(place, value, opposite(conditionOf(value))));
  };
}

function opposite(condition: JsonObject): JsonObject {
  const inner = own(condition, 'Not');
  return isObject(inner) && Object.keys(condition).length === 1 ? inner : { Not: condition };
}

/** Lets all of a group's conditions hold, or any of them. */
export function joinBy(group: Path, joins: Connective): Command {
  const other = joins === 'And' ? 'Or' : 'And';
  return ({ definition }) => {
    const value = valueAt(definition, group);
    if (!isObject(value) || own(value, other) === undefined) return gone;
    return done(label, [{ op: 'rename', path: [...group, other], to: joins }]);
  };
}

/** Adds a part to a group; a condition that is no group becomes the first part of one. */
export function addCondition(place: Path, part: JsonObject): Command {
  return ({ definition }) => {
    const value = valueAt(definition, place);
    if (!isObject(value)) return gone;
    const condition = readCondition(value, place);
    if (condition.kind === 'group') {
      const at = condition.parts.length;
      return done('Add condition', [
        { op: 'insert', path: [...condition.path, condition.joins, at], value: part },
      ]);
    }
    return done('Add condition', replaced(place, value, { And: [conditionOf(value), part] }));
  };
}

/** Takes a part out of a group. A group of which one part is left gives way to that part. */
export function removeCondition(place: Path, at: number): Command {
  return ({ definition }) => {
    const value = valueAt(definition, place);
    const group = isObject(value) ? readCondition(value, place) : undefined;
    if (!isObject(value) || group?.kind !== 'group' || at >= group.parts.length) return gone;
    if (group.parts.length === 1) return refused('A rule needs a condition. Remove the whole rule instead.');
    const list: Path = [...group.path, group.joins];
    const left = valueAt(definition, [...list, 1 - at]);
    if (group.parts.length > 2 || !isObject(left)) {
      return done('Remove condition', [{ op: 'remove', path: [...list, at] }]);
    }
    const condition = conditionOf(left);
    const comment = own(value, 'Comment') === undefined ? own(left, 'Comment') : undefined;
    return done('Remove condition', [
      ...replaced(place, value, group.negated ? opposite(condition) : condition),
      ...(comment === undefined ? [] : [{ op: 'set', path: [...place, 'Comment'], value: comment } as const]),
    ]);
  };
}
