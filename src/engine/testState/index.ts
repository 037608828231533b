import { isObject, type JsonObject, type JsonValue, objectOf, own } from '../../base/json';
import { fromPointer, type Path, toPointer, valueAt } from '../../base/pointer';
import { type AnswerShapes, loadAnswerShapes } from '../../integrations/answerShapes';
import { compile } from '../compile';
import { contextObject } from '../context';
import { effectiveInput, finishWithResult } from '../dataFlow';
import { handleFailure } from '../errorHandling';
import { createExecution, type Thread } from '../execution';
import { factsOf, region } from '../facts';
import { asFailure, StateFailure } from '../failure';
import { entryOf, type FailureNote, type Recorder, silentRecorder } from '../history';
import { ExecutionHost } from '../host';
import { type Connection, connectionFrom, httpRequest, httpResponse } from '../httpExchange';
import type { MockAttempt } from '../mockMessages';
import type { MapProgram, Program, StateProgram } from '../program';
import { sampleResult } from '../sampleResult';
import { scopeOf } from '../scope';
import { Stepper } from '../step';
import { taskTarget } from '../taskTarget';
import { checkRole, checkState, givenContext, givenVariables, mockedResult, parse } from './checks';
import { inspectMap } from './map';
import { checkMockedResult, mockProblem } from './mockSchema';
import { Refused, type TestStateAnswer, type TestStateRefusal, type TestStateRequest } from './types';

export type { TestStateAnswer, TestStateMock, TestStateRefusal, TestStateRequest } from './types';

/** Name of a state that is given alone. */
const loneName = 'StateName';

/**
 * Runs one state as TestState does: with a given input, variables and context, and a mock in place of the service, or
 * a marked sample without one. `now`: milliseconds since the epoch.
 */
export async function testState(
  request: TestStateRequest,
  now: number,
): Promise<TestStateAnswer | TestStateRefusal> {
  try {
    checkRole(request);
    const found = findState(request);
    return perform(request, found, await shapesFor(found.state), now);
  } catch (error) {
    if (error instanceof Refused) return { errorCode: error.errorCode, message: error.message };
    throw error;
  }
}

/** What does not fit in mocked results, each of a task by its `Resource`; null where all does, or nothing is known. */
export async function mockProblems(
  results: readonly { readonly resource: string; readonly result: JsonValue }[],
  now: number,
): Promise<readonly (string | null)[]> {
  return Promise.all(
    results.map(async ({ resource, result }) =>
      mockProblem(resource, result, await shapesFor({ Resource: resource }), now),
    ),
  );
}

/** The shape of the called service's answers, as far as it is known. */
async function shapesFor(state: JsonObject): Promise<AnswerShapes | null> {
  const resource = own(state, 'Resource');
  const target = typeof resource === 'string' ? taskTarget(resource) : null;
  return target?.kind === 'service' ? loadAnswerShapes(target.resourceType) : null;
}

function perform(
  request: TestStateRequest,
  found: Found,
  shapes: AnswerShapes | null,
  now: number,
): TestStateAnswer {
  const { state, name } = found;
  checkState(request, state, `/States/${name}`);
  const result = request.mock ? mockedResult(request.mock, state) : undefined;
  if (request.mock && result !== undefined)
    checkMockedResult(state, result, request.mock.fieldValidationMode ?? 'STRICT', shapes, now);
  const context = request.context === undefined ? undefined : givenContext(request.context);
  const definition = soloDefinition(found);
  const program = compile(definition);
  if (!program.ok) {
    const [problem] = program.error;
    throw new Refused(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${problem?.message} at ${toPointer(problem?.path ?? [])}'`,
    );
  }
  const connection = request.connection === undefined ? undefined : givenConnection(request.connection);
  return new StateTest(request, program.value, definition, result, context, connection, now).run();
}

function givenConnection(text: string): Connection {
  const connection = parse(text, 'Invalid connection provided: not valid JSON');
  if (!isObject(connection))
    throw new Refused('ValidationException', 'Invalid connection provided: it must be an object');
  return connectionFrom(connection);
}

