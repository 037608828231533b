import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { stateTypes } from '../../model/workflow';
import { taskTarget } from '../taskTarget';
import { Refused, type TestStateMock, type TestStateRequest } from './types';

const invalid = (message: string): Refused => new Refused('ValidationException', message);
const invalidDefinition = (what: string): Refused =>
  new Refused('InvalidDefinition', `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${what}'`);

/**
 * Refuses a request whose role is no text, which anything but our own types can hold. The kind of the refusal and its
 * first words are those of the service's clients.
 */
export function checkRole({ roleArn }: { readonly roleArn?: unknown }): void {
  if (roleArn === undefined || typeof roleArn === 'string') return;
  throw new Refused(
    'ParamValidationError',
    `Parameter validation failed:\nInvalid type for parameter roleArn, value: ${JSON.stringify(roleArn)}, valid type: string`,
  );
}

/** Refuses a state that can't be tested. The messages are those of recorded calls. */
export function checkState(request: TestStateRequest, state: JsonObject, pointer: string): void {
  const type = own(state, 'Type');
  if (!stateTypes.some((each) => each === type)) {
    throw invalidDefinition(
      `The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at ${pointer}/Type`,
    );
  }
  const branches = own(state, 'Branches');
  if (type === 'Parallel' && isArray(branches) && branches.length === 0) {
    throw invalidDefinition(`Value cannot be empty at ${pointer}/Branches`);
  }
  if (!request.mock) {
    checkWithoutMock(request, type);
    checkCalled(own(state, 'Resource'));
    return;
  }
  if (type === 'Pass' || type === 'Succeed' || type === 'Fail' || type === 'Choice' || type === 'Wait') {
    throw invalid(`State type '${type}' is not supported when a mock is specified`);
  }
  if (request.revealSecrets) {
    // The service says so, and not with which words (test-state-isolation.html, "TRACE inspectionLevel").
    throw invalid('RevealSecrets is not supported when a mock is specified');
  }
  checkMock(request.mock);
}

/** A mock is a result or an error with a name (API_MockInput.html, API_MockErrorOutput.html). */
function checkMock({ result, errorOutput }: TestStateMock): void {
  if (result !== undefined && errorOutput !== undefined) {
    throw invalid('A mock has either a result or an errorOutput, not both.');
  }
  if (result === undefined && errorOutput === undefined) {
    throw invalid('A mock needs a result or an errorOutput.');
  }
  if (errorOutput !== undefined && errorOutput.error === undefined) {
    throw invalid('The errorOutput of a mock needs an error.');
  }
}

/** What waits for someone else is tested only with a mock (API_TestState.html). */
function checkCalled(resource: JsonValue | undefined): void {
  if (typeof resource !== 'string') return;
  const target = taskTarget(resource);
  if (target.kind === 'activity') throw invalid('An activity can be tested only with a mock.');
  if (target.kind === 'service' && target.pattern !== 'response') {
    throw invalid(`A call with .${patternNames[target.pattern]} can be tested only with a mock.`);
  }
}

const patternNames = { sync: 'sync', 'sync:2': 'sync:2', token: 'waitForTaskToken' } as const;

function checkWithoutMock(request: TestStateRequest, type: JsonValue | undefined): void {
  if (request.stateConfiguration?.mapIterationFailureCount !== undefined) {
    throw invalid('TestState does not support MapIterationFailureCount when a mock is not specified.');
  }
  if (type === 'Map' || type === 'Parallel') {
    throw new Refused(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (type === 'Task' && request.roleArn === undefined) {
    throw invalid('RoleArn must be specified when testing a Task state');
  }
}

/** The mocked result as a value; undefined when the mock is an error. */
export function mockedResult(mock: TestStateMock, state: JsonObject): JsonValue | undefined {
  if (mock.result === undefined) return undefined;
  const result = parse(mock.result, 'Mocked result must be valid JSON');
  const type = own(state, 'Type');
  if (type === 'Map' && !isArray(result) && own(state, 'ResultWriter') === undefined) {
    throw invalid('Mocked result must be an array.');
  }
  // A Parallel state's result is an array with an item a branch (specification, "Parallel State").
  if (type === 'Parallel' && !isArray(result)) throw invalid('Mocked result must be an array.');
  const branches = own(state, 'Branches');
  if (type === 'Parallel' && isArray(branches) && isArray(result) && result.length !== branches.length) {
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  }
  return result;
}

export function parse(text: string, message: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw invalid(message);
  }
}

/** The given variables. */
export function givenVariables(text: string): JsonObject {
  const variables = parse(text, 'Invalid variables provided');
  if (!isObject(variables)) throw invalid('Invalid variables provided');
  return variables;
}

/** What a given Context object may hold. */
const contextFields: { readonly [part: string]: readonly string[] } = {
  Execution: ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
};

/** The given Context object. */
export function givenContext(text: string): JsonValue {
  const context = parse(text, 'Invalid Context object provided: not valid JSON');
  const refuse = (what: string): Refused => invalid(`Invalid Context object provided: ${what}`);
  if (!isObject(context)) throw refuse('it must be an object');
  for (const [part, value] of Object.entries(context)) {
    if (part === 'Map') throw refuse("'Map' field is not supported when mocking a Context object");
    const allowed = Object.hasOwn(contextFields, part) ? contextFields[part] : undefined;
    if (!allowed) throw refuse(`Field '${part}' is not allowed`);
    if (!isObject(value)) throw refuse(`Field '${part}' must be an object`);
    const unknown = Object.keys(value).find((key) => !allowed.includes(key));
    if (unknown !== undefined) throw refuse(`Field '${unknown}' is not allowed`);
  }
  return context;
}
