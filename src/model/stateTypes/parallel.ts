import { isArray, own } from '../../base/json';
import { documentationPage } from './documentation';
import { errorFields } from './errorHandling';
import {
  argumentsField,
  assignFields,
  flowFields,
  inputPathField,
  outputField,
  outputPathField,
  parametersField,
  queryLanguageField,
  resultPathField,
  resultSelectorField,
} from './shared';
import { count } from './summaries';
import type { StateTypeDescriptor } from './types';

export const parallel: StateTypeDescriptor = {
  type: 'Parallel',
  tagline: 'Run branches side by side',
  help: 'Runs its branches at the same time, each with the same input, and goes on when all are done. The result is an array with one entry a branch; an error in one branch stops the others.',
  documentation: documentationPage('parallel'),
  exits: ['next', 'catch', 'end'],
  nesting: 'branches',
  defaultName: 'Parallel',
  fields: [
    {
      name: 'Branches',
      kind: 'machines',
      label: 'Branches',
      help: 'The branches that run at the same time. Each has its own `StartAt` and `States`.',
      documentation: documentationPage('parallel'),
      group: 'configuration',
      section: 'Branches',
      required: true,
      initialValue: [],
    },
    ...flowFields,
    queryLanguageField,
    inputPathField,
    { ...parametersField, help: 'What every branch is given in place of the input.' },
    { ...argumentsField, help: 'What every branch is given in place of the input.' },
    resultSelectorField,
    resultPathField,
    outputPathField,
    outputField,
    ...errorFields,
    ...assignFields,
  ],
  create: () => ({ Type: 'Parallel', Branches: [{ States: {} }, { States: {} }] }),
  summary: (state) => {
    const branches = own(state.value, 'Branches');
    return count(isArray(branches) ? branches.length : 0, 'branch', 'branches');
  },
};
