import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { Changes } from '../../src/engine/changes';
import { EventStore } from '../../src/engine/eventStore';
import { type Entry, InputData, noFrames, OutputData } from '../../src/engine/history';
import { transferOf, unpackUpdate } from '../../src/engine/packedUpdate';
import { emptyScope } from '../../src/engine/scope';
import { Session } from '../../src/engine/session';
import type { StartRequest } from '../../src/engine/startMessages';
import { VisitDataLog } from '../../src/engine/visitData';

const seeded = { seed: 20260701, numRuns: 40 };

/** Iterations that are retried, caught and visited again, in a loop: a few thousand events, many checkpoints. */
const request: StartRequest = {
  definition: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 7,
        ItemProcessor: {
          StartAt: 'Shape',
          States: {
            Shape: { Type: 'Pass', Parameters: { 'id.$': '$' }, Assign: { seen: true }, Next: 'Ask' },
            Ask: {
              Type: 'Task',
              Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask',
              ResultPath: '$.answer',
              Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 2 }],
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
              End: true,
            },
            Caught: { Type: 'Pass', End: true },
          },
        },
        ResultPath: '$.results',
        Next: 'Count',
      },
      Count: {
        Type: 'Pass',
        Parameters: { 'n.$': 'States.MathAdd($.n, 1)', 'items.$': '$.items' },
        Next: 'Enough',
      },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericLessThan: 3, Next: 'Each' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  },
  input: { n: 0, items: Array.from({ length: 40 }, (_, id) => id) },
  mocks: {
    tasks: {
      Ask: [
        { throw: { error: 'Again' }, times: 5 },
        { return: { ok: true }, times: 20 },
        { throw: { error: 'Broken', cause: 'for good' }, times: 3 },
        { return: { ok: true }, delay: 2 },
      ],
    },
  },
  options: { type: 'STANDARD', seed: 7, clock: { kind: 'virtual' }, startTime: 0 },
};

function started(paused: boolean): Session {
  const session = Session.start({ ...request, options: { ...request.options, startPaused: paused } }, 0);
  if (!(session instanceof Session)) throw new Error('refused');
  while (session.slice(() => true).kind === 'more');
  return session;
}

/** All that the page can see of a run, in an order of its own. */
function shown(session: Session): unknown {
  const { states, visits, taken, iterations, current, clock, eventCount, visitCount } = session.update(
    1,
    0,
    true,
  );
  const byName = <T extends readonly [string, ...unknown[]]>(list: readonly T[]) =>
    [...list].sort(([left], [right]) => (left < right ? -1 : 1));
  const sorted = [...visits].sort((left, right) => left.id - right.id);
  return {
    states: byName(states),
    taken: byName(taken).filter(([, count]) => count > 0),
    iterations: byName(iterations),
    visits: sorted,
    data: sorted.map(({ id }) => session.view.stateData(id)),
    current: [...current].sort(),
    clock,
    eventCount,
    visitCount,
  };
}

describe('what is known of a run', () => {
  it('should be the same at a moment that was gone back to as when it first came', () => {
    const done = started(false);
    const events = done.record.count;
    expect(events).toBeGreaterThan(1000);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: events }),
        fc.integer({ min: 1, max: events }),
        (first, second) => {
          const straight = started(true);
          straight.goTo(second);
          done.goTo(first);
          done.goTo(second);
          expect(shown(done)).toEqual(shown(straight));
        },
      ),
      seeded,
    );
  });

  it('should be the same at the end after going back and on', () => {
    const straight = shown(started(false));
    const session = started(false);
    for (const event of [900, 300, 301, 20]) {
      session.goTo(event);
      session.resume();
      while (session.slice(() => true).kind === 'more');
      expect(shown(session)).toEqual(straight);
    }
  });

  it('should leave a branch and its run apart', () => {
    const session = started(false);
    const before = shown(session);
    const branch = session.fork(400);
    branch.resume();
    while (branch.slice(() => true).kind === 'more');
    expect(shown(session)).toEqual(before);
    expect(shown(branch)).toEqual(before);
  });
});

describe('events in columns', () => {
  const value = fc.jsonValue() as fc.Arbitrary<JsonValue>;
  const data = fc.oneof(
    value.map((input) => new InputData(input)),
    value.map((output) => new OutputData(output)),
    fc.record({ error: fc.string(), cause: fc.string() }),
    fc.record({ parameters: value, timeout: fc.nat() }),
  );
  const entry: fc.Arbitrary<Entry> = fc.record({
    id: fc.constant(0),
    previous: fc.nat(),
    type: fc.constantFrom('PassStateEntered', 'PassStateExited', 'TaskFailed'),
    at: fc.double({ min: 0, max: 1e15, noNaN: true }),
    log: fc.constant(0),
    state: fc.integer({ min: -1, max: 1000 }),
    frames: fc.constant(noFrames),
    visit: fc.nat(),
    attempt: fc.nat(),
    data,
  });

  it('should be given back as they were put in, past any cut', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.nat(60), (recorded, cut) => {
        const entries = recorded.map((each, at) => ({ ...each, id: at + 1 }));
        const store = new EventStore();
        for (const each of entries) store.push(each);
        store.truncate(Math.min(cut, entries.length));
        for (const each of entries.slice(cut)) store.push(each);
        expect(store.map((each) => each)).toEqual(entries);
        const copy = new EventStore();
        copy.copyFrom(store);
        store.truncate(0);
        expect(copy.map((each) => each)).toEqual(entries);
        expect(store.get(0)).toBeUndefined();
      }),
      seeded,
    );
  });
});

describe('updates on their way to the page', () => {
  it('should come out as they went in', () => {
    const session = started(false);
    for (const event of [session.record.count, 700, 30]) {
      session.goTo(event);
      const update = session.packedUpdate(1, 0, true);
      const shownHere = unpackUpdate(update);
      const sent = structuredClone(update, { transfer: transferOf(update) });
      expect(unpackUpdate(sent)).toEqual(shownHere);
      expect(shownHere.visits).toEqual(shownHere.visits.map(({ id }) => session.record.fold.visit(id)));
    }
    expect(session.update(1, 0, false).visits).toEqual([]);
  });
});

describe('data of visits', () => {
  it('should begin a stage anew that comes again, and forget what was cut', () => {
    const log = new VisitDataLog();
    log.entered(1, emptyScope);
    log.stage(1, 'afterInputPath', 1, 2);
    log.stage(2, 'result', 'of another', 2);
    log.stage(1, 'result', 2, 3);
    log.stage(1, 'afterInputPath', 3, 4);
    expect(log.get(1)?.stages).toEqual([{ name: 'afterInputPath', value: 3 }]);
    log.truncate(3);
    expect(log.get(1)?.stages).toEqual([
      { name: 'afterInputPath', value: 1 },
      { name: 'result', value: 2 },
    ]);
    expect(log.get(2)?.stages).toEqual([{ name: 'result', value: 'of another' }]);
    expect(log.get(3)).toBeUndefined();
  });
});

describe('changes', () => {
  it('should name each number once, in the order of their first change', () => {
    const changes = new Changes();
    for (const number of [500, 3, 500, 70, 3]) changes.add(number);
    expect(changes.take()).toEqual([500, 3, 70]);
    changes.add(3);
    expect(changes.take()).toEqual([3]);
    expect(changes.take()).toEqual([]);
  });
});
