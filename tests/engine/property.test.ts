import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import type { HistoryEvent, MockAttempt, StartRequest } from '../../src/engine/messages';
import { runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';

/** States of a random machine go only forward, so that every run ends. */
interface Recipe {
  readonly kind: 'pass' | 'task' | 'choice' | 'wait' | 'map' | 'parallel' | 'fail' | 'broken';
  readonly number: number;
  readonly caught: boolean;
  readonly retried: boolean;
  readonly inner: readonly Recipe[];
}

const leaf: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constantFrom<Recipe['kind']>('pass', 'task', 'choice', 'wait', 'fail', 'broken'),
  number: fc.integer({ min: 0, max: 4 }),
  caught: fc.boolean(),
  retried: fc.boolean(),
  inner: fc.constant([]),
});

const { machine } = fc.letrec<{ recipe: Recipe; machine: readonly Recipe[] }>((tie) => ({
  recipe: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom<Recipe['kind']>('map', 'parallel'),
        number: fc.integer({ min: 0, max: 4 }),
        caught: fc.boolean(),
        retried: fc.boolean(),
        inner: tie('machine'),
      }),
      weight: 2,
    },
  ),
  machine: fc.array(tie('recipe'), { minLength: 1, maxLength: 4 }),
}));

/** A definition of a recipe, and the names of its Task states. */
function build(recipes: readonly Recipe[], prefix: string, tasks: string[]): JsonObject {
  const name = (at: number): string => `${prefix}${at}`;
  const last = recipes.length;
  const states: [string, JsonValue][] = recipes.map((recipe, at) => {
    const next = at + 1 < last ? { Next: name(at + 1) } : { Next: name(last) };
    return [name(at), stateOf(recipe, name(at), next, name(last), tasks)];
  });
  return {
    StartAt: name(0),
    States: Object.fromEntries([...states, [name(last), { Type: 'Succeed' }]]),
  };
}

function stateOf(
  recipe: Recipe,
  name: string,
  next: { readonly Next: string },
  end: string,
  tasks: string[],
): JsonObject {
  const handling = {
    ...(recipe.retried
      ? {
          Retry: [
            {
              ErrorEquals: ['States.ALL'],
              IntervalSeconds: recipe.number + 1,
              MaxAttempts: 2,
              JitterStrategy: 'FULL',
            },
          ],
        }
      : {}),
    ...(recipe.caught ? { Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: end }] } : {}),
  };
  switch (recipe.kind) {
    case 'pass':
      return {
        Type: 'Pass',
        Assign: { [`v_${name}`]: recipe.number },
        ResultPath: '$.passed',
        Result: name,
        ...next,
      };
    case 'task':
      tasks.push(name);
      return {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        ResultPath: '$.task',
        ...handling,
        ...next,
      };
    case 'choice':
      return {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericGreaterThan: recipe.number, Next: next.Next }],
        Default: end,
      };
    case 'wait':
      return { Type: 'Wait', Seconds: recipe.number * 10, ...next };
    case 'fail':
      return { Type: 'Fail', Error: `E${recipe.number}` };
    case 'broken':
      return { Type: 'Pass', Parameters: { 'x.$': `$.missing${recipe.number}` }, ...next };
    case 'map':
      return {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'n.$': '$$.Map.Item.Value', 'items.$': '$.few', few: [] },
        MaxConcurrency: recipe.number,
        ItemProcessor: build(recipe.inner, `${name}m`, tasks),
        ResultPath: '$.mapped',
        ...handling,
        ...next,
      };
    case 'parallel':
      return {
        Type: 'Parallel',
        Branches: [
          build(recipe.inner, `${name}a`, tasks),
          build(recipe.inner.slice(0, 1), `${name}b`, tasks),
        ],
        ResultPath: '$.both',
        ...handling,
        ...next,
      };
  }
}

const attempt: fc.Arbitrary<MockAttempt> = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map((value): MockAttempt => ({ return: value })),
  fc.constantFrom<MockAttempt>(
    { throw: { error: 'Boom', cause: 'because' } },
    { throw: {} },
    { timeout: true },
    { return: { slow: true }, delay: 30 },
  ),
);

