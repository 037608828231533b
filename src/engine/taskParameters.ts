import { isArray, isObject, type JsonValue, own } from '../base/json';
import {
  dynamicValueMessage,
  looksLikeIntrinsic,
  parseIntrinsic,
  parsePath,
  stringify,
} from '../expressions';
import { RuntimeFailure } from './failure';
import { refusedHeader } from './httpExchange';
import type { TaskProgram } from './program';

/**
 * Parameters as the service sends them: with what an integration adds of its own, and refused where their form can't
 * be sent. Only what recorded executions, reports of real ones and the service's documentation tell is checked.
 */
export function taskParameters(
  { target, language }: Pick<TaskProgram, 'target' | 'language'>,
  parameters: JsonValue,
): JsonValue {
  if (target.kind !== 'service') return parameters;
  const problems = [
    ...(target.resourceType === 'apigateway' ? apiGatewayProblems(parameters) : []),
    ...(target.resourceType === 'http' ? httpProblems(parameters) : []),
    ...(language === 'JSONPath' ? leftOverPaths(parameters) : []),
  ];
  if (problems.length > 0) {
    throw new RuntimeFailure(
      'States.Runtime',
      `The Parameters '${stringify(parameters)}' could not be used to start the Task: [${problems.join(', ')}]`,
    );
  }
  return target.resourceType === 'ecs' && target.resource === 'runTask.sync' && isObject(parameters)
    ? { StartedBy: 'AWS Step Functions', ...parameters }
    : parameters;
}

/** Fields of a call of API Gateway whose values are lists of texts by name (connect-api-gateway.html). */
const listsByName = ['Headers', 'QueryParameters'];

/** The service says that such a task fails with States.Runtime, and not with which words. */
function httpProblems(parameters: JsonValue): string[] {
  const header = refusedHeader(parameters);
  return header === null ? [] : [`The header '${header}' can't be set by a task`];
}

function apiGatewayProblems(parameters: JsonValue): string[] {
  if (!isObject(parameters)) return [];
  return listsByName.flatMap((field) => {
    const value = own(parameters, field) ?? null;
    const fine = value === null || (isObject(value) && Object.values(value).every(isArray));
    return fine ? [] : [`The value of the field '${field}' has an invalid format`];
  });
}

/**
 * What still looks like a template once the parameters are made: a key that ends with `.$` over what is no path, as
 * when a name that ends so was given another `.$`.
 */
function leftOverPaths(parameters: JsonValue): string[] {
  const problems: string[] = [];
  const pending: JsonValue[] = [parameters];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'object') pending.push(item);
      else if (key.endsWith('.$') && !isDynamic(item)) problems.push(dynamicValueMessage(key));
    }
  }
  return problems;
}

const isDynamic = (value: JsonValue): boolean =>
  typeof value === 'string' && (looksLikeIntrinsic(value) ? parseIntrinsic(value).ok : parsePath(value).ok);
