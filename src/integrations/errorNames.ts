import { type SdkFacts, sdkFacts } from './sdk/facts';
import { sdkServiceOf } from './sdk/optimised';

/** The query language of a state. */
type QueryLanguage = 'JSONPath' | 'JSONata';

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
];

/**
 * Errors of the expressions of a state and of its data, by its query language. `States.IntrinsicFailure`,
 * `States.ParameterPathFailure` and `States.BranchFailed` have names too, but nothing ends with them: the service
 * reports `States.Runtime`, and the error of the branch itself (recorded).
 */
const ofData: Readonly<Record<QueryLanguage, readonly ErrorName[]>> = {
  JSONPath: [{ name: 'States.ResultPathMatchFailure', help: 'The result could not be put at ResultPath' }],
  JSONata: [{ name: 'States.QueryEvaluationError', help: 'A JSONata expression failed' }],
};

const tooLarge: ErrorName = {
  name: 'States.DataLimitExceeded',
  help: 'The data got larger than 256 KiB; States.ALL does not stand for it',
};

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
  [/:states:::dynamodb:/, ofDynamoDb],
];

/**
 * What the errors of optimised integrations begin with, as recorded and as the developer guide has them. They are
 * called by an older SDK than the SDK integrations: `DynamoDB.…`, not `DynamoDb.…`.
 */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['dynamodb', 'DynamoDB'],
  ['ecs', 'ECS'],
  ['glue', 'Glue'],
  ['lambda', 'Lambda'],
  ['sagemaker', 'SageMaker'],
  ['sns', 'SNS'],
  ['sqs', 'SQS'],
  ['states', 'StepFunctions'],
]);

const callPattern = /:states:::(aws-sdk:)?([a-z0-9-]+):([A-Za-z0-9]+)/;

/** The service of the SDK behind a resource, whose facts hold the errors of its actions; null where there is none. */
export function serviceOfErrors(resource: string): string | null {
  const [, sdk, service = '', action = ''] = callPattern.exec(resource) ?? [];
  return service === '' ? null : sdkServiceOf(sdk ? 'sdk' : 'optimised', service, action);
}

/** Errors of the action that a resource calls, by the API of its service, as far as that is loaded. */
function ofAction(resource: string, facts: SdkFacts): readonly ErrorName[] {
  const name = serviceOfErrors(resource);
  const [, sdk, service = '', action = ''] = callPattern.exec(resource) ?? [];
  if (name === null) return [];
  const prefix = sdk ? facts.service(name)?.prefix : prefixes.get(service);
  if (prefix === undefined) return [];
  const errors = facts.action(name, action)?.errors ?? [];
  const any = sdk ? [`${prefix}.${prefix}Exception`] : [];
  return [
    ...errors.map((error) => ({
      name: prefix + error.slice(error.indexOf('.')),
      help: 'An error of this action',
    })),
    ...any.map((error) => ({ name: error, help: 'Any other answer that the service refused with' })),
    { name: `${prefix}.SdkClientException`, help: 'The call did not reach the service' },
  ];
}

/**
 * Error names that make sense in Retry and Catch of a state, by its type, its resource and its query language. Those of the called action
 * are among them once the facts of its service are loaded.
 */
export function errorNamesFor(
  stateType: string | null,
  resource: string,
  language: QueryLanguage,
  facts: SdkFacts = sdkFacts(),
): readonly ErrorName[] {
  const usual = [
    ...general,
    ...ofData[language],
    ...(stateType === 'Map' ? ofMaps : []),
    ...byService.filter(([mark]) => mark.test(resource)).flatMap(([, names]) => names),
    tooLarge,
  ];
  const known = new Set(usual.map(({ name }) => name));
  return [...usual, ...ofAction(resource, facts).filter(({ name }) => !known.has(name))];
}
