import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/json';
import { found, mended, problemsOf } from './diagnosed';

/**
 * What others measured with ValidateStateMachineDefinition and CreateStateMachine, where neither the guide nor the
 * recordings say it. The source stands with each group: issues of floci-io/floci, and the rules of badmintoncryer/cdk-preflight
 * (rules/stepfunctions), which note what was asked of the service in September 2026.
 */

const errorsOf = (value: JsonValue): string[] =>
  problemsOf(value)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} /${path.join('/')}`);

const machine = (states: JsonObject) => ({ StartAt: Object.keys(states)[0] ?? '', States: states });
const done = { Done: { Type: 'Succeed' } };

describe('the query language of nested states (floci-io/floci#2968)', () => {
  const shape = { Shape: { Type: 'Pass', Output: '{% $states.input %}', End: true } };
  const inMap = (processor: JsonObject, more: JsonObject = {}) => ({
    Each: { Type: 'Map', ItemProcessor: processor, ...more, End: true },
  });

  it('should be that of the whole workflow, not that of the Map or Parallel around', () => {
    const map = inMap(machine(shape), { QueryLanguage: 'JSONata' });
    const parallel = {
      Both: { Type: 'Parallel', QueryLanguage: 'JSONata', Branches: [machine(shape)], End: true },
    };

    expect(found(map)).toEqual(['FIELD_OTHER_LANGUAGE /States/Each/ItemProcessor/States/Shape/Output']);
    expect(found(parallel)).toEqual(['FIELD_OTHER_LANGUAGE /States/Both/Branches/0/States/Shape/Output']);
  });

  it('should be JSONPath in a JSONata Map of a JSONPath workflow', () => {
    const picks = { Pick: { Type: 'Pass', Parameters: { 'id.$': '$.id' }, End: true } };

    expect(
      found(inMap(machine(picks), { QueryLanguage: 'JSONata', Items: '{% $states.input.orders %}' })),
    ).toEqual([]);
  });

  it('should be named by each nested state that has another', () => {
    const own = { Shape: { ...shape.Shape, QueryLanguage: 'JSONata' } };

    expect(found(inMap(machine(own)))).toEqual([]);
    expect(found({ QueryLanguage: 'JSONata', ...machine(inMap(machine(shape))) })).toEqual([]);
  });

  it('should not be named by an item processor or a branch', () => {
    const named = { QueryLanguage: 'JSONata', ...machine(shape) };

    expect(found(inMap(named))).toContain('FIELD_UNKNOWN /States/Each/ItemProcessor/QueryLanguage');
    expect(found({ Both: { Type: 'Parallel', Branches: [named], End: true } })).toContain(
      'FIELD_UNKNOWN /States/Both/Branches/0/QueryLanguage',
    );
  });
});

describe('reference paths', () => {
  const distributed = (more: JsonObject) => ({
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...machine({ Work: { Type: 'Pass', End: true } }),
      },
      ...more,
      End: true,
    },
  });
  const route = (rule: JsonObject) => ({
    Route: { Type: 'Choice', Choices: [{ ...rule, Next: 'Done' }], Default: 'Done' },
    ...done,
  });
  const reader = (config: JsonObject) => ({
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'b', Key: 'k' },
      ReaderConfig: { InputType: 'JSON', ...config },
    },
  });

  // states-language.net/spec.html and the developer guide's pages of these fields; cdk-preflight for ItemsPath.
  it.each([
    ['Each/ItemsPath', distributed({ ItemsPath: '$.orders[?(@.open)]' })],
    ['Each/MaxConcurrencyPath', distributed({ MaxConcurrencyPath: '$..limit' })],
    ['Route/Choices/0/Variable', route({ Variable: '$.orders[*].id', IsPresent: true })],
    ['Route/Choices/0/NumericEqualsPath', route({ Variable: '$.a', NumericEqualsPath: '$.b[0:2]' })],
    ['Route/Choices/0/And/0/Variable', route({ And: [{ Variable: '$.a.length()', NumericEquals: 1 }] })],
    ['Pause/SecondsPath', { Pause: { Type: 'Wait', SecondsPath: '$.a[-1]', End: true } }],
    ['Pause/TimestampPath', { Pause: { Type: 'Wait', TimestampPath: '$.*', End: true } }],
    ['Stop/ErrorPath', { Stop: { Type: 'Fail', ErrorPath: '$..Error' } }],
  ])('should be demanded at %s', (place, states) => {
    expect(errorsOf(states)).toEqual([`PATH_NOT_REFERENCE /States/${place}`]);
  });

  it('should take all of an array for a path to each of its entries', () => {
    const mendedMap = mended(distributed({ ItemsPath: '$.orders[*]' }), 'Change to “$.orders”');

    expect(found(mendedMap)).toEqual([]);
  });

  // floci-io/floci#3733: “Value is not a Reference Path. Only ItemsPath accepts the Context Object.”
  it.each([
    ['MaxConcurrencyPath', { MaxConcurrencyPath: '$$.Execution.Input.n' }],
    ['ToleratedFailureCountPath', { ToleratedFailureCountPath: '$$.Execution.Input.n' }],
    ['ToleratedFailurePercentagePath', { ToleratedFailurePercentagePath: '$$.Execution.Input.n' }],
    ['ItemBatcher/MaxItemsPerBatchPath', { ItemBatcher: { MaxItemsPerBatchPath: '$$.Execution.Input.n' } }],
    [
      'ItemBatcher/MaxInputBytesPerBatchPath',
      { ItemBatcher: { MaxInputBytesPerBatchPath: '$$.Execution.Input.n' } },
    ],
    ['ItemReader/ReaderConfig/MaxItemsPath', reader({ MaxItemsPath: '$$.Execution.Input.n' })],
  ])('should not lead into the context object at %s', (place, more) => {
    expect(errorsOf(distributed(more))).toEqual([`PATH_NOT_REFERENCE /States/Each/${place}`]);
  });

  it('should lead into the context object where that is taken, and to variables', () => {
    const items = distributed({ ItemsPath: '$$.Execution.Input.orders' });
    const rule = route({ Variable: '$$.Execution.Input.n', NumericEqualsPath: '$$.Execution.Input.m' });
    const variables = {
      Set: { Type: 'Pass', Assign: { limit: 3, orders: [1] }, Next: 'Each' },
      ...distributed({ ItemsPath: '$orders', MaxConcurrencyPath: '$limit' }),
    };

    for (const states of [items, rule, variables]) expect(found(states)).toEqual([]);
  });
});

describe('Map (cdk-preflight)', () => {
  const each = (config: JsonObject, more: JsonObject = {}) => ({
    Each: {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: config, ...machine({ Work: { Type: 'Pass', End: true } }) },
      ...more,
      End: true,
    },
  });
  const read = (config: JsonObject, resource = 'arn:aws:states:::s3:getObject') =>
    each(
      { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      { ItemReader: { Resource: resource, Parameters: { Bucket: 'b', Key: 'k' }, ReaderConfig: config } },
    );

  it('should want the place of the header of a CSV file', () => {
    expect(errorsOf(read({ InputType: 'CSV' }))).toEqual([
      'READER_HEADER_LOCATION /States/Each/ItemReader/ReaderConfig',
    ]);
    expect(found(mended(read({ InputType: 'CSV' }), 'Set to “FIRST_ROW”'))).toEqual([]);
    const named = read({ InputType: 'CSV', CSVHeaders: ['id'] });
    expect(found(mended(named, 'Set to “GIVEN”'))).toEqual([]);
    // The columns of an Athena result are known from its manifest.
    expect(found(read({ InputType: 'CSV', ManifestType: 'ATHENA_DATA' }))).toEqual([]);
  });

  it('should not take a place of the header beside JSON', () => {
    expect(errorsOf(read({ InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' }))).toEqual([
      'READER_OPTION /States/Each/ItemReader/ReaderConfig/CSVHeaderLocation',
    ]);
  });

  it('should read by the optimised integrations only', () => {
    expect(errorsOf(read({ InputType: 'JSON' }, 'arn:aws:states:::aws-sdk:s3:getObject'))).toEqual([
      'READER_RESOURCE /States/Each/ItemReader/Resource',
    ]);
    expect(found(read({ InputType: 'JSON' }, 'arn:aws-cn:states:::s3:getObject'))).toEqual([]);
  });

  it('should not take ExecutionType when it says that it is inline', () => {
    expect(errorsOf(each({ Mode: 'INLINE', ExecutionType: 'STANDARD' }))).toEqual([
      'MAP_EXECUTION_TYPE_INLINE /States/Each/ItemProcessor/ProcessorConfig/ExecutionType',
    ]);
    expect(errorsOf(each({ ExecutionType: 'STANDARD' }))).toEqual([]);
  });

  // input-output-fields-dist-map.html lists both, one after the other.
  it('should take Items beside an ItemReader', () => {
    const { Each } = each({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
    const reader = {
      Resource: 'arn:aws:states:::s3:getObject',
      Arguments: { Bucket: 'b', Key: 'k' },
      ReaderConfig: { InputType: 'JSON' },
    };
    const jsonata = { ...Each, Items: [1], ItemReader: reader };

    expect(found({ QueryLanguage: 'JSONata', ...machine({ Each: jsonata }) })).toEqual([]);
  });
});

describe('figures (cdk-preflight)', () => {
  it('should warn of a delay or time-out of 0, which the service takes', () => {
    const retry = {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'f' },
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 0 }],
        End: true,
      },
    };
    const workflow = { ...machine(done), TimeoutSeconds: 0 };

    for (const value of [retry, workflow]) {
      expect(problemsOf(value).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
        'warning FIELD_RANGE',
      ]);
      expect(found(mended(value, 'Change to 1'))).toEqual([]);
    }
    expect(errorsOf({ ...workflow, TimeoutSeconds: -1 })).toEqual(['FIELD_RANGE /TimeoutSeconds']);
  });
});

// pf-sfn-asl-integration-parameters: “Parameters field is required for resource ARN: …”.
describe('calls without parameters (cdk-preflight)', () => {
  const call = (resource: string, more: JsonObject = {}) => ({
    Call: { Type: 'Task', Resource: resource, ...more, End: true },
  });

  it.each([
    'arn:aws:states:::lambda:invoke',
    'arn:aws-cn:states:::sqs:sendMessage',
    'arn:${AWS::Partition}:states:::sns:publish',
    'arn:aws:states:::aws-sdk:s3:listBuckets',
    'arn:aws:states:::http:invoke',
  ])('should not be taken of %s', (resource) => {
    const jsonata = { QueryLanguage: 'JSONata', ...machine(call(resource)) };

    expect(errorsOf(call(resource))).toEqual(['REQUEST_MISSING /States/Call']);
    expect(errorsOf(jsonata)).toEqual(['REQUEST_MISSING /States/Call']);
    expect(found(mended(call(resource), 'Add “Parameters”'))).toEqual([]);
    expect(found(mended(jsonata, 'Add “Arguments”'))).toEqual([]);
  });

  it.each([
    'arn:aws:lambda:eu-west-1:123456789012:function:f',
    'arn:aws:states:eu-west-1:123456789012:activity:a',
    '${Resource}',
    'arn:aws:states:::${Service}:${Action}',
  ])('should be taken of %s', (resource) => {
    expect(errorsOf(call(resource))).toEqual([]);
  });

  it('should be told once where they are given in the other query language', () => {
    const other = call('arn:aws:states:::lambda:invoke', { Arguments: { FunctionName: 'f' } });

    expect(errorsOf(other)).toEqual(['FIELD_OTHER_LANGUAGE /States/Call/Arguments']);
  });

  it('should be taken where an expression gives them', () => {
    const whole = call('arn:aws:states:::lambda:invoke', { Arguments: '{% $states.input %}' });

    expect(errorsOf({ QueryLanguage: 'JSONata', ...machine(whole) })).toEqual([]);
  });
});

describe('other rules (cdk-preflight)', () => {
  it('should not take Credentials for an activity', () => {
    const task = (resource: string) => ({
      Work: {
        Type: 'Task',
        Resource: resource,
        Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' },
        TimeoutSeconds: 60,
        End: true,
      },
    });

    expect(errorsOf(task('arn:aws:states:eu-west-1:123456789012:activity:work'))).toEqual([
      'ACTIVITY_CREDENTIALS /States/Work/Credentials',
    ]);
    expect(errorsOf(task('arn:aws:lambda:eu-west-1:123456789012:function:work'))).toEqual([]);
  });

  it.each(['And', 'Or', 'Not'])('should not take Variable beside %s', (name) => {
    const condition = { Variable: '$.a', IsPresent: true };
    const rule = { Variable: '$.b', [name]: name === 'Not' ? condition : [condition], Next: 'Done' };
    const states = { Route: { Type: 'Choice', Choices: [rule], Default: 'Done' }, ...done };

    expect(errorsOf(states)).toEqual(['CHOICE_MANY_OPERATORS /States/Route/Choices/0/Variable']);
    expect(found(mended(states, 'Remove “Variable”'))).toEqual([]);
  });

  it('should refuse an expression with blanks on one side, and warn of one with blanks on both', () => {
    const severities = (output: string) =>
      problemsOf({
        QueryLanguage: 'JSONata',
        ...machine({ Shape: { Type: 'Pass', Output: output, End: true } }),
      }).map(({ code, severity }) => `${severity} ${code}`);

    expect(severities('{% 1 %}\n')).toEqual(['error JSONATA_BLANKS']);
    expect(severities(' {% 1 %}')).toEqual(['error JSONATA_BLANKS']);
    expect(severities(' {% 1 %} ')).toEqual(['warning JSONATA_BLANKS']);
  });
});
