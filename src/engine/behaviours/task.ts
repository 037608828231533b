import { isObject, type JsonValue, own } from '../../base/json';
import { effectiveInput, finishWithResult, parametersOf } from '../dataFlow';
import { makeReady, type Thread } from '../execution';
import { StateFailure, unusableValue } from '../failure';
import type { EventData, EventType } from '../history';
import type { CallAnswer } from '../host';
import type { TaskProgram } from '../program';
import { sampleSubmission } from '../sampleResult';
import { jsonSize, payloadLimit } from '../size';
import type { Stepper } from '../step';
import { taskParameters } from '../taskParameters';
import type { TaskTarget } from '../taskTarget';
import type { TaskWork } from '../work';
import type { Behaviour } from './types';

/** Task: one attempt after the other of calling a service, until one succeeds or no Retrier takes the error. */
export const task: Behaviour<TaskProgram> = {
  run(stepper, thread, state) {
    const input = effectiveInput(stepper, thread, state);
    const token = needsToken(state.target) ? taskToken(stepper) : undefined;
    // The token is part of the Context object that Parameters may read.
    if (token !== undefined) thread.work = { ...idleWork, token };
    const parameters = taskParameters(state, parametersOf(stepper, thread, state, input));
    const figured = state.timeout || state.heartbeat || state.credentials;
    const environment = figured ? stepper.environment(thread, state, input) : null;
    const timeoutSeconds = environment
      ? positive(state, state.timeout?.(environment), 'TimeoutSeconds')
      : undefined;
    const heartbeatSeconds = environment
      ? positive(state, state.heartbeat?.(environment), 'HeartbeatSeconds')
      : undefined;
    const credentials = environment ? lowerCased(state.credentials?.(environment)) : undefined;
    const work: TaskWork = {
      kind: 'task',
      attempt: thread.retryCount + 1,
      parameters,
      answer: stepper.host.callTask({
        stateName: state.name,
        resource: state.target.resource,
        target: state.target,
        parameters,
        token,
        state: thread.state,
        visit: thread.visit,
        attempt: thread.retryCount + 1,
      }),
      timeoutSeconds,
      heartbeatSeconds,
      token,
      waiting: false,
      heartbeatDue: 0,
      outcome: null,
    };
    thread.work = work;
    stepper.record(
      eventsOf[state.target.kind].scheduled,
      thread,
      // Most tasks have no more: a history is full of these.
      environment
        ? {
            ...targetData(state.target),
            parameters,
            timeout: timeoutSeconds,
            heartbeat: heartbeatSeconds,
            credentials,
          }
        : scheduledData(state.target, parameters),
      work.attempt,
    );
    stepper.host.setTimer(thread, 'started', 0);
  },

  wake(stepper, thread, state, signal) {
    const { work } = thread;
    if (work?.kind !== 'task') return;
    if (signal === 'started') started(stepper, thread, state, work);
    else if (signal === 'submitted') submitted(stepper, thread, state, work);
    else if (signal === 'answer') answered(stepper, thread, state, work);
    else if (signal === 'timeout') timedOut(stepper, thread, state, work);
    else if (signal === 'heartbeat') heartbeatDue(stepper, thread, state, work);
  },

  decide(stepper, thread, state) {
    const { work } = thread;
    if (work?.kind !== 'task' || !work.outcome) return;
    thread.decision = thread.head;
    if (work.outcome instanceof StateFailure) throw work.outcome;
    stepper.recorder.stage(thread.visit, 'result', work.outcome.result);
    finishWithResult(stepper, thread, state, work.outcome.result);
  },
};

/** What a path or an expression gave for a time that must be more than none (the specification's "Task State"). */
function positive(state: TaskProgram, seconds: number | undefined, field: string): number | undefined {
  if (seconds === undefined || seconds > 0) return seconds;
  throw unusableValue(
    state.language,
    `Expected positive integer for ${field}, got '${seconds}' instead.`,
    field,
  );
}

/** Credentials as events show them: `RoleArn` is `roleArn` there. */
function lowerCased(credentials: JsonValue | undefined): JsonValue | undefined {
  const roleArn = isObject(credentials) ? own(credentials, 'RoleArn') : undefined;
  return roleArn === undefined ? credentials : { roleArn };
}

