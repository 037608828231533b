import { afterEach, describe, expect, it } from 'vitest';
import { createEngineHere, type EngineClient } from '../../src/engine/engine.client';
import type { RunUpdate } from '../../src/engine/messages';
import { unpackUpdate } from '../../src/engine/packedUpdate';
import { createEngineService } from '../../src/engine/service';
import type { StartRequest } from '../../src/engine/startMessages';

const clients: EngineClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function startRequest(
  definition: StartRequest['definition'],
  more: Partial<StartRequest> = {},
): StartRequest {
  return {
    definition,
    input: {},
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
    ...more,
  };
}

/** A client with the updates it has pushed, and a way to wait for one. */
function client() {
  const engine = createEngineHere();
  clients.push(engine);
  const updates: RunUpdate[] = [];
  engine.onPush((update) => updates.push(update));
  const until = (holds: (update: RunUpdate) => boolean): Promise<RunUpdate> =>
    new Promise((resolve) => {
      const known = updates.findLast(holds);
      if (known) return resolve(known);
      const stop = engine.onPush((update) => {
        if (!holds(update)) return;
        stop();
        resolve(update);
      });
    });
  return { engine, updates, until };
}

const twoPasses = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Result: 1, Next: 'B' }, B: { Type: 'Pass', End: true } },
};

