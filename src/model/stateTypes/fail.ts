import { own } from '../../base/json';
import type { State } from '../workflow';
import { documentationPage } from './documentation';
import { commentField, queryLanguageField } from './shared';
import { expressionText } from './summaries';
import type { FieldDescriptor, StateTypeDescriptor } from './types';

const common = {
  documentation: documentationPage('fail'),
  group: 'configuration',
  section: 'Error',
} as const;

const error = {
  ...common,
  name: 'Error',
  label: 'Error',
  help: 'The error’s name, which a Catch around this workflow can match. Names that begin with `States.` are the service’s own.',
  initialValue: 'WorkflowFailed',
} satisfies Omit<FieldDescriptor, 'kind'>;

const cause = {
  ...common,
  name: 'Cause',
  label: 'Cause',
  help: 'What happened, for people.',
  initialValue: '',
} satisfies Omit<FieldDescriptor, 'kind'>;

export const fail: StateTypeDescriptor = {
  type: 'Fail',
  tagline: 'End with an error',
  help: 'Ends the workflow, branch or iteration as failed, with an error name and a cause. In a branch or iteration the Catch of the state around it can take the error.',
  documentation: documentationPage('fail'),
  exits: [],
  nesting: null,
  defaultName: 'Fail',
  fields: [
    { ...error, kind: 'text', queryLanguage: 'JSONPath', excludes: ['ErrorPath'] },
    { ...error, kind: 'textOrJsonata', queryLanguage: 'JSONata' },
    {
      ...common,
      name: 'ErrorPath',
      kind: 'pathOrIntrinsic',
      label: 'Error, from the data',
      help: 'A path, or an intrinsic function, that gives the error’s name.',
      queryLanguage: 'JSONPath',
      excludes: ['Error'],
      initialValue: '$.error.Error',
    },
    { ...cause, kind: 'multiline', queryLanguage: 'JSONPath', excludes: ['CausePath'] },
    { ...cause, kind: 'textOrJsonata', queryLanguage: 'JSONata' },
    {
      ...common,
      name: 'CausePath',
      kind: 'pathOrIntrinsic',
      label: 'Cause, from the data',
      help: 'A path, or an intrinsic function, that gives the cause.',
      queryLanguage: 'JSONPath',
      excludes: ['Cause'],
      initialValue: '$.error.Cause',
    },
    commentField,
    queryLanguageField,
  ],
  create: () => ({ Type: 'Fail', Error: 'WorkflowFailed' }),
  summary: summaryOf,
};

function summaryOf(state: State): string {
  const { value } = state;
  const name = own(value, 'Error');
  if (typeof name === 'string' && name !== '') {
    return name.startsWith('{%') ? `error from ${expressionText(name)}` : name;
  }
  const path = own(value, 'ErrorPath');
  if (typeof path === 'string') return `error from ${path}`;
  const cause = own(value, 'Cause');
  return typeof cause === 'string' && cause !== '' ? expressionText(cause) : 'no error name';
}
