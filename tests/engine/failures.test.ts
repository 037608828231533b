import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import type { MockAttempt } from '../../src/engine/mockMessages';
import { type FinishedRun, runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';
import type { StartRequest } from '../../src/engine/startMessages';

/**
 * What failures leave in the history. The shapes are those that the service was measured to give in us-east-1 in 2026
 * (github.com/floci-io/floci: "publish history events for Parallel branches and Map iterations", "bound a running
 * execution the four ways AWS does"), besides what its documentation says.
 */
type Answers = { readonly [state: string]: readonly MockAttempt[] };

function requestOf(definition: JsonObject, input: JsonValue, tasks: Answers): StartRequest {
  return {
    definition,
    input,
    mocks: { tasks },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
  };
}

function run(definition: JsonObject, input: JsonValue = {}, tasks: Answers = {}): FinishedRun {
  const result = runToEnd(requestOf(definition, input, tasks), { maxSteps: 10_000 });
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** Each event as its type and the id of the one it follows. */
const traced = ({ events }: FinishedRun): string[] =>
  events.map(({ type, previousEventId }) => `${previousEventId} ${type}`);

const machine = (state: JsonObject, more: JsonObject = {}, language = 'JSONata'): JsonObject => ({
  QueryLanguage: language,
  StartAt: 'S',
  States: { S: { End: true, ...state }, ...more },
});

const pass: JsonObject = { Type: 'Pass', End: true };
const processor = (state: JsonObject): JsonObject => ({
  StartAt: 'In',
  States: { In: { End: true, ...state } },
});
const token = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

describe('time that runs out', () => {
  it('should end an execution with an event that follows none and names the error, which the outcome does not', () => {
    const ended = run({ ...machine({ Type: 'Wait', Seconds: 25 }), TimeoutSeconds: 3 });
    expect(ended.outcome).toEqual({ status: 'timed-out' });
    expect(traced(ended)).toEqual(['0 ExecutionStarted', '0 WaitStateEntered', '0 ExecutionTimedOut']);
    expect(ended.events[2]).toMatchObject({ executionTimedOutEventDetails: { error: 'States.Timeout' } });
    expect(ended.took).toBe(3000);
  });

  it.each(['States.HeartbeatTimeout', 'States.Timeout', 'States.ALL'])(
    'should let a Catcher of %s take a missed heartbeat, which is told as a timeout',
    (name) => {
      const task: JsonObject = {
        Type: 'Task',
        Resource: token,
        TimeoutSeconds: 600,
        HeartbeatSeconds: 5,
        Catch: [
          { ErrorEquals: ['Other'], Next: 'Other' },
          { ErrorEquals: [name], Next: 'Caught' },
        ],
      };
      for (const answer of [{ pending: true }, { heartbeatTimeout: true }] as const) {
        const ended = run(machine(task, { Other: { Type: 'Fail' }, Caught: pass }), {}, { S: [answer] });
        expect(ended.outcome).toEqual({
          status: 'succeeded',
          output: { Error: 'States.Timeout', Cause: '' },
        });
        expect(ended.took).toBe(5000);
      }
    },
  );

  it('should take a missed heartbeat for one where it is retried, and no other timeout', () => {
    const task = (more: JsonObject): JsonObject => ({
      Type: 'Task',
      Resource: token,
      Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'] }],
      ...more,
    });
    const answers: Answers = { S: [{ pending: true }, { return: 'late' }] };
    const beats = run(machine(task({ TimeoutSeconds: 600, HeartbeatSeconds: 5 })), {}, answers);
    expect(beats.outcome).toEqual({ status: 'succeeded', output: 'late' });
    const whole = run(machine(task({ TimeoutSeconds: 5 })), {}, answers);
    expect(whole.outcome).toMatchObject({ status: 'failed', error: 'States.Timeout' });
  });

  it('should fail a child execution whose task ran out of time, and time out one that took too long', () => {
    const over = (state: JsonObject, executionType: string): Session => {
      const map: JsonObject = {
        Type: 'Map',
        Items: [1],
        ItemProcessor: {
          ...processor(state),
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
        },
      };
      const session = Session.start(requestOf(machine(map), {}, { In: [{ pending: true }] }), 0);
      if (!(session instanceof Session)) throw new Error('refused');
      while (session.slice(() => true).kind === 'more');
      return session;
    };
    const lastOf = (session: Session) => session.view.childHistory('/States/S', 0).at(-1);
    const task = over(
      { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 5 },
      'STANDARD',
    );
    expect(lastOf(task)).toMatchObject({
      type: 'ExecutionFailed',
      executionFailedEventDetails: { error: 'States.Timeout' },
    });
    expect(lastOf(over({ Type: 'Wait', Seconds: 301 }, 'EXPRESS'))).toMatchObject({
      type: 'ExecutionTimedOut',
      previousEventId: 0,
      executionTimedOutEventDetails: { error: 'States.Timeout' },
    });
  });
});

describe('a container that fails by itself', () => {
  const branches: JsonObject = { Type: 'Parallel', Branches: [processor({ Type: 'Pass' })] };
  const begins = [
    '0 ExecutionStarted',
    '0 ParallelStateEntered',
    '2 ParallelStateStarted',
    '3 PassStateEntered',
    '4 PassStateExited',
    '5 ParallelStateSucceeded',
  ];

  it('should end the execution after the event that says its branches succeeded', () => {
    const ended = run(machine({ ...branches, ResultSelector: { 'm.$': '$.nope' } }, {}, 'JSONPath'));
    expect(traced(ended)).toEqual([...begins, '6 ExecutionFailed']);
    expect(ended.outcome).toMatchObject({ error: 'States.Runtime' });
  });

  it('should go on past that event with its line, to the Catcher too', () => {
    const output = { ...branches, Output: '{% $nothing %}' };
    const failed = ['5 EvaluationFailed', '7 ParallelStateFailed'];
    expect(traced(run(machine(output)))).toEqual([...begins, ...failed, '8 ExecutionFailed']);
    const caught = { ...output, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] };
    expect(traced(run(machine(caught, { Caught: pass })))).toEqual([
      ...begins,
      ...failed,
      '8 ParallelStateExited',
      '9 PassStateEntered',
      '10 PassStateExited',
      '11 ExecutionSucceeded',
    ]);
  });

  it('should do so when a Map Run succeeded as well', () => {
    const map: JsonObject = {
      Type: 'Map',
      Items: [1],
      Output: '{% $nothing %}',
      ItemProcessor: {
        ...processor({ Type: 'Pass' }),
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      },
    };
    expect(traced(run(machine(map))).slice(3)).toEqual([
      '3 MapRunStarted',
      '4 MapRunSucceeded',
      '5 MapStateSucceeded',
      '4 EvaluationFailed',
      '7 MapStateFailed',
      '8 ExecutionFailed',
    ]);
  });

  it('should tell a failure of its Catcher from before it failed', () => {
    const parallel: JsonObject = {
      Type: 'Parallel',
      Branches: [{ StartAt: 'In', States: { In: { Type: 'Fail', Error: 'Own' } } }],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $nothing %}', Next: 'Caught' }],
    };
    expect(traced(run(machine(parallel, { Caught: pass }))).slice(3)).toEqual([
      '3 FailStateEntered',
      '4 ParallelStateFailed',
      '4 EvaluationFailed',
      '6 ParallelStateFailed',
      '7 ExecutionFailed',
    ]);
  });
});

