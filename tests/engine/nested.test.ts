import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { createEngineHere, type EngineClient } from '../../src/engine/engine.client';
import type { HistoryEvent, OpenWorkflow, RunUpdate } from '../../src/engine/messages';
import type { Mocks } from '../../src/engine/mockMessages';
import { type FinishedRun, runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';
import type { RunOptions, StartRequest } from '../../src/engine/startMessages';

const childArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Child';

const parent = (pattern: string, parameters: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  StartAt: 'Start child',
  States: {
    'Start child': {
      Type: 'Task',
      Resource: `arn:aws:states:::states:startExecution${pattern}`,
      Parameters: { StateMachineArn: childArn, Input: { id: 7 }, ...parameters },
      ...more,
      End: true,
    },
  },
});

const only = (state: JsonObject): JsonObject => ({
  StartAt: 'Only',
  States: { Only: { End: true, ...state } },
});
const waits = (seconds: number): JsonObject => only({ Type: 'Wait', Seconds: seconds });
const result = (value: JsonValue): JsonObject => only({ Type: 'Pass', Result: value });
const failing: JsonObject = {
  StartAt: 'No',
  States: { No: { Type: 'Fail', Error: 'Refused', Cause: 'not today' } },
};

const child = (definition: JsonObject, more: Partial<OpenWorkflow> = {}): OpenWorkflow => ({
  name: 'Child',
  definition,
  mocks: { tasks: {} },
  ...more,
});

const request = (
  definition: JsonObject,
  workflows: readonly OpenWorkflow[],
  mocks: Mocks = { tasks: {} },
  options: Partial<RunOptions> = {},
): StartRequest => ({
  definition,
  input: {},
  mocks,
  workflows,
  options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0, ...options },
});

function finished(given: StartRequest): FinishedRun {
  const run = runToEnd(given);
  if ('problems' in run) throw new Error(JSON.stringify(run.problems));
  return run;
}

const outcomeOf = (given: StartRequest) => finished(given).outcome;
const causeOf = (given: StartRequest): JsonObject =>
  JSON.parse(outcomeOf(given)?.cause ?? 'null') as JsonObject;
const detailsOf = (events: readonly HistoryEvent[], type: string, field: string): JsonObject =>
  events.find((event) => event.type === type)?.[field] as JsonObject;

