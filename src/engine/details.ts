import type { JsonValue } from '../base/json';
import type { Entry } from './history';
import type { HistoryEvent } from './messages';

/** What printing an event needs beside the event: names, times and places of the execution. */
export interface DetailContext {
  readonly startTime: number;
  readonly roleArn: string;
  readonly region: string;
  stateName(index: number): string;
}

const included = { truncated: false };

/** An event as GetExecutionHistory gives it. */
export function toHistoryEvent(entry: Entry, context: DetailContext): HistoryEvent {
  const event: Record<string, unknown> = {
    timestamp: (context.startTime + entry.at) / 1000,
    type: entry.type,
    id: entry.id,
    previousEventId: entry.previous,
  };
  const details = detailsOf(entry, context);
  if (details) event[details[0]] = details[1];
  return event as unknown as HistoryEvent;
}

type Details = readonly [field: string, value: Record<string, unknown>];

function detailsOf(entry: Entry, context: DetailContext): Details | null {
  const { type, data } = entry;
  if (type === 'ExecutionStarted') {
    return [
      'executionStartedEventDetails',
      { input: data.inputText ?? text(data.input), inputDetails: included, roleArn: context.roleArn },
    ];
  }
  if (type.endsWith('StateEntered')) {
    return [
      'stateEnteredEventDetails',
      { name: context.stateName(entry.state), input: text(data.input), inputDetails: included },
    ];
  }
  if (type.endsWith('StateExited')) {
    return [
      'stateExitedEventDetails',
      {
        name: context.stateName(entry.state),
        output: text(data.output),
        outputDetails: included,
        ...assignedVariables(entry),
      },
    ];
  }
  return taskDetails(entry, context) ?? otherDetails(entry, context);
}

function assignedVariables({ data: { assigned } }: Entry): Record<string, unknown> {
  if (!assigned || assigned.length === 0) return {};
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of assigned) texts[name] = text(value);
  return { assignedVariables: { ...texts }, assignedVariablesDetails: included };
}

function taskDetails({ type, data }: Entry, context: DetailContext): Details | null {
  const task = { resourceType: data.resourceType, resource: data.resource };
  switch (type) {
    case 'TaskScheduled':
      return [
        'taskScheduledEventDetails',
        {
          ...task,
          region: context.region,
          parameters: text(data.parameters),
          ...timing(data),
          ...credentials(data.credentials),
        },
      ];
    case 'TaskStarted':
      return ['taskStartedEventDetails', task];
    case 'TaskSubmitted':
      return ['taskSubmittedEventDetails', { ...task, ...output(data.output) }];
    case 'TaskSucceeded':
      return ['taskSucceededEventDetails', { ...task, ...output(data.output) }];
    case 'TaskFailed':
    case 'TaskStartFailed':
    case 'TaskSubmitFailed':
    case 'TaskTimedOut':
      return [field(type), { ...task, ...failure(data) }];
    case 'LambdaFunctionScheduled':
      return [
        'lambdaFunctionScheduledEventDetails',
        {
          resource: data.resource,
          input: text(data.parameters),
          inputDetails: included,
          ...timing(data),
          ...credentials(data.credentials),
        },
      ];
    case 'ActivityScheduled':
      return [
        'activityScheduledEventDetails',
        { resource: data.resource, input: text(data.parameters), inputDetails: included, ...timing(data) },
      ];
    case 'ActivityStarted':
      return ['activityStartedEventDetails', { workerName: data.workerName }];
    case 'LambdaFunctionSucceeded':
    case 'ActivitySucceeded':
      return [field(type), output(data.output)];
    default:
      return null;
  }
}

function otherDetails({ type, state, data }: Entry, context: DetailContext): Details | null {
  if (type.startsWith('MapIteration')) {
    return [field(type), { name: context.stateName(state), index: data.index }];
  }
  switch (type) {
    case 'ExecutionSucceeded':
      return ['executionSucceededEventDetails', output(data.output)];
    case 'ExecutionRedriven':
      return ['executionRedrivenEventDetails', { redriveCount: data.redriveCount }];
    case 'MapStateStarted':
      return ['mapStateStartedEventDetails', { length: data.length }];
    case 'MapRunStarted':
      return ['mapRunStartedEventDetails', { mapRunArn: data.mapRunArn }];
    case 'MapRunRedriven':
      return [field(type), { mapRunArn: data.mapRunArn, redriveCount: data.redriveCount }];
    case 'EvaluationFailed':
      return [
        'evaluationFailedEventDetails',
        {
          ...failure(data),
          ...(data.location === undefined ? {} : { location: data.location }),
          state: context.stateName(state),
        },
      ];
    case 'ExecutionFailed':
    case 'ExecutionAborted':
    case 'ExecutionTimedOut':
    case 'MapRunFailed':
    case 'LambdaFunctionFailed':
    case 'LambdaFunctionScheduleFailed':
    case 'LambdaFunctionStartFailed':
    case 'LambdaFunctionTimedOut':
    case 'ActivityFailed':
    case 'ActivityScheduleFailed':
    case 'ActivityTimedOut':
      return [field(type), failure(data)];
    default:
      return null;
  }
}

const field = (type: string): string => `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;

function text(value: JsonValue | undefined): string {
  try {
    return JSON.stringify(value ?? null);
  } catch (error) {
    if (error instanceof RangeError) return '"(nested too deeply, or too long, to be shown)"';
    throw error;
  }
}

const output = (value: JsonValue | undefined): Record<string, unknown> => ({
  output: text(value),
  outputDetails: included,
});

function failure(data: { readonly error?: string; readonly cause?: string }): Record<string, unknown> {
  return {
    ...(data.error === undefined ? {} : { error: data.error }),
    ...(data.cause === undefined ? {} : { cause: data.cause }),
  };
}

function timing(data: { readonly timeout?: number; readonly heartbeat?: number }): Record<string, unknown> {
  return {
    ...(data.timeout === undefined ? {} : { timeoutInSeconds: data.timeout }),
    ...(data.heartbeat === undefined ? {} : { heartbeatInSeconds: data.heartbeat }),
  };
}

const credentials = (value: JsonValue | undefined): Record<string, unknown> =>
  value === undefined ? {} : { taskCredentials: value };
