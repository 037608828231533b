import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json';
import { mockProblems, type TestStateRequest, testState } from '../../src/engine/testState';

const today = Date.UTC(2026, 5, 1);
const test = (definition: JsonObject, request: Partial<TestStateRequest> = {}, now = today) =>
  testState({ definition, inspectionLevel: 'DEBUG', ...request }, now);

const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
const processor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Pick',
  States: { Pick: { Type: 'Pass', End: true } },
};
const reader = (config: JsonObject) => ({
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: config,
  Parameters: { Bucket: 'orchard', Key: 'apples' },
});

describe('a test of a Map state', () => {
  it('should show the batches of its items', async () => {
    const answer = await test(
      {
        Type: 'Map',
        ItemsPath: '$.apples',
        ItemSelector: { 'sort.$': '$$.Map.Item.Value' },
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { crate: 'red' } },
        ItemProcessor: processor,
        End: true,
      },
      { input: '{"apples": ["Boskoop", "Elstar", "Gala"]}', mock: { result: '[]' } },
    );
    expect(answer).toMatchObject({
      inspectionData: {
        afterItemBatcher: [
          { BatchInput: { crate: 'red' }, Items: [{ sort: 'Boskoop' }, { sort: 'Elstar' }] },
          { BatchInput: { crate: 'red' }, Items: [{ sort: 'Gala' }] },
        ],
      },
    });
  });

  it('should read the data of its reader as the file has it', async () => {
    const state = {
      Type: 'Map',
      ItemProcessor: processor,
      End: true,
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
    };
    const read = (config: JsonObject, mapItemReaderData: string) =>
      test(
        { ...state, ItemReader: reader(config) },
        { input: '{}', mock: { result: '[]' }, stateConfiguration: { mapItemReaderData } },
      );
    expect(
      await read({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'sort,kg\nGala,3\nElstar,5'),
    ).toMatchObject({
      inspectionData: {
        afterItemSelector: [{ v: { sort: 'Gala', kg: '3' } }, { v: { sort: 'Elstar', kg: '5' } }],
      },
    });
    expect(await read({ InputType: 'JSONL', MaxItems: 1 }, '{"kg": 3}\n{"kg": 5}\n')).toMatchObject({
      inspectionData: { afterItemSelector: [{ v: { kg: 3 } }] },
    });
    expect(
      await read({ InputType: 'JSON', ItemsPointer: '/store/apples' }, '{"store": {"apples": [7]}}'),
    ).toMatchObject({ inspectionData: { afterItemsPointer: [7], afterItemSelector: [{ v: 7 }] } });
    expect(await read({ InputType: 'JSON' }, '{"store": 1}')).toMatchObject({
      inspectionData: { afterItemSelector: [{ v: { Key: 'store', Value: 1 } }] },
    });
    expect(await read({ InputType: 'JSON' }, '7')).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
    });
  });

  it('should fail where its numbers can not be', async () => {
    const state = { Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor: processor, End: true };
    for (const field of ['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage']) {
      expect(
        await test({ ...state, [field]: '{% -1 %}' }, { input: '[1]', mock: { result: '[1]' } }),
        field,
      ).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    }
  });
});

describe('a test of a Task state', () => {
  it('should not show parameters that could not be made', async () => {
    const answer = await test(
      { ...task, Parameters: { 'QueueUrl.$': '$.none' } },
      { input: '{"some": 1}', mock: { result: '{}' } },
    );
    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(answer).toHaveProperty('inspectionData.afterInputPath', { some: 1 });
    expect(answer).not.toHaveProperty('inspectionData.afterParameters');
  });

  it('should be refused without a mock where someone else ends the task', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/orchard';
    for (const Resource of [
      'arn:aws:states:::ecs:runTask.sync',
      'arn:aws:states:::states:startExecution.sync:2',
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      'arn:aws:states:us-east-1:123456789012:activity:pick',
    ]) {
      expect(await test({ ...task, Resource }, { roleArn }), Resource).toMatchObject({
        errorCode: 'ValidationException',
      });
      const mocked = await test(
        { ...task, Resource },
        { mock: { fieldValidationMode: 'NONE', result: '{"kg": 3}' } },
      );
      expect(mocked, Resource).toMatchObject({ status: 'SUCCEEDED', output: { kg: 3 } });
    }
    expect(await test(task, { roleArn })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should hold mocked results to the limits of the day', async () => {
    const state = { ...task, Resource: 'arn:aws:states:::aws-sdk:lambda:getFunction' };
    const mock = (size: number) => ({ mock: { result: `{"Configuration": {"MemorySize": ${size}}}` } });
    const then = Date.UTC(2025, 10, 20);
    expect(await test(state, mock(16_000), then)).toMatchObject({
      message: "Mock result schema validation error: Field 'MemorySize' exceeds the maximum value",
    });
    expect(await test(state, mock(16_000))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await test(state, mock(40_000))).toMatchObject({ errorCode: 'ValidationException' });
  });
});

