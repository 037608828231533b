import type { JsonObject, JsonValue } from '../base/json';
import { httpMetadata } from '../integrations/sampleAnswers';
import { timestamp } from './context';
import { factsOf } from './facts';
import type { CallAnswer } from './host';
import type { Outcome } from './messages';
import type { MockAttempt } from './mockMessages';
import { type StartedExecution, statusWord } from './startedExecutions';
import type { TaskTarget } from './taskTarget';
import type { SentOutcome } from './taskTokens';

/**
 * What the task that started an execution gets for it. The shapes are those of recorded executions: optimised calls
 * give times as numbers, those through the AWS SDK as texts.
 */

type ServiceTarget = TaskTarget & { readonly kind: 'service' };

/** The day since which executions can be redriven, and tell whether they can. */
const redriveExists = Date.UTC(2023, 10, 15);

/** What StartExecution answers at once. */
export function startAnswer(target: ServiceTarget, started: StartedExecution): JsonObject {
  const began = beganAt(started);
  return target.resourceType === 'states'
    ? { ExecutionArn: started.arn, ...httpMetadata, StartDate: began }
    : { ExecutionArn: started.arn, StartDate: timestamp(began) };
}

/**
 * The answer to the task by what becomes of the execution, and by what it sends for the task's token. `now`: virtual
 * milliseconds of the execution whose task it is.
 */
export function nestedAnswer(
  target: ServiceTarget,
  started: StartedExecution,
  token: string | undefined,
  sent: readonly SentOutcome[],
  now: number,
): CallAnswer {
  if (target.action === 'startSyncExecution') return syncAnswer(started, now);
  const answer = startAnswer(target, started);
  if (target.pattern === 'response') return { return: answer };
  const mine = token === undefined ? [] : sent.filter((each) => each.token === token);
  const zero = beganAt(started) - started.startedAt;
  const heartbeats = mine.flatMap(({ at, outcome }) => (outcome === 'heartbeat' ? [at - zero] : []));
  const common = { submitted: answer, ...(heartbeats.length > 0 ? { heartbeats } : {}) };
  const told = mine.find(({ outcome }) => outcome !== 'heartbeat');
  const end = target.pattern === 'token' ? null : started.endsAt;
  // A token ends a `.sync` task too, when it comes first.
  if (told && told.outcome !== 'heartbeat' && (end === null || told.at - zero <= end)) {
    return { ...common, ...told.outcome, delay: Math.max(0, told.at - zero - now) / 1000 };
  }
  if (end === null || started.outcome === null) return { ...common, pending: true };
  const delay = Math.max(0, end - now) / 1000;
  return { ...common, delay, ...endAnswer(target, started, started.outcome) };
}

/** Errors that only the studio knows. */
const ownErrors = 'Nested.';
/** Characters of a cause (API reference, TaskFailedEventDetails). */
const longestCause = 32_768;

function endAnswer(target: ServiceTarget, started: StartedExecution, outcome: Outcome): MockAttempt {
  const parses = target.pattern === 'sync:2';
  if (outcome.status === 'succeeded') {
    const texts = description(started, outcome);
    const whole = { Input: started.request.input, Output: outcome.output ?? null };
    return { return: sorted(parses ? { ...texts, ...whole } : texts) };
  }
  // What the studio itself sets an end to is said as it is, however deep it happens.
  if (outcome.error?.startsWith(ownErrors)) {
    return { throw: { error: outcome.error, cause: outcome.cause ?? '' } };
  }
  return {
    throw: {
      error: 'States.TaskFailed',
      cause: JSON.stringify(sorted(description(started, outcome))).slice(0, longestCause),
    },
  };
}

/** What DescribeExecution tells of an execution that has ended. */
function description(started: StartedExecution, outcome: Outcome): JsonObject {
  const { request } = started;
  const { status, output, error, cause } = outcome;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: started.arn,
    Input: JSON.stringify(request.input),
    InputDetails: { Included: true },
    Name: request.options.executionName ?? '',
    ...(output === undefined ? {} : { Output: JSON.stringify(output), OutputDetails: { Included: true } }),
    ...redriveFields(started, status),
    StartDate: beganAt(started),
    StateMachineArn: factsOf(request, 0).stateMachineArn,
    Status: statusWord(status),
    StopDate: beganAt(started) + ((started.endsAt ?? started.startedAt) - started.startedAt),
  };
}

function redriveFields({ request }: StartedExecution, status: Outcome['status']): JsonObject {
  const { asOf } = request.options;
  if (asOf !== undefined && Date.parse(asOf) < redriveExists) return {};
  if (status !== 'succeeded') return { RedriveCount: 0, RedriveStatus: 'REDRIVABLE' };
  return {
    RedriveCount: 0,
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  };
}

/** StartSyncExecution answers when the execution has ended; that it failed is no failure of the call. */
function syncAnswer(started: StartedExecution, now: number): MockAttempt {
  const { outcome, endsAt } = started;
  if (outcome === null || endsAt === null) return { pending: true };
  const {
    RedriveCount: _,
    RedriveStatus: _s,
    RedriveStatusReason: _r,
    ...told
  } = description(started, outcome);
  const bill = outcome.billingDetails;
  const began = beganAt(started);
  return {
    delay: Math.max(0, endsAt - now) / 1000,
    return: sorted({
      ...told,
      ...(bill && {
        BillingDetails: {
          BilledDurationInMilliseconds: bill.billedDurationInMilliseconds,
          BilledMemoryUsedInMB: bill.billedMemoryUsedInMB,
        },
      }),
      StartDate: timestamp(began),
      StopDate: timestamp(began + (endsAt - started.startedAt)),
    }),
  };
}

/** Milliseconds since the epoch. */
const beganAt = ({ request }: StartedExecution): number => request.options.startTime ?? 0;

const sorted = (value: { readonly [name: string]: JsonValue }): JsonObject =>
  Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