interface Found {
  readonly state: JsonObject;
  readonly name: string;
  readonly language: JsonValue | undefined;
}

function findState(request: TestStateRequest): Found {
  const { definition, stateName } = request;
  if (stateName === '') {
    throw new Refused(
      'ParamValidationError',
      'Parameter validation failed:\nInvalid length for parameter stateName, value: 0, valid min length: 1',
    );
  }
  if (stateName === undefined) {
    if (!isObject(definition)) throw new Refused('InvalidDefinition', 'Invalid State Machine Definition');
    return { state: definition, name: loneName, language: own(definition, 'QueryLanguage') };
  }
  const language = isObject(definition) ? own(definition, 'QueryLanguage') : undefined;
  const found = search(definition, stateName, language);
  if (!found) throw new Refused('ValidationException', 'State not found in definition');
  return found;
}

/** Looks for a state by name, in nested machines too; the query language is that of the whole workflow. */
function search(machine: JsonValue, name: string, language: JsonValue | undefined): Found | null {
  if (!isObject(machine)) return null;
  const states = own(machine, 'States');
  if (!isObject(states)) return null;
  const direct = own(states, name);
  if (isObject(direct)) return { state: direct, name, language };
  for (const state of Object.values(states)) {
    if (!isObject(state)) continue;
    const branches = own(state, 'Branches');
    const nested = [
      own(state, 'ItemProcessor'),
      own(state, 'Iterator'),
      ...(Array.isArray(branches) ? branches : []),
    ];
    for (const each of nested) {
      const found = each === undefined ? null : search(each, name, language);
      if (found) return found;
    }
  }
  return null;
}

/** The state as a machine of its own, with an end wherever it may go. */
function soloDefinition({ state, name, language }: Found): JsonObject {
  const ends = [...targetsOf(state)].filter((target) => target !== name);
  return {
    ...(language === undefined ? {} : { QueryLanguage: language }),
    StartAt: name,
    States: objectOf([...ends.map((end) => [end, { Type: 'Succeed' }] as const), [name, state]]),
  };
}

function targetsOf(state: JsonObject): Set<string> {
  const targets = new Set<string>();
  const take = (value: JsonValue | undefined): void => {
    if (typeof value === 'string') targets.add(value);
  };
  take(own(state, 'Next'));
  take(own(state, 'Default'));
  for (const list of ['Catch', 'Choices']) {
    const items = own(state, list);
    if (Array.isArray(items)) for (const item of items) if (isObject(item)) take(own(item, 'Next'));
  }
  return targets;
}

/** One test: a run of one state, watched. */
class StateTest {
  readonly #stages = new Map<string, JsonValue>();
  readonly #taken: number[] = [];
  #failure: FailureNote | null = null;
  /** What the task was called with. */
  #parameters: JsonValue | undefined;
  #assigned: readonly (readonly [string, JsonValue])[] = [];

  constructor(
    readonly request: TestStateRequest,
    readonly program: Program,
    readonly definition: JsonObject,
    readonly result: JsonValue | undefined,
    readonly context: JsonValue | undefined,
    readonly connection: Connection | undefined,
    readonly now: number,
  ) {}

  run(): TestStateAnswer {
    const { request } = this;
    const input =
      request.input === undefined ? {} : parse(request.input, 'Invalid State Machine Execution Input');
    const execution = createExecution(
      {
        ...factsOf(
          {
            definition: this.definition,
            input,
            mocks: { tasks: {} },
            options: {
              type: 'EXPRESS',
              seed: 1,
              clock: { kind: 'virtual' },
              startTime: this.now,
              ...this.#account(),
            },
          },
          this.now,
        ),
        quotas: true,
      },
      1,
    );
    const host = new ExecutionHost(execution, {
      files: new Map(),
      answer: (call) => this.#answer() ?? { return: sampleResult(call.target) },
    });
    const stepper = new Stepper(
      this.program,
      execution,
      host,
      this.#recorder(),
      undefined,
      (thread, state) => this.context ?? this.#defaultContext(stepper, thread, state),
    );
    stepper.start();
    const thread = execution.threads.values().next().value as Thread;
    if (request.variables !== undefined) thread.scope = scopeOf(this.#variables());
    this.#advance(stepper, thread);
    return this.#judge(stepper, input);
  }

  /** The account is that of the role, or the one asked for. */
  #account(): { readonly account?: string } {
    const account = this.request.account ?? this.request.roleArn?.split(':')[4];
    return account ? { account } : {};
  }

