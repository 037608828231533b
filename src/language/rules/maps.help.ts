import type { JsonObject } from '../../base/json';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('distributedMap');
const reader = documentationPage('itemReader');

const inline: JsonObject = { Mode: 'INLINE' };
const distributed: JsonObject = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };

const each = (config: JsonObject, rest: JsonObject, name = 'Each', inner = 'One'): JsonObject => ({
  [name]: {
    Type: 'Map',
    ...rest,
    ItemProcessor: {
      ProcessorConfig: config,
      StartAt: inner,
      States: { [inner]: { Type: 'Pass', End: true } },
    },
    End: true,
  },
});

const read = (config: JsonObject, resource = 'arn:aws:states:::s3:getObject'): JsonObject =>
  each(distributed, {
    ItemReader: { Resource: resource, ReaderConfig: config, Parameters: { Bucket: 'orders', Key: 'today' } },
  });

const two = (first: string, second: string): JsonObject => {
  const [one, other] = [
    each(distributed, { Label: first }),
    each(distributed, { Label: second }, 'Again', 'Two'),
  ];
  const { End: _end, ...rest } = one.Each as JsonObject;
  return { Each: { ...rest, Next: 'Again' }, ...other };
};

export const distributedOnly: ProblemHelp = {
  code: 'MAP_DISTRIBUTED_ONLY',
  severity: 'error',
  title: 'Field of a distributed Map',
  what: '`ItemReader`, `ItemBatcher`, `ResultWriter` and `Label` work only in a distributed Map.',
  why: 'An inline Map takes its items from the state’s input and has no child executions. Step Functions refuses the definition.',
  mend: 'Set `Mode` to `DISTRIBUTED` with an `ExecutionType`, or remove the field.',
  bad: each(inline, { Label: 'orders' }),
  good: each(distributed, { Label: 'orders' }),
  documentation,
};

export const toleranceInline: ProblemHelp = {
  code: 'MAP_TOLERANCE_INLINE',
  severity: 'warning',
  title: 'Tolerated failures of an inline Map',
  what: '`ToleratedFailureCount` and `ToleratedFailurePercentage` are meant for a distributed Map.',
  why: 'They are documented for distributed Maps only; an inline Map fails with its first iteration that fails.',
  mend: 'Make the Map distributed, or catch errors inside the iteration.',
  bad: each(inline, { ToleratedFailureCount: 2 }),
  good: each(distributed, { ToleratedFailureCount: 2 }),
  documentation: documentationPage('tolerated'),
};

export const executionTypeMissing: ProblemHelp = {
  code: 'MAP_EXECUTION_TYPE_MISSING',
  severity: 'error',
  title: 'Distributed Map without ExecutionType',
  what: 'The Map is distributed, but does not say of which type its child executions are.',
  why: 'Step Functions refuses the definition.',
  mend: 'Add `"ExecutionType": "STANDARD"`, or `EXPRESS` for many short iterations.',
  bad: each({ Mode: 'DISTRIBUTED' }, {}),
  good: each(distributed, {}),
  documentation,
};

export const executionTypeInline: ProblemHelp = {
  code: 'MAP_EXECUTION_TYPE_INLINE',
  severity: 'error',
  title: 'ExecutionType of an inline Map',
  what: 'An inline Map has an `ExecutionType`.',
  why: 'Only a distributed Map has child executions; most likely `Mode` should be `DISTRIBUTED`. Step Functions refuses the definition.',
  mend: 'Remove it, or make the Map distributed.',
  bad: each({ Mode: 'INLINE', ExecutionType: 'STANDARD' }, {}),
  good: each(inline, {}),
  documentation,
};

export const distributedExpress: ProblemHelp = {
  code: 'MAP_DISTRIBUTED_EXPRESS',
  severity: 'error',
  title: 'Distributed Map in an Express workflow',
  what: 'The workflow is of type Express and holds a distributed Map.',
  why: 'Only Standard workflows can start child executions this way. Step Functions refuses the definition.',
  mend: 'Make the Map inline, or the workflow Standard. The child executions themselves may be Express.',
  bad: each(distributed, {}),
  good: each(inline, {}),
  type: 'EXPRESS',
  documentation,
};

export const labelInvalid: ProblemHelp = {
  code: 'MAP_LABEL_INVALID',
  severity: 'error',
  title: 'Label that is not allowed',
  what: 'A Map’s `Label` is empty, longer than 40 characters, or has a character that is not allowed.',
  why: 'The label becomes part of the Map Run’s ARN. Step Functions refuses blanks, control characters and `? * < > { } [ ] " # % \\ ^ | ~ $ & , ; : /`.',
  mend: 'Use letters, digits, `-` and `_`.',
  bad: each(distributed, { Label: 'all orders' }),
  good: each(distributed, { Label: 'all-orders' }),
  documentation,
};

