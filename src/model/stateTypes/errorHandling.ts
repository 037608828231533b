import { documentationPage } from './documentation';
import { assignFields, commentField, longestSeconds, outputField, resultPathField } from './shared';
import type { FieldDescriptor } from './types';

/** Retry and Catch, the same for Task, Parallel and Map. */

const errorEqualsField: FieldDescriptor = {
  name: 'ErrorEquals',
  kind: 'errorNames',
  label: 'On these errors',
  help: 'Names of the errors this applies to. `States.ALL` means any error; it must stand alone and come last.',
  documentation: documentationPage('errors'),
  group: 'errors',
  required: true,
  initialValue: ['States.ALL'],
};

const retrierFields: readonly FieldDescriptor[] = [
  errorEqualsField,
  {
    name: 'IntervalSeconds',
    kind: 'integer',
    label: 'First delay',
    help: 'Seconds before the first retry.',
    documentation: documentationPage('errors'),
    group: 'errors',
    minimum: 1,
    lowestTaken: 0,
    maximum: longestSeconds,
    defaultValue: 1,
    initialValue: 2,
    unit: 'seconds',
  },
  {
    name: 'BackoffRate',
    kind: 'number',
    label: 'Multiply by',
    help: 'Each delay is this many times the one before. 1 keeps it the same.',
    documentation: documentationPage('errors'),
    group: 'errors',
    minimum: 1,
    defaultValue: 2,
    initialValue: 2,
  },
  {
    name: 'MaxDelaySeconds',
    kind: 'integer',
    label: 'Max delay',
    help: 'No delay gets longer than this.',
    documentation: documentationPage('errors'),
    group: 'errors',
    minimum: 1,
    maximum: 31_622_400,
    initialValue: 60,
    unit: 'seconds',
  },
  {
    name: 'MaxAttempts',
    kind: 'integer',
    label: 'Retries',
    help: 'How many times to try again after the first attempt. 0 means never.',
    documentation: documentationPage('errors'),
    group: 'errors',
    minimum: 0,
    maximum: longestSeconds,
    defaultValue: 3,
    initialValue: 3,
  },
  {
    name: 'JitterStrategy',
    kind: 'enum',
    label: 'Jitter',
    help: 'With `FULL`, each delay is a random time between 0 and the computed one, so that many retries don’t come at once.',
    documentation: documentationPage('errors'),
    group: 'errors',
    defaultValue: 'NONE',
    initialValue: 'FULL',
    options: [
      { value: 'NONE', label: 'None' },
      { value: 'FULL', label: 'Full' },
    ],
  },
  { ...commentField, group: 'errors', section: undefined },
];

export const retryField: FieldDescriptor = {
  name: 'Retry',
  kind: 'list',
  label: 'Retry',
  help: 'Retriers are tried first, from the top: the first that lists the error decides how often and when to try again.',
  documentation: documentationPage('errors'),
  group: 'errors',
  section: 'Retry',
  fields: retrierFields,
  initialValue: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
};

const catcherFields: readonly FieldDescriptor[] = [
  errorEqualsField,
  {
    name: 'Next',
    kind: 'stateName',
    label: 'Go to',
    help: 'The state that deals with the error.',
    documentation: documentationPage('errors'),
    group: 'errors',
    required: true,
  },
  {
    ...resultPathField,
    label: 'Put the error at',
    help: 'Puts the error (`Error` and `Cause`) into the state’s input at this place. `$` replaces the input, `null` drops the error.',
    group: 'errors',
    section: undefined,
    initialValue: '$.error',
  },
  {
    ...outputField,
    help: 'What goes on to the next state. `$states.errorOutput` holds `Error` and `Cause`; without this field it is the output.',
    group: 'errors',
    section: undefined,
    initialValue: '{% $states.errorOutput %}',
  },
  ...assignFields.map((field) => ({
    ...field,
    group: 'errors' as const,
    section: undefined,
    help: 'Variables to set when this Catcher takes the error.',
  })),
  { ...commentField, group: 'errors', section: undefined },
];

export const catchField: FieldDescriptor = {
  name: 'Catch',
  kind: 'list',
  label: 'Catch',
  help: 'When retries are used up, the first Catcher that lists the error decides where the run goes on.',
  documentation: documentationPage('errors'),
  group: 'errors',
  section: 'Catch',
  fields: catcherFields,
};

export const errorFields: readonly FieldDescriptor[] = [retryField, catchField];
