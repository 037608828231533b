import { documentationPage } from './documentation';
import { argumentsField, integerFields, parametersField } from './shared';
import type { FieldDescriptor } from './types';

/** Where a distributed Map reads its items, how it batches them, and where it writes the results. */

const reading = { documentation: documentationPage('itemReader'), group: 'configuration' } as const;

const readerConfigFields: readonly FieldDescriptor[] = [
  {
    ...reading,
    name: 'InputType',
    kind: 'enum',
    label: 'Format',
    help: 'The file’s format. Not for a list of objects, unless they are read as well.',
    initialValue: 'JSON',
    options: [
      { value: 'CSV', label: 'CSV', help: 'An item a line, as an object by the header’s names.' },
      { value: 'JSON', label: 'JSON', help: 'An array, or an object, in the file or at `ItemsPointer`.' },
      { value: 'JSONL', label: 'JSON Lines', help: 'An item a line, each a JSON value.' },
      { value: 'PARQUET', label: 'Parquet', help: 'An item a row.' },
      {
        value: 'MANIFEST',
        label: 'Manifest',
        help: 'A list of files: an S3 inventory or an Athena query’s result.',
      },
    ],
  },
  {
    ...reading,
    name: 'Transformation',
    kind: 'enum',
    label: 'Listed objects',
    help: 'With `LOAD_AND_FLATTEN` the listed objects are read, and their entries are the items; with `NONE` the objects’ descriptions are.',
    defaultValue: 'NONE',
    initialValue: 'LOAD_AND_FLATTEN',
    options: [
      { value: 'NONE', label: 'Their descriptions' },
      { value: 'LOAD_AND_FLATTEN', label: 'Their entries' },
    ],
  },
  {
    ...reading,
    name: 'ManifestType',
    kind: 'enum',
    label: 'Manifest',
    help: 'What the manifest is.',
    initialValue: 'S3_INVENTORY',
    options: [
      { value: 'S3_INVENTORY', label: 'S3 inventory' },
      { value: 'ATHENA_DATA', label: 'Athena data' },
    ],
  },
  {
    ...reading,
    name: 'CSVHeaderLocation',
    kind: 'enum',
    label: 'Header',
    help: 'Where the names of the columns are: in the first line, or given here.',
    initialValue: 'FIRST_ROW',
    options: [
      { value: 'FIRST_ROW', label: 'First line' },
      { value: 'GIVEN', label: 'Given here' },
    ],
  },
  {
    ...reading,
    name: 'CSVHeaders',
    kind: 'stringList',
    label: 'Columns',
    help: 'The names of the columns, with the header `GIVEN`.',
    initialValue: [],
  },
  {
    ...reading,
    name: 'CSVDelimiter',
    kind: 'enum',
    label: 'Delimiter',
    help: 'What stands between the columns.',
    defaultValue: 'COMMA',
    initialValue: 'SEMICOLON',
    options: [
      { value: 'COMMA', label: 'Comma' },
      { value: 'PIPE', label: 'Pipe' },
      { value: 'SEMICOLON', label: 'Semicolon' },
      { value: 'SPACE', label: 'Space' },
      { value: 'TAB', label: 'Tab' },
    ],
  },
  {
    ...reading,
    name: 'ItemsPointer',
    kind: 'text',
    label: 'Items in the file',
    help: 'A JSON pointer (`/orders/items`) to the array or object of items in a JSON file.',
    initialValue: '/items',
  },
  ...integerFields({
    ...reading,
    name: 'MaxItems',
    label: 'At most',
    help: 'Reads no more than this many items.',
    excludes: ['MaxItemsPath'],
    minimum: 0,
    maximum: 100_000_000,
    initialValue: 1000,
    unit: 'items',
  }),
  {
    ...reading,
    name: 'MaxItemsPath',
    kind: 'path',
    label: 'At most, from the data',
    help: 'A path to the largest number of items to read.',
    queryLanguage: 'JSONPath',
    excludes: ['MaxItems'],
    initialValue: '$.maxItems',
  },
];

export const readerFields: readonly FieldDescriptor[] = [
  {
    ...reading,
    name: 'Resource',
    kind: 'resource',
    label: 'Read by',
    help: '`arn:aws:states:::s3:getObject` reads the entries of one file, `arn:aws:states:::s3:listObjectsV2` the objects under a prefix.',
    required: true,
    initialValue: 'arn:aws:states:::s3:getObject',
  },
  {
    ...parametersField,
    ...reading,
    section: undefined,
    label: 'Place',
    help: '`Bucket` with `Key`, or with `Prefix` for a list. Keys that end in `.$` take a path.',
    initialValue: { Bucket: '', Key: '' },
  },
  {
    ...argumentsField,
    ...reading,
    section: undefined,
    label: 'Place',
    help: '`Bucket` with `Key`, or with `Prefix` for a list.',
    initialValue: { Bucket: '', Key: '' },
  },
  {
    ...reading,
    name: 'ReaderConfig',
    kind: 'object',
    label: 'Reading',
    help: 'The file’s format, and how to read it.',
    fields: readerConfigFields,
    initialValue: { InputType: 'JSON' },
  },
];

