import type { JsonObject } from '../../base/json';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('integrations');
const call = (resource: string, parameters: JsonObject): JsonObject => ({
  Call: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${resource}`, Parameters: parameters, End: true },
});

/** Catalogues lag behind the services, so that what they do not have is never an error. */
const newer =
  'It is a warning, because the catalogue is of one day: what AWS has added since is reported as well. Silence the code where that is so.';

export const sdkService: ProblemHelp = {
  code: 'SDK_SERVICE_UNKNOWN',
  severity: 'warning',
  title: 'AWS SDK service that is not known',
  what: 'The ARN of an AWS SDK integration names a service that is not in the catalogue, or writes it with capitals.',
  why: `Step Functions refuses the definition if it does not know the service either. Its names are not always those of the command line: \`sfn\`, not \`stepfunctions\`; \`cloudwatchlogs\`, not \`logs\`. ${newer}`,
  mend: 'Correct the name: small letters without hyphens.',
  bad: call('dynamdb:query', { TableName: 'stock' }),
  good: call('dynamodb:query', { TableName: 'stock' }),
  documentation,
};

export const sdkAction: ProblemHelp = {
  code: 'SDK_ACTION_UNKNOWN',
  severity: 'warning',
  title: 'AWS SDK action that is not known',
  what: 'The ARN of an AWS SDK integration names an action that the catalogue does not have for this service.',
  why: `Step Functions refuses the definition if it does not know the action either. ${newer}`,
  mend: 'Correct the name. Within it capitals are as in the API reference: `describeDBInstances`.',
  bad: call('dynamodb:qurey', { TableName: 'stock' }),
  good: call('dynamodb:query', { TableName: 'stock' }),
  documentation,
};

export const sdkUnsupported: ProblemHelp = {
  code: 'SDK_ACTION_UNSUPPORTED',
  severity: 'warning',
  title: 'AWS SDK action that Step Functions does not call',
  what: 'The action exists, but it streams its answer, or the developer guide lists it as unsupported.',
  why: `Step Functions refuses such a definition. ${newer.replace('added', 'opened')}`,
  mend: 'Use another action of the service, or call it from a Lambda function.',
  bad: call('bedrockruntime:converseStream', { ModelId: 'model' }),
  good: call('bedrockruntime:converse', { ModelId: 'model' }),
  documentation,
};

export const sdkParameterMissing: ProblemHelp = {
  code: 'SDK_PARAMETER_MISSING',
  severity: 'warning',
  title: 'Missing parameter of an AWS SDK call',
  what: 'The call of an AWS SDK integration lacks a parameter that the service’s API requires.',
  why: `The call fails when it runs. ${newer.replace('added', 'made optional')}`,
  mend: 'Add the parameter. In JSONPath its key ends in `.$` when the value comes from the data.',
  bad: call('s3:getObject', { Bucket: 'orders' }),
  good: call('s3:getObject', { Bucket: 'orders', Key: 'today' }),
  documentation,
};

export const sdkParameterUnknown: ProblemHelp = {
  code: 'SDK_PARAMETER_UNKNOWN',
  severity: 'warning',
  title: 'AWS SDK parameter that is not known',
  what: 'The call of an AWS SDK integration has a parameter that the catalogue does not have for this action.',
  why: `Step Functions refuses fields that it does not know. It writes names of parameters after the SDK for Java: \`DbInstanceIdentifier\`, where the API has \`DBInstanceIdentifier\`. ${newer}`,
  mend: 'Correct the name, or remove the parameter.',
  bad: call('rds:describeDBInstances', { DBInstanceIdentifier: 'orders' }),
  good: call('rds:describeDBInstances', { DbInstanceIdentifier: 'orders' }),
  documentation,
};
