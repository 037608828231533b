import { isArray, isObject, type JsonObject, own } from '../../base/json';
import type { State } from '../workflow';
import { documentationPage } from './documentation';
import { errorFields } from './errorHandling';
import { processorFields } from './machine';
import { batchingFields, readerFields, writerFields } from './mapData';
import {
  assignFields,
  flowFields,
  inputPathField,
  integerFields,
  numberFields,
  outputField,
  outputPathField,
  queryLanguageField,
  resultPathField,
  resultSelectorField,
} from './shared';
import { expressionText } from './summaries';
import type { FieldDescriptor, StateTypeDescriptor } from './types';

const items: readonly FieldDescriptor[] = [
  {
    name: 'ItemsPath',
    kind: 'referencePath',
    label: 'Items',
    help: 'A path to the array (or object) whose entries are worked through. Without it, the state’s input is the array.',
    documentation: documentationPage('itemsPath'),
    group: 'configuration',
    section: 'Items',
    queryLanguage: 'JSONPath',
    defaultValue: '$',
    initialValue: '$.items',
    // With an ItemReader it would choose within what was read; the service accepts both.
  },
  {
    name: 'Items',
    kind: 'itemsOrJsonata',
    label: 'Items',
    help: 'The array (or object) whose entries are worked through, or an expression `{% … %}` that gives it. Without it, the state’s input is the array.',
    documentation: documentationPage('map'),
    group: 'configuration',
    section: 'Items',
    queryLanguage: 'JSONata',
    // The service accepts an ItemReader beside it, as it does with ItemsPath.
    initialValue: '{% $states.input.items %}',
  },
  {
    name: 'ItemReader',
    kind: 'object',
    label: 'Item reader',
    help: 'Reads the items from S3: the objects of a bucket, or the entries of one file. Distributed mode only.',
    documentation: documentationPage('itemReader'),
    group: 'configuration',
    section: 'Items',
    fields: readerFields,
  },
  {
    name: 'ItemSelector',
    kind: 'template',
    label: 'Item selector',
    help: 'What each iteration is given in place of the item. `$$.Map.Item.Value` is the item, `$$.Map.Item.Index` its number.',
    documentation: documentationPage('itemSelector'),
    group: 'configuration',
    section: 'Items',
    queryLanguage: 'JSONPath',
    excludes: ['Parameters'],
    initialValue: { 'item.$': '$$.Map.Item.Value' },
  },
  {
    name: 'ItemSelector',
    kind: 'jsonata',
    label: 'Item selector',
    help: 'What each iteration is given in place of the item. `$states.context.Map.Item.Value` is the item.',
    documentation: documentationPage('itemSelector'),
    group: 'configuration',
    section: 'Items',
    queryLanguage: 'JSONata',
    initialValue: { item: '{% $states.context.Map.Item.Value %}' },
  },
  {
    name: 'Parameters',
    kind: 'template',
    label: 'Parameters',
    help: 'The older name of `ItemSelector`.',
    documentation: documentationPage('itemSelector'),
    group: 'configuration',
    section: 'Items',
    queryLanguage: 'JSONPath',
    excludes: ['ItemSelector'],
    deprecated: { use: 'ItemSelector', why: '`ItemSelector` replaced it.' },
  },
];

const processing: readonly FieldDescriptor[] = [
  {
    name: 'ItemProcessor',
    kind: 'machine',
    label: 'Item processor',
    help: 'The states that run for every item, and how: in this workflow (inline) or as executions of their own (distributed).',
    documentation: documentationPage('map'),
    group: 'configuration',
    section: 'Processing',
    required: { oneOf: ['ItemProcessor', 'Iterator'] },
    excludes: ['Iterator'],
    fields: processorFields,
    initialValue: { ProcessorConfig: { Mode: 'INLINE' }, States: {} },
  },
  {
    name: 'Iterator',
    kind: 'machine',
    label: 'Iterator',
    help: 'The older name of `ItemProcessor`.',
    documentation: documentationPage('map'),
    group: 'configuration',
    section: 'Processing',
    required: { oneOf: ['ItemProcessor', 'Iterator'] },
    excludes: ['ItemProcessor'],
    fields: processorFields,
    deprecated: { use: 'ItemProcessor', why: '`ItemProcessor` replaced it.' },
  },
  ...integerFields({
    name: 'MaxConcurrency',
    label: 'Iterations at once',
    help: 'How many iterations may run at the same time. 0 sets no limit (about 40 inline, 10,000 distributed); 1 runs them in order.',
    documentation: documentationPage('map'),
    group: 'configuration',
    section: 'Processing',
    excludes: ['MaxConcurrencyPath'],
    minimum: 0,
    defaultValue: 0,
    initialValue: 10,
  }),
  {
    name: 'MaxConcurrencyPath',
    kind: 'referencePath',
    ofData: true,
    label: 'Iterations at once, from the data',
    help: 'A path to the number of iterations that may run at the same time.',
    documentation: documentationPage('map'),
    group: 'configuration',
    section: 'Processing',
    queryLanguage: 'JSONPath',
    excludes: ['MaxConcurrency'],
    initialValue: '$.maxConcurrency',
  },
  {
    name: 'ItemBatcher',
    kind: 'object',
    label: 'Item batcher',
    help: 'Gives several items to each child execution, as `Items`. Distributed mode only.',
    documentation: documentationPage('itemBatcher'),
    group: 'configuration',
    section: 'Batches',
    fields: batchingFields,
    initialValue: { MaxItemsPerBatch: 10 },
  },
];

