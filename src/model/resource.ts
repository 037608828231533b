import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';
import { expressionText } from './stateTypes/summaries';

/**
 * A Task's `Resource`: what it names, and how it reads on a card.
 *
 * Placeholders (`${Name}`, `${AWS::Partition}`, `#{AWS::Region}`) may stand for any part, or for the whole.
 */

export type ResourceKind =
  /** `arn:aws:states:::sqs:sendMessage`. */
  | 'optimised'
  /** `arn:aws:states:::aws-sdk:s3:getObject`. */
  | 'sdk'
  /** `arn:aws:states:::http:invoke`. */
  | 'http'
  /** The ARN of a Lambda function. */
  | 'lambda'
  /** The ARN of an activity. */
  | 'activity'
  /** A placeholder that stands for the whole ARN. */
  | 'placeholder'
  | 'unknown';

/** How the workflow waits for the called service. */
export type IntegrationPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

export interface ParsedResource {
  readonly kind: ResourceKind;
  readonly text: string;
  /** `lambda`, `dynamodb`, in lower case; null where the text names none. */
  readonly service: string | null;
  /** `sendMessage`, as written; null where the text names none. */
  readonly action: string | null;
  readonly pattern: IntegrationPattern;
  /** What follows the action, when it is none of the patterns: `.snc`. */
  readonly unknownSuffix: string | null;
  /** The service as people write it: `Lambda`, `DynamoDB`. */
  readonly label: string;
  /** What the ARN alone names: a function, an activity, a placeholder; null otherwise. */
  readonly name: string | null;
}

const placeholder = /\$\{[^}]*\}|#\{[^}]*\}/g;
const wholePlaceholder = /^(?:\$\{[^}]*\}|#\{[^}]*\})/;

/** A bare word such as `EMAIL_REMINDER_ARN`, which a script replaces before the definition is deployed. */
const standIn = /^[A-Za-z_][\w-]*?arn$/i;

/** Whether a text holds a substitution placeholder: `${Name}`, or `#{Name}` of the serverless framework. */
export function hasPlaceholder(text: string): boolean {
  placeholder.lastIndex = 0;
  return placeholder.test(text);
}

/** Whether a text begins with a placeholder, so that its form can't be judged. */
export function startsWithPlaceholder(text: string): boolean {
  return wholePlaceholder.test(text);
}

/** Parses a `Resource`. Never throws; what is not understood is `unknown`. */
export function parseResource(text: string): ParsedResource {
  const parts = splitArn(text);
  if (parts[0] !== 'arn' || parts.length < 6) {
    if (standIn.test(text)) return make(text, 'placeholder', { name: text, label: 'Task' });
    if (startsWithPlaceholder(text))
      return make(text, 'placeholder', { name: placeholderName(text), label: 'Task' });
    return make(text, 'unknown', { label: 'Task', name: text });
  }
  const [, , service = '', , , ...rest] = parts;
  if (service === 'lambda') return lambdaFunction(text, rest);
  if (service !== 'states')
    return make(text, 'unknown', { label: serviceLabel(service), service, name: rest.at(-1) });
  if (rest[0] === 'activity') return make(text, 'activity', { label: 'Activity', name: rest[1] ?? '' });
  return integration(text, rest);
}

/** A state's resource in words: `Lambda · validate-order`, `HTTP · POST /charges`, `SQS · review-queue`. */
export function resourceSummary(state: JsonObject): string {
  const text = own(state, 'Resource');
  if (typeof text !== 'string' || text === '') return 'calls nothing yet';
  const resource = parseResource(text);
  const given = own(state, 'Arguments') ?? own(state, 'Parameters');
  const detail =
    resource.name ?? target(resource, isObject(given) ? given : {}) ?? words(resource.action ?? '');
  return detail === '' ? resource.label : `${resource.label} · ${detail}`;
}

function make(text: string, kind: ResourceKind, parts: Partial<ParsedResource>): ParsedResource {
  return {
    service: null,
    action: null,
    pattern: 'requestResponse',
    unknownSuffix: null,
    label: 'Task',
    name: null,
    ...parts,
    kind,
    text,
  };
}

