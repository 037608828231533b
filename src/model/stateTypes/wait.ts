import { own } from '../../base/json';
import type { State } from '../workflow';
import { documentationPage } from './documentation';
import {
  assignFields,
  flowFields,
  inputPathField,
  integerFields,
  longestSeconds,
  outputField,
  outputPathField,
  queryLanguageField,
} from './shared';
import { duration, expressionText } from './summaries';
import type { FieldDescriptor, StateTypeDescriptor } from './types';

const ways = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
const others = (name: string): string[] => ways.filter((each) => each !== name);

const timestamp: Omit<FieldDescriptor, 'kind'> = {
  name: 'Timestamp',
  label: 'Until',
  help: 'The moment to wait for, as an RFC 3339 time with `T` and a zone: `2026-12-24T18:00:00Z`.',
  documentation: documentationPage('wait'),
  group: 'configuration',
  section: 'Timing',
  initialValue: '2030-01-01T00:00:00Z',
};

export const wait: StateTypeDescriptor = {
  type: 'Wait',
  tagline: 'Pause for a time or to a date',
  help: 'Holds the workflow for a number of seconds or until a moment, fixed or taken from the data. Waiting costs nothing in a Standard workflow.',
  documentation: documentationPage('wait'),
  exits: ['next', 'end'],
  nesting: null,
  defaultName: 'Wait',
  fields: [
    ...integerFields({
      name: 'Seconds',
      label: 'Seconds',
      help: 'How long to wait.',
      documentation: documentationPage('wait'),
      group: 'configuration',
      section: 'Timing',
      required: { oneOf: ways },
      excludes: others('Seconds'),
      minimum: 0,
      maximum: longestSeconds,
      initialValue: 60,
      unit: 'seconds',
    }),
    {
      name: 'SecondsPath',
      kind: 'referencePath',
      label: 'Seconds, from the data',
      help: 'A path to the number of seconds to wait.',
      documentation: documentationPage('wait'),
      group: 'configuration',
      section: 'Timing',
      queryLanguage: 'JSONPath',
      required: { oneOf: ways },
      excludes: others('SecondsPath'),
      initialValue: '$.seconds',
    },
    {
      ...timestamp,
      kind: 'timestamp',
      queryLanguage: 'JSONPath',
      required: { oneOf: ways },
      excludes: others('Timestamp'),
    },
    {
      ...timestamp,
      kind: 'textOrJsonata',
      help: `${timestamp.help} An expression \`{% … %}\` may give it.`,
      queryLanguage: 'JSONata',
      required: { oneOf: ['Seconds', 'Timestamp'] },
      excludes: ['Seconds'],
    },
    {
      name: 'TimestampPath',
      kind: 'referencePath',
      label: 'Until, from the data',
      help: 'A path to the moment to wait for, an RFC 3339 time.',
      documentation: documentationPage('wait'),
      group: 'configuration',
      section: 'Timing',
      queryLanguage: 'JSONPath',
      required: { oneOf: ways },
      excludes: others('TimestampPath'),
      initialValue: '$.until',
    },
    ...flowFields,
    queryLanguageField,
    inputPathField,
    outputPathField,
    outputField,
    ...assignFields,
  ],
  create: () => ({ Type: 'Wait', Seconds: 60 }),
  summary: summaryOf,
};

function summaryOf(state: State): string {
  const seconds = own(state.value, 'Seconds');
  if (typeof seconds === 'number') return duration(seconds);
  const field = ways.find((name) => typeof own(state.value, name) === 'string');
  if (!field) return 'for no time yet';
  const text = expressionText(String(own(state.value, field)));
  return field.startsWith('Seconds') ? `${text} seconds` : `until ${text}`;
}
