/** Names of errors that Retry and Catch can list, with what they mean. */
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

const ofDynamoDb: readonly ErrorName[] = [
  { name: 'DynamoDB.ConditionalCheckFailedException', help: 'The condition did not hold' },
  { name: 'DynamoDB.ProvisionedThroughputExceededException', help: 'Too many requests for the table' },
  { name: 'DynamoDB.ResourceNotFoundException', help: 'There is no such table' },
];

const byService: readonly (readonly [mark: RegExp, names: readonly ErrorName[]])[] = [
  [/:lambda:/, ofLambda],
  [/:http:/, ofHttp],
  [/:(aws-sdk:)?dynamodb:/, ofDynamoDb],
];

/** Error names that make sense in Retry and Catch of a state, by its type and its resource. */
export function errorNamesFor(stateType: string | null, resource: string): readonly ErrorName[] {
  return [
    ...general,
    ...(stateType === 'Map' ? ofMaps : []),
    ...byService.filter(([mark]) => mark.test(resource)).flatMap(([, names]) => names),
  ];
}
