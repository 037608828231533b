import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { TimerQueue } from '../../src/engine/clock';
import { compile } from '../../src/engine/compile';
import { retryDelay } from '../../src/engine/errorHandling';
import { EventStore } from '../../src/engine/eventStore';
import { matchesError } from '../../src/engine/failure';
import { noData, noFrames } from '../../src/engine/history';
import { mocksFromConfig } from '../../src/engine/mockConfig';
import { contains } from '../../src/engine/mocks';
import { mocksFromJson } from '../../src/engine/mocksFile';
import { nextRandom, nextUuid } from '../../src/engine/random';
import { jsonSize } from '../../src/engine/size';
import { taskTarget } from '../../src/engine/taskTarget';

const seeded = { seed: 20_241_121 };

describe('payload size', () => {
  it('should be that of the compact JSON in UTF-8', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        // A lone surrogate is escaped in JSON text; the service never sees one.
        fc.pre(!/\\ud[89a-f]/i.test(text) && !Object.is(value, -0));
        expect(jsonSize(value as JsonValue)).toBe(Buffer.byteLength(text));
      }),
      seeded,
    );
  });
});

describe('timers', () => {
  it('should come out in the order of their time, then of their setting', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const queue = new TimerQueue();
        times.forEach((due, id) => {
          queue.add({ due, id, thread: 1, epoch: 0, signal: 'wake' });
        });
        const taken = times.map(() => queue.take());
        const sorted = times.map((due, id) => ({ due, id })).sort((a, b) => a.due - b.due || a.id - b.id);
        expect(taken.map((timer) => ({ due: timer?.due, id: timer?.id }))).toEqual(sorted);
        expect(queue.take()).toBeUndefined();
      }),
      seeded,
    );
  });
});

describe('chance', () => {
  it('should repeat itself for a seed, stay within bounds and make valid UUIDs', () => {
    const draw = (seed: number) => {
      const state = { seed };
      return Array.from({ length: 20 }, () => nextRandom(state));
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(5).every((number) => number >= 0 && number < 1)).toBe(true);
    expect(nextUuid({ seed: 1 })).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('event store', () => {
  const entry = (id: number) => ({
    id,
    previous: id - 1,
    type: 'PassStateEntered' as const,
    at: 0,
    log: 0,
    state: 0,
    frames: noFrames,
    visit: 1,
    attempt: 0,
    data: noData,
  });

  it('should keep the first and the newest events, and count on from where it was cut', () => {
    const store = new EventStore();
    for (let id = 1; id <= 600_000; id += 1) store.push(entry(id));
    expect(store.length).toBe(600_000);
    expect(store.get(0)?.id).toBe(1);
    expect(store.get(599_999)?.id).toBe(600_000);
    expect(store.get(100_000)).toBeUndefined();
    store.truncate(100_001);
    expect(store.length).toBe(100_001);
    store.push(entry(100_002));
    expect(store.get(100_001)?.id).toBe(100_002);
  });
});

describe('retries', () => {
  const retrier = {
    errors: [],
    intervalSeconds: 3,
    maxAttempts: 9,
    backoffRate: 2,
    maxDelaySeconds: 20,
    jitter: false,
  };

  it('should wait longer each time, up to the longest delay', () => {
    expect([0, 1, 2, 3, 4].map((count) => retryDelay(retrier, count, () => 0.5))).toEqual([3, 6, 12, 20, 20]);
    expect(retryDelay({ ...retrier, jitter: true }, 1, () => 0.5)).toBe(3);
  });

  it('should match errors as the service does', () => {
    expect(matchesError(['States.ALL'], undefined)).toBe(true);
    expect(matchesError(['States.TaskFailed'], 'Custom')).toBe(true);
    expect(matchesError(['States.TaskFailed'], 'States.Timeout')).toBe(false);
    expect(matchesError(['States.Timeout'], 'States.HeartbeatTimeout')).toBe(true);
    expect(matchesError(['Other'], 'Custom')).toBe(false);
  });
});

describe('mocks', () => {
  it('should be read from a mock file, with ranges and the only state machine whatever its name', () => {
    const config = {
      StateMachines: { Orders: { TestCases: { Happy: { Charge: 'charge' } } } },
      MockedResponses: {
        charge: { '0': { Throw: { Error: 'Busy' } }, '1-2': { Return: { StatusCode: 200, Payload: 1 } } },
      },
    };
    expect(mocksFromConfig(config, 'Happy', 'Other')).toEqual({
      ok: true,
      value: {
        tasks: {
          Charge: [
            { throw: { error: 'Busy' }, times: 1 },
            { return: { StatusCode: 200, Payload: 1 }, invocation: true, times: 2 },
          ],
        },
      },
    });
    expect(mocksFromConfig(config, 'Sad')).toEqual({
      ok: false,
      error: 'The mock file has no test case Sad for Orders; it has Happy',
    });
  });

  it('should refuse an attempt that says two things', () => {
    expect(mocksFromJson({ A: [{ return: 1, timeout: true }] }).ok).toBe(false);
    expect(mocksFromJson({ tasks: { A: [{ return: null }] }, files: { 'b/k': '' } })).toEqual({
      ok: true,
      value: { tasks: { A: [{ return: null }] }, files: { 'b/k': '' } },
    });
  });

  it('should match what contains them', () => {
    expect(contains({ a: { b: [1], c: 2 } }, { a: { b: [1] } })).toBe(true);
    expect(contains({ a: [1, 2] }, { a: [1] })).toBe(false);
    expect(contains(undefined, { a: 1 })).toBe(false);
  });
});

describe('task targets', () => {
  it('should tell functions, activities and services apart', () => {
    expect(taskTarget('arn:aws:states:::sqs:sendMessage.waitForTaskToken')).toEqual({
      kind: 'service',
      resourceType: 'sqs',
      resource: 'sendMessage.waitForTaskToken',
      action: 'sendMessage',
      pattern: 'token',
    });
    expect(taskTarget('arn:aws-cn:states:::aws-sdk:s3:getObject')).toMatchObject({
      resourceType: 'aws-sdk:s3',
      resource: 'getObject',
    });
    expect(taskTarget('arn:aws:states:::states:startExecution.sync:2')).toMatchObject({ pattern: 'sync:2' });
    expect(taskTarget('arn:aws:states:us-east-1:1:activity:check').kind).toBe('activity');
    expect(taskTarget(`\${CheckFunction.Arn}`).kind).toBe('lambda');
  });
});

describe('compiling', () => {
  it('should name each problem with its place', () => {
    const result = compile({
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: 1, Next: 'B' },
        C: { Type: 'Choice', Choices: [{ Variable: '$.x', NumericEquals: 1, Next: 'Nowhere' }] },
        D: { Type: 'Wait', End: true },
        E: { Type: 'Sleep' },
        F: { Type: 'Pass', Parameters: { 'a.$': '$.[' }, End: true },
      },
    });
    expect(result.ok ? [] : result.error.map(({ path }) => path.join('/'))).toEqual([
      'States/A/Next',
      'States/A/Resource',
      'States/C/Choices/0/Next',
      'States/D',
      'States/E/Type',
      'States/F/Parameters/a.$',
    ]);
  });

  it('should take the placeholders of deployments for texts where an expression needs it', () => {
    const placeholder = `\${Enabled}`;
    const result = compile({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: {
          Type: 'Choice',
          Choices: [{ Condition: `{% ${placeholder} = true %}`, Next: 'B' }],
          Default: 'B',
        },
        B: { Type: 'Succeed' },
      },
    });
    expect(result.ok).toBe(true);
  });
});
