import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { stateTypes } from '../../model/workflow';
import { Refused, type TestStateMock, type TestStateRequest } from './types';

const invalid = (message: string): Refused => new Refused('ValidationException', message);
const invalidDefinition = (what: string): Refused =>
  new Refused('InvalidDefinition', `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${what}'`);

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
  if (!request.mock) checkWithoutMock(request, type);
  else if (type === 'Pass' || type === 'Succeed' || type === 'Fail' || type === 'Choice' || type === 'Wait') {
    throw invalid(`State type '${type}' is not supported when a mock is specified`);
  }
}

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
    const unknown = isObject(value) ? Object.keys(value).find((key) => !allowed.includes(key)) : undefined;
    if (unknown !== undefined) throw refuse(`Field '${unknown}' is not allowed`);
  }
  return context;
}
