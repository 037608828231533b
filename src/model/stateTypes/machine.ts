import { documentationPage } from './documentation';
import { longestSeconds, queryLanguageField } from './shared';
import type { FieldDescriptor } from './types';

/** Fields of the workflow itself, of a Parallel's branch, and of a Map's item processor. */

const common = { documentation: documentationPage('structure'), group: 'configuration' } as const;

const comment: FieldDescriptor = {
  ...common,
  name: 'Comment',
  kind: 'multiline',
  label: 'Comment',
  help: 'What it is for. It has no effect.',
  section: 'Workflow',
  initialValue: '',
};

const startAt: FieldDescriptor = {
  ...common,
  name: 'StartAt',
  kind: 'stateName',
  label: 'First state',
  help: 'The state that runs first.',
  section: 'Workflow',
  required: true,
};

const states: FieldDescriptor = {
  ...common,
  name: 'States',
  kind: 'object',
  label: 'States',
  help: 'The states by name. Names have up to 80 characters and are unique in the whole workflow.',
  section: 'Workflow',
  required: true,
  initialValue: {},
};

/** Fields of the top level. */
export const workflowFields: readonly FieldDescriptor[] = [
  comment,
  {
    ...queryLanguageField,
    section: 'Workflow',
    help: 'The language of paths and expressions in all states that don’t name their own.',
    defaultValue: 'JSONPath',
  },
  startAt,
  {
    ...common,
    name: 'TimeoutSeconds',
    kind: 'integer',
    label: 'Time out after',
    help: 'The execution fails with `States.Timeout` when it takes longer.',
    section: 'Timing',
    minimum: 1,
    lowestTaken: 0,
    maximum: longestSeconds,
    initialValue: 3600,
    unit: 'seconds',
  },
  {
    ...common,
    name: 'Version',
    kind: 'enum',
    label: 'Version',
    help: 'The version of the Amazon States Language.',
    section: 'Workflow',
    defaultValue: '1.0',
    initialValue: '1.0',
    options: [{ value: '1.0', label: '1.0' }],
  },
  states,
];

/** Fields of a Parallel's branch. */
export const machineFields: readonly FieldDescriptor[] = [comment, startAt, states];

/** Fields of a Map's item processor. */
export const processorFields: readonly FieldDescriptor[] = [
  {
    ...common,
    name: 'ProcessorConfig',
    kind: 'object',
    label: 'Item processor',
    help: 'How the iterations run.',
    documentation: documentationPage('distributedMap'),
    section: 'Item processor',
    initialValue: { Mode: 'INLINE' },
    fields: [
      {
        ...common,
        name: 'Mode',
        kind: 'enum',
        label: 'Mode',
        help: 'Inline iterations are part of this execution (up to about 40 at once); distributed ones are executions of their own.',
        documentation: documentationPage('distributedMap'),
        defaultValue: 'INLINE',
        initialValue: 'INLINE',
        options: [
          { value: 'INLINE', label: 'Inline' },
          { value: 'DISTRIBUTED', label: 'Distributed' },
        ],
      },
      {
        ...common,
        name: 'ExecutionType',
        kind: 'enum',
        label: 'Child executions',
        help: 'The workflow type of the child executions. Distributed mode only.',
        documentation: documentationPage('distributedMap'),
        initialValue: 'STANDARD',
        options: [
          { value: 'STANDARD', label: 'Standard' },
          { value: 'EXPRESS', label: 'Express' },
        ],
      },
    ],
  },
  ...machineFields,
];
