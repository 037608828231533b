import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import type { MockAttempt } from '../../src/engine/mockMessages';
import { runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';
import type { RunOptions, StartRequest } from '../../src/engine/startMessages';

const day = 86_400;

interface Given {
  readonly tasks?: Record<string, readonly MockAttempt[]>;
  readonly options?: Partial<RunOptions>;
  readonly input?: JsonValue;
}

function requestOf(states: JsonObject, { tasks = {}, options = {}, input = {} }: Given = {}): StartRequest {
  return {
    definition: { StartAt: Object.keys(states)[0] ?? '', States: states },
    input,
    mocks: { tasks },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0, ...options },
  };
}

function run(states: JsonObject, given: Given = {}) {
  const result = runToEnd(requestOf(states, given), { maxSteps: 300_000 });
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** The outcome as the service limits it, and without its limits. */
function outcomes(states: JsonObject, given: Given = {}) {
  const lifted = { ...given, options: { ...given.options, quotas: false } };
  return [run(states, given).outcome, run(states, lifted).outcome] as const;
}

const wait = (seconds: number): JsonObject => ({ Wait: { Type: 'Wait', Seconds: seconds, End: true } });
const work: JsonObject = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const big = 'x'.repeat(200_000);

describe('quotas', () => {
  it('should end a Standard execution after a year when asked to', () => {
    const options = { endAfterYear: true };
    expect(run(wait(366 * day), { options }).outcome?.status).toBe('succeeded');
    const { outcome, took, events } = run(wait(367 * day), { options });
    expect(outcome).toEqual({ status: 'timed-out' });
    expect(took).toBe(366 * day * 1000);
    expect(events.at(-1)?.type).toBe('ExecutionTimedOut');
    expect(run(wait(3000 * day)).outcome?.status).toBe('succeeded');
  });

  it('should end an Express execution after five minutes, and its children in a Map Run', () => {
    expect(run(wait(299), { options: { type: 'EXPRESS' } }).outcome?.status).toBe('succeeded');
    const [limited, lifted] = outcomes(wait(301), { options: { type: 'EXPRESS' } });
    expect([limited?.status, lifted?.status]).toEqual(['timed-out', 'succeeded']);
    const map = (mode: string): JsonObject => ({
      Map: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: mode },
          StartAt: 'Wait',
          States: wait(301),
        },
        ToleratedFailurePercentage: 100,
        End: true,
      },
    });
    const [express, free] = outcomes(map('EXPRESS'), { input: [1] });
    expect(express?.output).toMatchObject([{ Error: 'States.Timeout', Status: 'TIMED_OUT' }]);
    expect(free?.output).toEqual([1]);
    expect(run(map('STANDARD'), { input: [1] }).outcome?.output).toEqual([1]);
  });

  it('should end a history at 25,000 events, and that of a Standard child', () => {
    const loop: JsonObject = {
      Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericLessThan: 8000, Next: 'Count' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    };
    const limited = run(loop, { input: { n: 0 } });
    expect(limited.events).toHaveLength(25_000);
    expect(limited.outcome).toMatchObject({ error: 'States.Runtime' });
    expect(run(loop, { input: { n: 0 }, options: { quotas: false } }).outcome?.output).toEqual({ n: 8000 });

    const map = (mode: string): JsonObject => ({
      Map: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: mode },
          StartAt: 'Count',
          States: loop,
        },
        End: true,
      },
    });
    const session = Session.start(requestOf(map('STANDARD'), { input: [{ n: 0 }] }), 0);
    if (!(session instanceof Session)) throw new Error('refused');
    while (session.slice(() => true).kind === 'more');
    const child = session.view.childHistory('/States/Map', 0);
    expect(child).toHaveLength(25_000);
    expect(child.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
    expect(session.execution.outcome?.error).toBe('States.ExceedToleratedFailureThreshold');
    // What can't be redriven keeps its failure.
    expect(session.redrive()).toBe(true);
    while (session.slice(() => true).kind === 'more');
    expect(session.view.history().at(-1)?.type).toBe('ExecutionFailed');
    expect(session.view.childHistory('/States/Map', 0)).toHaveLength(25_000);
    expect(run(map('EXPRESS'), { input: [{ n: 0 }] }).outcome?.output).toEqual([{ n: 8000 }]);
  });

  it('should refuse payloads over 256 KiB', () => {
    const states: JsonObject = { Work: work };
    const tasks = { Work: [{ return: big.repeat(2) }] };
    const [limited, lifted] = outcomes(states, { tasks });
    expect(limited?.error).toBe('States.DataLimitExceeded');
    expect(lifted?.output).toBe(big.repeat(2));
  });

  it('should refuse variables over 256 KiB at once, and over 10 MiB in all', () => {
    const assign = (values: JsonObject): JsonObject => ({
      Set: { Type: 'Pass', Assign: values, Result: 1, End: true },
    });
    const [one] = outcomes(assign({ a: big }));
    expect(one?.status).toBe('succeeded');
    const [both, lifted] = outcomes(assign({ a: big, b: big }));
    expect([both?.error, lifted?.status]).toEqual(['States.DataLimitExceeded', 'succeeded']);
    const many = (count: number): JsonObject =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          `S${at}`,
          {
            Type: 'Pass',
            Assign: { [`v${at}`]: big },
            Result: 1,
            ...(at + 1 < count ? { Next: `S${at + 1}` } : { End: true }),
          },
        ]),
      );
    expect(outcomes(many(52))[0]?.status).toBe('succeeded');
    const [all, free] = outcomes(many(53));
    expect([all?.error, free?.status]).toEqual(['States.DataLimitExceeded', 'succeeded']);
  });

  it('should give an HTTP task a minute', () => {
    const states: JsonObject = { Call: { ...work, Resource: 'arn:aws:states:::http:invoke' } };
    const [inTime] = outcomes(states, { tasks: { Call: [{ return: 1, delay: 59 }] } });
    expect(inTime?.output).toBe(1);
    const [limited, lifted] = outcomes(states, { tasks: { Call: [{ return: 1, delay: 61 }] } });
    expect([limited?.error, lifted?.output]).toEqual(['States.Http.Socket', 1]);
    expect(run(states, { tasks: { Call: [{ pending: true }] } }).outcome?.error).toBe('States.Http.Socket');
  });
});