/** Splits at colons, but not within placeholders, which hold colons themselves (`${AWS::Region}`). */
export function splitArn(text: string): string[] {
  if (!text.includes('{')) return text.split(':');
  const held: string[] = [];
  const bare = text.replace(placeholder, (each) => `\0${held.push(each) - 1}\0`);
  return bare
    .split(':')
    .map((part) => part.replace(/\0(\d+)\0/g, (_all, at: string) => held[Number(at)] ?? ''));
}

function lambdaFunction(text: string, rest: readonly string[]): ParsedResource {
  const name = rest[0] === 'function' ? (rest[1] ?? '') : rest.join(':');
  return make(text, 'lambda', {
    label: 'Lambda',
    service: 'lambda',
    name: wholePlaceholder.test(name) ? placeholderName(name) : name,
  });
}

function integration(text: string, rest: readonly string[]): ParsedResource {
  const sdk = rest[0] === 'aws-sdk';
  const [service = '', ...action] = sdk ? rest.slice(1) : rest;
  const call = action.join(':');
  const [, name = call, suffix = ''] = /^([^.]*)(\..*)?$/.exec(call) ?? [];
  const pattern = patterns.get(suffix);
  return make(text, sdk ? 'sdk' : service === 'http' ? 'http' : 'optimised', {
    service: service.toLowerCase(),
    action: name === '' ? null : name,
    pattern: pattern ?? 'requestResponse',
    unknownSuffix: pattern === undefined ? suffix : null,
    label: serviceLabel(service),
  });
}

const patterns: ReadonlyMap<string, IntegrationPattern> = new Map([
  ['', 'requestResponse'],
  ['.sync', 'sync'],
  ['.sync:2', 'sync:2'],
  ['.waitForTaskToken', 'waitForTaskToken'],
]);