/** Events of the three kinds of tasks. */
const eventsOf = {
  lambda: {
    scheduled: 'LambdaFunctionScheduled',
    started: 'LambdaFunctionStarted',
    succeeded: 'LambdaFunctionSucceeded',
    failed: 'LambdaFunctionFailed',
    timedOut: 'LambdaFunctionTimedOut',
  },
  activity: {
    scheduled: 'ActivityScheduled',
    started: 'ActivityStarted',
    succeeded: 'ActivitySucceeded',
    failed: 'ActivityFailed',
    timedOut: 'ActivityTimedOut',
  },
  service: {
    scheduled: 'TaskScheduled',
    started: 'TaskStarted',
    succeeded: 'TaskSucceeded',
    failed: 'TaskFailed',
    timedOut: 'TaskTimedOut',
  },
} as const satisfies Record<TaskTarget['kind'], Record<string, EventType>>;

/** What the Context object sees of a task before its parameters are there. */
const idleWork: TaskWork = {
  kind: 'task',
  attempt: 0,
  parameters: null,
  answer: {},
  timeoutSeconds: undefined,
  heartbeatSeconds: undefined,
  token: undefined,
  waiting: false,
  heartbeatDue: 0,
  outcome: null,
};

/** Tasks that someone else may end by a token: a `.sync` call too, which passes it on. */
const needsToken = (target: TaskTarget): boolean =>
  target.kind === 'activity' || (target.kind === 'service' && target.pattern !== 'response');

const waitsForToken = (target: TaskTarget): boolean =>
  target.kind === 'activity' || (target.kind === 'service' && target.pattern === 'token');

const waitsAfterSubmission = (target: TaskTarget): boolean =>
  target.kind === 'service' && target.pattern !== 'response';

const taskToken = (stepper: Stepper): string =>
  `AQC${stepper.host.nextId().replaceAll('-', '')}${stepper.host.nextId().replaceAll('-', '')}`;

const targetDatas = new WeakMap<TaskTarget, EventData>();

/** Resource and its type, as most events of a task have them. */
function targetData(target: TaskTarget): EventData {
  let data = targetDatas.get(target);
  if (!data) {
    data =
      target.kind === 'service'
        ? { resourceType: target.resourceType, resource: target.resource }
        : { resource: target.resource };
    targetDatas.set(target, data);
  }
  return data;
}

const scheduledData = (target: TaskTarget, parameters: JsonValue): EventData =>
  target.kind === 'service'
    ? { resourceType: target.resourceType, resource: target.resource, parameters }
    : { resource: target.resource, parameters };

const startFailures = new Set(['TaskStartFailed', 'LambdaFunctionStartFailed']);
const scheduleFailures = new Set(['LambdaFunctionScheduleFailed', 'ActivityScheduleFailed']);

function started(stepper: Stepper, thread: Thread, state: TaskProgram, work: TaskWork): void {
  const { answer } = work;
  if (answer.event !== undefined && (startFailures.has(answer.event) || scheduleFailures.has(answer.event))) {
    fails(stepper, thread, state, work, answer.throw ?? {}, answer.event as EventType);
    return;
  }
  stepper.record(
    eventsOf[state.target.kind].started,
    thread,
    state.target.kind === 'activity' ? { workerName: 'worker' } : targetData(state.target),
    work.attempt,
  );
  if (work.timeoutSeconds !== undefined || answer.timeout) {
    const seconds = work.timeoutSeconds ?? work.heartbeatSeconds ?? 60;
    stepper.host.setTimer(thread, 'timeout', seconds * 1000);
  }
  if (waitsAfterSubmission(state.target) && answer.event !== 'TaskSubmitFailed' && !answer.notSubmitted) {
    stepper.host.setTimer(thread, 'submitted', 0);
  } else {
    awaitAnswer(stepper, thread, state, work);
  }
}

function submitted(stepper: Stepper, thread: Thread, state: TaskProgram, work: TaskWork): void {
  const output = work.answer.submitted ?? sampleSubmission(state.target);
  stepper.record('TaskSubmitted', thread, { ...targetData(state.target), output }, work.attempt);
  awaitAnswer(stepper, thread, state, work);
}

function awaitAnswer(stepper: Stepper, thread: Thread, state: TaskProgram, work: TaskWork): void {
  const { answer } = work;
  work.waiting = true;
  const open = answer.pending || answer.timeout || answer.heartbeatTimeout;
  if (isCutOff(stepper, state, work)) stepper.host.setTimer(thread, 'answer', httpLimit * 1000);
  else if (!open) {
    stepper.host.setTimer(thread, 'answer', (answer.delay ?? 0) * 1000);
  }
  if (work.heartbeatSeconds !== undefined || answer.heartbeatTimeout) {
    work.heartbeatDue = firstMissed(stepper.execution.clock, (work.heartbeatSeconds ?? 60) * 1000, answer);
    stepper.host.setTimer(thread, 'heartbeat', work.heartbeatDue - stepper.execution.clock);
  }
  if (open || (answer.delay ?? 0) > 0) {
    stepper.recorder.pending(thread.visit, thread.state, {
      kind: waitsForToken(state.target) ? 'callback' : 'task',
      until: pendingUntil(stepper, work),
      ...(answer.pending ? { byHand: true } : {}),
    });
  }
}

