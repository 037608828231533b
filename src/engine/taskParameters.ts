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
  { target, leavesPaths }: Pick<TaskProgram, 'target' | 'leavesPaths'>,
  parameters: JsonValue,
): JsonValue {
  if (target.kind !== 'service') return parameters;
  const problems = [
    ...(target.resourceType === 'apigateway' ? apiGatewayProblems(parameters) : []),
    ...(target.resourceType === 'http' ? httpProblems(parameters) : []),
    ...(leavesPaths ? leftOverPaths(parameters) : []),
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
 * Whether a template of parameters has keys that are still those of paths once it is filled in: a name that ends with
 * `.$` was given another `.$`.
 */
export function leavesPaths(template: JsonValue | undefined, depth = 0): boolean {
  if (depth > deepest || typeof template !== 'object' || template === null) return false;
  if (isArray(template)) return template.some((item) => leavesPaths(item, depth + 1));
  return Object.entries(template).some(([key, item]) => key.endsWith('.$.$') || leavesPaths(item, depth + 1));
}

/** Templates are not nested deeper. */
const deepest = 1000;

/** The keys of paths that parameters have, over what is no path. */
function leftOverPaths(value: JsonValue): readonly string[] {
  if (isArray(value)) return value.flatMap(leftOverPaths);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key.endsWith('.$') && !isDynamic(item) ? [dynamicValueMessage(key)] : leftOverPaths(item),
  );
}

const isDynamic = (value: JsonValue): boolean =>
  typeof value === 'string' && (looksLikeIntrinsic(value) ? parseIntrinsic(value).ok : parsePath(value).ok);
