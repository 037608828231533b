import { isObject, type JsonObject, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { hasPlaceholder, parseResource, splitArn } from '../../model/resource';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { State } from '../../model/workflow';
import { type Finding, finding, fix, listed, nearest, type ProblemHelp, type Rule, setFix } from './rule';

const missing: ProblemHelp = {
  code: 'PARAMETER_MISSING',
  severity: 'error',
  title: 'Missing parameter of a call',
  what: 'The call of an optimised integration lacks a parameter that the service needs, such as `FunctionName` of `lambda:invoke`; or the reader or writer of a Map does not say which bucket or file.',
  why: 'The call can’t succeed: it is refused when the definition is saved, or fails when it runs.',
  mend: 'Add the parameter. In JSONPath its key ends in `.$` when the value comes from the data.',
  bad: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { 'Payload.$': '$' },
      End: true,
    },
  },
  good: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'check-order', 'Payload.$': '$' },
      End: true,
    },
  },
  documentation: documentationPage('integrations'),
};

const without: ProblemHelp = {
  code: 'REQUEST_MISSING',
  severity: 'error',
  title: 'Call without parameters',
  what: 'A Task calls an integration (`arn:aws:states:::…`) and has no `Parameters` (JSONPath) or `Arguments` (JSONata).',
  why: 'An integration is not given the state’s input by itself, as a Lambda function named by its own ARN or an activity is. Step Functions refuses the definition.',
  mend: 'Add the field with what the call needs; `{}` for an action that needs nothing.',
  bad: {
    Read: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:listBuckets', End: true },
  },
  good: {
    Read: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:listBuckets', Parameters: {}, End: true },
  },
  documentation: documentationPage('integrations'),
};

const lowerCase: ProblemHelp = {
  code: 'PARAMETER_CASE',
  severity: 'error',
  title: 'Parameter with a small first letter',
  what: 'A parameter of an AWS SDK integration begins with a small letter.',
  why: 'Step Functions writes the parameters of all services in Pascal case, also where the service’s own API does not, and refuses others.',
  mend: 'Write the first letter as a capital.',
  bad: {
    Read: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
      Parameters: { bucket: 'orders', Key: 'today' },
      End: true,
    },
  },
  good: {
    Read: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
      Parameters: { Bucket: 'orders', Key: 'today' },
      End: true,
    },
  },
  documentation: documentationPage('integrations'),
};

/** One of the names must be there; most entries have one name. */
type Needed = readonly string[];

/** What the optimised integrations can't do without, by `service:action`. */
const needed: ReadonlyMap<string, readonly Needed[]> = new Map([
  ['lambda:invoke', [['FunctionName']]],
  ['dynamodb:getItem', [['TableName'], ['Key']]],
  ['dynamodb:putItem', [['TableName'], ['Item']]],
  ['dynamodb:updateItem', [['TableName'], ['Key']]],
  ['dynamodb:deleteItem', [['TableName'], ['Key']]],
  ['sqs:sendMessage', [['QueueUrl'], ['MessageBody']]],
  ['sns:publish', [['Message'], ['TopicArn', 'TargetArn', 'PhoneNumber']]],
  ['events:putEvents', [['Entries']]],
  ['states:startExecution', [['StateMachineArn']]],
  ['http:invoke', [['ApiEndpoint'], ['Method'], ['Authentication', 'InvocationConfig']]],
  ['apigateway:invoke', [['ApiEndpoint'], ['Method']]],
  ['ecs:runTask', [['TaskDefinition']]],
  ['batch:submitJob', [['JobName'], ['JobQueue'], ['JobDefinition']]],
  ['glue:startJobRun', [['JobName']]],
  ['databrew:startJobRun', [['Name']]],
  ['athena:startQueryExecution', [['QueryString']]],
  ['athena:stopQueryExecution', [['QueryExecutionId']]],
  ['athena:getQueryExecution', [['QueryExecutionId']]],
  ['athena:getQueryResults', [['QueryExecutionId']]],
  ['codebuild:startBuild', [['ProjectName']]],
  ['bedrock:invokeModel', [['ModelId']]],
]);

/** What a call is given, as far as it is written out. */
export const requests: Rule = {
  problems: [without, missing, lowerCase],
  checkState: (state) => {
    if (state.type === 'Map') return [...filesOf(state, 'ItemReader'), ...filesOf(state, 'ResultWriter')];
    const text = state.type === 'Task' ? own(state.value, 'Resource') : undefined;
    if (typeof text !== 'string') return [];
    const { kind, service, action } = parseResource(text);
    const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
    const given = own(state.value, field);
    // Where the field of the other query language stands, that is what is wrong.
    if (own(state.value, otherField(field)) !== undefined) return [];
    if (given === undefined && isCall(text)) return [withoutRequest(state, field, service, action)];
    // With an expression for all of it, the data decides.
    if (!isObject(given)) return [];
    if (kind === 'sdk') return casing(given, [...state.path, field]);
    if (kind !== 'optimised' && kind !== 'http') return [];
    const groups = needed.get(`${service ?? ''}:${action ?? ''}`) ?? [];
    return groups.flatMap((names) =>
      names.some((name) => has(given, name)) ? [] : [lacking([...state.path, field], given, names)],
    );
  },
};

