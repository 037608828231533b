import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { runToEnd } from '../../src/engine/runToEnd';

function run(state: JsonObject, input: JsonValue = {}) {
  const language = 'Arguments' in state ? 'JSONata' : 'JSONPath';
  const ended = runToEnd({
    definition: { QueryLanguage: language, StartAt: 'Press', States: { Press: { ...state, End: true } } },
    input,
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' } },
  });
  if ('problems' in ended) throw new Error(ended.problems[0]?.message);
  return ended.outcome;
}

const press = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };

describe('a value that a field can not use', () => {
  it.each(['TimeoutSeconds', 'HeartbeatSeconds'])('should fail the state: %s of none', (field) => {
    const byPath = { ...press, Parameters: { FunctionName: 'press' }, [`${field}Path`]: '$.seconds' };
    for (const seconds of [0, -5]) {
      expect(run(byPath, { seconds })).toMatchObject({ status: 'failed', error: 'States.Runtime' });
      expect(
        run({ ...press, Arguments: { FunctionName: 'press' }, [field]: `{% ${seconds} %}` }),
      ).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
    }
    expect(run(byPath, { seconds: 5 })).toMatchObject({ status: 'succeeded' });
  });

  it.each(['Headers', 'QueryParameters'])('should fail a call of API Gateway: %s without lists', (field) => {
    const call = { Type: 'Task', Resource: 'arn:aws:states:::apigateway:invoke' };
    const parameters = (value: JsonValue) => ({ ApiEndpoint: 'x', Method: 'GET', [field]: value });
    const outcome = run({ ...call, Parameters: parameters({ kg: '3' }) });
    expect(outcome).toMatchObject({ status: 'failed', error: 'States.Runtime' });
    expect(outcome?.cause).toContain(`[The value of the field '${field}' has an invalid format]`);
    expect(run({ ...call, Parameters: parameters({ kg: ['3'] }) })).toMatchObject({ status: 'succeeded' });
  });

  it.each(['MaxItemsPerBatch', 'MaxInputBytesPerBatch'])('should fail a Map: %s of none', (field) => {
    const map = {
      Type: 'Map',
      ItemsPath: '$.apples',
      ItemBatcher: { [`${field}Path`]: '$.limit' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Pick',
        States: { Pick: { Type: 'Pass', End: true } },
      },
    };
    for (const limit of [0, -1]) {
      const outcome = run(map, { apples: [1], limit });
      expect(outcome).toMatchObject({ status: 'failed', error: 'States.Runtime' });
      expect(outcome?.cause).toContain(`for ${field}, got '${limit}'`);
    }
    expect(run(map, { apples: [1], limit: 9 })?.output).toEqual([{ Items: [1] }]);
  });

  it('should say where the Context object has nothing as if it were the input', () => {
    expect(run({ Type: 'Pass', InputPath: '$$.Execution.Weight' })?.cause).toContain(
      "Invalid path '$$.Execution.Weight' : No results for path: $['Execution']['Weight']",
    );
  });
});