describe('a call of TestState', () => {
  it('should be refused with a mock that is not one thing', async () => {
    for (const mock of [
      {},
      { result: '{}', errorOutput: { error: 'Rotten' } },
      { errorOutput: { cause: 'too many worms' } },
    ]) {
      expect(await test(task, { mock })).toMatchObject({ errorCode: 'ValidationException' });
    }
  });

  it('should be refused with a mocked result of a Parallel state that is no array, or too short a one', async () => {
    const parallel = { Type: 'Parallel', Branches: [processor, processor], End: true };
    for (const result of ['{"ripe": true}', '"ripe"', '[1]']) {
      expect(await test(parallel, { mock: { result } })).toMatchObject({ errorCode: 'ValidationException' });
    }
    expect(await test(parallel, { mock: { result: '[1, 2]' } })).toMatchObject({ output: [1, 2] });
  });

  it('should be refused with variables or a Context object of a wrong form', async () => {
    const pass = { Type: 'Pass', End: true };
    expect(await test(pass, { variables: '[1]' })).toMatchObject({ errorCode: 'ValidationException' });
    expect(await test(pass, { variables: '{' })).toMatchObject({ errorCode: 'ValidationException' });
    expect(await test(pass, { context: '{"Execution": "e"}' })).toMatchObject({
      errorCode: 'ValidationException',
    });
    expect(await test(pass, { variables: '{"kg": 3}', context: '{"Execution": {"Id": "e"}}' })).toMatchObject(
      {
        status: 'SUCCEEDED',
      },
    );
  });

  it('should be refused with a role that is no text', async () => {
    for (const roleArn of [7, { arn: 'orchard' }, ['orchard'], true, null]) {
      const request = { roleArn } as unknown as Partial<TestStateRequest>;
      for (const definition of [task, { Type: 'Pass', End: true }]) {
        expect(await test(definition, request), JSON.stringify(roleArn)).toEqual({
          errorCode: 'ParamValidationError',
          message: `Parameter validation failed:\nInvalid type for parameter roleArn, value: ${JSON.stringify(roleArn)}, valid type: string`,
        });
      }
    }
  });
});

