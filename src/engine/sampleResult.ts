import type { JsonObject, JsonValue } from '../base/json';
import type { TaskTarget } from './taskTarget';

/** The key that marks every result the engine made up. */
const mark: JsonObject = { sample: true };

const httpMetadata: JsonObject = {
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: '00000000-0000-4000-8000-000000000000' },
};

/** Answers of services whose shape workflows commonly read. Everything else gets the bare mark. */
const shapes: { readonly [resource: string]: JsonObject } = {
  'lambda:invoke': { ExecutedVersion: '$LATEST', Payload: mark, StatusCode: 200, ...httpMetadata },
  'sqs:sendMessage': {
    MD5OfMessageBody: 'd41d8cd98f00b204e9800998ecf8427e',
    MessageId: 'sample',
    ...httpMetadata,
  },
  'sns:publish': { MessageId: 'sample', ...httpMetadata },
  'dynamodb:getItem': { Item: {}, ...httpMetadata },
  'dynamodb:putItem': httpMetadata,
  'dynamodb:updateItem': httpMetadata,
  'dynamodb:deleteItem': httpMetadata,
  'events:putEvents': { Entries: [{ EventId: 'sample' }], FailedEntryCount: 0, ...httpMetadata },
  'http:invoke': { ResponseBody: mark, Headers: {}, StatusCode: 200, StatusText: 'OK' },
  'apigateway:invoke': { ResponseBody: mark, Headers: {}, StatusCode: 200, StatusText: 'OK' },
  'states:startExecution': {
    ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:sample:sample',
    StartDate: '2024-01-01T00:00:00.000Z',
    ...httpMetadata,
  },
  'batch:submitJob': { JobId: 'sample', JobName: 'sample', ...httpMetadata },
  'glue:startJobRun': { JobRunId: 'sample', ...httpMetadata },
  'athena:startQueryExecution': { QueryExecutionId: 'sample', ...httpMetadata },
};

/**
 * The result of a task for which nobody gave one. It is marked with `sample: true`, and has the shape of the
 * service's answer where that is known.
 */
export function sampleResult(target: TaskTarget): JsonValue {
  if (target.kind !== 'service') return mark;
  const shape = shapes[`${target.resourceType}:${target.action}`];
  return shape ? { ...mark, ...shape } : mark;
}

/** The output of TaskSubmitted for which nobody gave one. */
export function sampleSubmission(target: TaskTarget): JsonValue {
  if (target.kind !== 'service') return mark;
  const shape = shapes[`${target.resourceType}:${target.action}`];
  return { ...mark, ...(shape ?? httpMetadata) };
}
