import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import type { HistoryEvent } from '../../src/engine/messages';
import { runToEnd } from '../../src/engine/runToEnd';
import { Session } from '../../src/engine/session';
import type { StartRequest } from '../../src/engine/startMessages';
import { request } from './randomWorkflows';

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
        expect(JSON.stringify(session.view.history())).toBe(JSON.stringify(straight.events));
        expect(session.execution.outcome).toEqual(straight.outcome);
      }),
      runs,
    );
  });

  it('should branch from any moment, as the straight run where nothing is changed, and leave it as it was', () => {
    fc.assert(
      fc.property(
        request,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.jsonValue(),
        (given, where, data) => {
          const session = Session.start(given, 0);
          if (!(session instanceof Session)) throw new Error('refused');
          session.slice(() => true);
          const straight = session.view.history();
          const event = 1 + Math.floor(where * (straight.length - 1));

          const same = session.fork(event);
          same.resume();
          same.slice(() => true);
          expect(same.view.history()).toEqual(straight);

          const other = session.fork(event);
          const place = other.standing().find(({ stands }) => stands !== 'waiting');
          const put = place && other.putIn({ thread: place.thread, change: { input: data as JsonValue } });
          expect(put).toBe(place && true);
          const kept = other.view.history().length;
          other.resume();
          other.slice(() => true);
          const branch = other.view.history();
          expect(branch.slice(0, kept)).toEqual(straight.slice(0, kept));
          expect(branch.every(({ id, previousEventId }, at) => id === at + 1 && previousEventId < id)).toBe(
            true,
          );
          expect(session.view.history()).toEqual(straight);
        },
      ),
      { ...runs, numRuns: 100 },
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
          expect(JSON.stringify(session.view.history())).toBe(JSON.stringify(straight.events));
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
        const history = session.view.history();
        expect(history[before]?.type).toBe('ExecutionRedriven');
        history.forEach((event, at) => {
          expect(event.id).toBe(at + 1);
          expect(event.previousEventId).toBeLessThan(event.id);
        });
        const update = session.update(1, 0, true);
        for (const visit of update.visits) expect(visit.end, `${visit.state} ${visit.status}`).not.toBeNull();
        session.goTo(1 + Math.floor(where * (before - 1)));
        session.goTo(history.length);
        expect(JSON.stringify(session.view.history())).toBe(JSON.stringify(history));
      }),
      runs,
    );
  });
});
