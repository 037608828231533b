import { describe, expect, it } from 'vitest';
import { createEngineHere } from '../../src/engine/engine.client';
import type { TestStateAnswer } from '../../src/engine/messages';
import { parseDocument } from '../../src/language/document';
import type { State } from '../../src/model/workflow';
import { headerLines, httpExchange } from '../../src/run/testState/HttpExchange';
import { problemsOf, requestOf, type TestForm } from '../../src/run/testState/testForm';
import { testStages } from '../../src/run/testState/testStages';

const form: TestForm = {
  input: '{}',
  variables: '{}',
  context: '',
  mock: 'sample',
  result: '{}',
  error: '',
  cause: '',
  retries: null,
  failures: null,
  readerData: '',
  validation: 'NONE',
  level: 'DEBUG',
  connection: '',
  reveal: false,
};

/** A state of a workflow, and its test as the studio asks for it. */
function given(states: { readonly [name: string]: object }, name: string) {
  const definition = { StartAt: Object.keys(states)[0], States: states };
  const { workflow } = parseDocument(JSON.stringify(definition), 'json');
  const state = [...workflow.states.values()].find((each) => each.name === name) as State;
  const test = async (patch: Partial<TestForm>) => {
    const engine = createEngineHere();
    const answer = await engine.call.testState(requestOf({ ...form, ...patch }, state, workflow.definition));
    engine.close();
    return answer as TestStateAnswer;
  };
  return { state, test };
}

const charge = {
  Charge: {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'charge', 'Payload.$': '$.order' },
    ResultSelector: { 'total.$': '$.Payload.total' },
    ResultPath: '$.check',
    Assign: { 'seen.$': '$.Payload.total' },
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['Declined'], Next: 'Refund' }],
    Next: 'Done',
  },
  Refund: { Type: 'Pass', Next: 'Done' },
  Done: { Type: 'Succeed' },
};

describe('the test of a state', () => {
  it('should hold each stage against the one it acts on', async () => {
    const { state, test } = given(charge, 'Charge');
    const answer = await test({
      input: '{"order": {"id": 1}}',
      mock: 'result',
      result: '{"Payload": {"total": 5}, "StatusCode": 200}',
    });

    expect(answer).toMatchObject({ status: 'SUCCEEDED', nextState: 'Done', assigned: { seen: 5 } });
    const stages = new Map(testStages(state, answer).map((stage) => [stage.name, stage]));
    expect([...stages.keys()]).toEqual([
      'Input',
      'InputPath',
      'Parameters',
      'Task result',
      'ResultSelector',
      'ResultPath',
      'OutputPath',
      'Assign',
      'Output',
    ]);
    expect(stages.get('InputPath')).toMatchObject({ acts: false });
    expect(stages.get('ResultSelector')).toMatchObject({ acts: true, field: '1 field', value: { total: 5 } });
    expect(stages.get('ResultPath')).toMatchObject({
      field: '$.check',
      value: { order: { id: 1 }, check: { total: 5 } },
      before: { order: { id: 1 } },
    });
    expect(stages.get('Assign')).toMatchObject({ value: { seen: 5 }, before: {} });
  });

  it('should tell the output alone at INFO', async () => {
    const { state, test } = given(charge, 'Charge');
    const answer = await test({
      input: '{"order": {}}',
      mock: 'result',
      result: '{"Payload": {"total": 1}}',
      level: 'INFO',
    });
    expect(testStages(state, answer)).toEqual([]);
    expect(answer.output).toEqual({ order: {}, check: { total: 1 } });
  });

  it('should tell a retry, a used up one, and a catch', async () => {
    const { test } = given(charge, 'Charge');
    const input = '{"order": {}}';

    expect(await test({ input, mock: 'error', error: 'Busy' })).toMatchObject({
      status: 'RETRIABLE',
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 3 } },
    });
    expect(await test({ input, mock: 'error', error: 'Busy', retries: 1 })).toMatchObject({
      status: 'FAILED',
    });
    expect(await test({ input, mock: 'error', error: 'Declined', cause: 'no money' })).toMatchObject({
      status: 'CAUGHT_ERROR',
      nextState: 'Refund',
      cause: 'no money',
    });
  });

  it('should test states that call nothing, and containers by what they would give', async () => {
    const states = {
      Each: {
        Type: 'Map',
        QueryLanguage: 'JSONata',
        Items: '{% $states.input.list %}',
        ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } },
        Output: '{% $sum($states.result) %}',
        Next: 'Big',
      },
      Big: {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericGreaterThan: 2, Next: 'Rest' }],
        Default: 'No',
      },
      Rest: { Type: 'Wait', Seconds: 60, Next: 'Long' },
      Long: { Type: 'Wait', Seconds: 3600, Next: 'No' },
      No: { Type: 'Fail', Error: 'TooSmall' },
    };
    const of = (name: string) => given(states, name).test;

    expect(await of('Each')({ input: '{"list": [1, 2]}', mock: 'result', result: '[1, 2]' })).toMatchObject({
      status: 'SUCCEEDED',
      output: 3,
      nextState: 'Big',
    });
    expect(await of('Big')({ input: '3' })).toMatchObject({ status: 'SUCCEEDED', nextState: 'Rest' });
    expect(await of('Rest')({ input: '{}' })).toMatchObject({ status: 'SUCCEEDED', nextState: 'Long' });
    // A test has five minutes.
    expect(await of('Long')({ input: '{}' })).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(await of('No')({ input: '{}' })).toMatchObject({ status: 'FAILED', error: 'TooSmall' });
  });

  it('should name what is no JSON, at its place', () => {
    const { state } = given(charge, 'Charge');
    const problems = problemsOf(
      { ...form, input: '{\n  "a": }', variables: '[]', mock: 'result', result: '' },
      state,
    );
    expect(problems.get('input')).toMatchObject({ line: 2 });
    expect(problems.get('input')?.text).toMatch(/^Line 2, column 8: /);
    expect(problems.get('variables')?.text).toBe('This is an object: names with their values');
    expect(problems.has('result')).toBe(true);
    expect(problems.has('context')).toBe(false);
  });
});