  /** Runs until the state is left, fails, or would be retried. */
  #advance(stepper: Stepper, thread: Thread): void {
    stepper.advance();
    const retried = this.request.stateConfiguration?.retrierRetryCount;
    const state = stepper.stateOf(thread);
    if (retried !== undefined) thread.retries = state.retry.map(() => retried);
    if (this.request.mock && (state.type === 'Map' || state.type === 'Parallel')) {
      this.#runContainer(stepper, thread);
      if (this.#failure?.outcome === 'retrying') return;
    }
    for (;;) {
      const result = stepper.advance();
      if (this.#failure?.outcome === 'retrying') return;
      if (result === 'timer') stepper.passTime();
      else if (result !== 'progress') return;
    }
  }

  /** Map and Parallel with the mock in place of what they would run. */
  #runContainer(stepper: Stepper, thread: Thread): void {
    const state = stepper.stateOf(thread);
    thread.op = 'none';
    try {
      const input = effectiveInput(stepper, thread, state);
      if (state.type === 'Map') this.#inspectMap(stepper, thread, state, input);
      const failure = this.#mockedFailure(state);
      if (failure) handleFailure(stepper, thread, state, failure, true);
      else finishWithResult(stepper, thread, state, this.result ?? null);
    } catch (error) {
      stepper.fail(thread, asFailure(thread, state, error));
    }
  }

