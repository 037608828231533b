import { beforeAll, describe, expect, it } from 'vitest';
import { loadSdkFacts, SdkFacts, sdkFacts } from '../../src/integrations/sdk/facts';
import { sdkMemberName } from '../../src/integrations/sdk/memberName';
import { callOf } from '../../src/integrations/sdk/optimised';

describe('the catalogue of SDK integrations', () => {
  beforeAll(async () => {
    await loadSdkFacts(['dynamodb', 's3', 'rds', 'sfn']);
  });

  it('should know nothing before it is loaded', () => {
    const none = new SdkFacts(null, new Map());

    expect([
      none.serviceNames,
      none.service('s3'),
      none.byAlias('logs'),
      none.action('s3', 'getObject'),
    ]).toEqual([[], null, null, null]);
  });

  it('should name services as Step Functions does', () => {
    const names = new Set(sdkFacts().serviceNames);

    for (const name of [
      'sfn',
      'cloudwatchlogs',
      'cognitoidentityprovider',
      'eventbridge',
      'costexplorer',
      'docdb',
    ])
      expect(names.has(name), name).toBe(true);
    expect(names.size).toBeGreaterThan(300);
    expect(sdkFacts().byAlias('cognito-idp')).toBe('cognitoidentityprovider');
    expect(sdkFacts().byAlias('stepfunctions')).toBe('sfn');
  });

  it('should tell required members from optional ones, with their kinds', () => {
    const put = sdkFacts().action('dynamodb', 'putItem');

    expect(put?.required).toEqual([
      { name: 'TableName', kind: 'text' },
      { name: 'Item', kind: 'structure' },
    ]);
    expect(put?.outputs.map(({ name }) => name)).toContain('Attributes');
  });

  it('should write members and errors as the SDK for Java does', () => {
    const facts = sdkFacts();

    expect(facts.action('rds', 'startDBInstance')?.required[0]?.name).toBe('DbInstanceIdentifier');
    expect(facts.action('rds', 'startDBInstance')?.errors).toContain('Rds.DbInstanceNotFoundException');
    expect(facts.action('s3', 'createBucket')?.errors).toContain('S3.BucketAlreadyExistsException');
    expect(facts.action('dynamodb', 'getItem')?.errors).toContain('DynamoDb.ResourceNotFoundException');
    expect(facts.action('sfn', 'sendTaskSuccess')?.errors).toContain('Sfn.InvalidTokenException');
  });

  it.each([
    ['DBSnapshot', 'DbSnapshot'],
    ['ETag', 'ETag'],
    ['VpcId', 'VpcId'],
    ['MD5OfMessageBody', 'Md5OfMessageBody'],
    ['ACL', 'Acl'],
    ['bucket', 'Bucket'],
    ['aB', 'Ab'],
    ['Equals', 'EqualsValue'],
  ])('should write the member %s as %s', (name, written) => {
    expect(sdkMemberName(name)).toBe(written);
  });

  it('should know the calls of optimised integrations, also those that are no actions of an API', () => {
    expect(callOf(sdkFacts(), 'optimised', 'states', 'startExecution')?.required[0]?.name).toBe(
      'StateMachineArn',
    );
    expect(callOf(sdkFacts(), 'optimised', 'http', 'invoke')?.required.map(({ name }) => name)).toEqual([
      'ApiEndpoint',
      'Method',
    ]);
  });

  it('should say whether loading made more known', async () => {
    await loadSdkFacts(['glue']);

    expect(await loadSdkFacts(['glue', 'no-such-service'])).toBe(false);
  });
});
