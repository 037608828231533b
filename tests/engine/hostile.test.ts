import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { type FinishedRun, runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';
import type { StartRequest } from '../../src/engine/startMessages';

function requestOf(definition: JsonValue, input: JsonValue, more: Partial<StartRequest> = {}): StartRequest {
  return {
    definition,
    input,
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
    ...more,
  };
}

function run(definition: JsonValue, input: JsonValue, more?: Partial<StartRequest>): FinishedRun {
  const result = runToEnd(requestOf(definition, input, more), { maxSteps: 100_000 });
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

const parsed = (text: string): JsonValue => JSON.parse(text) as JsonValue;

describe('hostile input', () => {
  it('should take names of the language for what they are', () => {
    const definition = parsed(`{
      "StartAt": "__proto__",
      "States": {
        "__proto__": { "Type": "Pass", "Assign": { "constructor": 1, "__proto__": 2 }, "Next": "constructor" },
        "constructor": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "toString" },
        "toString": { "Type": "Pass", "Parameters": { "__proto__": 1, "own.$": "$variables" }, "End": true }
      }
    }`);
    const mocks = parsed('{"constructor": [{"return": 1}]}') as StartRequest['mocks']['tasks'];
    const missing = run(definition, {}, { mocks: { tasks: mocks } });
    expect(missing.outcome?.status).toBe('failed');
    const types = missing.events.map((event) => event.type);
    expect(types).toContain('TaskSucceeded');
    expect(JSON.stringify(missing.events[2])).toContain('"__proto__":"2"');
    expect(({} as Record<string, unknown>).own).toBeUndefined();
  });

  it('should end a run over very deep data with a named error or its result', () => {
    const deep = parsed(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    const { outcome, events } = run({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, deep);
    expect(events.length).toBeGreaterThan(2);
    expect(outcome?.status === 'succeeded' || outcome?.error?.startsWith('States.')).toBe(true);
  });

  it('should match patterns that are costly for regular expressions', () => {
    const { outcome } = run(
      {
        StartAt: 'A',
        States: {
          A: {
            Type: 'Choice',
            Choices: [{ Variable: '$.text', StringMatches: `${'*a'.repeat(60)}b`, Next: 'B' }],
            Default: 'C',
          },
          B: { Type: 'Succeed' },
          C: { Type: 'Succeed' },
        },
      },
      { text: 'a'.repeat(5_000) },
    );
    expect(outcome?.status).toBe('succeeded');
  });

  it('should end endless JSONata with a named error', () => {
    const { outcome } = run(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Output: '{% ($f := function($x) { $f($x + 1) + 1 }; $f(0)) %}', End: true },
        },
      },
      {},
    );
    expect(outcome).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
  });

  it('should refuse to pass on more than a payload may hold', () => {
    const big = 'x'.repeat(10_000_000);
    const { outcome } = run(
      {
        StartAt: 'A',
        States: {
          A: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
            Next: 'B',
          },
          B: { Type: 'Pass', End: true },
        },
      },
      {},
      { mocks: { tasks: { A: [{ return: { big } }] } } },
    );
    expect(outcome).toMatchObject({ status: 'succeeded', output: { Error: 'States.DataLimitExceeded' } });
  });

  it('should refuse nonsense with problems, never an exception', () => {
    for (const text of [
      'null',
      '[]',
      '{"States": 1}',
      '{"StartAt": 1, "States": {"A": null}}',
      '{"StartAt":"A","States":{"A":{"Type":"Map"}}}',
      '{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[1,{"Next":2}]}}}',
      '{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[null]}}}',
    ]) {
      const result = runToEnd(requestOf(parsed(text), {}));
      expect('problems' in result && result.problems.length > 0, text).toBe(true);
    }
  });

  it('should let go of events and find them again in a long run', () => {
    const started = Session.start(
      requestOf(
        {
          StartAt: 'Count',
          States: {
            Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Again' },
            Again: {
              Type: 'Choice',
              Choices: [{ Variable: '$.n', NumericLessThan: 80_000, Next: 'Count' }],
              Default: 'Done',
            },
            Done: { Type: 'Succeed' },
          },
        },
        { n: 0 },
        { options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0, quotas: false } },
      ),
      0,
    );
    if (!(started instanceof Session)) throw new Error('refused');
    while (started.slice(() => true).kind === 'more');
    expect(started.execution.outcome?.status).toBe('succeeded');
    expect(started.record.count).toBe(320_004);
    expect(started.record.entries.get(10_000)).toBeUndefined();
    const page: number[] = [];
    started.view.eachEntry(10_000, (entry) => page.push(entry.id) < 3);
    expect(page).toEqual([10_001, 10_002, 10_003]);
  });
});
