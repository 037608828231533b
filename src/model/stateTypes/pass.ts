import { isObject, own } from '../../base/json';
import type { State } from '../workflow';
import { documentationPage } from './documentation';
import {
  assignFields,
  flowFields,
  inputPathField,
  outputField,
  outputPathField,
  parametersField,
  queryLanguageField,
  resultPathField,
} from './shared';
import { expressionText, fieldCount, variableNames } from './summaries';
import type { StateTypeDescriptor } from './types';

export const pass: StateTypeDescriptor = {
  type: 'Pass',
  tagline: 'Shape data, or stand in',
  help: 'Hands its input on, shaped or replaced, without calling anything. Useful for constants, for reshaping data between tasks, and as a stand-in for a step still to come.',
  documentation: documentationPage('pass'),
  exits: ['next', 'end'],
  nesting: null,
  defaultName: 'Pass',
  fields: [
    ...flowFields,
    queryLanguageField,
    inputPathField,
    parametersField,
    {
      name: 'Result',
      kind: 'json',
      label: 'Result',
      help: 'Fixed data to give as the result. It is taken as it stands: paths in it are not evaluated.',
      documentation: documentationPage('pass'),
      group: 'dataFlow',
      section: 'Result',
      queryLanguage: 'JSONPath',
      initialValue: {},
    },
    resultPathField,
    outputPathField,
    outputField,
    ...assignFields,
  ],
  create: () => ({ Type: 'Pass' }),
  summary: summaryOf,
};

function summaryOf(state: State): string {
  const { value } = state;
  const resultPath = own(value, 'ResultPath');
  if (typeof resultPath === 'string' && resultPath !== '$') return `sets ${resultPath}`;
  const variables = variableNames(own(value, 'Assign'));
  if (variables.length > 0) return `sets ${variables.map((name) => `$${name}`).join(', ')}`;
  const output = own(value, 'Output');
  if (typeof output === 'string') return `gives ${expressionText(output)}`;
  if (isObject(output)) return `gives ${fieldCount(output)}`;
  if (own(value, 'Result') !== undefined) return 'gives fixed data';
  const parameters = own(value, 'Parameters');
  if (isObject(parameters)) return `gives ${fieldCount(parameters)}`;
  return 'passes its input on';
}