const batching = { documentation: documentationPage('itemBatcher'), group: 'configuration' } as const;
const limits = [
  'MaxItemsPerBatch',
  'MaxItemsPerBatchPath',
  'MaxInputBytesPerBatch',
  'MaxInputBytesPerBatchPath',
];

export const batchingFields: readonly FieldDescriptor[] = [
  ...integerFields({
    ...batching,
    name: 'MaxItemsPerBatch',
    label: 'Items per batch',
    help: 'A child execution gets at most this many items.',
    required: { oneOf: limits },
    excludes: ['MaxItemsPerBatchPath'],
    minimum: 1,
    initialValue: 10,
  }),
  {
    ...batching,
    name: 'MaxItemsPerBatchPath',
    kind: 'path',
    label: 'Items per batch, from the data',
    help: 'A path to the largest number of items in a batch.',
    queryLanguage: 'JSONPath',
    required: { oneOf: limits },
    excludes: ['MaxItemsPerBatch'],
    initialValue: '$.batchSize',
  },
  ...integerFields({
    ...batching,
    name: 'MaxInputBytesPerBatch',
    label: 'Bytes per batch',
    help: 'A batch gets no larger than this, up to 256 KiB.',
    required: { oneOf: limits },
    excludes: ['MaxInputBytesPerBatchPath'],
    minimum: 1,
    maximum: 262_144,
    initialValue: 262_144,
    unit: 'bytes',
  }),
  {
    ...batching,
    name: 'MaxInputBytesPerBatchPath',
    kind: 'path',
    label: 'Bytes per batch, from the data',
    help: 'A path to the largest size of a batch in bytes.',
    queryLanguage: 'JSONPath',
    required: { oneOf: limits },
    excludes: ['MaxInputBytesPerBatch'],
    initialValue: '$.batchBytes',
  },
  {
    ...batching,
    name: 'BatchInput',
    kind: 'template',
    label: 'With every batch',
    help: 'Data that every batch gets as `BatchInput`, beside its `Items`.',
    queryLanguage: 'JSONPath',
    initialValue: {},
  },
  {
    ...batching,
    name: 'BatchInput',
    kind: 'jsonata',
    label: 'With every batch',
    help: 'Data that every batch gets as `BatchInput`, beside its `Items`.',
    queryLanguage: 'JSONata',
    initialValue: {},
  },
];

const writing = { documentation: documentationPage('resultWriter'), group: 'configuration' } as const;

export const writerFields: readonly FieldDescriptor[] = [
  {
    ...writing,
    name: 'Resource',
    kind: 'resource',
    label: 'Written by',
    help: '`arn:aws:states:::s3:putObject`.',
    required: { oneOf: ['Resource', 'WriterConfig'] },
    initialValue: 'arn:aws:states:::s3:putObject',
  },
  {
    ...parametersField,
    ...writing,
    section: undefined,
    label: 'Place',
    help: 'The `Bucket` and the `Prefix` to write under.',
    initialValue: { Bucket: '', Prefix: '' },
  },
  {
    ...argumentsField,
    ...writing,
    section: undefined,
    label: 'Place',
    help: 'The `Bucket` and the `Prefix` to write under.',
    initialValue: { Bucket: '', Prefix: '' },
  },
  {
    ...writing,
    name: 'WriterConfig',
    kind: 'object',
    label: 'Writing',
    help: 'How the results are shaped, also when they are not written to S3.',
    required: { oneOf: ['Resource', 'WriterConfig'] },
    fields: [
      {
        ...writing,
        name: 'OutputType',
        kind: 'enum',
        label: 'Format',
        help: 'The format of the result files.',
        required: true,
        defaultValue: 'JSON',
        initialValue: 'JSON',
        options: [
          { value: 'JSON', label: 'JSON' },
          { value: 'JSONL', label: 'JSON Lines' },
        ],
      },
      {
        ...writing,
        name: 'Transformation',
        kind: 'enum',
        label: 'Shape',
        help: '`NONE` keeps each execution’s details, `COMPACT` only its output, `FLATTEN` joins outputs that are arrays.',
        defaultValue: 'NONE',
        initialValue: 'COMPACT',
        options: [
          { value: 'NONE', label: 'With details' },
          { value: 'COMPACT', label: 'Outputs only' },
          { value: 'FLATTEN', label: 'Outputs, flattened' },
        ],
      },
    ],
    initialValue: { OutputType: 'JSON', Transformation: 'COMPACT' },
  },
];