describe('a task that starts an execution of another workflow', () => {
  it('should not wait for it with the request-response pattern', () => {
    const run = finished(request(parent(''), [child(waits(60))]));
    expect(run.took).toBe(0);
    expect(run.outcome?.output).toEqual({
      ExecutionArn: expect.stringMatching(
        /^arn:aws:states:us-east-1:123456789012:execution:Child:[0-9a-f-]{36}$/,
      ),
      SdkHttpMetadata: expect.anything(),
      SdkResponseMetadata: expect.anything(),
      StartDate: 0,
    });
    expect(run.nested).toMatchObject([
      { workflow: 'Child', status: 'SUCCEEDED', startedAt: 0, endedAt: 60_000 },
    ]);
  });

  it('should wait for its end with .sync, and get input and output as texts', () => {
    const run = finished(request(parent('.sync', { Name: 'one' }), [child(waits(60))]));
    expect(run.took).toBe(60_000);
    expect(run.outcome?.output).toEqual({
      ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:one',
      Input: '{"id":7}',
      InputDetails: { Included: true },
      Name: 'one',
      Output: '{"id":7}',
      OutputDetails: { Included: true },
      RedriveCount: 0,
      RedriveStatus: 'NOT_REDRIVABLE',
      RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      StartDate: 0,
      StateMachineArn: childArn,
      Status: 'SUCCEEDED',
      StopDate: 60_000,
    });
    const submitted = detailsOf(run.events, 'TaskSubmitted', 'taskSubmittedEventDetails');
    expect(JSON.parse(submitted.output as string)).toMatchObject({
      ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:one',
      StartDate: 0,
    });
  });

  it('should get input and output as values with .sync:2', () => {
    const output = outcomeOf(request(parent('.sync:2'), [child(result({ done: true }))]))?.output;
    expect(output).toMatchObject({ Input: { id: 7 }, Output: { done: true }, Status: 'SUCCEEDED' });
  });

  it('should fail with what the execution tells of its failure', () => {
    const given = request(parent('.sync', { Name: 'one' }), [child(failing)]);
    expect(outcomeOf(given)?.error).toBe('States.TaskFailed');
    expect(outcomeOf(given)?.cause).toBe(
      '{"Cause":"not today","Error":"Refused","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:Child:one","Input":"{\\"id\\":7}","InputDetails":{"Included":true},"Name":"one","RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":0,"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:Child","Status":"FAILED","StopDate":0}',
    );
    const before2023 = request(parent('.sync'), [child(failing)], { tasks: {} }, { asOf: '2023-07-05' });
    expect(causeOf(before2023)).not.toHaveProperty('RedriveStatus');
  });

  it('should tell of an execution that timed out as such', () => {
    const slow = { ...waits(60), TimeoutSeconds: 5 };
    const given = request(parent('.sync:2'), [child(slow)]);
    expect(causeOf(given)).toMatchObject({ Status: 'TIMED_OUT', StopDate: 5000 });
    expect(causeOf(given)).not.toHaveProperty('Error');
  });

  it('should wait for its token with .waitForTaskToken until the execution sends what came of it', () => {
    const answering = (action: string, more: JsonObject): JsonObject => ({
      StartAt: 'Think',
      States: {
        Think: { Type: 'Wait', Seconds: 30, Next: 'Tell' },
        Tell: {
          Type: 'Task',
          Resource: `arn:aws:states:::aws-sdk:sfn:${action}`,
          Parameters: { 'TaskToken.$': '$.token', ...more },
          Next: 'After',
        },
        After: { Type: 'Wait', Seconds: 100, End: true },
      },
    });
    const waiting = parent('.waitForTaskToken', { Input: { 'token.$': '$$.Task.Token' } });
    const told = finished(
      request(waiting, [child(answering('sendTaskSuccess', { Output: '{"yes":true}' }))]),
    );
    expect(told.outcome?.output).toEqual({ yes: true });
    expect(told.took).toBe(30_000);
    // What was started goes on after it.
    expect(told.nested).toMatchObject([{ status: 'SUCCEEDED', endedAt: 130_000 }]);
    const refused = outcomeOf(
      request(waiting, [child(answering('sendTaskFailure', { Error: 'No', Cause: 'because' }))]),
    );
    expect(refused).toMatchObject({ status: 'failed', error: 'No', cause: 'because' });
    const silent = finished(request(waiting, [child(result(1))]));
    expect(silent.outcome).toBeNull();
  });

  it('should count the heartbeats that the execution sends', () => {
    const beating: JsonObject = {
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', Seconds: 8, Next: 'Beat' },
        Beat: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskHeartbeat',
          Parameters: { 'TaskToken.$': '$.token' },
          ResultPath: null,
          Next: 'Again',
        },
        Again: { Type: 'Wait', Seconds: 8, Next: 'Tell' },
        Tell: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
          Parameters: { 'TaskToken.$': '$.token', Output: '1' },
          End: true,
        },
      },
    };
    const waiting = (seconds: number) =>
      parent('.waitForTaskToken', { Input: { 'token.$': '$$.Task.Token' } }, { HeartbeatSeconds: seconds });
    expect(outcomeOf(request(waiting(10), [child(beating)]))?.output).toBe(1);
    expect(outcomeOf(request(waiting(7), [child(beating)]))?.error).toBe('States.Timeout');
  });

  it('should answer StartSyncExecution of an Express workflow at its end, failed or not', () => {
    const definition: JsonObject = only({
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution',
      Parameters: { StateMachineArn: childArn, Input: { id: 7 } },
    });
    const express = (made: JsonObject) => child(made, { type: 'EXPRESS' });
    expect(outcomeOf(request(definition, [express(waits(2))]))?.output).toMatchObject({
      BillingDetails: { BilledDurationInMilliseconds: 2000, BilledMemoryUsedInMB: 64 },
      Input: '{"id":7}',
      Output: '{"id":7}',
      StartDate: '1970-01-01T00:00:00.000Z',
      Status: 'SUCCEEDED',
      StopDate: '1970-01-01T00:00:02.000Z',
    });
    expect(outcomeOf(request(definition, [express(failing)]))?.output).toMatchObject({
      Error: 'Refused',
      Cause: 'not today',
      Status: 'FAILED',
    });
    expect(outcomeOf(request(definition, [child(waits(2))]))?.error).toBe(
      'Sfn.StateMachineTypeNotSupportedException',
    );
    expect(outcomeOf(request(parent('.sync'), [express(waits(2))]))?.error).toBe(
      'Nested.ExpressNotSupported',
    );
  });

  it('should refuse a name that was used before, but give the same start of what still runs again', () => {
    const twice = (input: JsonValue): JsonObject => ({
      StartAt: 'First',
      States: {
        First: {
          ...((parent('', { Name: 'one' }).States as JsonObject)['Start child'] as JsonObject),
          Next: 'Second',
          End: undefined as never,
        },
        Second: {
          ...((parent('', { Name: 'one', Input: input }).States as JsonObject)['Start child'] as JsonObject),
        },
      },
    });
    const clean = (value: JsonObject): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
    expect(outcomeOf(request(clean(twice({ id: 7 })), [child(waits(60))]))?.status).toBe('succeeded');
    const other = outcomeOf(request(clean(twice({ id: 8 })), [child(waits(60))]));
    expect(other?.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
    expect(other?.cause).toMatch(
      /^Execution Already Exists: 'arn:aws:states:us-east-1:123456789012:execution:Child:one' \(Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    );
    expect(outcomeOf(request(clean(twice({ id: 7 })), [child(result(1))]))?.error).toBe(
      'StepFunctions.ExecutionAlreadyExistsException',
    );
  });
});

