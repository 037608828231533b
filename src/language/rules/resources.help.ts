import type { JsonObject } from '../../base/json';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('patterns');
const call = (resource: string, parameters?: JsonObject): JsonObject => ({
  Call: { Type: 'Task', Resource: resource, ...(parameters && { Parameters: parameters }), End: true },
});

export const resourceInvalid: ProblemHelp = {
  code: 'RESOURCE_INVALID',
  severity: 'error',
  title: 'Resource that can’t be called',
  what: 'The `Resource` of a Task is not an ARN that Step Functions can call.',
  why: 'Step Functions refuses the definition.',
  mend: 'Write the ARN of an integration (`arn:aws:states:::sqs:sendMessage`), of a Lambda function or of an activity; or a placeholder such as `${FunctionArn}` that a template replaces.',
  bad: call('my-function'),
  good: call('arn:aws:lambda:eu-west-1:123456789012:function:my-function'),
  documentation: documentationPage('integrations'),
};

export const resourceStandIn: ProblemHelp = {
  code: 'RESOURCE_STAND_IN',
  severity: 'warning',
  title: 'Word in place of an ARN',
  what: 'The `Resource` is a bare word that ends in `ARN`, such as `EMAIL_FUNCTION_ARN`.',
  why: 'It reads as a stand-in for an ARN that comes later. Deployed as it is, Step Functions refuses it.',
  mend: 'Write the ARN, or a placeholder such as `${EmailFunctionArn}` that the template replaces.',
  bad: call('EMAIL_FUNCTION_ARN'),
  good: call('${EMAIL_FUNCTION_ARN}'),
  documentation: documentationPage('substitutions'),
};

export const integrationUnknown: ProblemHelp = {
  code: 'INTEGRATION_UNKNOWN',
  severity: 'error',
  title: 'Integration that does not exist',
  what: 'The ARN names an optimised integration or an action of one that does not exist.',
  why: 'Step Functions refuses the definition. What has no optimised integration can be called through the AWS SDK: `arn:aws:states:::aws-sdk:dynamodb:query`.',
  mend: 'Correct the name, or call the action through the AWS SDK.',
  bad: call('arn:aws:states:::dynamodb:query', { TableName: 'stock' }),
  good: call('arn:aws:states:::aws-sdk:dynamodb:query', { TableName: 'stock' }),
  documentation,
};

export const patternUnsupported: ProblemHelp = {
  code: 'PATTERN_UNSUPPORTED',
  severity: 'error',
  title: 'Way of waiting that the service does not support',
  what: 'The `Resource` ends with `.sync` or `.waitForTaskToken`, which this action does not support, or with something else.',
  why: 'Step Functions refuses the definition.',
  mend: 'Choose a pattern that the action supports, or call it plainly and ask for the result in a loop.',
  bad: call('arn:aws:states:::sqs:sendMessage.sync', {
    QueueUrl: 'https://sqs.example.com/1/q',
    MessageBody: 'x',
  }),
  good: call('arn:aws:states:::sqs:sendMessage', {
    QueueUrl: 'https://sqs.example.com/1/q',
    MessageBody: 'x',
  }),
  documentation,
};

export const actionCase: ProblemHelp = {
  code: 'ACTION_CASE',
  severity: 'error',
  title: 'Action with a capital',
  what: 'An AWS SDK integration names its action with a capital first letter.',
  why: 'In ARNs actions are written in camel case; Step Functions refuses others. The parameters, in contrast, begin with capitals.',
  mend: 'Write the first letter small.',
  bad: call('arn:aws:states:::aws-sdk:s3:GetObject', { Bucket: 'orders', Key: 'today' }),
  good: call('arn:aws:states:::aws-sdk:s3:getObject', { Bucket: 'orders', Key: 'today' }),
  documentation: documentationPage('integrations'),
};

export const expressPattern: ProblemHelp = {
  code: 'EXPRESS_PATTERN',
  severity: 'error',
  title: 'Waiting in an Express workflow',
  what: 'A Task of an Express workflow, or of child executions of type Express, waits for a job (`.sync`) or a callback (`.waitForTaskToken`).',
  why: 'Express workflows last five minutes at most and only call and go on. Step Functions refuses the definition.',
  mend: 'Call without waiting, or make the workflow Standard.',
  bad: call('arn:aws:states:::states:startExecution.sync', { StateMachineArn: 'x' }),
  good: call('arn:aws:states:::states:startExecution', { StateMachineArn: 'x' }),
  type: 'EXPRESS',
  documentation: documentationPage('workflowTypes'),
};

export const expressActivity: ProblemHelp = {
  code: 'EXPRESS_ACTIVITY',
  severity: 'error',
  title: 'Activity in an Express workflow',
  what: 'A Task of an Express workflow, or of child executions of type Express, calls an activity.',
  why: 'Only Standard workflows can wait for an activity’s worker. Step Functions refuses the definition.',
  mend: 'Call a Lambda function or a service instead, or make the workflow Standard.',
  bad: call('arn:aws:states:eu-west-1:123456789012:activity:approve'),
  good: call('arn:aws:lambda:eu-west-1:123456789012:function:approve'),
  type: 'EXPRESS',
  documentation: documentationPage('workflowTypes'),
};

const approve = 'arn:aws:states:eu-west-1:123456789012:activity:approve';

export const activityCredentials: ProblemHelp = {
  code: 'ACTIVITY_CREDENTIALS',
  severity: 'error',
  title: 'Credentials for an activity',
  what: 'A Task that hands its work to an activity has `Credentials`.',
  why: 'Nobody is called in another account: a worker comes for the task, with a role of its own. Step Functions refuses the definition.',
  mend: 'Remove `Credentials`.',
  bad: {
    Approve: {
      Type: 'Task',
      Resource: approve,
      Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/approve' },
      TimeoutSeconds: 3600,
      End: true,
    },
  },
  good: { Approve: { Type: 'Task', Resource: approve, TimeoutSeconds: 3600, End: true } },
  documentation: documentationPage('crossAccount'),
};

export const tokenMissing: ProblemHelp = {
  code: 'TASK_TOKEN_MISSING',
  severity: 'warning',
  title: 'Token that is not handed over',
  what: 'A Task waits for a callback (`.waitForTaskToken`), but what it sends does not hold the token.',
  why: 'Nobody can end the task: it waits until it times out, for up to a year.',
  mend: 'Put the token, `$$.Task.Token` or `$states.context.Task.Token`, into the message.',
  bad: call('arn:aws:states:::sqs:sendMessage.waitForTaskToken', {
    QueueUrl: 'https://sqs.example.com/1/q',
    MessageBody: { 'order.$': '$.order' },
  }),
  good: call('arn:aws:states:::sqs:sendMessage.waitForTaskToken', {
    QueueUrl: 'https://sqs.example.com/1/q',
    MessageBody: { 'order.$': '$.order', 'token.$': '$$.Task.Token' },
  }),
  documentation: documentationPage('callback'),
};
