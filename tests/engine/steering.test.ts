import { afterEach, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { createEngineHere, type EngineClient } from '../../src/engine/engine.client';
import type { HistoryEvent, RunUpdate } from '../../src/engine/messages';
import type { BreakCondition, RunOptions, StartRequest } from '../../src/engine/startMessages';

const clients: EngineClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** An engine with what it has told last, and a way to wait for something. */
function given(
  definition: StartRequest['definition'],
  { options, ...more }: Partial<Omit<StartRequest, 'options'>> & { options?: Partial<RunOptions> } = {},
) {
  const engine = createEngineHere();
  clients.push(engine);
  let last: RunUpdate | undefined;
  engine.onPush((update) => {
    last = update;
  });
  const until = (holds: (update: RunUpdate) => boolean): Promise<RunUpdate> =>
    new Promise((resolve) => {
      if (last && holds(last)) return resolve(last);
      const stop = engine.onPush((update) => {
        if (!holds(update)) return;
        stop();
        resolve(update);
      });
    });
  const start = () =>
    engine.call.start({
      definition,
      input: {},
      mocks: { tasks: {} },
      ...more,
      options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0, ...options },
    });
  return { call: engine.call, until, start };
}

const paused = ({ status }: RunUpdate): boolean => status === 'paused';
const ended = ({ outcome }: RunUpdate): boolean => outcome !== null;

/** What has to hold of every history: rising ids, each following an earlier one, the end last. */
function expectLegal(history: readonly HistoryEvent[]): void {
  expect(history.map(({ id }) => id)).toEqual(history.map((_, at) => at + 1));
  expect(history.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
  expect(
    history.filter(({ type }) => /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type)),
  ).toHaveLength(1);
}