describe('which workflow answers', () => {
  const named = (arn: string) => request(parent('.sync:2', { StateMachineArn: arn }), [child(result('ran'))]);
  const ran = (given: StartRequest): JsonValue | undefined =>
    (outcomeOf(given)?.output as JsonObject | undefined)?.Output;

  it.each([
    childArn,
    `${childArn}:3`,
    `${childArn}:PROD`,
    'arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:Child',
    '${Child}',
    '${ChildArn}',
    '${Child.Arn}',
    'Child',
  ])('should be the one that %s names', (arn) => {
    expect(ran(named(arn))).toBe('ran');
  });

  it.each(['arn:aws:states:us-east-1:123456789012:stateMachine:Other', '${Other}', '${ChildrenArn}'])(
    'should be none for %s',
    (arn) => {
      expect(ran(named(arn))).toBeUndefined();
      expect(outcomeOf(named(arn))?.output).toMatchObject({ sample: true });
    },
  );

  it('should be the one that was chosen, before the mocks', () => {
    const chosen = (nested: Mocks['nested'], tasks: Mocks['tasks'] = {}) =>
      ran(
        request(parent('.sync:2', { StateMachineArn: '${Unknown}' }), [child(result('ran'))], {
          tasks,
          ...(nested ? { nested } : {}),
        }),
      );
    const mocked: Mocks['tasks'] = { 'Start child': [{ return: { Output: 'mocked' } }] };
    expect(chosen(undefined, mocked)).toBe('mocked');
    expect(chosen({ 'Start child': 'Child' }, mocked)).toBe('ran');
    expect(chosen({ 'Start child': false }, mocked)).toBe('mocked');
    expect(chosen({ 'Start child': 'Gone' }, mocked)).toBe('mocked');
  });

  it('should leave the mocks in force where they stand and nothing was chosen', () => {
    const mocked: Mocks = { tasks: { 'Start child': [{ throw: { error: 'Mocked' } }] } };
    expect(outcomeOf(request(parent('.sync'), [child(result(1))], mocked))?.error).toBe('Mocked');
    const never = { tasks: {}, nested: { 'Start child': false } } as const;
    expect(outcomeOf(request(parent('.sync'), [child(failing)], never))?.output).toMatchObject({
      sample: true,
    });
  });

  it('should run with mocks of its own', () => {
    const task = only({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' });
    const own = child(task, { mocks: { tasks: { Only: [{ return: 'own' }] } } });
    expect(ran(request(parent('.sync:2'), [own]))).toBe('own');
    const put: Mocks = { tasks: {}, workflows: { Child: { tasks: { Only: [{ return: 'put' }] } } } };
    expect(ran(request(parent('.sync:2'), [own], put))).toBe('put');
  });
});

describe('bounds', () => {
  const itself: OpenWorkflow = child(parent('.sync'));

  it('should end a recursion with an error that says so', () => {
    expect(outcomeOf(request(parent('.sync'), [itself]))).toMatchObject({
      error: 'Nested.TooDeep',
      cause:
        'Executions start one another 25 deep: Child is not started any more. Answer the task by a mock, or end the recursion.',
    });
  });

  it('should cut causes of failures that hold one another at the length that the service keeps', () => {
    const deep: JsonObject = {
      QueryLanguage: 'JSONata',
      StartAt: 'Down',
      States: {
        Down: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Further' }],
          Default: 'Bottom',
        },
        Further: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync',
          Arguments: { StateMachineArn: childArn, Input: { n: '{% $states.input.n - 1 %}' } },
          End: true,
        },
        Bottom: { Type: 'Fail', Error: 'Deep' },
      },
    };
    const run = finished({ ...request(deep, [child(deep)]), input: { n: 20 } });
    expect(run.outcome?.error).toBe('States.TaskFailed');
    expect(run.outcome?.cause).toHaveLength(32_768);
  });

  it('should let a recursion come to its own end', () => {
    const counting: JsonObject = {
      QueryLanguage: 'JSONata',
      StartAt: 'Down',
      States: {
        Down: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Further' }],
          Default: 'Bottom',
        },
        Further: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Arguments: { StateMachineArn: childArn, Input: { n: '{% $states.input.n - 1 %}' } },
          Output: '{% $states.result.Output + 1 %}',
          End: true,
        },
        Bottom: { Type: 'Pass', Output: 0, End: true },
      },
    };
    const run = runToEnd({ ...request(counting, [child(counting)]), input: { n: 12 } });
    expect('problems' in run ? run : run.outcome?.output).toBe(12);
  });

  it('should end what never ends, and what starts ever more executions', () => {
    const endless = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };
    const options = { quotas: false };
    const given = request(parent('.sync'), [child(endless)], { tasks: {} }, options);
    expect(outcomeOf(given)?.error).toBe('Nested.TooLong');
    const twice: JsonObject = {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [parent('.sync'), parent('.sync')], End: true } },
    };
    expect(outcomeOf(request(twice, [child(twice)], { tasks: {} }, options))?.error).toBe('Nested.TooLong');
  }, 30_000);

  it('should say why a workflow can not be run', () => {
    const broken = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Gone' } } };
    expect(outcomeOf(request(parent(''), [child(broken)]))).toMatchObject({
      error: 'Nested.InvalidDefinition',
      cause: "The workflow Child can't be run: /States/A/Next: There is no state `Gone` here",
    });
  });
});

