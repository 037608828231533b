import type { JsonObject } from '../../base/json';
import type { QueryLanguage, StateType } from '../../model/workflow';
import type { DragItem } from '../../studio/viewDoor';

/** A ready-made block: one container state or several states that lead to each other. */
export interface Pattern {
  readonly name: string;
  readonly summary: string;
  /** Type of its first state. */
  readonly type: StateType;
  readonly item: (language: QueryLanguage) => DragItem;
}

type States = { readonly [name: string]: JsonObject };

const lambda = 'arn:aws:states:::lambda:invoke';

/** A call of a function with the whole input, and its payload as the result. */
function call(language: QueryLanguage, name: string, rest: JsonObject = {}): JsonObject {
  const shared = { Type: 'Task', Resource: lambda };
  return language === 'JSONata'
    ? {
        ...shared,
        Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
        Output: '{% $states.result.Payload %}',
        ...rest,
      }
    : { ...shared, Parameters: { FunctionName: name, 'Payload.$': '$' }, OutputPath: '$.Payload', ...rest };
}

const retry = [
  {
    ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'],
    IntervalSeconds: 2,
    MaxAttempts: 4,
    BackoffRate: 2,
    MaxDelaySeconds: 30,
    JitterStrategy: 'FULL',
  },
];

/** Puts the states of a block into the form of a drag: the first is the state, the others come along. */
function block(label: string, detail: string, states: States): DragItem {
  const [[name, state] = ['', {}], ...others] = Object.entries(states);
  return { label, detail, name, state, others: Object.fromEntries(others) };
}

const condition = (language: QueryLanguage, value: string): JsonObject =>
  language === 'JSONata'
    ? { Condition: `{% $states.input.status = '${value}' %}` }
    : { Variable: '$.status', StringEquals: value };

export const patterns: readonly Pattern[] = [
  {
    name: 'Call with retries and a way out',
    summary: 'Task with backoff, time-out and Catch',
    type: 'Task',
    item: (language) =>
      block('Call with retries and a way out', 'Task, Fail', {
        'Call service': call(language, 'my-function', {
          TimeoutSeconds: 30,
          Retry: retry,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Call failed' }],
        }),
        'Call failed': { Type: 'Fail', Error: 'CallFailed', Cause: 'The call failed after all retries.' },
      }),
  },
  {
    name: 'Poll a job until it is done',
    summary: 'Start, wait, ask, decide',
    type: 'Task',
    item: (language) =>
      block('Poll a job until it is done', 'Task, Wait, Choice', {
        'Start job': call(language, 'start-job', { Next: 'Wait before asking' }),
        'Wait before asking': { Type: 'Wait', Seconds: 30, Next: 'Ask for status' },
        'Ask for status': call(language, 'job-status', { Retry: retry, Next: 'Is the job done' }),
        'Is the job done': {
          Type: 'Choice',
          Choices: [
            { ...condition(language, 'SUCCEEDED'), Next: 'Job done' },
            { ...condition(language, 'FAILED'), Next: 'Job failed' },
          ],
          Default: 'Wait before asking',
        },
        'Job failed': { Type: 'Fail', Error: 'JobFailed', Cause: 'The job reported that it failed.' },
        'Job done': { Type: 'Pass' },
      }),
  },
  {
    name: 'Ask a person and wait',
    summary: 'Callback with a time-out and a reminder',
    type: 'Task',
    item: (language) => {
      const message: JsonObject =
        language === 'JSONata'
          ? {
              Arguments: {
                QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/questions',
                MessageBody: {
                  token: '{% $states.context.Task.Token %}',
                  question: '{% $states.input %}',
                },
              },
            }
          : {
              Parameters: {
                QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/questions',
                MessageBody: { 'token.$': '$$.Task.Token', 'question.$': '$' },
              },
            };
      return block('Ask a person and wait', 'Task with a token, Fail', {
        'Ask and wait': {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          ...message,
          TimeoutSeconds: 86_400,
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Nobody answered' }],
        },
        'Nobody answered': { Type: 'Fail', Error: 'NobodyAnswered', Cause: 'No answer came within a day.' },
      });
    },
  },
  {
    name: 'Undo on failure (saga)',
    summary: 'Two steps, each with its undo',
    type: 'Task',
    item: (language) =>
      block('Undo on failure (saga)', 'Task, Task and their undoing', {
        'Reserve first': call(language, 'reserve-first', {
          Retry: retry,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Everything undone' }],
          Next: 'Reserve second',
        }),
        'Reserve second': call(language, 'reserve-second', {
          Retry: retry,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Undo first' }],
        }),
        'Undo first': call(language, 'undo-first', { Retry: retry, Next: 'Everything undone' }),
        'Everything undone': { Type: 'Fail', Error: 'RolledBack', Cause: 'A step failed; all was undone.' },
      }),
  },
  {
    name: 'Work on every item',
    summary: 'Map with limited concurrency and retries',
    type: 'Map',
    item: (language) => ({
      label: 'Work on every item',
      detail: 'Map over a list',
      name: 'For each item',
      state: {
        Type: 'Map',
        ...(language === 'JSONata' ? { Items: '{% $states.input.items %}' } : { ItemsPath: '$.items' }),
        MaxConcurrency: 5,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Process item',
          States: { 'Process item': call(language, 'process-item', { Retry: retry, End: true }) },
        },
      },
    }),
  },
  {
    name: 'Two things side by side',
    summary: 'Parallel with a branch each',
    type: 'Parallel',
    item: (language) => ({
      label: 'Two things side by side',
      detail: 'Parallel',
      name: 'Do both',
      state: {
        Type: 'Parallel',
        Branches: ['One', 'Other'].map((name) => ({
          StartAt: name,
          States: { [name]: call(language, `do-${name.toLowerCase()}`, { Retry: retry, End: true }) },
        })),
      },
    }),
  },
];