describe('a test of an HTTP task at TRACE', () => {
  const http = (parameters: JsonObject): JsonObject => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::http:invoke',
    Parameters: {
      Method: 'GET',
      Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/orchard/1' },
      ApiEndpoint: 'https://orchard.example/apples',
      ...parameters,
    },
    End: true,
  });
  const result = JSON.stringify({
    Headers: { 'content-type': ['application/json'], 'x-tree': ['4', '5'] },
    ResponseBody: { sort: 'Gala' },
    StatusCode: 200,
    StatusText: 'OK',
  });
  const trace = async (parameters: JsonObject, request: Partial<TestStateRequest> = {}) => {
    const answer = await test(http(parameters), {
      inspectionLevel: 'TRACE',
      mock: { result, fieldValidationMode: 'NONE' },
      ...request,
    });
    if (!('inspectionData' in answer)) throw new Error(JSON.stringify(answer));
    return answer.inspectionData as { readonly [part: string]: JsonObject };
  };
  const connection = JSON.stringify({
    AuthorizationType: 'BASIC',
    AuthParameters: {
      BasicAuthParameters: { Username: 'gardener', Password: 'spade' },
      InvocationHttpParameters: {
        HeaderParameters: [{ Key: 'x-season', Value: 'autumn' }],
        QueryStringParameters: [{ Key: 'year', Value: '2026' }],
        BodyParameters: [{ Key: 'crate', Value: 'red' }],
      },
    },
  });

  it('should show the request and the response in the shape of the service', async () => {
    const data = await trace({
      Headers: { definitionHeader: 'h1' },
      QueryParameters: { sort: 'red & sweet', kg: [1, 2] },
      RequestBody: { message: 'pick' },
    });
    expect(data.request).toEqual({
      protocol: 'https',
      method: 'GET',
      url: 'https://orchard.example/apples?sort=red%20%26%20sweet&kg=1&kg=2',
      headers:
        '[definitionHeader: h1, User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144]',
      body: '{"message":"pick"}',
    });
    expect(data.response).toEqual({
      protocol: 'https',
      statusCode: '200',
      statusMessage: 'OK',
      headers: '[content-type: application/json, x-tree: 4, x-tree: 5]',
      body: '{"sort":"Gala"}',
    });
  });

  it('should show them at no other level, and of no other task', async () => {
    expect(await trace({}, { inspectionLevel: 'DEBUG' })).not.toHaveProperty('request');
    const other = await test(task, {
      inspectionLevel: 'TRACE',
      mock: { result: '{}', fieldValidationMode: 'NONE' },
    });
    expect(other).not.toHaveProperty('inspectionData.request');
  });

  it('should show what the connection adds only where secrets are revealed', async () => {
    const parameters = {
      Headers: { 'X-Season': 'spring' },
      QueryParameters: { year: '2025', n: '1' },
      RequestBody: { crate: 'green' },
    };
    const hidden = await trace(parameters, { connection });
    expect(JSON.stringify(hidden)).not.toMatch(/autumn|2026|red|Basic/);
    const { request } = await trace(parameters, {
      ...{ connection, revealSecrets: true, roleArn: 'arn:aws:iam::123456789012:role/r' },
      mock: undefined as never,
    });
    expect(request).toMatchObject({
      url: 'https://orchard.example/apples?year=2026&n=1',
      headers:
        '[x-season: autumn, Authorization: Basic Z2FyZGVuZXI6c3BhZGU=, User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144]',
      body: '{"crate":"red"}',
    });
  });

  it('should refuse to reveal secrets beside a mock', async () => {
    const mock = { result, fieldValidationMode: 'NONE' } as const;
    expect(await test(http({}), { mock, revealSecrets: true })).toMatchObject({
      errorCode: 'ValidationException',
    });
  });

  it.each([
    ['INDICES', 'list%5B0%5D=a&list%5B1%5D=b%20c&tree%5Brow%5D=4'],
    ['REPEAT', 'list=a&list=b%20c&tree%5Brow%5D=4'],
    ['COMMAS', 'list=a,b%20c&tree%5Brow%5D=4'],
    ['BRACKETS', 'list%5B%5D=a&list%5B%5D=b%20c&tree%5Brow%5D=4'],
  ])('should send form data with lists as %s', async (format, body) => {
    const { request } = await trace({
      RequestBody: { list: ['a', 'b c'], tree: { row: 4 } },
      Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat: format } },
    });
    expect(request?.body).toBe(body);
  });

  it('should tell the status of a mocked failure', async () => {
    const data = await trace(
      {},
      { mock: { errorOutput: { error: 'States.Http.StatusCode.404', cause: 'gone' } } },
    );
    expect(data.response).toEqual({ protocol: 'https', statusCode: '404' });
    expect(data.request).toMatchObject({ method: 'GET' });
  });

  it('should show the request for a sample too, and none where the parameters fail', async () => {
    const sample = await trace({}, { mock: undefined as never, roleArn: 'arn:aws:iam::123456789012:role/r' });
    expect(sample.response).toMatchObject({ statusCode: '200', statusMessage: 'OK' });
    expect(await trace({ 'RequestBody.$': '$.gone' })).not.toHaveProperty('request');
  });

  it.each(['Authorization', 'host', 'X-Amz-Date', 'x-forwarded-for'])(
    'should fail on the header %s',
    async (name) => {
      const answer = await test(http({ Headers: { [name]: 'x' } }), {
        mock: { result, fieldValidationMode: 'NONE' },
      });
      expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    },
  );

  it('should refuse a connection that is none', async () => {
    expect(
      await test(http({}), { mock: { result, fieldValidationMode: 'NONE' }, connection: '[1' }),
    ).toMatchObject({
      errorCode: 'ValidationException',
    });
  });
});