/** `${ChargeFunction.Arn}` → `ChargeFunction`. */
function placeholderName(text: string): string {
  return text
    .replace(/^[$#]\{|\}$/g, '')
    .replace(/\}.*$/s, '')
    .replace(/\.(Arn|Name)$/, '');
}

const serviceLabels: ReadonlyMap<string, string> = new Map([
  ['lambda', 'Lambda'],
  ['dynamodb', 'DynamoDB'],
  ['sqs', 'SQS'],
  ['sns', 'SNS'],
  ['s3', 'S3'],
  ['events', 'EventBridge'],
  ['eventbridge', 'EventBridge'],
  ['scheduler', 'EventBridge Scheduler'],
  ['http', 'HTTP'],
  ['apigateway', 'API Gateway'],
  ['states', 'Step Functions'],
  ['sfn', 'Step Functions'],
  ['bedrock', 'Bedrock'],
  ['bedrockruntime', 'Bedrock'],
  ['bedrockagent', 'Bedrock Agents'],
  ['bedrockagentcore', 'AgentCore'],
  ['sagemaker', 'SageMaker'],
  ['athena', 'Athena'],
  ['batch', 'Batch'],
  ['glue', 'Glue'],
  ['databrew', 'DataBrew'],
  ['ecs', 'ECS'],
  ['eks', 'EKS'],
  ['elasticmapreduce', 'EMR'],
  ['emr', 'EMR'],
  ['emr-containers', 'EMR on EKS'],
  ['emr-serverless', 'EMR Serverless'],
  ['codebuild', 'CodeBuild'],
  ['mediaconvert', 'MediaConvert'],
  ['ec2', 'EC2'],
  ['rds', 'RDS'],
  ['ssm', 'Systems Manager'],
  ['iam', 'IAM'],
  ['sts', 'STS'],
  ['fis', 'Fault Injection'],
  ['cloudformation', 'CloudFormation'],
  ['cloudwatch', 'CloudWatch'],
  ['cloudwatchlogs', 'CloudWatch Logs'],
  ['redshiftdata', 'Redshift Data'],
  ['rdsdata', 'RDS Data'],
  ['secretsmanager', 'Secrets Manager'],
  ['kms', 'KMS'],
  ['sesv2', 'SES'],
  ['ses', 'SES'],
]);

/** A service's name as people write it; an unknown one gets a capital. */
export function serviceLabel(service: string): string {
  const known = serviceLabels.get(service.toLowerCase());
  if (known) return known;
  if (service === '' || hasPlaceholder(service)) return 'Task';
  return service.charAt(0).toUpperCase() + service.slice(1);
}

/** `startJobRun` → `start job run`. */
function words(action: string): string {
  return action.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The parameters that name what is called, by service. */
const targets: ReadonlyMap<string, readonly string[]> = new Map([
  ['lambda', ['FunctionName']],
  ['sqs', ['QueueUrl']],
  ['sns', ['TopicArn', 'TargetArn']],
  ['s3', ['Bucket']],
  ['states', ['StateMachineArn']],
  ['sfn', ['StateMachineArn']],
  ['bedrock', ['ModelId']],
  ['bedrockruntime', ['ModelId']],
  ['bedrockagentcore', ['HarnessArn']],
  ['glue', ['JobName', 'Name']],
  ['databrew', ['Name']],
  ['batch', ['JobName']],
  ['ecs', ['TaskDefinition']],
  ['codebuild', ['ProjectName']],
  ['athena', ['WorkGroup']],
]);

function target(resource: ParsedResource, given: JsonObject): string | undefined {
  if (resource.service === 'http') return endpoint(given);
  if (resource.service === 'apigateway') return apiCall(given);
  if (resource.service === 'events') return eventType(given);
  if (resource.service === 'dynamodb') {
    const table = parameter(given, 'TableName');
    return table === undefined ? undefined : table.startsWith('$') ? table : `${table} table`;
  }
  for (const name of targets.get(resource.service ?? '') ?? []) {
    const value = parameter(given, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The parameter in short: the end of an ARN or address, a placeholder's name, an expression without delimiters. */
function parameter(given: JsonObject, name: string): string | undefined {
  const value = own(given, name) ?? own(given, `${name}.$`);
  if (typeof value !== 'string' || value === '') return undefined;
  if (value.startsWith('{%') || value.startsWith('$.') || value === '$') return expressionText(value);
  if (wholePlaceholder.test(value) && !value.includes('}:')) return placeholderName(value);
  return lastPart(value);
}

/** `arn:aws:sns:eu-west-1:1:receipts` → `receipts`; `https://sqs…/1/review-queue` → `review-queue`. */
function lastPart(text: string): string {
  const parts = splitArn(text);
  const isArn = parts[0] === 'arn' && parts.length > 5;
  const part = isArn ? (parts[5] === 'function' ? parts[6] : parts.at(-1)) : /\/([^/]+)\/?$/.exec(text)?.[1];
  return wholePlaceholder.test(part ?? '') ? placeholderName(part ?? '') : (part ?? text);
}

function endpoint(given: JsonObject): string | undefined {
  const method = parameter(given, 'Method') ?? 'GET';
  const address = own(given, 'ApiEndpoint') ?? own(given, 'ApiEndpoint.$');
  if (typeof address !== 'string' || address === '') return undefined;
  return `${method} ${urlPath(address)}`;
}

/** The path of an address without its version prefix or query; the host when the path is empty. */
function urlPath(address: string): string {
  const text = expressionText(address);
  const match = /^https?:\/\/([^/?#]*)([^?#]*)/.exec(text);
  if (!match) return text;
  const path = (match[2] ?? '').replace(/^\/v\d+(?=\/.)/, '');
  return path === '' || path === '/' ? (match[1] ?? text) : path;
}

function apiCall(given: JsonObject): string | undefined {
  const method = parameter(given, 'Method');
  const path = own(given, 'Path') ?? own(given, 'Path.$');
  if (method === undefined) return undefined;
  return typeof path === 'string' ? `${method} ${expressionText(path)}` : method;
}

function eventType(given: JsonObject): string | undefined {
  const entries: JsonValue | undefined = own(given, 'Entries');
  const first = isArray(entries) ? entries[0] : undefined;
  if (!isObject(first)) return undefined;
  return parameter(first, 'DetailType') ?? parameter(first, 'EventBusName');
}