  #inspectMap(stepper: Stepper, thread: Thread, state: MapProgram, input: JsonValue): void {
    const data = this.request.stateConfiguration?.mapItemReaderData;
    const { items, stages } = inspectMap(stepper, thread, state, input, data);
    for (const [name, value] of stages) this.#stages.set(name, value);
    this.#items = items;
  }

  #items = 0;

  #mockedFailure(state: { readonly type: string }): StateFailure | null {
    const error = this.request.mock?.errorOutput;
    if (error) return new StateFailure(error.error, error.cause);
    const failed = this.request.stateConfiguration?.mapIterationFailureCount ?? 0;
    const count = this.#stages.get('toleratedFailureCount');
    const percentage = this.#stages.get('toleratedFailurePercentage');
    const exceeded =
      (typeof count === 'number' && failed > count) ||
      (typeof percentage === 'number' && (failed / Math.max(1, this.#items)) * 100 > percentage);
    if (state.type !== 'Map' || !exceeded) return null;
    return new StateFailure(
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    );
  }

  #answer(): MockAttempt | null {
    const { mock } = this.request;
    if (!mock) return null;
    return mock.errorOutput ? { throw: mock.errorOutput } : { return: this.result ?? null };
  }

  #variables(): [string, JsonValue][] {
    return Object.entries(givenVariables(this.request.variables ?? '{}'));
  }

  /** The Context object that TestState makes up. */
  #defaultContext(stepper: Stepper, thread: Thread, state: Parameters<typeof contextObject>[2]): JsonValue {
    const context = contextObject(stepper.execution, thread, state);
    const { RedriveCount: _, ...execution } = own(context, 'Execution') as JsonObject;
    const { facts } = stepper.execution;
    return {
      ...context,
      Execution: {
        ...execution,
        Id: facts.arn.split(':').slice(0, 8).join(':'),
        RoleArn: this.request.roleArn ?? null,
      },
      State: { ...(own(context, 'State') as JsonObject), Name: loneName },
    };
  }

  #recorder(): Recorder {
    return {
      ...silentRecorder,
      event: (...fields) => {
        const { data } = entryOf(...fields);
        if (data.parameters !== undefined) this.#parameters = data.parameters;
        if (data.assigned && this.#assigned.length === 0) this.#assigned = data.assigned;
      },
      taken: (transition) => this.#taken.push(transition),
      stage: (_visit, name, value) => {
        if (!this.#stages.has(name)) this.#stages.set(name, value);
      },
      failure: (_visit, _state, note) => {
        this.#failure ??= note;
      },
    };
  }

  #judge(stepper: Stepper, input: JsonValue): TestStateAnswer {
    const { outcome } = stepper.execution;
    const failure = this.#failure;
    const status =
      failure?.outcome === 'retrying'
        ? 'RETRIABLE'
        : failure?.outcome === 'caught'
          ? 'CAUGHT_ERROR'
          : failure || outcome?.status !== 'succeeded'
            ? 'FAILED'
            : 'SUCCEEDED';
    const nextState = this.#nextState();
    // A test has five minutes, then it fails (TestState, API reference).
    const error = failure?.error ?? (outcome?.status === 'timed-out' ? 'States.Timeout' : undefined);
    const inspected = this.request.inspectionLevel === 'DEBUG' || this.request.inspectionLevel === 'TRACE';
    return {
      status,
      ...(outcome?.output === undefined || status === 'RETRIABLE' ? {} : { output: outcome.output }),
      ...(error === undefined ? {} : { error }),
      ...(failure?.cause === undefined ? {} : { cause: failure.cause }),
      ...(nextState === undefined ? {} : { nextState }),
      ...(inspected ? { inspectionData: this.#inspection(input) } : {}),
      ...(inspected && this.#assigned.length > 0 ? { assigned: objectOf(this.#assigned) } : {}),
    };
  }

  #nextState(): string | undefined {
    // The first transition is that of StartAt.
    const transition = this.#taken[1];
    if (transition === undefined) return undefined;
    const path: Path = fromPointer(this.program.transitions[transition] ?? '');
    const target = valueAt(this.definition, path);
    return typeof target === 'string' ? target : undefined;
  }

  /** The stages that the service shows for the type of state, and no others. */
  #inspection(input: JsonValue): { readonly [stage: string]: JsonValue } {
    const state = this.program.states[this.program.root.startAt];
    const stages = new Map(this.#stages);
    const drop = (...names: string[]): void => {
      for (const name of names) stages.delete(name);
    };
    const fixed = state?.type === 'Pass' && state.result !== undefined;
    if (state?.language === 'JSONPath' && ((state.type === 'Pass' && !fixed) || state.type === 'Task')) {
      const passed = stages.get('afterInputPath');
      if (passed !== undefined && !state.parameters) stages.set('afterParameters', passed);
    }
    if (state?.type === 'Pass') {
      const result = stages.get('result');
      if (result !== undefined) stages.set('afterResultSelector', result);
      if (fixed) drop('afterInputPath', 'afterParameters');
      else drop('result');
    }
    if (state?.type === 'Parallel') drop('afterInputPath', 'afterParameters');
    const exchange = this.#exchange(state);
    const details = this.#errorDetails();
    const variables = this.request.variables === undefined ? [] : this.#variables();
    return {
      input,
      ...Object.fromEntries(stages),
      ...exchange,
      ...(details ? { errorDetails: details } : {}),
      ...(variables.length > 0 ? { variables: objectOf(variables) } : {}),
    };
  }

  /** At TRACE, what an HTTP task sends and gets. The service's call stands out: the mock, or the sample, answers. */
  #exchange(state: StateProgram | undefined): JsonObject {
    const http =
      state?.type === 'Task' && state.target.kind === 'service' && state.target.resourceType === 'http';
    if (!http || this.request.inspectionLevel !== 'TRACE' || this.#parameters === undefined) return {};
    const shown = this.request.revealSecrets ? this.connection : undefined;
    const response = httpResponse(this.#stages.get('result'), this.#failure?.error);
    return {
      request: httpRequest(this.#parameters, region, shown),
      ...(response ? { response } : {}),
    };
  }

  #errorDetails(): JsonObject | null {
    const { retry, catcher, exhausted } = this.#failure ?? {};
    if (exhausted !== undefined && catcher === undefined) return { retryIndex: exhausted };
    if (retry) return { retryBackoffIntervalSeconds: retry.delay / 1000, retryIndex: retry.index };
    return catcher === undefined ? null : { catchIndex: catcher };
  }
}