/** When a heartbeat is missed that should come every so many milliseconds. */
function firstMissed(now: number, every: number, { heartbeats = [] }: CallAnswer): number {
  let due = now + every;
  for (const at of heartbeats) if (at <= due) due = Math.max(due, at + every);
  return due;
}

/** Seconds that an HTTP task may take. */
const httpLimit = 60;

/** Whether the answer to an HTTP task comes later than the service waits for it. */
const isCutOff = (stepper: Stepper, state: TaskProgram, { answer }: TaskWork): boolean =>
  state.target.kind === 'service' &&
  state.target.resourceType === 'http' &&
  stepper.execution.facts.quotas &&
  (answer.pending === true || (answer.delay ?? 0) > httpLimit);

function pendingUntil(stepper: Stepper, work: TaskWork): number | null {
  const { clock } = stepper.execution;
  if (work.answer.delay !== undefined && !work.answer.pending) return clock + work.answer.delay * 1000;
  return work.timeoutSeconds === undefined ? null : clock + work.timeoutSeconds * 1000;
}

function answered(stepper: Stepper, thread: Thread, state: TaskProgram, work: TaskWork): void {
  const { answer } = work;
  if (isCutOff(stepper, state, work)) {
    const cause = `The endpoint did not answer within ${httpLimit} seconds.`;
    fails(stepper, thread, state, work, { error: 'States.Http.Socket', cause });
    return;
  }
  if (answer.throw) {
    fails(
      stepper,
      thread,
      state,
      work,
      answer.throw,
      (answer.event ?? eventsOf[state.target.kind].failed) as EventType,
    );
    return;
  }
  succeeds(stepper, thread, state, work, answer.return ?? null);
}

/** Records that a task succeeded, or that its result is larger than a payload may be. */
export function succeeds(
  stepper: Stepper,
  thread: Thread,
  state: TaskProgram,
  work: TaskWork,
  result: JsonValue,
): void {
  if (stepper.execution.facts.quotas && jsonSize(result) > payloadLimit) {
    fails(
      stepper,
      thread,
      state,
      work,
      {
        error: 'States.DataLimitExceeded',
        cause: `The state/task '${taskName(state.target)}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      },
      eventsOf[state.target.kind].failed,
    );
    return;
  }
  const type = eventsOf[state.target.kind].succeeded;
  if (state.target.kind === 'service') {
    const { resourceType, resource } = state.target;
    stepper.record(type, thread, { resourceType, resource, output: result }, work.attempt);
  } else stepper.recordOutput(type, thread, result, work.attempt);
  settle(stepper, thread, work, { result });
}

/** How causes name a task: a function by its ARN, a service by its type. */
const taskName = (target: TaskTarget): string =>
  target.kind === 'service' ? target.resourceType : target.resource;

/** Records that a task failed. */
export function fails(
  stepper: Stepper,
  thread: Thread,
  state: TaskProgram,
  work: TaskWork,
  failure: { readonly error?: string; readonly cause?: string },
  type: EventType = eventsOf[state.target.kind].failed,
): void {
  const data: EventData = {
    ...(state.target.kind === 'service' ? targetData(state.target) : {}),
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  };
  stepper.record(type, thread, data, work.attempt);
  settle(stepper, thread, work, new StateFailure(failure.error, failure.cause));
}

function timedOut(
  stepper: Stepper,
  thread: Thread,
  state: TaskProgram,
  work: TaskWork,
  heartbeat = false,
): void {
  const error = 'States.Timeout';
  const data = { ...(state.target.kind === 'service' ? targetData(state.target) : {}), error };
  stepper.record(eventsOf[state.target.kind].timedOut, thread, data, work.attempt);
  settle(stepper, thread, work, new StateFailure(error, undefined, null, true, heartbeat));
}

function heartbeatDue(stepper: Stepper, thread: Thread, state: TaskProgram, work: TaskWork): void {
  const left = work.heartbeatDue - stepper.execution.clock;
  if (left > 0) {
    stepper.host.setTimer(thread, 'heartbeat', left);
    return;
  }
  // Shown as a plain timeout (recorded: test_heartbeat_timeout, test_heartbeat_no_timeout).
  timedOut(stepper, thread, state, work, true);
}

function settle(stepper: Stepper, thread: Thread, work: TaskWork, outcome: TaskWork['outcome']): void {
  work.waiting = false;
  work.outcome = outcome;
  stepper.host.clearTimers(thread);
  makeReady(stepper.execution, thread, 'decide');
}
