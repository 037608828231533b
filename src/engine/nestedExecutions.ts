import { isObject, type JsonObject, type JsonValue, own } from '../base/json';
import { timestamp } from './context';
import type { Answers, ExecutionHost, TaskCall } from './host';
import type { MockAttempt, OpenWorkflow, StartRequest } from './messages';

/** How deep executions may start executions, and how many steps each may take. */
const deepest = 5;
const longest = 500_000;

/** Runs an execution to its end; handed in, as it needs this module itself. */
export type RunNested = (
  request: StartRequest,
  maxSteps: number,
  depth: number,
) => {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  readonly took: number;
} | null;

/**
 * Answers that let `states:startExecution` run another open workflow, in the virtual time of the run that starts it.
 * A task with a mock gets the mock; a state machine that is not open is left to the sample.
 */
export function withNestedExecutions(
  answers: Answers,
  request: StartRequest,
  run: RunNested,
  depth: number,
): Answers {
  const workflows = request.workflows ?? [];
  if (workflows.length === 0 || depth >= deepest) return answers;
  return {
    files: answers.files,
    answer: (call, host) => {
      const mocked = Object.hasOwn(request.mocks.tasks, call.stateName);
      const workflow = mocked ? undefined : workflowOf(call, workflows);
      const nested = workflow && start(call, host, workflow, request, run, depth);
      return nested ?? answers.answer(call, host);
    },
  };
}

function workflowOf(call: TaskCall, workflows: readonly OpenWorkflow[]): OpenWorkflow | undefined {
  const { target } = call;
  if (target.kind !== 'service' || target.resourceType !== 'states' || target.action !== 'startExecution')
    return undefined;
  const arn = isObject(call.parameters) ? own(call.parameters, 'StateMachineArn') : undefined;
  if (typeof arn !== 'string') return undefined;
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  return workflows.find((each) => each.name === name);
}

function start(
  call: TaskCall,
  host: ExecutionHost,
  workflow: OpenWorkflow,
  request: StartRequest,
  run: RunNested,
  depth: number,
): MockAttempt | null {
  const parameters = call.parameters as JsonObject;
  const input = own(parameters, 'Input') ?? {};
  const given = own(parameters, 'Name');
  const name = typeof given === 'string' ? given : host.nextId();
  const began = host.now();
  const ended = run(
    {
      definition: workflow.definition,
      input,
      mocks: request.mocks,
      ...(request.workflows ? { workflows: request.workflows } : {}),
      options: {
        ...request.options,
        type: workflow.type ?? 'STANDARD',
        seed: Math.floor(host.random() * 2 ** 31),
        clock: { kind: 'virtual' },
        startTime: began,
        executionName: name,
        stateMachineName: workflow.name,
      },
    },
    longest,
    depth + 1,
  );
  if (!ended) return null;
  const stateMachineArn = String(own(parameters, 'StateMachineArn'));
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const submitted = { ExecutionArn: executionArn, StartDate: timestamp(began) };
  const { target } = call;
  if (target.kind !== 'service' || target.pattern === 'response') return { return: submitted };
  const description: JsonObject = {
    ExecutionArn: executionArn,
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    Name: name,
    StartDate: timestamp(began),
    StateMachineArn: stateMachineArn,
    Status: ended.status,
    StopDate: timestamp(began + ended.took),
  };
  const common = { submitted, delay: ended.took / 1000 };
  if (ended.status === 'SUCCEEDED') {
    const output =
      target.pattern === 'sync:2' ? (ended.output ?? null) : JSON.stringify(ended.output ?? null);
    return { ...common, return: { ...description, Output: output, OutputDetails: { Included: true } } };
  }
  const failure = {
    ...(ended.cause === undefined ? {} : { Cause: ended.cause }),
    ...(ended.error === undefined ? {} : { Error: ended.error }),
    ...description,
  };
  return { ...common, throw: { error: 'States.TaskFailed', cause: JSON.stringify(failure) } };
}
