import { type Client, connect, connectHere } from '../base/channel';
import type { EngineService, HistoryEvent, RunUpdate, StateRun } from './messages';
import { createEngineService } from './service';
import { threadClock } from './serviceClock';

export type EngineClient = Client<EngineService, RunUpdate>;

/** Milliseconds that a stop waits for the worker before the worker is ended. */
const patience = 500;

/**
 * The engine in a worker of its own. A stop always works: a worker that does not answer within half a second (an
 * expression that never ends) is ended, the run counts as aborted, and the next start gets a new worker.
 */
export function createEngineClient(): EngineClient {
  const listeners = new Set<(update: RunUpdate) => void>();
  const failureListeners = new Set<(message: string) => void>();
  let last: RunUpdate | null = null;
  let client: EngineClient | null = null;
  /** States that are under way, for the case that nobody is left to say how they ended. */
  const underWay = new Map<string, StateRun>();

  const tell = (update: RunUpdate): void => {
    last = update;
    if (update.reset) underWay.clear();
    for (const [pointer, state] of update.states) {
      if (state.status === 'running' || state.status === 'retrying') underWay.set(pointer, state);
      else underWay.delete(pointer);
    }
    for (const listener of [...listeners]) listener(update);
  };

  const live = (): EngineClient => {
    if (client) return client;
    client = connect<EngineService, RunUpdate>(
      new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
    );
    client.onPush(tell);
    client.onFailure?.((message) => {
      client = null;
      for (const listener of [...failureListeners]) listener(message);
    });
    return client;
  };

  const abandon = (error?: string, cause?: string): void => {
    client?.close();
    client = null;
    if (last && last.outcome === null) tell(abortedUpdate(last, underWay, error, cause));
  };

  const stop = async (error?: string, cause?: string): Promise<void> => {
    if (!client) return;
    const answered = client.call.stop(error, cause).then(
      () => true,
      () => true,
    );
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), patience));
    if (!(await Promise.race([answered, late]))) abandon(error, cause);
  };

  const call: EngineService = {
    start: async (request) => {
      // A run that hangs must not keep the next one waiting.
      if (client && last?.outcome === null) await stop();
      return live().call.start(request);
    },
    pause: () => live().call.pause(),
    resume: () => live().call.resume(),
    step: (kind) => live().call.step(kind),
    stop,
    setBreakpoints: async (breakpoints, pauseOnError) =>
      client?.call.setBreakpoints(breakpoints, pauseOnError),
    goTo: (eventId) => live().call.goTo(eventId),
    events: (request) => live().call.events(request),
    history: (): Promise<readonly HistoryEvent[]> => live().call.history(),
    stateData: (visit) => live().call.stateData(visit),
    answerTask: (visit, answer) => live().call.answerTask(visit, answer),
  };

  return {
    call,
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFailure: (listener) => {
      failureListeners.add(listener);
      return () => failureListeners.delete(listener);
    },
    close: () => {
      client?.close();
      client = null;
      listeners.clear();
    },
  };
}

/** What is left to say of a run whose worker was ended. */
function abortedUpdate(
  last: RunUpdate,
  underWay: ReadonlyMap<string, StateRun>,
  error?: string,
  cause?: string,
): RunUpdate {
  return {
    ...last,
    status: 'aborted',
    states: [...underWay].map(([pointer, { visits }]) => [pointer, { status: 'aborted', visits }] as const),
    current: [],
    taken: [],
    visits: [],
    iterations: [],
    reset: false,
    outcome: {
      status: 'aborted',
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    },
  };
}

/** The engine in this very thread, for tests and the command line. */
export function createEngineHere(): EngineClient {
  return connectHere<EngineService, RunUpdate>((push) => createEngineService(push, threadClock()));
}