const charge = {
  StartAt: 'Price',
  States: {
    Price: { Type: 'Pass', Assign: { 'total.$': '$.total' }, Next: 'Charge' },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund' }],
      Next: 'Done',
    },
    Refund: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

describe('pausing', () => {
  const pausesOf = async (condition: BreakCondition, total = 250) => {
    const { call, until, start } = given(charge, {
      input: { total },
      mocks: { tasks: { Charge: [{ throw: { error: 'Busy' } }, { throw: { error: 'Declined' } }] } },
      options: { breakWhen: [condition] },
    });
    await start();
    const update = await until((each) => paused(each) || ended(each));
    const { type } = (await call.history()).at(-1) ?? {};
    return { reason: update.pausedBy, type };
  };

  it('should stand before a state whose input meets a condition, and say which', async () => {
    const condition = {
      id: 'b1',
      before: true,
      state: '/States/Charge',
      expression: '$states.input.total > 100',
    } as const;

    expect(await pausesOf(condition)).toEqual({
      reason: { breakpoint: 'b1', state: '/States/Charge' },
      type: 'PassStateExited',
    });
    expect(await pausesOf(condition, 5)).toEqual({ reason: undefined, type: 'ExecutionSucceeded' });
  });

  it('should stand before any state where a variable meets a condition', async () => {
    const { reason } = await pausesOf({ id: 'b2', before: true, expression: '$total = 250' });
    expect(reason).toEqual({ breakpoint: 'b2', state: '/States/Charge' });
  });

  it('should pause after an event of a kind', async () => {
    const { reason, type } = await pausesOf({ id: 'b3', event: 'TaskFailed' });
    expect(reason).toMatchObject({ breakpoint: 'b3', event: { id: 7, type: 'TaskFailed' }, error: 'Busy' });
    expect(type).toBe('TaskFailed');
  });

  it('should pause after a named error, not after others', async () => {
    const { reason } = await pausesOf({ id: 'b4', error: 'Declined' });
    expect(reason).toMatchObject({ breakpoint: 'b4', state: '/States/Charge', error: 'Declined' });
    expect((await pausesOf({ id: 'b5', error: 'NoSuchError' })).reason).toBeUndefined();
  });

  it('should go on from where it paused, and stop at the next breakpoint while stepping over', async () => {
    const { call, until, start } = given(
      {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [{ StartAt: 'In', States: { In: { Type: 'Pass', End: true } } }],
            Next: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
      },
      {
        options: {
          breakWhen: [
            { id: 'outer', before: true, state: '/States/Both' },
            { id: 'inner', before: true, state: '/States/Both/Branches/0/States/In' },
          ],
        },
      },
    );
    await start();
    await until((update) => update.pausedBy?.breakpoint === 'outer');

    await call.step('over');
    await until((update) => update.eventCount === 2);
    await call.step('over');
    await until((update) => update.pausedBy?.breakpoint === 'inner');
    await call.resume();
    const after = await until(ended);

    expect(after.status).toBe('succeeded');
    expect(after.pausedBy).toBeUndefined();
  });

  it('should name the place of an expression that can not be read', async () => {
    const { call } = given(charge);
    expect(await call.checkExpression('$states.input.total > 100')).toBeNull();
    const problem = await call.checkExpression('{% $states.input.total > %}');
    expect(problem?.offset).toBeGreaterThanOrEqual(3);
    expect(problem?.message).toBeTruthy();
  });
});

describe('an answer by hand', () => {
  const approval: JsonValue = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Ask',
            States: {
              Ask: {
                Type: 'Task',
                Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
                Parameters: { 'MessageBody.$': '$$.Task.Token' },
                TimeoutSeconds: 3600,
                End: true,
              },
            },
          },
          {
            StartAt: 'Rest',
            States: {
              Rest: { Type: 'Wait', Seconds: 60, Next: 'Late' },
              Late: { Type: 'Wait', Seconds: 7200, End: true },
            },
          },
        ],
        End: true,
      },
    },
  };
  const waiting = (answersByHand = true) =>
    given(approval, { mocks: { tasks: { Ask: [{ pending: true }] } }, options: { answersByHand } });

  it('should hold the virtual clock before the time-out, not before other work', async () => {
    const { call, until, start } = waiting();
    await start();

    const held = await until((update) => update.holding !== undefined);
    expect(held).toMatchObject({
      status: 'running',
      clock: 60_000,
      holding: { state: '/States/Both/Branches/0/States/Ask', due: 3_600_000, end: 'timeout' },
    });
    expect(held.states.length).toBeGreaterThan(0);
    await call.answerTask(held.holding?.visit ?? 0, { output: { ok: true } });
    const over = await until(ended);

    expect(over.outcome?.output).toEqual([{ ok: true }, {}]);
    expectLegal(await call.history());
  });

  it('should time out when time is let pass', async () => {
    const { call, until, start } = waiting();
    await start();
    await until((update) => update.holding !== undefined);

    await call.letTimePass();
    const over = await until(ended);

    expect(over).toMatchObject({ clock: 3_600_000, outcome: { status: 'failed', error: 'States.Timeout' } });
  });

  it('should time out at once where nobody can answer', async () => {
    const { until, start } = waiting(false);
    await start();
    expect((await until(ended)).outcome).toMatchObject({ error: 'States.Timeout' });
  });

  it('should say what waits for ever', async () => {
    const { until, start } = given(
      {
        StartAt: 'Ask',
        States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      },
      { mocks: { tasks: { Ask: [{ pending: true }] } }, options: { answersByHand: true } },
    );
    await start();
    const held = await until((update) => update.holding !== undefined);
    expect(held.holding).toMatchObject({ state: '/States/Ask', due: null, end: null });
  });

  it('should go on to the moment of a heartbeat that is sent while the clock holds', async () => {
    const { call, until, start } = given(
      {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
            HeartbeatSeconds: 60,
            End: true,
          },
        },
      },
      { mocks: { tasks: { Ask: [{ pending: true }] } }, options: { answersByHand: true } },
    );
    await start();
    const held = await until((update) => update.holding?.due === 60_000);

    await call.answerTask(held.holding?.visit ?? 0, { heartbeat: true });
    const later = await until((update) => update.holding?.due === 120_000);
    await call.answerTask(held.holding?.visit ?? 0, { output: 'late' });

    expect(later.clock).toBe(60_000);
    expect(await until(ended)).toMatchObject({ clock: 60_000, outcome: { output: 'late' } });
  });

  it('should give the answer again when the run goes back and on', async () => {
    const { call, until, start } = waiting();
    await start();
    const held = await until((update) => update.holding !== undefined);
    await call.answerTask(held.holding?.visit ?? 0, { output: 'yes' });
    await until(ended);
    const straight = await call.history();

    const [standing] = await call.standingAt(straight.length - 3);
    expect(standing).toBeUndefined();
    expect(await call.history()).toEqual(straight);
  });
});

