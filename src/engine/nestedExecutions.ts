import { isObject, type JsonObject, type JsonValue, jsonEqual, own } from '../base/json';
import { toPointer } from '../base/pointer';
import { namedStateMachine, startsExecution } from '../model/stateMachineName';
import { factsOf } from './facts';
import { type FileData, type Files, textFile } from './files/fileData';
import type { Answers, CallAnswer, ExecutionHost, TaskCall } from './host';
import type { OpenWorkflow, Outcome } from './messages';
import { nestedAnswer } from './nestedAnswer';
import { noteStarted, type StartedExecution } from './startedExecutions';
import type { Refusal, StartRequest } from './startMessages';
import type { TaskTarget } from './taskTarget';
import type { SentOutcome } from './taskTokens';

/** How deep executions may start executions. The service knows no bound; a run has to end. */
export const deepestNesting = 25;
/** How many steps all the executions together may take that one task starts. */
export const longestNested = 500_000;

/** What it takes to begin an execution, in steps. */
const stepsOfStart = 200;

/** Steps that are left to executions that share them. */
export interface StepBudget {
  left: number;
}

export interface NestedOptions {
  readonly budget: StepBudget;
  readonly depth: number;
  readonly files: Files;
}

/** How a run of another workflow ended. */
export interface NestedRun {
  readonly outcome: Outcome | null;
  /** Virtual milliseconds. */
  readonly took: number;
  readonly files: ReadonlyMap<string, string>;
  readonly sent: readonly SentOutcome[];
}

/** Runs an execution to its end; handed in, as it needs this module itself. */
export type RunNested = (request: StartRequest, options: NestedOptions) => NestedRun | Refusal;

/** What a run's nested executions need to know of it. */
export interface NestingPlace {
  /** How many executions started one another down to it. */
  readonly depth: number;
  readonly budget?: StepBudget | undefined;
  /** Hears what nested executions send for tokens. */
  readonly sent: (outcome: SentOutcome) => void;
}

/**
 * Answers that let a task which starts an execution of another workflow the user has run that workflow, in the virtual
 * time of the run that starts it. Whether a task's mocks answer instead is the user's choice (`Mocks.nested`); without
 * one they do where there are any.
 */
export function withNestedExecutions(
  answers: Answers,
  request: StartRequest,
  run: RunNested,
  place: NestingPlace,
): Answers {
  const workflows = request.workflows ?? [];
  if (workflows.length === 0) return answers;
  return {
    files: answers.files,
    answer: (call, host) => {
      const workflow = workflowOf(call, request, workflows);
      if (!workflow || call.target.kind !== 'service') return answers.answer(call, host);
      return new Start(call, call.target, host, workflow, request, answers.files, place).perform(run);
    },
  };
}

function workflowOf(
  call: TaskCall,
  { mocks }: StartRequest,
  workflows: readonly OpenWorkflow[],
): OpenWorkflow | undefined {
  const { target } = call;
  if (target.kind !== 'service' || !startsExecution(target.resourceType, target.action)) return undefined;
  const choice =
    mocks.nested && Object.hasOwn(mocks.nested, call.stateName) ? mocks.nested[call.stateName] : undefined;
  if (choice === false) return undefined;
  if (choice !== undefined) return namedStateMachine(choice, workflows);
  if (Object.hasOwn(mocks.tasks, call.stateName)) return undefined;
  const arn = isObject(call.parameters) ? own(call.parameters, 'StateMachineArn') : undefined;
  return typeof arn === 'string' ? namedStateMachine(arn, workflows) : undefined;
}

/** A task's start of an execution. */
class Start {
  readonly #parameters: JsonObject;

  constructor(
    readonly call: TaskCall,
    readonly target: TaskTarget & { readonly kind: 'service' },
    readonly host: ExecutionHost,
    readonly workflow: OpenWorkflow,
    readonly request: StartRequest,
    readonly files: Files,
    readonly place: NestingPlace,
  ) {
    this.#parameters = isObject(call.parameters) ? call.parameters : {};
  }

