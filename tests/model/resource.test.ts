import { describe, expect, it } from 'vitest';
import { optimisedServices } from '../../src/model/optimisedIntegrations';
import { parseResource, splitArn } from '../../src/model/resource';

describe('resources', () => {
  it.each([
    ['arn:aws:states:::lambda:invoke', 'optimised', 'lambda', 'invoke', 'requestResponse'],
    ['arn:aws:states:::ecs:runTask.sync', 'optimised', 'ecs', 'runTask', 'sync'],
    ['arn:aws-cn:states:::states:startExecution.sync:2', 'optimised', 'states', 'startExecution', 'sync:2'],
    [
      'arn:${AWS::Partition}:states:::sqs:sendMessage.waitForTaskToken',
      'optimised',
      'sqs',
      'sendMessage',
      'waitForTaskToken',
    ],
    [
      'arn:aws:states:#{AWS::Region}:#{AWS::AccountId}:aws-sdk:s3:getObject',
      'sdk',
      's3',
      'getObject',
      'requestResponse',
    ],
    ['arn:aws:states:::http:invoke', 'http', 'http', 'invoke', 'requestResponse'],
    ['arn:aws:states:eu-west-1:1:activity:approve', 'activity', null, null, 'requestResponse'],
    ['arn:aws:lambda:eu-west-1:1:function:f:live', 'lambda', 'lambda', null, 'requestResponse'],
    ['${FunctionArn}', 'placeholder', null, null, 'requestResponse'],
    ['${Function.Arn}:${Version}', 'placeholder', null, null, 'requestResponse'],
    ['EMAIL_FUNCTION_ARN', 'placeholder', null, null, 'requestResponse'],
    ['my function', 'unknown', null, null, 'requestResponse'],
    ['', 'unknown', null, null, 'requestResponse'],
  ])('should read %s', (text, kind, service, action, pattern) => {
    expect(parseResource(text)).toMatchObject({ kind, service, action, pattern, text });
  });

  it('should keep an unknown way of waiting', () => {
    expect(parseResource('arn:aws:states:::batch:submitJob.snyc').unknownSuffix).toBe('.snyc');
  });

  it('should not split within placeholders', () => {
    expect(splitArn('arn:${AWS::Partition}:lambda:#{AWS::Region}:1')).toEqual([
      'arn',
      '${AWS::Partition}',
      'lambda',
      '#{AWS::Region}',
      '1',
    ]);
  });

  it('should list every optimised service once, each action with a plain call', () => {
    const names = optimisedServices.map((each) => each.service);

    expect(names).toEqual([...new Set(names)]);
    for (const { actions } of optimisedServices) {
      for (const patterns of Object.values(actions)) expect(patterns[0]).toBe('requestResponse');
    }
  });
});