function session(given: StartRequest): Session {
  const started = Session.start(given, 0);
  if (!(started instanceof Session)) throw new Error(JSON.stringify(started.problems));
  return started;
}

function toEnd(run: Session): Session {
  while (run.slice(() => true).kind === 'more');
  return run;
}

describe('the history of a nested execution', () => {
  const types = (run: Session, path: readonly string[]) =>
    run.view
      .nestedView(path)
      ?.history()
      .map(({ type }) => type);
  const arn = 'arn:aws:states:us-east-1:123456789012:execution:Child:one';
  const given = request(parent('.sync', { Name: 'one' }), [child(waits(60))]);

  it('should be there in full after its end, and up to the clock before', () => {
    const run = session(given);
    while (run.record.count < 5) run.step('into');
    expect(run.update(1, 0, false).nested).toMatchObject([
      { executionArn: arn, status: 'RUNNING', endedAt: null },
    ]);
    expect(types(run, [arn])).toEqual(['ExecutionStarted', 'WaitStateEntered']);
    run.resume();
    toEnd(run);
    expect(run.update(1, 0, false).nested).toMatchObject([{ status: 'SUCCEEDED', endedAt: 60_000 }]);
    expect(types(run, [arn])).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
    expect(run.update(1, 0, false).nested).toBeUndefined();
    run.goTo(2);
    expect(run.update(1, 0, true).nested).toEqual([]);
    expect(run.view.nestedView([arn])).toBeNull();
  });

  it('should end with the task when that is aborted, and go on when the task timed out', () => {
    const stopped = session(given);
    while (stopped.record.count < 5) stopped.step('into');
    stopped.stop();
    expect(stopped.update(1, 0, false).nested).toMatchObject([{ status: 'ABORTED', endedAt: 0 }]);
    expect(types(stopped, [arn])).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
    const impatient = toEnd(
      session(request(parent('.sync', { Name: 'one' }, { TimeoutSeconds: 5 }), [child(waits(60))])),
    );
    expect(impatient.update(1, 0, false).nested).toMatchObject([{ status: 'SUCCEEDED', endedAt: 60_000 }]);
  });

  it('should be ended by a branch that fails beside its task', () => {
    const beside: JsonObject = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            parent('.sync', { Name: 'one' }),
            { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 9, Next: 'B' }, B: { Type: 'Fail' } } },
          ],
          End: true,
        },
      },
    };
    const run = toEnd(session(request(beside, [child(waits(60))])));
    expect(run.update(1, 0, false).nested).toMatchObject([{ status: 'ABORTED', endedAt: 9000 }]);
  });

  it('should be found through the executions in between', () => {
    const middle = child(
      { ...parent('.sync', { StateMachineArn: '${Inner}', Name: 'two' }) },
      { name: 'Child' },
    );
    const run = toEnd(
      session(request(parent('.sync', { Name: 'one' }), [middle, { name: 'Inner', definition: result(1) }])),
    );
    const inner = 'arn:aws:states:us-east-1:123456789012:execution:Inner:two';
    expect(run.view.nestedView([arn])?.nested()).toMatchObject([{ executionArn: inner, workflow: 'Inner' }]);
    expect(types(run, [arn, inner])).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    expect(run.view.nestedView([inner])).toBeNull();
  });

  it('should start another execution for each attempt and each redrive', () => {
    const retried = request(
      parent('.sync', {}, { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }),
      [child(failing)],
    );
    const run = toEnd(session(retried));
    expect(run.update(1, 0, false).nested?.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'FAILED'],
      [2, 'FAILED'],
    ]);
    expect(run.redrive()).toBe(true);
    toEnd(run);
    expect(run.update(1, 0, false).nested).toHaveLength(4);
  });

  it('should be the same however the run was gone through', () => {
    const random: JsonObject = {
      QueryLanguage: 'JSONata',
      StartAt: 'Roll',
      States: { Roll: { Type: 'Pass', Output: '{% $random() %}', End: true } },
    };
    const loop: JsonObject = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$$.Execution.Input',
          MaxConcurrency: 1,
          ItemProcessor: parent('.sync:2'),
          End: true,
        },
      },
    };
    const rolling: StartRequest = { ...request(loop, [child(random)]), input: [1, 2, 3] };
    const straight = toEnd(session(rolling));
    const events = straight.view.history();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: events.length }), { maxLength: 4 }), (places) => {
        const run = toEnd(session(rolling));
        for (const place of places) run.goTo(place);
        run.resume();
        toEnd(run);
        expect(run.view.history()).toEqual(events);
        const nested = run.update(1, 0, true).nested ?? [];
        expect(nested).toEqual(straight.update(1, 0, true).nested);
        for (const { executionArn, output } of nested) {
          const last = run.view.nestedView([executionArn])?.history().at(-1);
          expect(last?.executionSucceededEventDetails).toMatchObject({ output: JSON.stringify(output) });
        }
      }),
      { numRuns: 20, seed: 4 },
    );
  });
});

