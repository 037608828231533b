import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { runToEnd } from '../../src/engine/runToEnd';

const place = {
  Resource: 'arn:aws:states:::s3:putObject',
  Parameters: { Bucket: 'cellar', Prefix: 'cider' },
};

/** Presses apples; `Worm` makes a child execution fail, an object with Error and Cause is one's plain output. */
function press(map: JsonObject, apples: readonly JsonValue[]) {
  const ended = runToEnd({
    definition: {
      StartAt: 'Press',
      States: {
        Press: {
          Type: 'Map',
          Label: 'press',
          MaxConcurrency: 1,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Look',
            States: {
              Look: {
                Type: 'Choice',
                Choices: [{ Variable: '$', StringEquals: 'Worm', Next: 'Spit' }],
                Default: 'Drink',
              },
              Spit: { Type: 'Fail', Error: 'Rotten', Cause: 'worm' },
              Drink: { Type: 'Succeed' },
            },
          },
          End: true,
          ...map,
        },
      },
    },
    input: apples as JsonValue,
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
  });
  if ('problems' in ended) throw new Error(ended.problems[0]?.message);
  const { outcome, files } = ended;
  const written = new Map(
    [...files].map(([key, text]) => [key.split('/').at(-1) ?? '', JSON.parse(text) as JsonObject[]] as const),
  );
  return { outcome, written };
}

const tolerant = { ToleratedFailurePercentage: 100 };
const alike = { Error: 'none', Cause: 'at all' };
const failed = { Status: 'FAILED', Error: 'Rotten', Cause: 'worm', Input: '"Worm"' };

describe('the results of a Map Run', () => {
  it('should be the outputs, and of what failed all that is known', () => {
    const { outcome } = press(tolerant, ['Gala', 'Worm', alike]);
    expect(outcome?.output).toMatchObject(['Gala', failed, alike]);
    expect(press({}, ['Gala', alike]).outcome?.output).toEqual(['Gala', alike]);
  });

  it.each([
    ['NONE', [{ Status: 'SUCCEEDED', Output: '["Gala"]' }, failed]],
    ['COMPACT', [['Gala'], failed]],
    ['FLATTEN', ['Gala', failed]],
  ])('should be transformed: %s', (Transformation, expected) => {
    const writer = { ResultWriter: { WriterConfig: { OutputType: 'JSON', Transformation } } };
    expect(press({ ...tolerant, ...writer }, [['Gala'], 'Worm']).outcome?.output).toMatchObject(expected);
  });

  it('should be written by what came of the child executions', () => {
    const { outcome, written } = press({ ...tolerant, ResultWriter: place }, ['Gala', 'Worm', alike]);
    expect([...written.keys()].sort()).toEqual(['FAILED_0.json', 'SUCCEEDED_0.json', 'manifest.json']);
    expect(written.get('FAILED_0.json')).toMatchObject([failed]);
    const [gala, other] = written.get('SUCCEEDED_0.json') ?? [];
    expect(gala).toMatchObject({
      Input: '"Gala"',
      Output: '"Gala"',
      RedriveCount: 0,
      RedriveStatus: 'NOT_REDRIVABLE',
      StartDate: '1970-01-01T00:00:00.000Z',
      StopDate: '1970-01-01T00:00:00.000Z',
    });
    expect(gala?.ExecutionArn).toBe(
      `${String(gala?.StateMachineArn).replace(':stateMachine:', ':execution:')}:${String(gala?.Name)}`,
    );
    expect(other).toMatchObject({ Status: 'SUCCEEDED', Output: JSON.stringify(alike) });
    // The label stands in the ARNs of the Map Run and of its child executions, also one that was made up.
    const label = /:mapRun:([^:]+):/.exec(JSON.stringify(outcome))?.[1];
    expect(label).toMatch(/^StateMachine\/[\w-]+$/);
    expect(gala?.ExecutionArn).toContain(`:execution:${label}:`);
  });

  it('should be written when it failed, with what did not begin', () => {
    const { outcome, written } = press({ ResultWriter: place }, ['Gala', 'Worm', 'Elstar']);
    expect(outcome).toMatchObject({ status: 'failed', error: 'States.ExceedToleratedFailureThreshold' });
    expect(written.get('SUCCEEDED_0.json')).toMatchObject([{ Output: '"Gala"' }]);
    expect(written.get('FAILED_0.json')).toMatchObject([failed]);
    expect(written.get('PENDING_0.json')).toEqual([
      { Input: '"Elstar"', InputDetails: { Included: true }, Status: 'PENDING' },
    ]);
  });
});
