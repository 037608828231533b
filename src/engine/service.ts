import type { JsonValue } from '../base/json';
import { eventFilter } from './eventFilter';
import { prepareFiles } from './files/prepare';
import type { Entry } from './history';
import type { EngineService, RunEvent } from './messages';
import type { EventSource } from './nestedView';
import type { PackedUpdate } from './packedUpdate';
import { checkExpression } from './pauses';
import { RunBook } from './runBook';
import { loadSampleShapesFor } from './sampleResult';
import { Session } from './session';
import { mockProblems, testState } from './testState';

/** Milliseconds of work between looks at the messages. */
const sliceTime = 8;
/** Milliseconds between updates: at most one a frame. */
const updateTime = 16;

/** Milliseconds between updates while a run waits in real time. */
const tickTime = 250;

/** Where the service gets its time, and how it lets others work. */
export interface ServiceClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  elapsed(): number;
  /** Calls back after what waits in the message queue. */
  soon(callback: () => void): void;
  /** Calls back after a while; the function returned calls it off. */
  later(callback: () => void, milliseconds: number): () => void;
}

/**
 * Serves one run at a time: drives its session in slices, so that a stop or a pause always gets in between, and
 * pushes updates at most once a frame.
 */
export function createEngineService(
  push: (update: PackedUpdate) => void,
  clock: ServiceClock,
): EngineService {
  const book = new RunBook();
  let session: Session | null = null;
  let starts = 0;
  /** That of the newest start. */
  let definition: JsonValue = null;
  let driving = false;
  let reset = true;
  let lastUpdate = 0;
  let cancelWait: (() => void) | null = null;
  /** Real and virtual time at which the clock was last set going, for real time. */
  let anchor = { real: 0, virtual: 0 };

  const sendUpdate = (): void => {
    const { shown } = book;
    if (!shown) return;
    lastUpdate = clock.elapsed();
    push({
      ...shown.session.packedUpdate(shown.run, lastUpdate - shown.startedAt, reset),
      runs: book.summaries(),
    });
    reset = false;
  };

  /** Another run is shown from now on. */
  const show = (shown: Session): void => {
    cancelWait?.();
    cancelWait = null;
    session = shown;
    reset = true;
    sendUpdate();
    drive();
  };

  const drive = (): void => {
    if (driving) return;
    driving = true;
    cancelWait?.();
    cancelWait = null;
    if (session) anchor = { real: clock.elapsed(), virtual: session.execution.clock };
    clock.soon(turn);
  };

  const turn = (): void => {
    driving = false;
    if (session?.status !== 'running') return;
    const from = clock.elapsed();
    const current = session;
    try {
      const end = current.slice(() => clock.elapsed() - from < sliceTime);
      if (end.kind === 'more') {
        if (clock.elapsed() - lastUpdate >= updateTime) sendUpdate();
        driving = true;
        clock.soon(turn);
        return;
      }
      sendUpdate();
      if (end.kind === 'wait') waitFor(current, end.due);
    } catch (error) {
      current.stop(
        'Engine.InternalError',
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
      sendUpdate();
    }
  };

  const speedOf = (current: Session): number | null => {
    const { clock: kind } = current.request.options;
    return kind.kind === 'real' ? Math.max(kind.speed, 0.001) : null;
  };

  /** In real time, moves the virtual clock to what it reads now, short of the next timer. */
  const elapse = (current: Session): void => {
    const speed = speedOf(current);
    if (speed !== null) current.elapse(anchor.virtual + (clock.elapsed() - anchor.real) * speed);
  };

  /** Waits in real time for a timer, and tells the time now and then. */
  const waitFor = (current: Session, due: number): void => {
    const target = anchor.real + (due - anchor.virtual) / (speedOf(current) ?? 1);
    const left = target - clock.elapsed();
    cancelWait = clock.later(
      () => {
        cancelWait = null;
        if (session !== current || current.status !== 'running') return;
        if (left > tickTime) {
          elapse(current);
          sendUpdate();
          waitFor(current, due);
          return;
        }
        current.wakeAt(due);
        anchor = { real: target, virtual: due };
        driving = true;
        turn();
      },
      Math.max(0, Math.min(left, tickTime)),
    );
  };

  const change = (action: (current: Session) => void): Promise<void> => {
    if (session) {
      elapse(session);
      action(session);
      sendUpdate();
      drive();
    }
    return Promise.resolve();
  };

  return {
    start: async (asked) => {
      const mine = ++starts;
      const request = asked.sameDefinition ? { ...asked, definition } : asked;
      definition = request.definition;
      const shapes = await loadSampleShapesFor(request).catch(() => undefined);
      const files = await prepareFiles(request, () => new Promise((resolve) => clock.soon(resolve)));
      // Shapes and files may take longer for an older request: the newest one wins.
      if (mine !== starts) return { run: book.shown?.run ?? 0 };
      const started = Session.start(request, clock.now(), shapes, undefined, files);
      if (!(started instanceof Session)) return started;
      session?.stop();
      const { run } = book.add(started, clock.elapsed());
      show(started);
      return { run };
    },
    pause: () => change((current) => current.pause()),
    resume: () => change((current) => current.resume()),
    step: (kind) =>
      change((current) => {
        current.step(kind);
        if (kind === 'back') reset = true;
      }),
    stop: (error, cause) => change((current) => current.stop(error, cause)),
    setBreakpoints: async (breakpoints, pauseOnError, breakWhen) =>
      session?.setBreakpoints(breakpoints, pauseOnError, breakWhen),
    checkExpression: async (text) => checkExpression(text),
    letTimePass: () => change((current) => current.letTimePass()),
    standingAt: async (eventId) => session?.fork(eventId).standing() ?? [],
    branch: async (request) => {
      const from = book.shown;
      const branch = from?.session.fork(request.event);
      const event = branch?.record.count ?? 0;
      if (!from || !branch?.putIn(request)) return null;
      from.session.pause();
      from.session.forward();
      const { run } = book.add(branch, clock.elapsed(), { run: from.run, event });
      if (!request.paused) branch.resume();
      show(branch);
      return run;
    },
    chooseRun: async (run) => {
      const before = book.shown;
      if (before?.run === run || !book.choose(run) || !book.shown) return;
      before?.session.pause();
      show(book.shown.session);
    },
    goTo: (eventId) =>
      change((current) => {
        current.goTo(eventId);
        reset = true;
      }),
    events: async ({ from, count, filter, nested }) => {
      const source = nested && nested.length > 0 ? session?.view.nestedView(nested) : session?.view;
      if (!source) return { total: 0, events: [] };
      const filtered = filter !== undefined && Object.keys(filter).length > 0;
      return filtered
        ? filteredEvents(source, eventFilter(filter, source), from, count)
        : eventPage(source, from, count);
    },
    nestedExecutions: async (path) => {
      if (!session) return [];
      return path.length === 0 ? session.view.nested() : (session.view.nestedView(path)?.nested() ?? []);
    },
    history: async (nested = []) =>
      (nested.length === 0 ? session?.view.history() : session?.view.nestedView(nested)?.history()) ?? [],
    childHistory: async (container, index) => session?.view.childHistory(container, index) ?? [],
    stateData: async (visit) => session?.view.stateData(visit) ?? null,
    files: async () => Object.fromEntries(session?.execution.files ?? []),
    changeData: async (visit, data) => {
      const changed = session?.changeData(visit, data) ?? false;
      if (changed) sendUpdate();
      return changed;
    },
    redrive: async (after) => {
      const redriven = session?.redrive(after) ?? false;
      if (redriven) {
        sendUpdate();
        drive();
      }
      return redriven;
    },
    testState: (request) => testState(request, clock.now()),
    mockProblems: (results) => mockProblems(results, clock.now()),
    answerTask: (visit, answer) =>
      change((current) => {
        current.answerTask(visit, answer);
      }),
  };
}

type Page = Awaited<ReturnType<EngineService['events']>>;

function eventPage(source: EventSource, from: number, count: number): Page {
  const events: RunEvent[] = [];
  if (count > 0) {
    source.eachEntry(from, (entry) => {
      events.push(source.runEvent(entry));
      return events.length < count;
    });
  }
  return { total: source.eventCount, events };
}

function filteredEvents(
  source: EventSource,
  passes: (entry: Entry) => boolean,
  from: number,
  count: number,
): Page {
  const events: RunEvent[] = [];
  let total = 0;
  source.eachEntry(0, (entry) => {
    if (!passes(entry)) return true;
    if (total >= from && events.length < count) events.push(source.runEvent(entry));
    total += 1;
    return true;
  });
  return { total, events };
}
