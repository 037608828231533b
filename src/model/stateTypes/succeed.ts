import { isObject, own } from '../../base/json';
import { documentationPage } from './documentation';
import { commentField, inputPathField, outputField, outputPathField, queryLanguageField } from './shared';
import { expressionText, fieldCount } from './summaries';
import type { StateTypeDescriptor } from './types';

export const succeed: StateTypeDescriptor = {
  type: 'Succeed',
  tagline: 'End as succeeded',
  help: 'Ends the workflow, branch or iteration as succeeded. Useful as the target of a Choice whose work is done.',
  documentation: documentationPage('succeed'),
  exits: [],
  nesting: null,
  defaultName: 'Succeed',
  fields: [commentField, queryLanguageField, inputPathField, outputPathField, outputField],
  create: () => ({ Type: 'Succeed' }),
  summary: (state) => {
    const output = own(state.value, 'Output') ?? own(state.value, 'OutputPath');
    if (isObject(output)) return `output: ${fieldCount(output)}`;
    if (typeof output === 'string') return `output: ${expressionText(output)}`;
    const input = own(state.value, 'InputPath');
    return `output: ${typeof input === 'string' ? input : 'its input'}`;
  },
};