const tolerated = (name: 'ToleratedFailureCount' | 'ToleratedFailurePercentage'): FieldDescriptor[] => {
  const percentage = name === 'ToleratedFailurePercentage';
  const what = percentage ? 'share of items' : 'number of items';
  const common = {
    documentation: documentationPage('tolerated'),
    group: 'configuration',
    section: 'Failures tolerated',
  } as const;
  return [
    ...(percentage ? numberFields : integerFields)({
      ...common,
      name,
      label: percentage ? 'Tolerated share' : 'Tolerated failures',
      help: `The ${what} that may fail before the whole Map fails with \`States.ExceedToleratedFailureThreshold\`. Distributed mode only.`,
      excludes: [`${name}Path`],
      minimum: 0,
      defaultValue: 0,
      ...(percentage && { maximum: 100, unit: '%' }),
      initialValue: percentage ? 5 : 10,
    }),
    {
      ...common,
      name: `${name}Path`,
      kind: 'referencePath',
      ofData: true,
      label: percentage ? 'Tolerated share, from the data' : 'Tolerated failures, from the data',
      help: `A path to the ${what} that may fail. Distributed mode only.`,
      queryLanguage: 'JSONPath',
      excludes: [name],
      initialValue: percentage ? '$.toleratedPercentage' : '$.toleratedCount',
    },
  ];
};

export const map: StateTypeDescriptor = {
  type: 'Map',
  tagline: 'Repeat for every item',
  help: 'Runs its states once for every item of an array, many at the same time. Inline, the iterations are part of this execution; distributed, each is an execution of its own, for up to millions of items.',
  documentation: documentationPage('map'),
  exits: ['next', 'catch', 'end'],
  nesting: 'processor',
  defaultName: 'Map',
  fields: [
    ...items,
    ...processing,
    ...tolerated('ToleratedFailureCount'),
    ...tolerated('ToleratedFailurePercentage'),
    {
      name: 'ResultWriter',
      kind: 'object',
      label: 'Result writer',
      help: 'Writes the results of all child executions to S3. Distributed mode only.',
      documentation: documentationPage('resultWriter'),
      group: 'configuration',
      section: 'Export',
      fields: writerFields,
    },
    {
      name: 'Label',
      kind: 'text',
      label: 'Label',
      help: 'A name for the Map Run, unique in the workflow, up to 40 characters. Distributed mode only.',
      documentation: documentationPage('distributedMap'),
      group: 'configuration',
      section: 'Export',
      maxLength: 40,
    },
    ...flowFields,
    queryLanguageField,
    inputPathField,
    resultSelectorField,
    resultPathField,
    outputPathField,
    outputField,
    ...errorFields,
    ...assignFields,
  ],
  create: () => ({ Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, States: {} } }),
  summary: summaryOf,
};

function summaryOf(state: State): string {
  const reader = own(state.value, 'ItemReader');
  if (isObject(reader)) return `each of ${readFrom(reader)}`;
  const items = own(state.value, 'Items');
  if (isArray(items)) return `each of ${items.length} items`;
  if (typeof items === 'string') return `each of ${expressionText(items)}`;
  const path = own(state.value, 'ItemsPath') ?? own(state.value, 'InputPath');
  if (typeof path === 'string') return `each of ${path}`;
  return state.queryLanguage === 'JSONata' ? 'each of $states.input' : 'each of $';
}

/** Where an ItemReader reads: the file's name, or the bucket's. */
function readFrom(reader: JsonObject): string {
  const given = own(reader, 'Arguments') ?? own(reader, 'Parameters');
  if (!isObject(given)) return 'a file';
  for (const name of ['Key', 'Prefix', 'Bucket']) {
    const value = own(given, name) ?? own(given, `${name}.$`);
    if (typeof value !== 'string' || value === '') continue;
    const text = expressionText(value);
    return text.startsWith('$') ? text : (text.split('/').findLast((part) => part !== '') ?? text);
  }
  return 'a file';
}
