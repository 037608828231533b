import { ChannelClosed, type Client, connect, connectHere } from '../base/channel';
import type { JsonValue } from '../base/json';
import type { BranchRequest, EngineService, Given, Outcome, RunUpdate, StateRun } from './messages';
import { type PackedUpdate, unpackUpdate } from './packedUpdate';
import { createEngineService } from './service';
import { threadClock } from './serviceClock';
import type { StartRequest } from './startMessages';

export type EngineClient = Client<EngineService, RunUpdate>;
type WorkerClient = Client<EngineService, PackedUpdate>;

/** Milliseconds that a stop waits for the worker before the worker is ended. */
const patience = 500;

/**
 * The engine in a worker of its own. A stop always works: a worker that does not answer within half a second (an
 * expression that never ends) is ended, the run counts as aborted, and a new worker replays it to where it was last
 * seen, so that its history and data can still be read.
 */
export function createEngineClient(): EngineClient {
  return engineOver(
    () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  );
}

/** The same over workers that someone else makes. */
export function engineOver(makeWorker: () => Worker): EngineClient {
  return new WorkerEngine(makeWorker).client;
}

/** The engine in this very thread, for tests and the command line. */
export function createEngineHere(): EngineClient {
  return connectHere<EngineService, RunUpdate>((push) =>
    createEngineService((update) => push(unpackUpdate(update)), threadClock()),
  );
}

class WorkerEngine {
  readonly #listeners = new Set<(update: RunUpdate) => void>();
  readonly #failureListeners = new Set<(message: string) => void>();
  #engine: WorkerClient | null = null;
  /** Requests of the runs that are kept, by number. */
  readonly #requests = new Map<number, StartRequest>();
  /** The definition that each worker got last. */
  readonly #sent = new WeakMap<WorkerClient, JsonValue>();
  #last: RunUpdate | null = null;
  /** What was given to the shown run from outside. */
  #given: readonly Given[] = [];
  /** Runs of the workers before, so that numbers of runs never come twice. */
  #runsBefore = 0;
  /** Clients of workers that were ended because they did not answer. */
  readonly #abandoned = new WeakSet<WorkerClient>();
  /** Set while a new worker replays a run that was ended with its worker. */
  #replaying: Outcome | null = null;
  #replayed: Promise<void> = Promise.resolve();
  /** States that are under way, for the case that nobody is left to say how they ended. */
  readonly #underWay = new Map<string, StateRun>();

  constructor(readonly makeWorker: () => Worker) {}

  get client(): EngineClient {
    const call: EngineService = {
      start: (request) => this.#start(request),
      pause: () => this.#ask((service) => service.pause()),
      resume: () => this.#ask((service) => service.resume()),
      step: (kind) => this.#ask((service) => service.step(kind)),
      stop: (error, cause) => this.#stop(error, cause),
      setBreakpoints: (breakpoints, pauseOnError, breakWhen) =>
        this.#ask((service) => service.setBreakpoints(breakpoints, pauseOnError, breakWhen)),
      checkExpression: (text) => this.#ask((service) => service.checkExpression(text)),
      letTimePass: () => this.#ask((service) => service.letTimePass()),
      standingAt: (eventId) => this.#ask((service) => service.standingAt(eventId)),
      branch: (request) => this.#branch(request),
      chooseRun: (run) => this.#ask((service) => service.chooseRun(run - this.#runsBefore)),
      goTo: (eventId) => this.#ask((service) => service.goTo(eventId)),
      events: (request) => this.#ask((service) => service.events(request)),
      history: (nested) => this.#ask((service) => service.history(nested)),
      nestedExecutions: (path) => this.#ask((service) => service.nestedExecutions(path)),
      childHistory: (container, index) => this.#ask((service) => service.childHistory(container, index)),
      stateData: (visit) => this.#ask((service) => service.stateData(visit)),
      files: () => this.#ask((service) => service.files()),
      changeData: (visit, change) => this.#ask((service) => service.changeData(visit, change)),
      redrive: (after) => this.#ask((service) => service.redrive(after)),
      testState: (request) => this.#ask((service) => service.testState(request)),
      mockProblems: (results) => this.#ask((service) => service.mockProblems(results)),
      answerTask: (visit, answer) => this.#ask((service) => service.answerTask(visit, answer)),
    };
    return {
      call,
      onPush: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      onFailure: (listener) => {
        this.#failureListeners.add(listener);
        return () => this.#failureListeners.delete(listener);
      },
      close: () => {
        this.#engine?.close();
        this.#engine = null;
        this.#listeners.clear();
        this.#failureListeners.clear();
      },
    };
  }

