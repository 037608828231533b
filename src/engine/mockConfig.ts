import { isObject, type JsonValue, own } from '../base/json';
import { err, ok, type Result } from '../base/result';
import type { MockAttempt, Mocks } from './mockMessages';

/**
 * Mocks from a Step Functions Local mock file (`MockConfigFile.json`).
 *
 * `testCase` names the test case. The state machine is found by name; the only one in the file is taken whatever
 * its name. Answers are numbered from 0, alone (`"2"`) or as a range (`"1-3"`); after the last, the last answers on.
 */
export function mocksFromConfig(
  config: JsonValue,
  testCase: string,
  stateMachineName?: string,
): Result<Mocks> {
  const machines = isObject(config) ? own(config, 'StateMachines') : undefined;
  const responses = isObject(config) ? own(config, 'MockedResponses') : undefined;
  if (!isObject(machines)) return err('The mock file has no StateMachines');
  const names = Object.keys(machines);
  const name = names.find((each) => each === stateMachineName) ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined) {
    return err(`The mock file has no state machine ${stateMachineName ?? ''}; it has ${names.join(', ')}`);
  }
  const machine = own(machines, name);
  const cases = isObject(machine) ? own(machine, 'TestCases') : undefined;
  const chosen = isObject(cases) ? own(cases, testCase) : undefined;
  if (!isObject(chosen)) {
    const known = isObject(cases) ? Object.keys(cases).join(', ') : '';
    return err(`The mock file has no test case ${testCase} for ${name}; it has ${known || 'none'}`);
  }
  const tasks: Record<string, readonly MockAttempt[]> = Object.create(null) as Record<
    string,
    readonly MockAttempt[]
  >;
  for (const [state, reference] of Object.entries(chosen)) {
    const response =
      typeof reference === 'string' && isObject(responses) ? own(responses, reference) : undefined;
    if (!isObject(response)) return err(`MockedResponses has no ${String(reference)}, which ${state} names`);
    const attempts = attemptsOf(response);
    if (!attempts.ok) return err(`${String(reference)}: ${attempts.error}`);
    tasks[state] = attempts.value;
  }
  return ok({ tasks: { ...tasks } });
}

/** Names of the test cases of a mock file, with the state machine each belongs to. */
export function testCasesOf(
  config: JsonValue,
): readonly { readonly machine: string; readonly name: string }[] {
  const machines = isObject(config) ? own(config, 'StateMachines') : undefined;
  if (!isObject(machines)) return [];
  return Object.entries(machines).flatMap(([machine, value]) => {
    const cases = isObject(value) ? own(value, 'TestCases') : undefined;
    return isObject(cases) ? Object.keys(cases).map((name) => ({ machine, name })) : [];
  });
}

function attemptsOf(response: { readonly [key: string]: JsonValue }): Result<readonly MockAttempt[]> {
  const numbered: { from: number; attempt: MockAttempt }[] = [];
  for (const [number, answer] of Object.entries(response)) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(number);
    if (!match) return err(`"${number}" is not a number or a range of numbers`);
    const from = Number(match[1]);
    const to = match[2] === undefined ? from : Number(match[2]);
    if (to < from) return err(`The range "${number}" ends before it begins`);
    const attempt = attemptOf(answer);
    if (!attempt) return err(`Answer "${number}" needs Return or Throw`);
    numbered.push({ from, attempt: { ...attempt, times: to - from + 1 } });
  }
  numbered.sort((left, right) => left.from - right.from);
  return ok(numbered.map(({ attempt }) => attempt));
}

function attemptOf(answer: JsonValue): MockAttempt | null {
  if (!isObject(answer)) return null;
  const returned = own(answer, 'Return');
  if (returned !== undefined) {
    const invocation = isObject(returned) && own(returned, 'Payload') !== undefined;
    return { return: returned, ...(invocation ? { invocation: true as const } : {}) };
  }
  const thrown = own(answer, 'Throw');
  if (!isObject(thrown)) return null;
  const error = own(thrown, 'Error');
  const cause = own(thrown, 'Cause');
  return {
    throw: {
      ...(typeof error === 'string' ? { error } : {}),
      ...(typeof cause === 'string' ? { cause } : {}),
    },
  };
}
