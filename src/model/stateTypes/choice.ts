import { isArray, own } from '../../base/json';
import { choiceOperators } from '../choice';
import { documentationPage } from './documentation';
import {
  assignFields,
  commentField,
  inputPathField,
  outputField,
  outputPathField,
  queryLanguageField,
} from './shared';
import { count } from './summaries';
import type { FieldDescriptor, StateTypeDescriptor } from './types';

const documentation = documentationPage('choice');

/** `And`, `Or`, `Not`: other conditions inside. */
const connectives: readonly FieldDescriptor[] = [
  {
    name: 'And',
    kind: 'comparison',
    label: 'All of',
    help: 'A list of conditions that must all hold.',
    documentation,
    group: 'configuration',
    queryLanguage: 'JSONPath',
    initialValue: [],
  },
  {
    name: 'Or',
    kind: 'comparison',
    label: 'Any of',
    help: 'A list of conditions of which one must hold.',
    documentation,
    group: 'configuration',
    queryLanguage: 'JSONPath',
    initialValue: [],
  },
  {
    name: 'Not',
    kind: 'comparison',
    label: 'Not',
    help: 'A condition that must not hold.',
    documentation,
    group: 'configuration',
    queryLanguage: 'JSONPath',
    initialValue: {},
  },
];

const operators: readonly FieldDescriptor[] = choiceOperators.map((operator) => ({
  name: operator.name,
  kind: operator.operand,
  label: operator.label,
  help: operator.help,
  documentation,
  group: 'configuration',
  queryLanguage: 'JSONPath',
}));

/** What a condition is made of, alone or inside And, Or, Not. */
export const conditionFields: readonly FieldDescriptor[] = [
  {
    name: 'Variable',
    kind: 'referencePath',
    label: 'Value to test',
    help: 'A path to the value that is compared.',
    documentation,
    group: 'configuration',
    queryLanguage: 'JSONPath',
    initialValue: '$.value',
  },
  ...operators,
  ...connectives,
  { ...commentField, section: undefined },
];

export const ruleFields: readonly FieldDescriptor[] = [
  ...conditionFields,
  {
    name: 'Condition',
    kind: 'jsonata',
    label: 'Condition',
    help: 'A JSONata expression `{% … %}` that gives `true` or `false`, or one of the two.',
    documentation,
    group: 'configuration',
    queryLanguage: 'JSONata',
    required: true,
    initialValue: '{% $states.input.value = true %}',
  },
  {
    name: 'Next',
    kind: 'stateName',
    label: 'Go to',
    help: 'The state that runs when this rule is the first to match.',
    documentation,
    group: 'configuration',
    required: true,
  },
  {
    ...outputField,
    section: undefined,
    help: 'What goes on to the next state when this rule matches, in place of the state’s own `Output`.',
  },
  ...assignFields.map((field) => ({
    ...field,
    section: undefined,
    help: 'Variables to set when this rule matches, in place of the state’s own `Assign`.',
  })),
];

export const choice: StateTypeDescriptor = {
  type: 'Choice',
  tagline: 'Branch on the data',
  help: 'Rules are tried from the top; the first that matches decides where the run goes on. With no match and no default the run fails with `States.NoChoiceMatched`.',
  documentation,
  exits: ['choice', 'default'],
  nesting: null,
  defaultName: 'Choice',
  fields: [
    {
      name: 'Choices',
      kind: 'list',
      label: 'Rules',
      help: 'The rules, tried from the top.',
      documentation,
      group: 'configuration',
      section: 'Rules',
      required: true,
      fields: ruleFields,
      initialValue: [],
    },
    {
      name: 'Default',
      kind: 'stateName',
      label: 'Default',
      help: 'The state that runs when no rule matches. Without it such a run fails with `States.NoChoiceMatched`.',
      documentation,
      group: 'configuration',
      section: 'When no rule matches',
    },
    { ...commentField, section: 'Comment' },
    queryLanguageField,
    inputPathField,
    outputPathField,
    outputField,
    ...assignFields.map((field) => ({
      ...field,
      help: `${field.help} Only the default sets these; a rule that matches sets its own.`,
    })),
  ],
  create: () => ({ Type: 'Choice', Choices: [] }),
  summary: (state) => {
    const rules = own(state.value, 'Choices');
    const text = count(isArray(rules) ? rules.length : 0, 'rule', 'rules');
    return own(state.value, 'Default') === undefined ? text : `${text} + default`;
  },
};