describe('a mocked result of a .sync task', () => {
  const sync = (pattern: string) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::states:startExecution${pattern}`,
    Parameters: { StateMachineArn: 'a' },
    End: true,
  });
  const described = {
    ExecutionArn: 'arn',
    StateMachineArn: 'arn',
    Status: 'SUCCEEDED',
    StartDate: '2026-06-01T00:00:00Z',
  };
  const check = async (definition: JsonObject, result: JsonObject, mode?: 'STRICT' | 'PRESENT' | 'NONE') => {
    const mock = { result: JSON.stringify(result), ...(mode ? { fieldValidationMode: mode } : {}) };
    const answer = await test(definition, { mock });
    return 'errorCode' in answer ? answer.message : answer.status;
  };

  it('should be held against what DescribeExecution answers', async () => {
    expect(await check(sync('.sync'), described)).toBe('SUCCEEDED');
    expect(await check(sync('.sync'), { ...described, Output: '{}' })).toBe('SUCCEEDED');
    expect(await check(sync('.sync'), { ...described, Output: {} })).toBe(
      "Mock result schema validation error: Field 'Output' must be a string",
    );
    expect(await check(sync('.sync'), { ...described, Status: 'DONE' })).toBe(
      "Mock result schema validation error: Field 'Status' is not an expected value",
    );
    expect(await check(sync('.sync'), { ExecutionArn: 'arn' })).toBe(
      "Mock result schema validation error: Required field 'StateMachineArn' is missing",
    );
    expect(await check(sync('.sync'), { ExecutionArn: 'arn' }, 'PRESENT')).toBe('SUCCEEDED');
    expect(await check(sync('.sync'), { Status: 'DONE' }, 'NONE')).toBe('SUCCEEDED');
  });

  it('should have its output as a value with .sync:2', async () => {
    expect(await check(sync('.sync:2'), { ...described, Input: {}, Output: [1] })).toBe('SUCCEEDED');
    expect(await check(sync('.sync:2'), { ...described, Name: 1 })).toBe(
      "Mock result schema validation error: Field 'Name' must be a string",
    );
  });

  it('should be anything where it is sent for a token', async () => {
    expect(await check(sync('.waitForTaskToken'), { ExecutionArn: 1 })).toBe('SUCCEEDED');
  });

  it('should be held against the polling action of other services', async () => {
    const glue = { ...sync(''), Resource: 'arn:aws:states:::glue:startJobRun.sync' };
    expect(await check(glue, { JobRun: { Attempt: 'first' } })).toBe(
      "Mock result schema validation error: Field 'Attempt' must be a number",
    );
    expect(await check(glue, { JobRun: { Attempt: 1 } })).toBe('SUCCEEDED');
  });
});

describe('what does not fit in the mocks of a run', () => {
  const problem = async (resource: string, result: JsonObject) =>
    (await mockProblems([{ resource: `arn:aws:states:::${resource}`, result }], today))[0];

  it('should be told of fields that are there, not of those that are missing', async () => {
    expect(await problem('sqs:sendMessage', { MessageId: 1 })).toBe("Field 'MessageId' must be a string");
    expect(await problem('states:startExecution', {})).toBeNull();
    expect(await problem('states:startExecution.sync:2', { Status: 'DONE', Output: {} })).toBe(
      "Field 'Status' is not an expected value",
    );
    expect(await problem('nobody:knows', { a: 1 })).toBeNull();
    expect(await problem('sqs:sendMessage.waitForTaskToken', { MessageId: 1 })).toBeNull();
  });

  it('should not be what only a run gets: answers that are parsed, and times as numbers', async () => {
    expect(await problem('lambda:invoke', { Payload: { ok: true }, StatusCode: 200 })).toBeNull();
    expect(await problem('states:startExecution.sync', { StartDate: 1_733_089_875_458 })).toBeNull();
    expect(await problem('states:startExecution.sync', { StartDate: true })).toBe(
      "Field 'StartDate' must be a string",
    );
    expect(await problem('lambda:invoke', { StatusCode: '200' })).toBe("Field 'StatusCode' must be a number");
  });
});