  perform(run: RunNested): CallAnswer {
    const { workflow, host, target } = this;
    const type = workflow.type ?? 'STANDARD';
    if (target.action === 'startSyncExecution' && type !== 'EXPRESS') {
      return this.#refused(
        'StateMachineTypeNotSupported',
        `The workflow ${workflow.name} is not an Express workflow.`,
      );
    }
    if (type === 'EXPRESS' && (target.pattern === 'sync' || target.pattern === 'sync:2')) {
      const cause = `${workflow.name} is an Express workflow: .${target.pattern} can not wait for it. Call aws-sdk:sfn:startSyncExecution instead.`;
      return { throw: { error: 'Nested.ExpressNotSupported', cause } };
    }
    if (this.place.depth >= deepestNesting) {
      const cause = `Executions start one another ${deepestNesting} deep: ${workflow.name} is not started any more. Answer the task by a mock, or end the recursion.`;
      return { throw: { error: 'Nested.TooDeep', cause } };
    }
    const input = this.#input();
    if (input === undefined) {
      return this.#refused('InvalidExecutionInput', 'Invalid State Machine Execution Input: it is not JSON');
    }
    const started = this.#requestFor(input, type);
    const { arn } = factsOf(started, host.now());
    const known = host.execution.started.get(arn);
    // Names are used once, but for Express workflows; the same start of what still runs is no other one.
    if (known && type === 'STANDARD' && own(this.#parameters, 'Name') !== undefined) {
      if (!stillRuns(known, host.execution.clock) || !jsonEqual(known.request.input, input)) {
        return this.#refused('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      return { ...this.#answer(known, []), nested: arn };
    }
    return this.#begin(run, started, arn);
  }

  #begin(run: RunNested, request: StartRequest, arn: string): CallAnswer {
    const { call, host, workflow, place, target } = this;
    const budget = place.budget ?? { left: longestNested };
    const steps = budget.left;
    budget.left -= stepsOfStart;
    const written = new Map(host.execution.files);
    const files = withWritten(this.files, written);
    const ended = run(request, { budget, depth: place.depth + 1, files });
    if ('problems' in ended) {
      const [problem] = ended.problems;
      const where = toPointer(problem?.path ?? []) || '/';
      const cause = `The workflow ${workflow.name} can't be run: ${where}: ${problem?.message}`;
      return { throw: { error: 'Nested.InvalidDefinition', cause } };
    }
    for (const [file, text] of ended.files) host.execution.files.set(file, text);
    for (const each of ended.sent) place.sent(each);
    const startedAt = host.execution.clock;
    const started: StartedExecution = {
      arn,
      workflow: workflow.name,
      state: call.state,
      visit: call.visit,
      attempt: call.attempt,
      startedAt,
      endsWithTask:
        target.pattern === 'sync' || target.pattern === 'sync:2' || target.action === 'startSyncExecution',
      request,
      budget: steps,
      written,
      endsAt: ended.outcome === null ? null : startedAt + ended.took,
      outcome: ended.outcome,
      stoppedAt: null,
    };
    noteStarted(host.execution, started);
    if (ended.outcome === null && budget.left <= 0 && started.endsWithTask) {
      const cause = `The execution of ${workflow.name} did not end within ${longestNested} steps, all executions counted that it started.`;
      return { throw: { error: 'Nested.TooLong', cause }, nested: arn };
    }
    return { ...this.#answer(started, ended.sent), nested: arn };
  }

  #answer(started: StartedExecution, sent: readonly SentOutcome[]): CallAnswer {
    return nestedAnswer(this.target, started, this.call.token, sent, this.host.execution.clock);
  }

  /** The service refuses the call. */
  #refused(code: string, message: string): CallAnswer {
    const optimised = this.target.resourceType === 'states';
    const service = optimised ? 'AWSStepFunctions' : 'Sfn';
    const details = `Service: ${service}; Status Code: 400; Error Code: ${code}; Request ID: ${this.host.nextId()}; Proxy: null`;
    return {
      throw: {
        error: `${optimised ? 'StepFunctions' : 'Sfn'}.${code}Exception`,
        cause: `${message} (${details})`,
      },
    };
  }

  /** An input that is a text is JSON text, as the API takes it; undefined when it is none. */
  #input(): JsonValue | undefined {
    const given = own(this.#parameters, 'Input') ?? {};
    if (typeof given !== 'string') return given;
    try {
      return JSON.parse(given) as JsonValue;
    } catch {
      return undefined;
    }
  }

  #requestFor(input: JsonValue, type: 'STANDARD' | 'EXPRESS'): StartRequest {
    const { workflow, request, host } = this;
    const { account, quotas, endAfterYear, asOf } = request.options;
    const given = own(this.#parameters, 'Name');
    const arn = own(this.#parameters, 'StateMachineArn');
    const { workflows: named } = request.mocks;
    const mocks = named && Object.hasOwn(named, workflow.name) ? named[workflow.name] : workflow.mocks;
    const executionName = typeof given === 'string' ? given : host.nextId();
    return {
      definition: workflow.definition,
      input,
      mocks: mocks ?? { ...request.mocks, nested: {} },
      ...(request.workflows ? { workflows: request.workflows } : {}),
      options: {
        type,
        seed: Math.floor(host.random() * 2 ** 31),
        clock: { kind: 'virtual' },
        startTime: host.now(),
        executionName,
        stateMachineName: workflow.name,
        ...(typeof arn === 'string' && arn.startsWith('arn:') ? { stateMachineArn: arn } : {}),
        ...(account === undefined ? {} : { account }),
        ...(quotas === undefined ? {} : { quotas }),
        ...(endAfterYear === undefined ? {} : { endAfterYear }),
        ...(asOf === undefined ? {} : { asOf }),
      },
    };
  }
}

const stillRuns = ({ endsAt, stoppedAt }: StartedExecution, clock: number): boolean =>
  stoppedAt === null && (endsAt === null || endsAt > clock);

/** The files of a run with those that it has written so far. */
function withWritten(files: Files, written: ReadonlyMap<string, string>): Files {
  if (written.size === 0) return files;
  const all = new Map<string, FileData>(files);
  for (const [place, text] of written) all.set(place, textFile(text));
  return all;
}