describe('a branch of a run', () => {
  const run = async () => {
    const steered = given(charge, {
      input: { total: 250 },
      mocks: { tasks: { Charge: [{ throw: { error: 'Declined' } }] } },
    });
    await steered.start();
    await steered.until(ended);
    return steered;
  };

  it('should go on with another input, and leave the run that it came from as it was', async () => {
    const { call, until } = await run();
    const before = await call.history();
    const [standing] = await call.standingAt(3);
    expect(standing).toMatchObject({
      stands: 'before',
      state: '/States/Charge',
      input: { total: 250 },
      variables: { total: 250 },
    });

    const branch = await call.branch({
      event: 3,
      thread: standing?.thread ?? 0,
      change: { input: { total: 1 } },
    });
    const over = await until((update) => update.run === branch && ended(update));

    expect(over.runs).toEqual([
      { run: 1, status: 'succeeded' },
      { run: 2, status: 'succeeded', branchOf: { run: 1, event: 3 } },
    ]);
    const history = await call.history();
    expectLegal(history);
    expect(history.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(history[3]).toMatchObject({ stateEnteredEventDetails: { input: '{"total":1}' } });
    const { events } = await call.events({ from: 0, count: 100 });
    expect(events.filter((event) => event.given).map(({ event, given: what }) => [event.id, what])).toEqual([
      [4, 'data'],
    ]);
    await call.chooseRun(1);
    await until((update) => update.run === 1);
    expect(await call.history()).toEqual(before);
  });

  it('should go on with another result of a task that was under way', async () => {
    const { call, until } = await run();
    const [standing] = await call.standingAt(6);
    expect(standing).toMatchObject({ stands: 'waiting', state: '/States/Charge' });

    await call.branch({ event: 6, thread: standing?.thread ?? 0, answer: { output: { Payload: 'paid' } } });
    const over = await until((update) => update.run === 2 && ended(update));

    expect(over.outcome?.output).toEqual({ Payload: 'paid' });
    expectLegal(await call.history());
  });

  it('should stand still when asked, with other variables', async () => {
    const { call, until } = await run();
    const [standing] = await call.standingAt(3);

    await call.branch({
      event: 3,
      thread: standing?.thread ?? 0,
      change: { variables: { total: 7 } },
      paused: true,
    });
    await until((update) => update.run === 2 && paused(update));
    await call.step('into');
    const entered = await until((update) => update.run === 2 && update.eventCount === 4);

    const visit = entered.visits.at(-1)?.id ?? 0;
    expect((await call.stateData(visit))?.variables).toEqual({ total: 7 });
  });

  it('should keep a run whole that had been gone back in', async () => {
    const { call, until } = await run();
    const before = await call.history();
    await call.goTo(3);
    const [standing] = await call.standingAt(3);

    await call.branch({ event: 3, thread: standing?.thread ?? 0, change: { input: {} } });
    await until((update) => update.run === 2 && ended(update));
    await call.chooseRun(1);
    await until((update) => update.run === 1);

    expect(await call.history()).toEqual(before);
  });

  it('should refuse data that does not fit there', async () => {
    const { call } = await run();
    expect(await call.branch({ event: 3, thread: 99, change: { input: 1 } })).toBeNull();
    expect(await call.branch({ event: 3, thread: 1, answer: { output: 1 } })).toBeNull();
  });

  it('should run again, stop and all, from what was given to it', async () => {
    const { call, until } = await run();
    await call.goTo(3);
    await call.stop('Enough', 'by hand');
    const stopped = await until((update) => update.status === 'aborted');
    const history = await call.history();

    await call.step('back');
    await call.goTo(history.length);

    expect(stopped.given).toHaveLength(1);
    expect(await call.history()).toEqual(history);
    expect((await until(ended)).outcome).toEqual({ status: 'aborted', error: 'Enough', cause: 'by hand' });
  });
});