describe('the test of an HTTP task', () => {
  const call = {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: {
        ApiEndpoint: 'https://orchard.example/apples',
        Method: 'GET',
        Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/a/b' },
      },
      End: true,
    },
  };
  const connection = '{"ApiKeyAuthParameters": {"ApiKeyName": "x-key", "ApiKeyValue": "secret"}}';

  it('should show what is sent and got at TRACE, secrets only when they are asked for', async () => {
    const { test } = given(call, 'Call');
    const shown = httpExchange(await test({ level: 'TRACE', connection, reveal: true }));
    expect(shown?.request).toMatchObject({
      method: 'GET',
      headers: expect.stringContaining('x-key: secret'),
    });
    expect(shown?.response).toMatchObject({ statusCode: '200' });
    const hidden = await test({ level: 'TRACE', connection });
    expect(JSON.stringify(hidden)).not.toContain('secret');
    expect(httpExchange(await test({ level: 'DEBUG', connection, reveal: true }))).toBeNull();
  });

  it('should take a connection only where it is shown, and check it', () => {
    const { state } = given(call, 'Call');
    const problems = (patch: Partial<TestForm>) => [...problemsOf({ ...form, ...patch }, state).keys()];
    expect(problems({ level: 'TRACE', connection: '[' })).toEqual(['connection']);
    expect(problems({ level: 'TRACE', connection: '[]' })).toEqual(['connection']);
    expect(problems({ level: 'DEBUG', connection: '[' })).toEqual([]);
    const { state: other } = given(charge, 'Charge');
    expect(requestOf({ ...form, level: 'TRACE', connection }, other, {})).not.toHaveProperty('connection');
  });

  it('should give each header a line', () => {
    expect(headerLines('[date: Tue, 21 Nov 2023 00:06:17 GMT, content-type: text/html, a: b: c]')).toEqual([
      'date: Tue, 21 Nov 2023 00:06:17 GMT',
      'content-type: text/html',
      'a: b: c',
    ]);
    expect(headerLines('[]')).toEqual([]);
  });
});
