import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../src/base/json';
import { valueAt } from '../../../src/base/pointer';
import { loadSdkFacts } from '../../../src/integrations/sdk/facts';
import { exampleDefinition } from '../../../src/language/rules/rule';
import { mended, problemsOf } from './diagnosed';

// Much work a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 60_000 });

const call = (resource: string, given: JsonObject = {}): JsonObject => ({
  Call: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${resource}`, Parameters: given, End: true },
});

const messages = (states: JsonObject): string[] =>
  problemsOf(states).map((problem) => `${problem.severity} ${problem.code}: ${problem.message}`);

describe('calls through the AWS SDK', () => {
  beforeAll(async () => {
    await loadSdkFacts(['s3', 'rds', 'dynamodb', 'athena', 'sfn']);
  });

  it('should name the service that the command line calls otherwise', () => {
    const states = call('cognito-idp:listUsers', { UserPoolId: 'pool' });

    expect(messages(states)).toEqual([
      'warning SDK_SERVICE_UNKNOWN: In ARNs of Step Functions this service is called `cognitoidentityprovider`.',
    ]);
    expect(mended(states, 'Change to “cognitoidentityprovider”')).toMatchObject({
      States: { Call: { Resource: 'arn:aws:states:::aws-sdk:cognitoidentityprovider:listUsers' } },
    });
  });

  it('should ask for small letters in the name of a service', () => {
    expect(messages(call('DynamoDB:scan', { TableName: 't' }))).toEqual([
      'warning SDK_SERVICE_UNKNOWN: The names of services are written in small letters: `dynamodb`.',
    ]);
  });

  it('should tell an action that is written otherwise', () => {
    const states = call('rds:describeDbInstances.waitForTaskToken', {
      'DbInstanceIdentifier.$': '$$.Task.Token',
    });

    expect(messages(states)).toEqual([
      'warning SDK_ACTION_UNKNOWN: The action is written `describeDBInstances`.',
    ]);
    expect(mended(states, 'Change to “describeDBInstances”')).toMatchObject({
      States: { Call: { Resource: 'arn:aws:states:::aws-sdk:rds:describeDBInstances.waitForTaskToken' } },
    });
  });

  it('should leave the first letter of an action to the rule that needs no catalogue', () => {
    const codes = problemsOf(call('dynamodb:PutItem', {})).map((problem) => problem.code);

    expect(codes).toEqual(['ACTION_CASE']);
  });

  it('should warn of actions that the developer guide lists as unsupported', () => {
    expect(messages(call('sts:assumeRole', { RoleArn: 'r', RoleSessionName: 's' }))).toEqual([
      'warning SDK_ACTION_UNSUPPORTED: Step Functions does not call `assumeRole` of STS through the SDK.',
    ]);
  });

  it('should count a parameter whose value comes from the data', () => {
    expect(messages(call('s3:getObject', { 'Bucket.$': '$.bucket', Key: 'today' }))).toEqual([]);
  });

  it('should say once that a required parameter is written otherwise, and keep where its value comes from', () => {
    const states = call('s3:getObject', { 'BucketName.$': '$.bucket', Kye: 'today' });

    expect(messages(states)).toEqual([
      'warning SDK_PARAMETER_MISSING: `getObject` needs `Bucket`.',
      'warning SDK_PARAMETER_UNKNOWN: `getObject` has no parameter `BucketName`, as far as is known.',
      'warning SDK_PARAMETER_UNKNOWN: `getObject` has no parameter `Kye`, as far as is known.',
    ]);
    expect(
      mended(call('s3:getObject', { 'Bukcet.$': '$.b', Key: 'k' }), 'Rename to “Bucket.$”'),
    ).toMatchObject({
      States: { Call: { Parameters: { 'Bucket.$': '$.b', Key: 'k' } } },
    });
  });

  it('should not ask for the token that the SDK fills in', () => {
    expect(messages(call('athena:createNamedQuery', { Name: 'n', Database: 'd', QueryString: 'q' }))).toEqual(
      [],
    );
  });

  it.each([
    ['an expression gives all arguments', { QueryLanguage: 'JSONata', Arguments: '{% $states.input %}' }],
    ['nothing is written, so that the input is given', {}],
    ['a template makes the parameters', { Parameters: { 'Fn::If': ['Prod', {}, {}] } }],
  ])('should leave parameters alone where %s', (_case, fields) => {
    const state = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject', End: true, ...fields };

    const codes = problemsOf({ Call: state }).map((problem) => problem.code);

    expect(codes.filter((code) => code.startsWith('SDK_'))).toEqual([]);
  });

  it.each(['lookoutvision:startModel', '${Service}:getObject', 's3:${Action}'])(
    'should say nothing of %s, of which nothing is known',
    (resource) => {
      expect(problemsOf(call(resource)).filter(({ code }) => code.startsWith('SDK_'))).toEqual([]);
    },
  );

  it('should take names of the prototype for unknown ones', () => {
    const codes = ['constructor:getObject', '__proto__:x', 's3:constructor', 's3:toString'].map(
      (resource) => problemsOf(call(resource)).map((problem) => problem.code)[0],
    );

    expect(codes).toEqual([
      'SDK_SERVICE_UNKNOWN',
      'SDK_SERVICE_UNKNOWN',
      'SDK_ACTION_UNKNOWN',
      'SDK_ACTION_UNKNOWN',
    ]);
  });

  it('should judge any call without failing, at places that are there', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('s3', 'rds', 'getObject', 'startDBInstance', 'constructor'),
    );
    const given = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('Bucket', 'Key.$', 'bucket')),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(name, name, given, (service, action, parameters) => {
        const states = call(`${service}:${action}`, parameters as JsonObject);
        for (const { path, code } of problemsOf(states)) {
          if (!code.startsWith('SDK_')) continue;
          expect(valueAt(exampleDefinition(states), path)).toBeDefined();
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
