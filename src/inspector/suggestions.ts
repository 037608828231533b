import { own } from '../base/json';
import type { State } from '../model/workflow';

/** What the inspector offers where a name is typed. Anything else may be typed as well. */

export interface ErrorName {
  readonly name: string;
  readonly help: string;
}

/** Errors that any Task, Parallel or Map can end with (developer guide, "Handling errors in workflows"). */
const general: readonly ErrorName[] = [
  { name: 'States.ALL', help: 'Any error; alone and last' },
  { name: 'States.TaskFailed', help: 'Any error of a task except a time-out' },
  { name: 'States.Timeout', help: 'It took longer than TimeoutSeconds' },
  { name: 'States.HeartbeatTimeout', help: 'No heartbeat in time' },
  { name: 'States.Permissions', help: 'The role may not make the call' },
  { name: 'States.QueryEvaluationError', help: 'A JSONata expression failed' },
];

const ofMaps: readonly ErrorName[] = [
  { name: 'States.ExceedToleratedFailureThreshold', help: 'More iterations failed than are tolerated' },
  { name: 'States.ItemReaderFailed', help: 'The items could not be read' },
  { name: 'States.ResultWriterFailed', help: 'The results could not be written' },
];

const ofLambda: readonly ErrorName[] = [
  { name: 'Lambda.ServiceException', help: 'Lambda itself had an error' },
  { name: 'Lambda.AWSLambdaException', help: 'Lambda refused the call' },
  { name: 'Lambda.SdkClientException', help: 'The call did not reach Lambda' },
  { name: 'Lambda.TooManyRequestsException', help: 'Too many calls at a time' },
  { name: 'Lambda.Unknown', help: 'The function ended in an unknown way' },
];

const ofHttp: readonly ErrorName[] = [
  { name: 'States.Http.Socket', help: 'No answer within 60 seconds' },
  { name: 'States.Http.StatusCode.429', help: 'Too many requests' },
  { name: 'States.Http.StatusCode.503', help: 'The service is unavailable' },
];

/** Error names that make sense in Retry and Catch of a state. */
export function errorNamesFor(state: State | null): readonly ErrorName[] {
  const resource = state ? String(own(state.value, 'Resource') ?? '') : '';
  return [
    ...general,
    ...(state?.type === 'Map' ? ofMaps : []),
    ...(resource.includes('lambda') ? ofLambda : []),
    ...(resource.includes(':http:') ? ofHttp : []),
  ];
}

/** Frequent resources; the states browser's Actions add them with their parameters as well. */
export const resourceSuggestions: readonly { readonly value: string; readonly detail: string }[] = [
  { value: 'arn:aws:states:::lambda:invoke', detail: 'Lambda: invoke a function' },
  { value: 'arn:aws:states:::lambda:invoke.waitForTaskToken', detail: 'Lambda, wait for the token' },
  { value: 'arn:aws:states:::dynamodb:getItem', detail: 'DynamoDB: get an item' },
  { value: 'arn:aws:states:::dynamodb:putItem', detail: 'DynamoDB: put an item' },
  { value: 'arn:aws:states:::dynamodb:updateItem', detail: 'DynamoDB: update an item' },
  { value: 'arn:aws:states:::sqs:sendMessage', detail: 'SQS: send a message' },
  { value: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', detail: 'SQS, wait for the token' },
  { value: 'arn:aws:states:::sns:publish', detail: 'SNS: publish' },
  { value: 'arn:aws:states:::events:putEvents', detail: 'EventBridge: put events' },
  { value: 'arn:aws:states:::http:invoke', detail: 'HTTP endpoint: call a web API' },
  { value: 'arn:aws:states:::states:startExecution.sync:2', detail: 'Step Functions: run a workflow' },
  { value: 'arn:aws:states:::aws-sdk:s3:getObject', detail: 'S3: get an object' },
  { value: 'arn:aws:states:::bedrock:invokeModel', detail: 'Bedrock: call a model' },
];
