import type { Machine, Workflow } from '../model/workflow';

const root: Machine = {
  pointer: '',
  path: [],
  kind: 'root',
  owner: null,
  index: 0,
  startAt: null,
  start: null,
  states: [],
  queryLanguage: 'JSONPath',
};

/** The model of a text that says nothing yet. */
export const emptyWorkflow: Workflow = {
  definition: {},
  root,
  states: new Map(),
  machines: new Map([['', root]]),
};
