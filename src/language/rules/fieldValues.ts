import { isArray, isObject, type JsonValue } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import { typeName } from '../schema';
import * as help from './fields.help';
import { type Finding, finding, listed, nearest, setFix } from './rule';

/** Values that a field does not take, in words: what it takes, what stands there, and what was most likely meant. */

/** The problem of a value that does not fit its field. `isItem`: the value is an entry of the field's list. */
export function badValue(field: FieldDescriptor, path: Path, value: JsonValue, isItem: boolean): Finding {
  const name = isItem ? `An entry of \`${field.name}\`` : `\`${field.name}\``;
  if (isArray(value) && value.length === 0) {
    return finding(help.listEmpty, path, `${name} needs at least one entry.`, {
      fixes: [field.kind === 'errorNames' && setFix('Set to `States.ALL`', path, ['States.ALL'])],
    });
  }
  if (typeof value === 'number' && isNumeric(field) && outOfRange(field, value))
    return range(field, path, value);
  const taken = isItem ? entryExpectation(field) : expectation(field);
  if (value === null) {
    return finding(help.fieldType, path, `${name} has no value; it takes ${taken}.`, {
      fixes: [field.kind === 'errorNames' && !isItem && setFix('Set to `States.ALL`', path, ['States.ALL'])],
    });
  }
  if (field.kind === 'enum' && !isItem) return badOption(field, path, value);
  const meant = converted(field, value);
  return finding(help.fieldType, path, `${name} takes ${taken}; this is ${typeName(value)}.`, {
    fixes: [meant !== undefined && setFix(`Change to \`${JSON.stringify(meant)}\``, path, meant)],
  });
}

/** A number that the service takes although its guide does not allow it; null for any other value. */
export function belowGuide(field: FieldDescriptor, path: Path, value: JsonValue | undefined): Finding | null {
  const { name, minimum, lowestTaken } = field;
  if (minimum === undefined || lowestTaken === undefined || typeof value !== 'number') return null;
  if (value < lowestTaken || value >= minimum) return null;
  const text = `\`${name}\` should be at least ${figure(minimum)}; this is ${figure(value)}.`;
  return finding(help.fieldRange, path, text, {
    severity: 'warning',
    why: 'Step Functions takes it, but its guide allows positive numbers only.',
    fixes: [setFix(`Change to ${figure(minimum)}`, path, minimum)],
  });
}

const isNumeric = (field: FieldDescriptor): boolean =>
  field.kind === 'integer' || field.kind === 'number' || field.kind === 'integerOrJsonata';

function outOfRange(field: FieldDescriptor, value: number): boolean {
  return value < (field.minimum ?? -Infinity) || value > (field.maximum ?? Infinity);
}

function range(field: FieldDescriptor, path: Path, value: number): Finding {
  const { minimum, maximum } = field;
  const bound = value < (minimum ?? -Infinity) ? minimum : maximum;
  const text =
    minimum !== undefined && maximum !== undefined
      ? `takes a number from ${figure(minimum)} to ${figure(maximum)}`
      : minimum !== undefined
        ? `takes a number of at least ${figure(minimum)}`
        : `takes a number of at most ${figure(maximum ?? 0)}`;
  return finding(help.fieldRange, path, `\`${field.name}\` ${text}; this is ${figure(value)}.`, {
    fixes: [bound !== undefined && setFix(`Change to ${figure(bound)}`, path, bound)],
  });
}

const figure = (value: number): string => value.toLocaleString('en-GB');

function badOption(field: FieldDescriptor, path: Path, value: JsonValue): Finding {
  const options = (field.options ?? []).map((option) => option.value);
  const meant = nearest(String(value), options);
  const offered = meant === null ? options.slice(0, 3) : [meant];
  return finding(
    help.fieldValue,
    path,
    `\`${field.name}\` takes ${listed(options.map((option) => `\`${option}\``))}, not ${shown(value)}.`,
    { fixes: offered.map((option) => setFix(`Change to \`${option}\``, path, option)) },
  );
}

function shown(value: JsonValue): string {
  return isObject(value) || isArray(value) ? typeName(value) : `\`${String(value)}\``;
}

function expectation(field: FieldDescriptor): string {
  const text = kindExpectation(field);
  return field.nullable ? `${text} or \`null\`` : text;
}

function kindExpectation(field: FieldDescriptor): string {
  switch (field.kind) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'integerOrJsonata':
      return `${field.fractions ? 'a number' : 'a whole number'} or an expression \`{% … %}\``;
    case 'path':
      return 'a path as text';
    case 'referencePath':
      return 'a path as text';
    case 'pathOrIntrinsic':
      return 'a path or an intrinsic function as text';
    case 'itemsOrJsonata':
      return 'a list, an object or an expression `{% … %}`';
    case 'errorNames':
    case 'stringList':
      return 'a list of texts';
    case 'object':
    case 'machine':
      return 'an object';
    case 'list':
    case 'machines':
      return 'a list of objects';
    case 'comparison':
      return field.name === 'Not' ? 'a condition' : 'a list of conditions';
    case 'template':
      return 'an object';
    case 'jsonata':
      if (field.name === 'Condition') return '`true`, `false` or an expression `{% … %}`';
      return field.name === 'Assign' ? 'an object' : 'an object or an expression `{% … %}`';
    case 'timestamp':
      return 'a time as text';
    case 'stateName':
      return 'the name of a state as text';
    default:
      return 'text';
  }
}

function entryExpectation(field: FieldDescriptor): string {
  if (field.kind === 'comparison') return 'a condition, which is an object';
  return field.kind === 'list' || field.kind === 'machines' ? 'an object' : 'text';
}

/** What a value of the wrong type most likely stands for: `"30"` for 30, `"true"` for true, `1` for `"1"`. */
function converted(field: FieldDescriptor, value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string' && isNumeric(field)) {
    const number = Number(value);
    return value.trim() !== '' && Number.isFinite(number) ? number : undefined;
  }
  if (typeof value === 'string' && field.kind === 'boolean') {
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }
  if (typeof value === 'string' && (field.kind === 'errorNames' || field.kind === 'stringList'))
    return [value];
  if (typeof value === 'number' && field.kind === 'integer') return Math.round(value);
  const text = ['text', 'multiline', 'stateName', 'textOrJsonata'].includes(field.kind);
  return text && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : undefined;
}
