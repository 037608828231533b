import { documentationPage } from './documentation';
import type { FieldDescriptor } from './types';

/** Fields that several state types share. Each type names those it has, in the order they are shown. */

/** The longest time a Task, a Wait or a workflow may be given, in seconds (a little over three years). */
export const longestSeconds = 99_999_999;

export const commentField: FieldDescriptor = {
  name: 'Comment',
  kind: 'multiline',
  label: 'Comment',
  help: 'A note for people. It has no effect on the workflow.',
  documentation: documentationPage('states'),
  group: 'configuration',
  section: 'Flow',
  initialValue: '',
};

export const queryLanguageField: FieldDescriptor = {
  name: 'QueryLanguage',
  kind: 'enum',
  label: 'Query language',
  help: 'The language of the paths and expressions in this state. A state of a JSONPath workflow may use `JSONata`; a JSONata workflow can’t hold JSONPath states. States inside a Map or Parallel don’t take its language.',
  documentation: documentationPage('jsonata'),
  group: 'configuration',
  section: 'Language',
  options: [
    {
      value: 'JSONPath',
      label: 'JSONPath',
      help: 'Paths such as `$.order.id`, and intrinsic functions.',
    },
    { value: 'JSONata', label: 'JSONata', help: 'Expressions such as `{% $states.input.order.id %}`.' },
  ],
};

export const nextField: FieldDescriptor = {
  name: 'Next',
  kind: 'stateName',
  label: 'Next state',
  help: 'The state that runs after this one. A state has either `Next` or `End`.',
  documentation: documentationPage('states'),
  group: 'configuration',
  section: 'Flow',
  required: { oneOf: ['Next', 'End'] },
  excludes: ['End'],
};

export const endField: FieldDescriptor = {
  name: 'End',
  kind: 'boolean',
  label: 'End here',
  help: '`true` ends the workflow, branch or iteration after this state.',
  documentation: documentationPage('states'),
  group: 'configuration',
  section: 'Flow',
  required: { oneOf: ['Next', 'End'] },
  excludes: ['Next'],
  initialValue: true,
};

/** Where a plain state goes, and what stands beside it under Flow. */
export const flowFields: readonly FieldDescriptor[] = [nextField, endField, commentField];

export const inputPathField: FieldDescriptor = {
  name: 'InputPath',
  kind: 'path',
  label: 'Input path',
  help: 'Which part of the input the state works on. `$` is all of it; `null` stands for `{}`.',
  documentation: documentationPage('inputPath'),
  group: 'dataFlow',
  section: 'Input',
  queryLanguage: 'JSONPath',
  nullable: true,
  defaultValue: '$',
  initialValue: '$',
};

export const parametersField: FieldDescriptor = {
  name: 'Parameters',
  kind: 'template',
  label: 'Parameters',
  help: 'The data the state works with, in place of its input. Keys that end in `.$` take a path or an intrinsic function.',
  documentation: documentationPage('inputPath'),
  group: 'dataFlow',
  section: 'Input',
  queryLanguage: 'JSONPath',
  initialValue: {},
};

export const argumentsField: FieldDescriptor = {
  name: 'Arguments',
  kind: 'jsonata',
  label: 'Arguments',
  help: 'The data the state works with. Strings `{% … %}` at any depth are evaluated; `$states.input` is the input.',
  documentation: documentationPage('jsonata'),
  group: 'dataFlow',
  section: 'Input',
  queryLanguage: 'JSONata',
  initialValue: {},
};

export const resultSelectorField: FieldDescriptor = {
  name: 'ResultSelector',
  kind: 'template',
  label: 'Result selector',
  help: 'Picks from the result what is kept. `$` is the result; keys that end in `.$` take a path or an intrinsic function.',
  documentation: documentationPage('inputPath'),
  group: 'dataFlow',
  section: 'Result',
  queryLanguage: 'JSONPath',
  initialValue: {},
};

export const resultPathField: FieldDescriptor = {
  name: 'ResultPath',
  kind: 'referencePath',
  label: 'Result path',
  help: 'Puts the result into the state’s input at this place. `$` replaces the input, `null` drops the result.',
  documentation: documentationPage('resultPath'),
  group: 'dataFlow',
  section: 'Result',
  queryLanguage: 'JSONPath',
  nullable: true,
  defaultValue: '$',
  initialValue: '$.result',
};

export const outputPathField: FieldDescriptor = {
  name: 'OutputPath',
  kind: 'path',
  label: 'Output path',
  help: 'Which part of the data goes on to the next state. `$` is all of it; `null` stands for `{}`.',
  documentation: documentationPage('inputPath'),
  group: 'dataFlow',
  section: 'Output',
  queryLanguage: 'JSONPath',
  nullable: true,
  defaultValue: '$',
  initialValue: '$',
};

export const outputField: FieldDescriptor = {
  name: 'Output',
  kind: 'jsonata',
  label: 'Output',
  help: 'What the state gives to the next one. Strings `{% … %}` are evaluated. Without it, the result goes on where there is one, else the input.',
  documentation: documentationPage('jsonata'),
  group: 'dataFlow',
  section: 'Output',
  queryLanguage: 'JSONata',
  initialValue: '{% $states.input %}',
};

const assignHelp =
  'Variables to set when the state is done; later states of this workflow or branch can read them as `$name`.';

/** Assign in both languages: the values differ, the place does not. */
export const assignFields: readonly FieldDescriptor[] = [
  {
    name: 'Assign',
    kind: 'template',
    label: 'Variables',
    help: `${assignHelp} Keys that end in \`.$\` take a path or an intrinsic function.`,
    documentation: documentationPage('variables'),
    group: 'variables',
    section: 'Assign',
    queryLanguage: 'JSONPath',
    initialValue: {},
  },
  {
    name: 'Assign',
    kind: 'jsonata',
    label: 'Variables',
    help: `${assignHelp} Strings \`{% … %}\` are evaluated.`,
    documentation: documentationPage('variables'),
    group: 'variables',
    section: 'Assign',
    queryLanguage: 'JSONata',
    initialValue: {},
  },
];

/** A field that takes a whole number in JSONPath, and also an expression in JSONata. */
export function integerFields(field: Omit<FieldDescriptor, 'kind' | 'queryLanguage'>): FieldDescriptor[] {
  const besides = field.excludes?.filter((name) => !name.endsWith('Path'));
  return [
    { ...field, kind: 'integer', queryLanguage: 'JSONPath' },
    {
      ...field,
      kind: 'integerOrJsonata',
      queryLanguage: 'JSONata',
      ...(besides && { excludes: besides }),
      ...(typeof field.required === 'object' && {
        required: { oneOf: field.required.oneOf.filter((name) => !name.endsWith('Path')) },
      }),
    },
  ];
}

/** The same for a number that may have a fraction. */
export function numberFields(field: Omit<FieldDescriptor, 'kind' | 'queryLanguage'>): FieldDescriptor[] {
  return integerFields({ ...field, fractions: true }).map((each) =>
    each.kind === 'integer' ? { ...each, kind: 'number' } : each,
  );
}