export const labelTwice: ProblemHelp = {
  code: 'MAP_LABEL_TWICE',
  severity: 'error',
  title: 'Two Maps with one label',
  what: 'Two Map states have the same `Label`.',
  why: 'Labels must be unique in the workflow. Step Functions refuses the definition.',
  mend: 'Change one of them.',
  bad: two('orders', 'orders'),
  good: two('orders', 'returns'),
  documentation,
};

export const readerResource: ProblemHelp = {
  code: 'READER_RESOURCE',
  severity: 'error',
  title: 'Reader that does not exist',
  what: 'The `Resource` of an `ItemReader` is neither `s3:getObject` nor `s3:listObjectsV2`.',
  why: 'A distributed Map reads only from S3, and by these two integrations, not by those of the AWS SDK. Step Functions refuses the definition.',
  mend: 'Use `arn:aws:states:::s3:getObject` for the entries of a file, `arn:aws:states:::s3:listObjectsV2` for the objects of a bucket.',
  bad: read({ InputType: 'JSON' }, 'arn:aws:states:::s3:putObject'),
  good: read({ InputType: 'JSON' }),
  documentation: reader,
};

export const readerType: ProblemHelp = {
  code: 'READER_INPUT_TYPE_MISSING',
  severity: 'error',
  title: 'File without a format',
  what: 'An `ItemReader` reads a file (`s3:getObject`), and its `ReaderConfig` does not say in which format.',
  why: 'Step Functions does not guess the format.',
  mend: 'Set `InputType` to `CSV`, `JSON`, `JSONL`, `PARQUET` or `MANIFEST`.',
  bad: read({ MaxItems: 10 }),
  good: read({ InputType: 'JSON', MaxItems: 10 }),
  documentation: reader,
};

export const readerOption: ProblemHelp = {
  code: 'READER_OPTION',
  severity: 'warning',
  title: 'Option of another format',
  what: 'A `ReaderConfig` has an option that belongs to another `InputType`, such as `CSVHeaders` beside `JSON`.',
  why: 'It has no effect, or the run fails with `States.ItemReaderFailed`. `CSVHeaderLocation` beside `JSON` is refused already when the definition is saved.',
  mend: 'Remove the option, or correct the `InputType`.',
  bad: read({ InputType: 'JSON', CSVDelimiter: 'TAB' }),
  good: read({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: 'TAB' }),
  documentation: reader,
};

export const readerHeaderLocation: ProblemHelp = {
  code: 'READER_HEADER_LOCATION',
  severity: 'error',
  title: 'CSV file without a place for its header',
  what: 'An `ItemReader` reads a CSV file, and its `ReaderConfig` does not say where the names of the columns are.',
  why: 'Each line becomes an object by those names. Step Functions does not guess them, and refuses the definition.',
  mend: 'Set `CSVHeaderLocation` to `FIRST_ROW`, or to `GIVEN` with the names in `CSVHeaders`.',
  bad: read({ InputType: 'CSV' }),
  good: read({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }),
  documentation: reader,
};

export const readerHeaders: ProblemHelp = {
  code: 'READER_HEADERS_MISSING',
  severity: 'error',
  title: 'Names of columns are missing',
  what: '`CSVHeaderLocation` is `GIVEN`, but there are no `CSVHeaders`.',
  why: 'Without names the columns can’t become fields. Step Functions refuses the definition.',
  mend: 'List the names in `CSVHeaders`, or take them from the first line (`FIRST_ROW`).',
  bad: read({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }),
  good: read({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['id', 'total'] }),
  documentation: reader,
};

export const readerPointer: ProblemHelp = {
  code: 'READER_POINTER',
  severity: 'error',
  title: 'ItemsPointer that is no pointer',
  what: '`ItemsPointer` takes a JSON pointer such as `/orders/items`, and holds something else.',
  why: 'A pointer begins with `/`; a JSONPath does not work here.',
  mend: 'Write the keys on the way to the items, each after a `/`.',
  bad: read({ InputType: 'JSON', ItemsPointer: '$.orders.items' }),
  good: read({ InputType: 'JSON', ItemsPointer: '/orders/items' }),
  documentation: reader,
};

export const writerResource: ProblemHelp = {
  code: 'WRITER_RESOURCE',
  severity: 'error',
  title: 'Writer that does not exist',
  what: 'The `Resource` of a `ResultWriter` is not `s3:putObject`.',
  why: 'Results are written to S3 only. Step Functions refuses the definition.',
  mend: 'Use `arn:aws:states:::s3:putObject`.',
  bad: each(distributed, {
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'orders', Prefix: 'out' },
    },
  }),
  good: each(distributed, {
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'orders', Prefix: 'out' },
    },
  }),
  documentation: documentationPage('resultWriter'),
};