describe('a container inside of one that fails', () => {
  const fail: JsonObject = { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'Own' } } };

  // MapStateFailed and ParallelStateFailed end a state in the history, as …Aborted does: one of them is enough.
  it('should be told to have failed, and not to be aborted as well', () => {
    const inner: JsonObject = { Type: 'Map', Items: [1], ItemProcessor: fail };
    const parallel: JsonObject = { Type: 'Parallel', Branches: [processor(inner)] };
    expect(traced(run(machine(parallel))).slice(6)).toEqual([
      '6 FailStateEntered',
      '7 MapIterationFailed',
      '7 MapStateFailed',
      '9 ParallelStateFailed',
      '10 ExecutionFailed',
    ]);
    const map: JsonObject = {
      Type: 'Map',
      Items: [1],
      ItemProcessor: processor({ Type: 'Parallel', Branches: [fail] }),
    };
    expect(traced(run(machine(map))).slice(6)).toEqual([
      '6 FailStateEntered',
      '7 ParallelStateFailed',
      '8 MapIterationFailed',
      '8 MapStateFailed',
      '10 ExecutionFailed',
    ]);
  });

  it('should be told to be aborted where another branch fails', () => {
    const inner: JsonObject = {
      Type: 'Map',
      Items: [1],
      ItemProcessor: processor({ Type: 'Wait', Seconds: 9 }),
    };
    const late = {
      StartAt: 'Late',
      States: { Late: { Type: 'Wait', Seconds: 1, Next: 'Bad' }, ...(fail.States as JsonObject) },
    };
    const types = run(machine({ Type: 'Parallel', Branches: [processor(inner), late] })).events.map(
      ({ type }) => type,
    );
    expect(types.slice(-4)).toEqual([
      'WaitStateAborted',
      'MapStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });
});

describe('an inline Map that cannot make the input of an iteration', () => {
  const noTime: JsonObject = {};
  const map = (more: JsonObject = {}): JsonObject => ({
    Type: 'Map',
    Items: '{% $states.input %}',
    ItemSelector: { for: '{% $states.context.Map.Item.Value.for %}' },
    ItemProcessor: processor({ Type: 'Wait', Seconds: '{% $states.input.for %}' }),
    ...more,
  });

  it('should end the iterations that run, before it fails', () => {
    const ended = run(machine(map({ MaxConcurrency: 2 })), [{ for: 1 }, { for: 9 }, noTime]);
    expect(traced(ended).slice(9)).toEqual([
      '3 EvaluationFailed',
      '10 MapIterationAborted',
      '10 WaitStateAborted',
      '10 MapStateFailed',
      '13 ExecutionFailed',
    ]);
    expect(ended.events[10]).toMatchObject({ mapIterationAbortedEventDetails: { name: 'S', index: 1 } });
  });

  it('should leave none of them running when it is caught or retried', () => {
    const items = [{ for: 3 }, noTime];
    const caught = map({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Later' }] });
    const ended = run(machine(caught, { Later: { Type: 'Wait', Seconds: 60, End: true } }), items);
    expect(traced(ended).slice(4)).toEqual([
      '3 EvaluationFailed',
      '5 MapIterationAborted',
      '5 MapStateFailed',
      '7 MapStateExited',
      '8 WaitStateEntered',
      '9 WaitStateExited',
      '10 ExecutionSucceeded',
    ]);
    const retried = run(machine(map({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] })), items);
    expect(traced(retried).filter((event) => event.endsWith('WaitStateEntered'))).toEqual([]);
    expect(traced(retried).filter((event) => event.endsWith('MapIterationAborted'))).toHaveLength(2);
  });

  it('should leave nothing of them where nobody can catch the failure, in a child execution too', () => {
    const inner: JsonObject = {
      QueryLanguage: 'JSONPath',
      Type: 'Map',
      ItemSelector: { 'for.$': '$$.Map.Item.Value.for' },
      ItemProcessor: processor({ Type: 'Wait', SecondsPath: '$.for' }),
    };
    const outer: JsonObject = {
      Type: 'Map',
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ...processor(inner),
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      },
    };
    const definition = machine(outer, {}, 'JSONPath');
    const session = Session.start(requestOf(definition, [[{ for: 9 }, {}], []], {}), 0);
    if (!(session instanceof Session)) throw new Error('refused');
    while (session.slice(() => true).kind === 'more');
    expect(session.execution.outcome?.status).toBe('succeeded');
    expect(session.view.childHistory('/States/S', 0).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapIterationStarted',
      'ExecutionFailed',
    ]);
  });

  it('should come back to that iteration when it is redriven', () => {
    const definition = machine(map({ MaxConcurrency: 1 }));
    const session = Session.start(requestOf(definition, [{ for: 1 }, {}], {}), 0);
    if (!(session instanceof Session)) throw new Error('refused');
    const toEnd = () => {
      while (session.slice(() => true).kind === 'more');
      return session.execution.outcome;
    };
    expect(toEnd()).toMatchObject({ error: 'States.QueryEvaluationError' });
    expect(session.redrive()).toBe(true);
    expect(toEnd()).toMatchObject({ error: 'States.QueryEvaluationError' });
    const types = session.view.history().map(({ type }) => type);
    expect(types.filter((type) => type === 'EvaluationFailed')).toHaveLength(2);
    expect(types.filter((type) => type === 'MapIterationStarted')).toHaveLength(1);
  });
});
