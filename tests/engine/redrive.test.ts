import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { copyExecution, type Execution } from '../../src/engine/execution';
import type { HistoryEvent } from '../../src/engine/messages';
import type { MockAttempt } from '../../src/engine/mockMessages';
import { runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';
import type { RunOptions, StartRequest } from '../../src/engine/startMessages';
import { build, machine, type Recipe, request } from './randomWorkflows';

function begun(given: StartRequest): Session {
  const session = Session.start(given, 0);
  if (!(session instanceof Session)) throw new Error(JSON.stringify(session.problems));
  toEnd(session);
  return session;
}

function toEnd(session: Session): void {
  while (session.slice(() => true).kind === 'more');
}

const again: MockAttempt = { throw: { error: 'Down', cause: 'for now' } };

function requestOf(
  definition: JsonValue,
  tasks: Record<string, readonly MockAttempt[]>,
  options: Partial<RunOptions> = {},
  input: JsonValue = {},
): StartRequest {
  return {
    definition,
    input,
    mocks: { tasks },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0, ...options },
  };
}

const work = (more: JsonObject = {}): JsonObject => ({
  StartAt: 'Before',
  States: {
    Before: { Type: 'Pass', Next: 'Work' },
    Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...more, End: true },
  },
});

function mapOver(
  items: readonly JsonValue[],
  mode: JsonObject,
  more: JsonObject = {},
  inner = work(),
): JsonValue {
  return {
    StartAt: 'Map',
    States: {
      Map: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: mode, ...inner },
        Items: items,
        ...more,
        End: true,
      },
    },
    QueryLanguage: 'JSONata',
  };
}

const standard: JsonObject = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const express: JsonObject = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };

const typesOf = (events: readonly HistoryEvent[]): string[] => events.map(({ type }) => type);
const from = (session: Session, first: string): string[] => {
  const types = typesOf(session.view.history());
  return types.slice(types.lastIndexOf(first));
};