describe('engine service', () => {
  it('should run a workflow to its end and push what happened', async () => {
    const { engine, until } = client();
    await engine.call.start(startRequest(twoPasses));
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.status).toBe('succeeded');
    expect(update.outcome).toMatchObject({ status: 'succeeded', output: 1 });
    expect((await engine.call.history()).map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('should refuse a definition that names a missing state', async () => {
    const { engine } = client();
    const refusal = await engine.call.start(
      startRequest({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } }),
    );
    expect(refusal).toEqual({
      problems: [{ path: ['States', 'A', 'Next'], message: 'There is no state `Nowhere` here' }],
    });
  });

  it('should pause at a breakpoint, step, go back and go on', async () => {
    const { engine, until } = client();
    const request = startRequest(twoPasses);
    await engine.call.start({ ...request, options: { ...request.options, breakpoints: ['/States/B'] } });
    const paused = await until(({ status }) => status === 'paused');
    expect(paused.eventCount).toBe(3);
    await engine.call.step('into');
    expect((await until(({ eventCount }) => eventCount === 4)).current).toEqual(['/States/B']);
    await engine.call.step('back');
    expect((await until(({ reset, eventCount }) => reset && eventCount === 3)).status).toBe('paused');
    await engine.call.resume();
    expect((await until(({ outcome }) => outcome !== null)).eventCount).toBe(6);
    await engine.call.goTo(2);
    const past = await until(({ reset, eventCount }) => reset && eventCount === 2);
    expect(past.outcome).toBeNull();
    expect(past.states).toEqual([['/States/A', { status: 'running', visits: 1 }]]);
  });

  it('should stop a loop that never ends', async () => {
    const { engine, until } = client();
    const request = startRequest({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } });
    await engine.call.start({ ...request, options: { ...request.options, quotas: false } });
    await until(({ eventCount }) => eventCount > 1000);
    await engine.call.stop('Stopped', 'by hand');
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.outcome).toEqual({ status: 'aborted', error: 'Stopped', cause: 'by hand' });
    expect((await engine.call.history()).at(-1)?.type).toBe('ExecutionAborted');
  });

  it('should end at the limit of events as the service does', async () => {
    const { engine, until } = client();
    await engine.call.start(startRequest({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } }));
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.outcome?.cause).toBe('The execution reached the maximum number of history events (25000).');
  });

  it('should wait for an answer by hand and take it', async () => {
    const { engine, until } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'Ask',
          States: {
            Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
          },
        },
        { mocks: { tasks: { Ask: [{ pending: true }] } } },
      ),
    );
    const waiting = await until(({ states }) =>
      states.some(([, state]) => state.pending?.kind === 'callback'),
    );
    expect(waiting.status).toBe('running');
    await engine.call.answerTask(waiting.visits[0]?.id ?? 0, { output: { approved: true } });
    expect((await until(({ outcome }) => outcome !== null)).outcome?.output).toEqual({ approved: true });
  });

  it('should show retries, catches and the data of a visit', async () => {
    const { engine, until, updates } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'Charge',
          States: {
            Charge: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: 'charge' },
              Retry: [{ ErrorEquals: ['Declined'], IntervalSeconds: 60, MaxAttempts: 1 }],
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund' }],
              End: true,
            },
            Refund: { Type: 'Pass', End: true },
          },
        },
        { mocks: { tasks: { Charge: [{ throw: { error: 'Declined', cause: 'no funds' } }] } } },
      ),
    );
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.clock).toBe(60_000);
    const states = new Map(updates.flatMap((each) => each.states));
    expect(states.get('/States/Charge')).toEqual({ status: 'caught', visits: 1 });
    const taken = new Map(
      updates.flatMap((each) => each.taken).map(([id, count, error]) => [id, [count, error]]),
    );
    expect(taken.get('/States/Charge/Catch/0/Next')).toEqual([1, false]);
    const data = await engine.call.stateData(1);
    expect(data?.visit.attempts.map(({ status, retryDelay }) => [status, retryDelay])).toEqual([
      ['failed', 60_000],
      ['failed', undefined],
    ]);
    expect(data?.stages).toEqual([
      { name: 'afterInputPath', value: {} },
      { name: 'afterParameters', value: { FunctionName: 'charge' } },
    ]);
    expect(data?.output).toEqual({ Error: 'Declined', Cause: 'no funds' });
  });

  it('should go on with changed data from a past moment', async () => {
    const { engine, until } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'A',
          States: {
            A: { Type: 'Pass', Next: 'B' },
            B: { Type: 'Pass', Parameters: { 'n.$': '$.n', 'v.$': '$v' }, End: true },
          },
        },
        { input: { n: 1 } },
      ),
    );
    const first = await until(({ outcome }) => outcome !== null);
    expect(first.outcome?.status).toBe('failed');
    await engine.call.goTo(3);
    expect(await engine.call.changeData(0, { input: { n: 2 }, variables: { v: 'set' } })).toBe(true);
    await engine.call.resume();
    const second = await until(({ outcome }) => outcome?.status === 'succeeded');
    expect(second.outcome?.output).toEqual({ n: 2, v: 'set' });
    await engine.call.goTo(4);
    expect((await until(({ reset, eventCount }) => reset && eventCount === 4)).status).toBe('paused');
    expect(await engine.call.changeData(99, { input: 1 })).toBe(false);
  });

  it('should give the files that a Map wrote', async () => {
    const { engine, until } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'M',
          States: {
            M: {
              Type: 'Map',
              ItemProcessor: {
                ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
                StartAt: 'P',
                States: { P: { Type: 'Pass', End: true } },
              },
              ResultWriter: {
                Resource: 'arn:aws:states:::s3:putObject',
                Parameters: { Bucket: 'out', Prefix: 'day' },
              },
              ResultSelector: { 'key.$': '$.ResultWriterDetails.Key' },
              End: true,
            },
          },
        },
        { input: ['a', 'b'] },
      ),
    );
    const update = await until(({ outcome }) => outcome !== null);
    const output = update.outcome?.output as { key: string } | undefined;
    const key = output?.key ?? '';
    const files = await engine.call.files();
    const manifest = JSON.parse(files[`out/${key}`] ?? 'null');
    expect(manifest.DestinationBucket).toBe('out');
    const results = JSON.parse(files[`out/${manifest.ResultFiles.SUCCEEDED[0].Key}`] ?? 'null');
    expect(results.map((each: { Output: string }) => each.Output)).toEqual(['"a"', '"b"']);
    const child = await engine.call.childHistory('/States/M', 1);
    expect(child.map((event) => [event.id, event.previousEventId, event.type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'PassStateEntered'],
      [3, 2, 'PassStateExited'],
      [4, 3, 'ExecutionSucceeded'],
    ]);
  });

  it('should run another open workflow where a task starts it', async () => {
    const { engine, until } = client();
    const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Child';
    const child = (end: object) => ({
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 60, Next: 'E' }, E: end },
    });
    const task = (suffix: string) => ({
      StartAt: 'Start',
      States: {
        Start: {
          Type: 'Task',
          Resource: `arn:aws:states:::states:startExecution${suffix}`,
          Parameters: { StateMachineArn: arn, Input: { n: 1 } },
          End: true,
        },
      },
    });
    const workflow = { name: 'Child', definition: child({ Type: 'Succeed' }) as StartRequest['definition'] };
    await engine.call.start(startRequest(task('.sync:2'), { workflows: [workflow] }));
    const done = await until(({ outcome }) => outcome !== null);
    expect(done.outcome?.output).toMatchObject({ Output: { n: 1 }, Status: 'SUCCEEDED' });
    expect(done.clock).toBe(60_000);
    const failing = {
      ...workflow,
      definition: child({ Type: 'Fail', Error: 'Bad' }) as StartRequest['definition'],
    };
    await engine.call.start(startRequest(task('.sync'), { workflows: [failing] }));
    const failed = await until(({ run, outcome }) => run === 2 && outcome !== null);
    expect(failed.outcome?.error).toBe('States.TaskFailed');
    expect(JSON.parse(failed.outcome?.cause ?? '{}')).toMatchObject({ Error: 'Bad', Status: 'FAILED' });
  });

  it('should redrive what did not succeed, and nothing else', async () => {
    const { engine, until } = client();
    const branch = (name: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
    });
    await engine.call.start(
      startRequest(
        {
          StartAt: 'Both',
          States: {
            Both: { Type: 'Parallel', Branches: [branch('Good'), branch('Bad')], Next: 'End' },
            End: { Type: 'Pass', Parameters: { 'redrives.$': '$$.Execution.RedriveCount' }, End: true },
          },
        },
        {
          mocks: {
            tasks: { Good: [{ return: 1 }], Bad: [{ throw: { error: 'E' }, delay: 5 }, { return: 2 }] },
          },
        },
      ),
    );
    expect((await until(({ outcome }) => outcome !== null)).outcome?.error).toBe('E');
    expect(await engine.call.redrive()).toBe(true);
    const done = await until(({ outcome }) => outcome?.status === 'succeeded');
    expect(done.outcome?.output).toEqual({ redrives: 1 });
    const types = (await engine.call.history()).map((event) => event.type);
    const redriven = types.indexOf('ExecutionRedriven');
    expect(types.slice(0, redriven).filter((type) => type === 'TaskScheduled')).toHaveLength(2);
    expect(types.slice(redriven).filter((type) => type === 'TaskScheduled')).toHaveLength(1);
    expect(await engine.call.redrive()).toBe(false);
    await engine.call.goTo(redriven + 3);
    expect((await until(({ reset, eventCount }) => reset && eventCount >= redriven + 3)).status).toBe(
      'paused',
    );
    await engine.call.resume();
    const again = await until(({ outcome, reset }) => !reset && outcome?.status === 'succeeded');
    expect(again.outcome?.output).toEqual({ redrives: 1 });
  });

  it('should let real time pass at the chosen speed, also over a pause', async () => {
    let elapsed = 0;
    let waiting: { callback: () => void; at: number }[] = [];
    const soon: (() => void)[] = [];
    const updates: RunUpdate[] = [];
    const service = createEngineService((update) => updates.push(unpackUpdate(update)), {
      now: () => 0,
      elapsed: () => elapsed,
      soon: (callback) => soon.push(callback),
      later: (callback, milliseconds) => {
        const timer = { callback, at: elapsed + milliseconds };
        waiting.push(timer);
        return () => {
          waiting = waiting.filter((each) => each !== timer);
        };
      },
    });
    const pass = (milliseconds: number): void => {
      const end = elapsed + milliseconds;
      for (;;) {
        while (soon.length > 0) soon.shift()?.();
        const next = waiting.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting = waiting.filter((each) => each !== next);
        elapsed = Math.max(elapsed, next.at);
        next.callback();
      }
      elapsed = end;
    };
    const request = startRequest({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } });
    await service.start({ ...request, options: { ...request.options, clock: { kind: 'real', speed: 2 } } });
    pass(2000);
    expect(updates.at(-1)?.clock).toBe(4000);
    await service.pause();
    pass(60_000);
    expect(updates.at(-1)?.clock).toBe(4000);
    await service.resume();
    pass(2900);
    expect(updates.at(-1)?.outcome).toBeNull();
    pass(200);
    expect(updates.at(-1)).toMatchObject({ status: 'succeeded', clock: 10_000 });
  });

  it('should pause after events that meet a condition', async () => {
    const { engine, until } = client();
    const request = startRequest(
      {
        StartAt: 'Count',
        States: {
          Count: {
            Type: 'Pass',
            Parameters: { 'n.$': 'States.MathAdd($.n, 1)' },
            Assign: { 'seen.$': '$.n' },
            Next: 'Again',
          },
          Again: {
            Type: 'Choice',
            Choices: [{ Variable: '$.n', NumericLessThan: 9, Next: 'Count' }],
            Default: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
      },
      { input: { n: 0 } },
    );
    const breakWhen = [
      { event: 'ChoiceStateEntered', expression: '{% $states.input.n = 4 and $seen = 4 %}' },
      { state: '/States/Done' },
      { expression: 'not parsable (' },
    ];
    await engine.call.start({ ...request, options: { ...request.options, breakWhen } });
    const first = await until(({ status }) => status === 'paused');
    expect(first.current).toEqual(['/States/Again']);
    expect((await engine.call.history()).at(-1)).toMatchObject({ type: 'ChoiceStateEntered' });
    await engine.call.resume();
    const second = await until(({ status, current }) => status === 'paused' && current[0] === '/States/Done');
    expect(second.outcome).toBeNull();
    await engine.call.resume();
    await until(({ status, eventCount }) => status === 'paused' && eventCount > second.eventCount);
    await engine.call.resume();
    expect((await until(({ outcome }) => outcome !== null)).status).toBe('succeeded');
  });

  it('should tell of the caught error that led to a Fail state, and of its way', async () => {
    const { engine, until, updates } = client();
    await engine.call.start(
      startRequest(
        {
          StartAt: 'Charge',
          States: {
            Charge: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Release' }],
              End: true,
            },
            Release: { Type: 'Pass', Next: 'Failed' },
            Failed: { Type: 'Fail', Error: 'OrderFailed' },
          },
        },
        { mocks: { tasks: { Charge: [{ throw: { error: 'Declined' } }] } } },
      ),
    );
    const update = await until(({ outcome }) => outcome !== null);
    expect(update.outcome).toMatchObject({
      error: 'OrderFailed',
      decidedBy: { event: 5, state: '/States/Charge' },
    });
    const taken = new Map(updates.flatMap((each) => each.taken).map(([id, , error]) => [id, error]));
    expect(Object.fromEntries(taken)).toEqual({
      '/StartAt': false,
      '/States/Charge/Catch/0/Next': true,
      '/States/Release/Next': true,
    });
  });
});
