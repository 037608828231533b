import type { FieldKind } from './stateTypes/types';

/**
 * The comparison operators of JSONPath Choice rules, as one table: names, what they compare, how they read.
 * The engine, the rule builder, labels, schema and problems all read it.
 */

export type ComparedType = 'string' | 'number' | 'boolean' | 'timestamp';
export type Comparison = 'equals' | 'less' | 'greater' | 'lessOrEqual' | 'greaterOrEqual' | 'matches' | 'is';

export interface ChoiceOperator {
  /** The key in a rule: `NumericGreaterThanPath`. */
  readonly name: string;
  readonly comparison: Comparison;
  /** What is compared; null for `IsPresent` and `IsNull`. */
  readonly type: ComparedType | null;
  /** For `is`: what is asked of the value. */
  readonly asks: 'present' | 'null' | ComparedType | null;
  /** The operand is a path to the other value. */
  readonly byPath: boolean;
  /** The kind of the operand, as a field. */
  readonly operand: FieldKind;
  /** As read between the two sides: `≥`, `=`, `like`, `is text`. */
  readonly symbol: string;
  /** In the list of operators: `≥ number`. */
  readonly label: string;
  readonly help: string;
}

const typeWords: Record<ComparedType, string> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  timestamp: 'time',
};

const typeNames: Record<ComparedType, string> = {
  string: 'String',
  number: 'Numeric',
  boolean: 'Boolean',
  timestamp: 'Timestamp',
};

const operands: Record<ComparedType, FieldKind> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  timestamp: 'timestamp',
};

const comparisons: readonly (readonly [
  suffix: string,
  comparison: Comparison,
  symbol: string,
  words: string,
])[] = [
  ['Equals', 'equals', '=', 'is equal to'],
  ['LessThan', 'less', '<', 'is less than'],
  ['LessThanEquals', 'lessOrEqual', '≤', 'is less than or equal to'],
  ['GreaterThan', 'greater', '>', 'is greater than'],
  ['GreaterThanEquals', 'greaterOrEqual', '≥', 'is greater than or equal to'],
];

function compared(type: ComparedType): ChoiceOperator[] {
  const suffixes = type === 'boolean' ? comparisons.slice(0, 1) : comparisons;
  return suffixes.flatMap(([suffix, comparison, symbol, words]) =>
    [false, true].map((byPath) => ({
      name: `${typeNames[type]}${suffix}${byPath ? 'Path' : ''}`,
      comparison,
      type,
      asks: null,
      byPath,
      operand: byPath ? ('referencePath' as const) : operands[type],
      symbol,
      label: `${symbol} ${typeWords[type]}${byPath ? ' at a path' : ''}`,
      help: byPath
        ? `Whether the value ${words} the ${typeWords[type]} at another path. A value of another type never matches.`
        : `Whether the value ${words} this ${typeWords[type]}. A value of another type never matches.`,
    })),
  );
}

const questions: readonly (readonly [
  name: string,
  asks: NonNullable<ChoiceOperator['asks']>,
  words: string,
])[] = [
  ['IsPresent', 'present', 'present'],
  ['IsNull', 'null', 'null'],
  ['IsString', 'string', 'text'],
  ['IsNumeric', 'number', 'a number'],
  ['IsBoolean', 'boolean', 'true or false'],
  ['IsTimestamp', 'timestamp', 'a time'],
];

export const choiceOperators: readonly ChoiceOperator[] = [
  ...compared('string'),
  {
    name: 'StringMatches',
    comparison: 'matches',
    type: 'string',
    asks: null,
    byPath: false,
    operand: 'text',
    symbol: 'like',
    label: 'like text with *',
    help: 'Whether the text fits a pattern in which `*` stands for any characters. `\\\\*` is an asterisk.',
  },
  ...compared('number'),
  ...compared('boolean'),
  ...compared('timestamp'),
  ...questions.map(
    ([name, asks, words]): ChoiceOperator => ({
      name,
      comparison: 'is',
      type: null,
      asks,
      byPath: false,
      operand: 'boolean',
      symbol: `is ${words}`,
      label: `is ${words}`,
      help:
        asks === 'present'
          ? 'With `true`: whether there is a value at the path. With `false`: whether there is none.'
          : `With \`true\`: whether the value is ${words}. With \`false\`: whether it is not. A path that is not there fails the run; test \`IsPresent\` first.`,
    }),
  ),
];

const byName: ReadonlyMap<string, ChoiceOperator> = new Map(
  choiceOperators.map((operator) => [operator.name, operator]),
);

/** The operator of that name, or undefined. */
export function choiceOperator(name: string): ChoiceOperator | undefined {
  return byName.get(name);
}

/** The keys that join conditions. */
export const connectiveNames = ['And', 'Or', 'Not'] as const;