describe('Express', () => {
  it('should be billed in steps of 100 ms and 64 MB', () => {
    const billed = (states: JsonObject, given: Given = {}) =>
      run(states, { ...given, options: { type: 'EXPRESS' } }).outcome?.billingDetails;
    const bill = (milliseconds: number, megabytes: number) => ({
      billedDurationInMilliseconds: milliseconds,
      billedMemoryUsedInMB: megabytes,
    });
    expect(billed({ A: { Type: 'Pass', End: true } })).toEqual(bill(100, 64));
    expect(billed({ Work: work }, { tasks: { Work: [{ return: 1, delay: 0.201 }] } })).toEqual(bill(300, 64));
    const map: JsonObject = {
      Map: {
        Type: 'Map',
        ItemSelector: { big, few: [] },
        ItemProcessor: {
          StartAt: 'Wait',
          States: {
            Wait: { Type: 'Wait', Seconds: 1, Next: 'End' },
            End: { Type: 'Pass', Result: 1, End: true },
          },
        },
        End: true,
      },
    };
    // 50 MB and 40 times 200 kB.
    expect(billed(map, { input: Array.from({ length: 40 }, () => 1) })).toEqual(bill(1000, 64));
    expect(billed(map, { input: Array.from({ length: 80 }, () => 1) })?.billedDurationInMilliseconds).toBe(
      2000,
    );
    expect(run({ A: { Type: 'Pass', End: true } }).outcome?.billingDetails).toBeUndefined();
  });

  it('should not begin with what the service does not create', () => {
    const refused = runToEnd(
      requestOf(
        {
          Job: { ...work, Resource: 'arn:aws:states:::batch:submitJob.sync' },
          Ask: { ...work, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' },
          Hand: { ...work, Resource: 'arn:aws:states:us-east-1:123456789012:activity:hand' },
        },
        { options: { type: 'EXPRESS' } },
      ),
    );
    if (!('problems' in refused)) throw new Error('not refused');
    expect(refused.problems.map(({ path }) => path.join('/'))).toEqual([
      'States/Job/Resource',
      'States/Ask/Resource',
      'States/Hand/Resource',
    ]);
  });
});