const otherField = (field: string): string => (field === 'Arguments' ? 'Parameters' : 'Arguments');

/** What a Map's reader and writer can't do without, by the action. */
const neededForFiles: ReadonlyMap<string, readonly Needed[]> = new Map([
  ['getObject', [['Bucket'], ['Key']]],
  ['listObjectsV2', [['Bucket']]],
  ['putObject', [['Bucket']]],
]);

function filesOf(state: State, part: 'ItemReader' | 'ResultWriter'): Finding[] {
  const object = own(state.value, part);
  const resource = isObject(object) ? own(object, 'Resource') : undefined;
  if (!isObject(object) || typeof resource !== 'string' || !isCall(resource)) return [];
  const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = own(object, field);
  const groups = neededForFiles.get(parseResource(resource).action ?? '') ?? [];
  const path = [...state.path, part];
  if (own(object, otherField(field)) !== undefined) return [];
  if (given === undefined && groups.length > 0) {
    const value = Object.fromEntries(groups.map(([name = '']) => [name, '']));
    const text = `\`${part}\` needs \`${field}\` with ${listed(
      Object.keys(value).map((name) => `\`${name}\``),
      'and',
    )}.`;
    const fixes = [setFix(`Add \`${field}\``, [...path, field], value)];
    return [finding(missing, path, text, { part: 'key', fixes })];
  }
  if (!isObject(given)) return [];
  return groups.flatMap((names) =>
    names.some((name) => has(given, name)) ? [] : [lacking([...path, field], given, names, `\`${part}\``)],
  );
}

/** Whether a resource is an integration for certain, all of it written out but its partition. */
function isCall(text: string): boolean {
  const [, , , ...rest] = splitArn(text);
  return /^(?:optimised|sdk|http)$/.test(parseResource(text).kind) && !hasPlaceholder(rest.join(':'));
}

function withoutRequest(
  { path }: State,
  field: string,
  service: string | null,
  action: string | null,
): Finding {
  const names = (needed.get(`${service ?? ''}:${action ?? ''}`) ?? []).map(([name = '']) => name);
  const value = Object.fromEntries(names.map((name) => [name, initialValues.get(name) ?? '']));
  const text = `This call has no \`${field}\`; an integration is not given the input without it.`;
  return finding(without, path, text, {
    part: 'key',
    fixes: [setFix(`Add \`${field}\``, [...path, field], value)],
  });
}

function casing(given: JsonObject, path: Path): Finding[] {
  return Object.keys(given).flatMap((key) => {
    if (!/^[a-z]/.test(key)) return [];
    const to = key.charAt(0).toUpperCase() + key.slice(1);
    return [
      finding(lowerCase, [...path, key], `Parameters begin with a capital: \`${to}\`.`, {
        part: 'key',
        fixes: [
          !Object.hasOwn(given, to) && fix(`Rename to \`${to}\``, { op: 'rename', path: [...path, key], to }),
        ],
      }),
    ];
  });
}

function has(given: JsonObject, name: string): boolean {
  return Object.hasOwn(given, name) || Object.hasOwn(given, `${name}.$`);
}

function lacking(path: Path, given: JsonObject, names: readonly string[], subject = 'This call'): Finding {
  const [name = ''] = names;
  const written = Object.keys(given).find((key) => nearest(key.replace(/\.\$$/, ''), names) !== null);
  const meant = written === undefined ? null : nearest(written.replace(/\.\$$/, ''), names);
  const to = meant === null ? null : written?.endsWith('.$') ? `${meant}.$` : meant;
  const text = `${subject} needs ${listed(names.map((each) => `\`${each}\``))}.`;
  return finding(missing, path, text, {
    part: 'key',
    fixes: [
      written !== undefined &&
        to !== null &&
        fix(`Rename \`${written}\` to \`${to}\``, { op: 'rename', path: [...path, written], to }),
      setFix(`Add \`${name}\``, [...path, name], initialValues.get(name) ?? ''),
    ],
  });
}

const initialValues: ReadonlyMap<string, JsonObject | readonly JsonObject[] | string> = new Map<
  string,
  JsonObject | readonly JsonObject[] | string
>([
  ['Key', {}],
  ['Item', {}],
  ['Entries', []],
  ['Method', 'GET'],
  ['Authentication', { ConnectionArn: '' }],
]);