  /** A call that was under way when its worker was ended is made again: the new one answers for the same run. */
  async #ask<T>(perform: (service: EngineService) => Promise<T>): Promise<T> {
    const engine = this.#live();
    try {
      return await perform(engine.call);
    } catch (error) {
      if (!(error instanceof ChannelClosed) || !this.#abandoned.has(engine)) throw error;
      await this.#replayed;
      return perform(this.#live().call);
    }
  }

  #live(): WorkerClient {
    if (this.#engine) return this.#engine;
    const engine = connect<EngineService, PackedUpdate>(this.makeWorker());
    engine.onPush((update) => {
      if (this.#engine === engine) this.#hear(this.#numbered(unpackUpdate(update)));
    });
    engine.onFailure?.((message) => {
      if (this.#engine !== engine) return;
      this.#engine = null;
      for (const listener of [...this.#failureListeners]) listener(message);
    });
    this.#engine = engine;
    return engine;
  }

  /** An update with the numbers that runs have over all workers. */
  #numbered(update: RunUpdate): RunUpdate {
    const before = this.#runsBefore;
    if (before === 0) return update;
    const runs = update.runs?.map(({ branchOf, ...run }) => ({
      ...run,
      run: run.run + before,
      ...(branchOf ? { branchOf: { ...branchOf, run: branchOf.run + before } } : {}),
    }));
    return { ...update, run: update.run + before, ...(runs ? { runs } : {}) };
  }

  async #branch(request: BranchRequest): Promise<number | null> {
    const from = this.#last?.run;
    const answer = await this.#ask((service) => service.branch(request));
    if (answer === null) return null;
    const run = answer + this.#runsBefore;
    const started = from === undefined ? undefined : this.#requests.get(from);
    if (started) this.#requests.set(run, started);
    return run;
  }

  #hear(update: RunUpdate): void {
    const outcome = this.#replaying;
    this.#tell(outcome ? { ...update, status: outcome.status, outcome } : update);
  }

  #tell(update: RunUpdate): void {
    if (update.given) this.#given = update.given;
    this.#last = update;
    if (update.reset) this.#underWay.clear();
    for (const [pointer, state] of update.states) {
      if (state.status === 'running' || state.status === 'retrying') this.#underWay.set(pointer, state);
      else this.#underWay.delete(pointer);
    }
    for (const listener of [...this.#listeners]) listener(update);
  }

  async #start(request: StartRequest): ReturnType<EngineService['start']> {
    // A run that hangs must not keep the next one waiting.
    if (this.#engine && this.#last?.outcome === null) await this.#stop(undefined, undefined, false);
    this.#replaying = null;
    const engine = this.#live();
    const started = await engine.call.start(this.#toSend(engine, request)).catch((error: unknown) => {
      this.#sent.delete(engine);
      throw error;
    });
    if (!('run' in started)) return started;
    const run = started.run + this.#runsBefore;
    this.#requests.set(run, request);
    return { run };
  }

  /** Definitions are never mutated: one that a worker has got just before is not sent again. */
  #toSend(engine: WorkerClient, request: StartRequest): StartRequest {
    const same = this.#sent.get(engine) === request.definition;
    this.#sent.set(engine, request.definition);
    return same ? { ...request, definition: null, sameDefinition: true } : request;
  }

  async #stop(error?: string, cause?: string, replay = true): Promise<void> {
    if (!this.#engine) return;
    const answered = this.#engine.call.stop(error, cause).then(
      () => true,
      () => true,
    );
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), patience));
    if (await Promise.race([answered, late])) return;
    const outcome: Outcome = {
      status: 'aborted',
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    };
    this.#abandon(outcome, replay);
  }

  /** Ends the worker with its run, and lets a new one replay the run to the last event that was told of. */
  #abandon(outcome: Outcome, replay: boolean): void {
    const last = this.#last;
    if (this.#engine) this.#abandoned.add(this.#engine);
    this.#engine?.close();
    this.#engine = null;
    if (!last || last.outcome !== null) return;
    this.#tell(abortedUpdate(last, outcome, this.#underWay));
    this.#runsBefore = last.run;
    const request = this.#requests.get(last.run);
    this.#requests.clear();
    if (!request || !replay) return;
    const given = this.#given;
    this.#requests.set(last.run, request);
    this.#runsBefore -= 1;
    this.#replaying = outcome;
    this.#replayed = this.#replay(this.#live(), { ...request, given }, last.eventCount, outcome);
  }

  /** Gives up as soon as another run is started. */
  async #replay(
    engine: WorkerClient,
    request: StartRequest,
    events: number,
    outcome: Outcome,
  ): Promise<void> {
    const superseded = (): boolean => this.#replaying !== outcome || this.#engine !== engine;
    try {
      const options = {
        ...request.options,
        startPaused: true,
        breakpoints: [],
        pauseOnError: false,
        breakWhen: [],
      };
      await engine.call.start(this.#toSend(engine, { ...request, options }));
      if (superseded()) return;
      await engine.call.goTo(Math.max(1, events));
      if (superseded()) return;
      await engine.call.stop(outcome.error, outcome.cause);
    } catch {
      // The page was told already that the run was aborted; there is only nothing to look at.
    } finally {
      if (!superseded()) this.#replaying = null;
    }
  }
}

/** What is left to say of a run whose worker was ended. */
function abortedUpdate(
  last: RunUpdate,
  outcome: Outcome,
  underWay: ReadonlyMap<string, StateRun>,
): RunUpdate {
  return {
    ...last,
    status: outcome.status,
    states: [...underWay].map(([pointer, { visits }]) => [pointer, { status: 'aborted', visits }] as const),
    current: [],
    taken: [],
    visits: [],
    iterations: [],
    reset: false,
    outcome,
  };
}
