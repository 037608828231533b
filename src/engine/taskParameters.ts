import { isArray, isObject, type JsonValue, own } from '../base/json';
import { stringify } from '../expressions';
import { RuntimeFailure } from './failure';
import type { TaskTarget } from './taskTarget';

/**
 * Parameters as the service sends them: with what an integration adds of its own, and refused where their form can't
 * be sent. Only what recorded executions show is checked.
 */
export function taskParameters(target: TaskTarget, parameters: JsonValue): JsonValue {
  if (target.kind !== 'service') return parameters;
  const problems = target.resourceType === 'apigateway' ? apiGatewayProblems(parameters) : [];
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

function apiGatewayProblems(parameters: JsonValue): string[] {
  if (!isObject(parameters)) return [];
  return listsByName.flatMap((field) => {
    const value = own(parameters, field) ?? null;
    const fine = value === null || (isObject(value) && Object.values(value).every(isArray));
    return fine ? [] : [`The value of the field '${field}' has an invalid format`];
  });
}