describe('redriving a Map Run', () => {
  const fails: readonly MockAttempt[] = [
    { when: 1, return: 'one' },
    { when: 2, ...again },
    { when: 2, return: 'two' },
    { when: 3, return: 'three' },
  ];
  const one = (mode: JsonObject) =>
    begun(requestOf(mapOver([1, 2, 3], mode, { MaxConcurrency: 1 }), { Work: fails }));

  it('should run only what failed and what had not begun', () => {
    const session = one(standard);
    expect(session.execution.outcome).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
    expect(session.redrive()).toBe(true);
    toEnd(session);
    expect(session.execution.outcome).toEqual({ status: 'succeeded', output: ['one', 'two', 'three'] });
    expect(from(session, 'ExecutionRedriven')).toEqual([
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    const started = session.view.history().find(({ type }) => type === 'MapRunStarted');
    const redriven = session.view.history().find(({ type }) => type === 'MapRunRedriven');
    expect(redriven?.mapRunRedrivenEventDetails).toMatchObject(started?.mapRunStartedEventDetails ?? {});
    expect(redriven?.mapRunRedrivenEventDetails).toEqual({
      mapRunArn: expect.stringMatching(/:mapRun:/),
      redriveCount: 1,
    });
  });

  it('should go on in a Standard child where it failed, and begin an Express child anew', () => {
    const redriven = (mode: JsonObject, index: number): string[] => {
      const session = one(mode);
      session.redrive();
      toEnd(session);
      expect(session.execution.outcome?.status).toBe('succeeded');
      return typesOf(session.view.childHistory('/States/Map', index));
    };
    const run = ['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'];
    const whole = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'TaskStateEntered'];
    expect(redriven(standard, 1)).toEqual([
      ...whole,
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed', 'ExecutionFailed', 'ExecutionRedriven'],
      ...run,
    ]);
    expect(redriven(express, 1)).toEqual([...whole, ...run]);
    expect(redriven(standard, 0)).toEqual([...whole, ...run]);
  });

  it('should tell a redriven child how often it was redriven, and run children that were aborted too', () => {
    const inner = work({
      Arguments: '{% $states.context.Execution.RedriveCount %}',
      Output: '{% $states.result %}',
    });
    const session = begun(
      requestOf(mapOver([1, 2, 3], standard, {}, inner), {
        Work: [
          { ...again, delay: 1 },
          { expression: '$states.input', delay: 5 },
        ],
      }),
    );
    const statuses = () => session.update(1, 0, true).iterations[0]?.[1];
    expect(statuses()).toEqual(['failed', 'aborted', 'aborted']);
    session.redrive();
    toEnd(session);
    expect(session.execution.outcome?.output).toEqual([1, 1, 1]);
    expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('should count child executions as DescribeMapRun does', () => {
    const session = begun(
      requestOf(mapOver([1, 2, 3, 4, 5], standard, { MaxConcurrency: 2, ToleratedFailureCount: 1 }), {
        Work: [
          { when: 1, ...again },
          { when: 2, return: 2, delay: 9 },
          { when: 3, ...again },
          { when: 4, return: 4 },
          { when: 5, return: 5 },
          { when: 1, return: 1, delay: 1 },
          { when: 3, return: 3 },
          { when: 2, return: 2 },
        ],
      }),
    );
    const counts = () => {
      const [run, ...others] = session.update(1, 0, true).mapRuns ?? [];
      expect(others).toEqual([]);
      const told = Object.entries(run?.executionCounts ?? {}).filter(([, count]) => count > 0);
      return [run?.status, run?.redriveCount, Object.fromEntries(told)];
    };
    expect(counts()).toEqual(['FAILED', 0, { failed: 2, aborted: 1, pending: 2, total: 5 }]);
    session.redrive();
    while (session.record.latest?.type !== 'ExecutionRedriven' || session.record.latest.log === 0)
      session.step('into');
    expect(counts()).toEqual(['RUNNING', 1, { running: 2, pendingRedrive: 1, pending: 2, total: 5 }]);
    session.resume();
    toEnd(session);
    expect(session.execution.outcome?.output).toEqual([1, 2, 3, 4, 5]);
    expect(counts()).toEqual(['SUCCEEDED', 1, { succeeded: 5, total: 5 }]);
  });

  it('should leave a checkpoint of a Map Run as it was', () => {
    const writer = { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'out' } };
    const given = requestOf(mapOver([1, 2, 3, 4], standard, { MaxConcurrency: 1, ResultWriter: writer }), {
      Work: [{ return: 1 }, { return: 2 }, again],
    });
    const session = Session.start(given, 0);
    if (!(session instanceof Session)) throw new Error('refused');
    const runIn = (execution: Execution) => {
      const { work } = [...execution.threads.values()].find((each) => each.work?.kind === 'container') ?? {};
      return work?.kind === 'container' ? work : null;
    };
    while ((runIn(session.execution)?.done ?? 0) < 1) session.step('into');
    const checkpoint = copyExecution(session.execution);
    const before = structuredClone(runIn(checkpoint)?.mapRun?.succeeded);
    session.resume();
    toEnd(session);
    expect(session.execution.outcome?.status).toBe('failed');
    expect(runIn(checkpoint)?.mapRun?.succeeded).toEqual(before);
    expect(runIn(checkpoint)?.mapRun?.unsuccessful.size).toBe(0);
    expect(runIn(checkpoint)?.results).toHaveLength(1);
  });

  it('should read the items again where they could not be read', () => {
    const session = begun(
      requestOf(
        {
          StartAt: 'Map',
          States: {
            Map: {
              Type: 'Map',
              ItemReader: {
                Resource: 'arn:aws:states:::s3:getObject',
                Parameters: { Bucket: 'data', Key: 'items.json' },
                ReaderConfig: { InputType: 'JSON' },
              },
              ItemProcessor: {
                ProcessorConfig: standard,
                StartAt: 'P',
                States: { P: { Type: 'Pass', End: true } },
              },
              End: true,
            },
          },
        },
        {},
      ),
    );
    expect(session.execution.outcome?.error).toBe('States.ItemReaderFailed');
    session.execution.files.set('data/items.json', '[1,2]');
    session.redrive();
    toEnd(session);
    expect(from(session, 'ExecutionRedriven')[1]).toBe('MapRunRedriven');
    expect(session.execution.outcome?.output).toEqual([1, 2]);
  });

  it('should start a new Map Run where the result was too large', () => {
    const big = 'x'.repeat(200_000);
    const session = begun(
      requestOf(mapOver([1, 2], standard), { Work: [{ return: big }, { return: big }, { return: 1 }] }),
    );
    expect(session.execution.outcome?.error).toBe('States.DataLimitExceeded');
    session.redrive();
    toEnd(session);
    expect(from(session, 'ExecutionRedriven').slice(0, 3)).toEqual([
      'ExecutionRedriven',
      'MapStateStarted',
      'MapRunStarted',
    ]);
    expect(session.execution.outcome?.output).toEqual([1, 1]);
  });
});

describe('redriving', () => {
  it('should keep branches that succeeded, and run the others with their retries counted anew', () => {
    const retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    const branch = (name: string): JsonObject => ({
      StartAt: name,
      States: {
        [name]: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Retry: retry, End: true },
      },
    });
    const session = begun(
      requestOf(
        {
          StartAt: 'Both',
          States: { Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } },
        },
        { A: [{ return: 'a' }, { return: 'run twice' }], B: [{ ...again, times: 3 }, { return: 'b' }] },
      ),
    );
    expect(session.execution.outcome?.error).toBe('Down');
    session.redrive();
    toEnd(session);
    expect(session.execution.outcome).toEqual({ status: 'succeeded', output: ['a', 'b'] });
    expect(from(session, 'ExecutionRedriven').filter((type) => type === 'TaskScheduled')).toHaveLength(2);
  });

  it('should run a Map whose result was too large as a whole, and only finish one whose selector failed', () => {
    const big = 'x'.repeat(200_000);
    const large = begun(
      requestOf(mapOver([1, 2], { Mode: 'INLINE' }), {
        Work: [{ return: big }, { return: big }, { return: 1 }],
      }),
    );
    expect(large.execution.outcome?.error).toBe('States.DataLimitExceeded');
    large.redrive();
    toEnd(large);
    expect(large.execution.outcome?.output).toEqual([1, 1]);

    const broken = mapOver([1, 2], { Mode: 'INLINE' }, { Output: '{% $nothing %}' });
    const session = begun(requestOf(broken, { Work: [{ return: 1 }] }));
    expect(session.execution.outcome?.error).toBe('States.QueryEvaluationError');
    session.redrive();
    toEnd(session);
    expect(session.execution.outcome?.error).toBe('States.QueryEvaluationError');
    expect(from(session, 'ExecutionRedriven')).not.toContain('TaskScheduled');
  });

  it('should not be possible after success, for Express, without room for events, or after 14 days', () => {
    const refused = (given: StartRequest, days = 0): boolean => {
      const session = begun(given);
      return !session.redrive(days * 86_400_000);
    };
    expect(refused(requestOf(work(), { Work: [{ return: 1 }] }))).toBe(true);
    expect(refused(requestOf(work(), { Work: [again] }, { type: 'EXPRESS' }))).toBe(true);
    expect(refused(requestOf(work(), { Work: [again] }), 14)).toBe(false);
    expect(refused(requestOf(work(), { Work: [again] }), 14.1)).toBe(true);
    expect(refused(requestOf(work(), { Work: [again] }, { quotas: false }), 14.1)).toBe(false);
    expect(refused(requestOf(work(), { Work: [again] }, { asOf: '2023-11-01' }))).toBe(true);
    // What is no day asks for the behaviour of today.
    expect(refused(requestOf(work(), { Work: [again] }, { asOf: 'some day' }))).toBe(false);
    const loop: JsonValue = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };
    expect(refused(requestOf(loop, {}))).toBe(true);
  });
});