const request: fc.Arbitrary<StartRequest> = fc
  .record({
    recipes: machine,
    input: fc.record({
      n: fc.integer({ min: 0, max: 5 }),
      items: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
      few: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
    }),
    attempts: fc.array(fc.array(attempt, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    seed: fc.integer(),
  })
  .map(({ recipes, input, attempts, seed }): StartRequest => {
    const names: string[] = [];
    const definition = build(recipes, 's', names);
    const tasks = Object.fromEntries(
      names.map((name, at) => [name, attempts[at % attempts.length] as readonly MockAttempt[]]),
    );
    return {
      definition,
      input,
      mocks: { tasks },
      options: { type: 'STANDARD', seed, clock: { kind: 'virtual' }, startTime: 0 },
    };
  });

const steps = 100_000;
const runs = { seed: 20_241_121, numRuns: 200 };
const terminal = new Set(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted']);

function finished(given: StartRequest) {
  const result = runToEnd(given, { maxSteps: steps });
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

const nameOf = (event: HistoryEvent): string =>
  (event.stateEnteredEventDetails as { name: string } | undefined)?.name ??
  (event.stateExitedEventDetails as { name: string } | undefined)?.name ??
  '';

describe('random workflows', () => {
  it('should end within a step budget in a legal history', () => {
    fc.assert(
      fc.property(request, (given) => {
        const { outcome, events } = finished(given);
        expect(outcome).not.toBeNull();
        events.forEach((event, at) => {
          expect(event.id).toBe(at + 1);
          expect(event.previousEventId).toBeLessThan(event.id);
          expect(event.timestamp).toBeGreaterThanOrEqual(events[at - 1]?.timestamp ?? 0);
          expect(terminal.has(event.type)).toBe(at === events.length - 1);
        });
        const open = new Map<string, number>();
        for (const event of events) {
          const name = nameOf(event);
          if (event.type.endsWith('StateEntered')) open.set(name, (open.get(name) ?? 0) + 1);
          if (event.type.endsWith('StateExited')) {
            const count = open.get(name) ?? 0;
            expect(count, `${name} was left without having been entered`).toBeGreaterThan(0);
            open.set(name, count - 1);
          }
        }
        if (outcome?.status === 'succeeded') {
          const failedInside = events.some((event) => /(Failed|TimedOut|Aborted)$/.test(event.type));
          const unpaired = [...open.values()].filter((count) => count > 0).length;
          if (!failedInside) expect(unpaired).toBe(0);
        }
      }),
      runs,
    );
  });

  it('should give the same bytes for the same seed', () => {
    fc.assert(
      fc.property(request, (given) => {
        expect(JSON.stringify(finished(given).events)).toBe(JSON.stringify(finished(given).events));
      }),
      runs,
    );
  });

  it('should go on from any restored moment as the straight run did', () => {
    fc.assert(
      fc.property(request, fc.double({ min: 0, max: 1, noNaN: true }), (given, where) => {
        const straight = finished(given);
        const session = Session.start(given, 0);
        if (!(session instanceof Session)) throw new Error('refused');
        while (session.slice(() => true).kind === 'more');
        session.goTo(1 + Math.floor(where * (session.record.count - 1)));
        expect(session.execution.outcome === null ? session.status : 'paused').toBe('paused');
        session.resume();
        while (session.slice(() => true).kind === 'more');
        expect(JSON.stringify(session.history())).toBe(JSON.stringify(straight.events));
        expect(session.execution.outcome).toEqual(straight.outcome);
      }),
      runs,
    );
  });

  it('should step through to the same end', () => {
    fc.assert(
      fc.property(
        request,
        fc.array(fc.constantFrom('into', 'over', 'back'), { maxLength: 30 }),
        (given, kinds) => {
          const straight = finished(given);
          const session = Session.start({ ...given, options: { ...given.options, startPaused: true } }, 0);
          if (!(session instanceof Session)) throw new Error('refused');
          for (const kind of kinds) session.step(kind);
          session.resume();
          while (session.slice(() => true).kind === 'more');
          expect(JSON.stringify(session.history())).toBe(JSON.stringify(straight.events));
        },
      ),
      { ...runs, numRuns: 100 },
    );
  });

  it('should leave no state running when the run is over', () => {
    fc.assert(
      fc.property(request, (given) => {
        const session = Session.start(given, 0);
        if (!(session instanceof Session)) throw new Error('refused');
        while (session.slice(() => true).kind === 'more');
        const update = session.update(1, 0, true);
        for (const [pointer, state] of update.states) {
          expect(['running', 'retrying'], pointer).not.toContain(state.status);
        }
        for (const visit of update.visits) {
          expect(visit.end, `${visit.state} ${visit.status}`).not.toBeNull();
          expect(
            visit.attempts.every((each) => each.end !== null),
            visit.state,
          ).toBe(true);
        }
      }),
      runs,
    );
  });

  it('should end again after a redrive, in one unbroken history', () => {
    fc.assert(
      fc.property(request, fc.double({ min: 0, max: 1, noNaN: true }), (given, where) => {
        const session = Session.start(given, 0);
        if (!(session instanceof Session)) throw new Error('refused');
        while (session.slice(() => true).kind === 'more');
        const failed = session.execution.outcome?.status === 'failed';
        const before = session.record.count;
        expect(session.redrive()).toBe(failed);
        if (!failed) return;
        while (session.slice(() => true).kind === 'more');
        expect(session.execution.outcome).not.toBeNull();
        const history = session.history();
        expect(history[before]?.type).toBe('ExecutionRedriven');
        history.forEach((event, at) => {
          expect(event.id).toBe(at + 1);
          expect(event.previousEventId).toBeLessThan(event.id);
        });
        const update = session.update(1, 0, true);
        for (const visit of update.visits) expect(visit.end, `${visit.state} ${visit.status}`).not.toBeNull();
        session.goTo(1 + Math.floor(where * (before - 1)));
        session.goTo(history.length);
        expect(JSON.stringify(session.history())).toBe(JSON.stringify(history));
      }),
      runs,
    );
  });
});
