import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json';
import { runToEnd } from '../../src/engine/runToEnd';

function call(state: JsonObject, input: JsonObject = {}) {
  const result = runToEnd({
    definition: { StartAt: 'Call', States: { Call: { Type: 'Task', End: true, ...state } } },
    input,
    mocks: { tasks: { Call: [{ return: 1 }] } },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
  });
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

const invoke = 'arn:aws:states:::lambda:invoke';

describe('parameters of a call', () => {
  // The words of real executions, as users of the CDK report them for a name that ends with `.$` already.
  it('should be refused where a key is still that of a path, over what is none', () => {
    const payload = { 'token.$.$': '$.token', list: [{ 'other.$.$': '$.number', 'fine.$.$': '$.path' }] };
    const { outcome, events } = call(
      { Resource: invoke, Parameters: { FunctionName: 'f', Payload: payload } },
      { token: 'AQCA', number: 1, path: '$.a' },
    );
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ExecutionFailed',
    ]);
    expect(outcome).toMatchObject({ status: 'failed', error: 'States.Runtime' });
    expect(outcome?.cause).toMatch(
      /^An error occurred while executing the state 'Call' \(entered at the event id #2\)\. The Parameters '\{.*\}' could not be used to start the Task: \[/,
    );
    for (const key of ['token.$', 'other.$']) {
      expect(outcome?.cause).toContain(
        `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
      );
    }
    expect(outcome?.cause).not.toContain(`'fine.$' must`);
  });

  it('should be let pass for a function called by its ARN, and in JSONata, whose keys mean nothing', () => {
    const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    const byArn = call({ Resource: lambda, Parameters: { 'token.$.$': '$.token' } }, { token: 'AQCA' });
    expect(byArn.outcome?.status).toBe('succeeded');
    const jsonata = call({ QueryLanguage: 'JSONata', Resource: invoke, Arguments: { 'token.$': 'AQCA' } });
    expect(jsonata.outcome?.status).toBe('succeeded');
  });
});