/** The same workflow without what takes another way because of an error. */
const tame = (recipes: readonly Recipe[]): Recipe[] =>
  recipes.map((recipe) => ({
    ...recipe,
    kind: recipe.kind === 'fail' || recipe.kind === 'broken' ? 'task' : recipe.kind,
    // A Map Run that tolerates a failure gives the failure as a result.
    number: recipe.kind === 'distributed' ? recipe.number % 3 : recipe.number,
    caught: false,
    inner: tame(recipe.inner),
  }));

const steps = 100_000;
const runs = { seed: 20_241_121, numRuns: 80 };

const input = { n: 3, items: [1, 4, 2], few: [5] };

describe('random workflows, redriven', () => {
  it('should come to the result of a run in which nothing failed', () => {
    fc.assert(
      fc.property(machine, fc.integer({ min: 1, max: 4 }), fc.integer(), (recipes, failures, seed) => {
        const names: string[] = [];
        const definition = build(tame(recipes), 's', names);
        const mocks = (failing: boolean): Record<string, readonly MockAttempt[]> =>
          Object.fromEntries(
            names.map((name, at) => [
              name,
              [
                ...(failing && at % 2 === 0 ? [{ ...again, times: failures }] : []),
                { return: `of ${name}`, delay: at },
              ],
            ]),
          );
        const calm = runToEnd(requestOf(definition, mocks(false), { seed }, input), { maxSteps: steps });
        if ('problems' in calm) throw new Error('refused');
        const session = begun(requestOf(definition, mocks(true), { seed }, input));
        for (let redrives = 0; session.execution.outcome?.status === 'failed'; redrives += 1) {
          expect(redrives).toBeLessThan(names.length * failures);
          expect(session.redrive()).toBe(true);
          toEnd(session);
        }
        expect(session.execution.outcome).toEqual(calm.outcome);
      }),
      runs,
    );
  });

  it('should come to the same result when it was stopped on the way', () => {
    fc.assert(
      fc.property(
        machine,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (recipes, where, seed) => {
          const names: string[] = [];
          const definition = build(tame(recipes), 's', names);
          const tasks = Object.fromEntries(
            names.map((name, at) => [name, [{ return: `of ${name}`, delay: at }]]),
          );
          const calm = runToEnd(requestOf(definition, tasks, { seed }, input), { maxSteps: steps });
          if ('problems' in calm) throw new Error('refused');
          const session = Session.start(requestOf(definition, tasks, { seed, startPaused: true }, input), 0);
          if (!(session instanceof Session)) throw new Error('refused');
          session.goTo(1 + Math.floor(where * (calm.events.length - 2)));
          session.stop('Stopped', 'by hand');
          expect(session.execution.outcome?.status).toBe('aborted');
          expect(session.redrive()).toBe(true);
          toEnd(session);
          expect(session.execution.outcome).toEqual(calm.outcome);
        },
      ),
      runs,
    );
  });

  it('should keep the histories of child executions legal', () => {
    fc.assert(
      fc.property(request, (given) => {
        const session = begun(given);
        if (session.redrive()) toEnd(session);
        for (const [container, statuses] of session.update(1, 0, true).iterations) {
          statuses.forEach((status, index) => {
            const events = session.view.childHistory(container, index);
            events.forEach((event, at) => {
              expect(event.id).toBe(at + 1);
              expect(event.previousEventId).toBeLessThan(event.id);
              const ends = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(event.type);
              const next = events[at + 1]?.type;
              expect(ends, `${event.type} then ${next}`).toBe(
                next === undefined || next === 'ExecutionRedriven',
              );
            });
            if (events.length > 0) expect(['succeeded', 'failed', 'aborted', 'timed-out']).toContain(status);
          });
        }
      }),
      { ...runs, numRuns: 50 },
    );
  });
});
