import { isObject, type JsonObject, type JsonValue, objectOf } from '../base/json';
import type { AnswerShapes } from './answerShapes';

/** Answers of services as they look, made up: for tasks that nobody mocks, and to know what can be read of them. */

/** The key that marks every result that is made up. */
export const sampleMark: JsonObject = { sample: true };

export const httpMetadata: JsonObject = {
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: '00000000-0000-4000-8000-000000000000' },
};

/** Answers of services whose shape workflows commonly read. Everything else gets the bare mark. */
const answers: { readonly [resource: string]: JsonObject } = {
  'lambda:invoke': { ExecutedVersion: '$LATEST', Payload: sampleMark, StatusCode: 200, ...httpMetadata },
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
  'http:invoke': { ResponseBody: sampleMark, Headers: {}, StatusCode: 200, StatusText: 'OK' },
  'apigateway:invoke': { ResponseBody: sampleMark, Headers: {}, StatusCode: 200, StatusText: 'OK' },
  'states:startExecution': {
    ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:sample:sample',
    StartDate: '2024-01-01T00:00:00.000Z',
    ...httpMetadata,
  },
  'batch:submitJob': { JobId: 'sample', JobName: 'sample', ...httpMetadata },
  'glue:startJobRun': { JobRunId: 'sample', ...httpMetadata },
  'athena:startQueryExecution': { QueryExecutionId: 'sample', ...httpMetadata },
};

/** The answer of an action whose shape workflows commonly read. */
export const commonAnswer = (service: string, action: string): JsonObject | undefined =>
  Object.hasOwn(answers, `${service}:${action}`) ? answers[`${service}:${action}`] : undefined;

/** How deep a sample goes: what lies deeper is left out. */
const deepest = 4;

/** An answer of an action by the shapes of its service; null where they are not known. */
export function sampleAnswer(service: AnswerShapes | undefined, action: string): JsonObject | null {
  const structure = service && Object.hasOwn(service.actions, action) ? service.actions[action] : undefined;
  if (!service || structure === undefined) return null;
  const sample = sampleOf(service, `@${structure}`, 0);
  return isObject(sample) ? { ...sample, ...httpMetadata } : null;
}

function sampleOf(service: AnswerShapes, shape: string, depth: number): JsonValue | undefined {
  if (shape.startsWith('@')) {
    if (depth >= deepest) return undefined;
    const fields = Object.entries(service.structures[shape.slice(1)] ?? {}).flatMap(([name, field]) => {
      const value = sampleOf(service, field, depth + 1);
      return value === undefined ? [] : [[name.replace(/!$/, ''), value] as const];
    });
    return objectOf(fields);
  }
  if (shape === '[]') return [];
  if (shape.startsWith('[]')) {
    const item = sampleOf(service, shape.slice(2), depth + 1);
    return item === undefined ? [] : [item];
  }
  if (shape.startsWith('{}')) return {};
  if (shape.startsWith('n')) return Number(/^n(-?[\d.]+?)(?=\.\.)/.exec(shape)?.[1] ?? 0);
  if (shape === 'b') return false;
  if (shape === 't') return '2024-01-01T00:00:00.000Z';
  if (shape === '*') return {};
  return shape.startsWith('e:') ? (shape.slice(2).split('|')[0] ?? 'sample') : 'sample';
}
