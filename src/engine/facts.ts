import type { DetailContext } from './details';
import type { ExecutionFacts } from './execution';
import type { Program } from './program';
import { nextUuid, type RandomState } from './random';
import type { StartRequest } from './startMessages';

/** Region of everything a run makes up. */
export const region = 'us-east-1';

/** What stays the same while an execution runs, made from the request and the seed. */
export function factsOf(request: StartRequest, now: number): ExecutionFacts {
  const { options } = request;
  const random: RandomState = { seed: options.seed | 0 };
  const stateMachineName = options.stateMachineName ?? 'StateMachine';
  const name = options.executionName ?? nextUuid(random);
  const account = options.account ?? '123456789012';
  const express = options.type === 'EXPRESS';
  const startTime = options.startTime ?? now;
  const stateMachineArn =
    givenArn(options.stateMachineArn) ??
    `arn:aws:states:${region}:${account}:stateMachine:${stateMachineName}`;
  const place = stateMachineArn.replace(':stateMachine:', express ? ':express:' : ':execution:');
  return {
    type: options.type,
    input: request.input,
    inputText: request.inputText,
    startTime,
    name,
    arn: `${place}:${name}${express ? `:${nextUuid(random)}` : ''}`,
    stateMachineName,
    stateMachineArn,
    roleArn: `arn:aws:iam::${account}:role/StepFunctionsRole`,
    quotas: options.quotas ?? true,
    endAfterYear: options.type === 'STANDARD' && (options.endAfterYear ?? false),
    asOf: dayOf(options.asOf),
  };
}

/** An ARN of a state machine without its version or alias. */
const givenArn = (arn: string | undefined): string | undefined =>
  /^arn:[^:]*:states:[^:]*:[^:]*:stateMachine:[^:]+/.exec(arn ?? '')?.[0];

export function detailContext(program: Program, facts: ExecutionFacts): DetailContext {
  return {
    startTime: facts.startTime,
    roleArn: facts.roleArn,
    region,
    stateName: (index) => program.states[index]?.name ?? '',
  };
}

/** The day whose behaviour is asked for; what is no day asks for today's, as nothing does. */
function dayOf(text: string | undefined): number {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
