import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/json';
import { stateTypeDescriptors } from '../../../src/model/stateTypes';
import { duration } from '../../../src/model/stateTypes/summaries';
import type { QueryLanguage, State, StateType } from '../../../src/model/workflow';

function summary(value: JsonObject, queryLanguage: QueryLanguage = 'JSONPath'): string {
  const type = value.Type as StateType;
  const state: State = {
    pointer: '/States/A',
    path: ['States', 'A'],
    name: 'A',
    type,
    value,
    machine: '',
    queryLanguage,
    transitions: [],
    machines: [],
    reachable: true,
  };
  return stateTypeDescriptors[type].summary(state);
}

const call = (resource: string, parameters: JsonObject = {}): string =>
  summary({ Type: 'Task', Resource: resource, Parameters: parameters });

describe('summaries', () => {
  it.each([
    ['arn:aws:states:::lambda:invoke', { FunctionName: 'validate-order' }, 'Lambda · validate-order'],
    [
      'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
      { FunctionName: 'arn:aws-cn:lambda:cn-north-1:1:function:price-item:live' },
      'Lambda · price-item',
    ],
    [
      'arn:${AWS::Partition}:states:::lambda:invoke',
      { FunctionName: '${ChargeFunction.Arn}' },
      'Lambda · ChargeFunction',
    ],
    ['arn:aws:lambda:eu-west-1:1:function:charge:live', {}, 'Lambda · charge'],
    ['${ChargeFunction.Arn}', {}, 'Task · ChargeFunction'],
    ['arn:aws:states:eu-west-1:1:activity:approve', {}, 'Activity · approve'],
    ['arn:aws:states:::dynamodb:getItem', { TableName: 'stock' }, 'DynamoDB · stock table'],
    [
      'arn:aws:states:::sqs:sendMessage',
      { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/review-queue' },
      'SQS · review-queue',
    ],
    ['arn:aws:states:::sns:publish', { TopicArn: 'arn:aws:sns:eu-west-1:1:receipts' }, 'SNS · receipts'],
    [
      'arn:aws:states:::http:invoke',
      { ApiEndpoint: 'https://api.example.com/v2/charges', Method: 'POST' },
      'HTTP · POST /charges',
    ],
    ['arn:aws:states:::aws-sdk:ec2:describeInstances', {}, 'EC2 · describe instances'],
    ['arn:aws:states:::glue:startJobRun.sync', { 'JobName.$': '$.job' }, 'Glue · $.job'],
    ['', {}, 'calls nothing yet'],
    ['something', {}, 'Task · something'],
  ])('should say what a Task calls: %s', (resource, parameters, expected) => {
    expect(call(resource, parameters as JsonObject)).toBe(expected);
  });

  it.each<[JsonObject, string]>([
    [{ Type: 'Choice', Choices: [{}, {}, {}], Default: 'A' }, '3 rules + default'],
    [{ Type: 'Choice', Choices: [{}] }, '1 rule'],
    [{ Type: 'Parallel', Branches: [{}, {}] }, '2 branches'],
    [{ Type: 'Map', ItemsPath: '$.order.items' }, 'each of $.order.items'],
    [{ Type: 'Map', Items: '{% $states.input.items %}' }, 'each of $states.input.items'],
    [
      { Type: 'Map', ItemReader: { Parameters: { Bucket: 'b', Key: 'in/orders.csv' } } },
      'each of orders.csv',
    ],
    [{ Type: 'Map', ItemReader: { Parameters: { 'Bucket.$': '$.bucket', Prefix: '' } } }, 'each of $.bucket'],
    [{ Type: 'Map' }, 'each of $'],
    [{ Type: 'Wait', Seconds: 21_600 }, '6 h'],
    [{ Type: 'Wait', SecondsPath: '$.delay' }, '$.delay seconds'],
    [{ Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z' }, 'until 2030-01-01T00:00:00Z'],
    [{ Type: 'Pass', Result: true, ResultPath: '$.gift' }, 'sets $.gift'],
    [{ Type: 'Pass', Assign: { 'total.$': '$.sum', x: 1 } }, 'sets $total, $x'],
    [{ Type: 'Pass' }, 'passes its input on'],
    [{ Type: 'Succeed', OutputPath: '$' }, 'output: $'],
    [{ Type: 'Fail', Error: 'OrderFailed', Cause: 'x' }, 'OrderFailed'],
    [{ Type: 'Fail', ErrorPath: '$.error.Error' }, 'error from $.error.Error'],
  ])('should say what a state does: %j', (value, expected) => {
    expect(summary(value)).toBe(expected);
  });

  it('should give any state of the wrong shape some summary', () => {
    const odd: JsonValue[] = [null, 1, 'x', [], {}, [1, null], { a: null }];
    const names = [
      'Choices',
      'Branches',
      'Items',
      'ItemReader',
      'Seconds',
      'Result',
      'Assign',
      'Output',
      'Error',
    ];
    for (const type of Object.keys(stateTypeDescriptors)) {
      for (const value of odd) {
        const state = Object.fromEntries([
          ['Type', type],
          ...names.map((name) => [name, value]),
        ]) as JsonObject;
        expect(typeof summary({ ...state, Resource: value, Parameters: value })).toBe('string');
      }
    }
  });

  it.each([
    [0, '0 s'],
    [1.5, '1 s'],
    [90, '1 min 30 s'],
    [3600, '1 h'],
    [86_400 * 2, '2 d'],
    [90_061, '1 d 1 h'],
  ])('should write %d seconds as %s', (seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });
});