describe('nested executions in the engine service', () => {
  const clients: EngineClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  it('should be told of, and give their events in pages', async () => {
    const engine = createEngineHere();
    clients.push(engine);
    const ended = new Promise<readonly RunUpdate[]>((resolve) => {
      const updates: RunUpdate[] = [];
      engine.onPush((update) => {
        updates.push(update);
        if (update.outcome) resolve(updates);
      });
    });
    await engine.call.start(request(parent('.sync', { Name: 'one' }), [child(failing)]));
    const told = (await ended).flatMap(({ nested }) => nested ?? []);
    expect(told.at(-1)).toMatchObject({
      workflow: 'Child',
      status: 'FAILED',
      error: 'Refused',
      state: '/States/Start child',
    });
    const path = [told.at(-1)?.executionArn ?? ''];
    const page = await engine.call.events({ from: 1, count: 1, nested: path });
    expect(page.total).toBe(3);
    expect(page.events.map(({ event, state }) => [event.type, state])).toEqual([
      ['FailStateEntered', '/States/No'],
    ]);
    const errors = await engine.call.events({ from: 0, count: 9, nested: path, filter: { errors: true } });
    expect(errors.events.map(({ event }) => event.type)).toEqual(['FailStateEntered', 'ExecutionFailed']);
    expect(await engine.call.history(path)).toHaveLength(3);
    expect(await engine.call.history(['arn:unknown'])).toEqual([]);
    expect(await engine.call.nestedExecutions([])).toHaveLength(1);
    expect(await engine.call.nestedExecutions(path)).toEqual([]);
  });
});
