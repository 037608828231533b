import { isArray, isObject, type JsonValue, jsonEqual, own } from '../base/json';
import { compileJsonata } from '../expressions/jsonata';
import { plainFiles } from './files/prepare';
import type { Answers, ExecutionHost, TaskCall } from './host';
import type { MockAttempt, Mocks } from './mockMessages';
import { type SampleShapes, sampleResult } from './sampleResult';

/**
 * Answers to tasks from the mocks of a run, by state name and number of the attempt (counted over the whole
 * execution); a state without an entry gets a marked sample.
 *
 * Answers that name what they match (`when`) are given by content: each once, in order, to the first attempt whose
 * parameters contain it.
 */
export function answersFrom(mocks: Mocks, shapes?: SampleShapes, files = plainFiles(mocks)): Answers {
  const tasks = new Map(Object.entries(mocks.tasks));
  return {
    files,
    answer(call, host) {
      const { execution } = host;
      const number = execution.attempts.get(call.stateName) ?? 0;
      execution.attempts.set(call.stateName, number + 1);
      const attempts = tasks.get(call.stateName);
      if (!attempts || attempts.length === 0) return { return: sampleResult(call.target, shapes) };
      const chosen = choose(attempts, call, host, number);
      if (!chosen) return { return: sampleResult(call.target, shapes) };
      if (chosen.expression !== undefined) return evaluated(chosen, call, host);
      return chosen.invocation && call.target.kind === 'lambda' ? payloadOf(chosen) : chosen;
    },
  };
}

function payloadOf(attempt: MockAttempt): MockAttempt {
  const payload = isObject(attempt.return) ? own(attempt.return, 'Payload') : undefined;
  return payload === undefined ? attempt : { ...attempt, return: payload };
}

function choose(
  attempts: readonly MockAttempt[],
  call: TaskCall,
  host: ExecutionHost,
  number: number,
): MockAttempt | undefined {
  if (!attempts.some((attempt) => attempt.when !== undefined)) return byNumber(attempts, number);
  const { used } = host.execution;
  const uses = used.get(call.stateName) ?? [];
  const matching = attempts.flatMap((attempt, index) =>
    attempt.when === undefined || contains(call.parameters, attempt.when) ? [index] : [],
  );
  const free = matching.find((index) => (uses[index] ?? 0) < (attempts[index]?.times ?? 1));
  const index = free ?? matching.at(-1);
  if (index === undefined) return undefined;
  const counts = attempts.map((_, at) => uses[at] ?? 0);
  counts[index] = (counts[index] ?? 0) + 1;
  used.set(call.stateName, counts);
  return attempts[index];
}

/** Each answers as many attempts as it says, the last for ever. */
function byNumber(attempts: readonly MockAttempt[], number: number): MockAttempt | undefined {
  let upTo = 0;
  for (const attempt of attempts) {
    upTo += attempt.times ?? 1;
    if (number < upTo) return attempt;
  }
  return attempts.at(-1);
}

/** Whether `value` has everything that `part` has, deeply. */
export function contains(value: JsonValue | undefined, part: JsonValue): boolean {
  if (isObject(part)) {
    return (
      isObject(value) &&
      Object.keys(part).every(
        (key) => Object.hasOwn(value, key) && contains(value[key], part[key] as JsonValue),
      )
    );
  }
  if (isArray(part)) {
    return (
      isArray(value) && part.length === value.length && part.every((item, at) => contains(value[at], item))
    );
  }
  return jsonEqual(value, part);
}

function evaluated(attempt: MockAttempt, call: TaskCall, host: ExecutionHost): MockAttempt {
  const { expression = '', ...rest } = attempt;
  const compiled = compileJsonata(expression);
  if (!compiled.ok) {
    return { ...rest, throw: { error: 'Mock.InvalidExpression', cause: compiled.error.message } };
  }
  try {
    const value = compiled.value.evaluate({
      input: call.parameters,
      context: {},
      variables: new Map(),
      now: () => host.now(),
      random: () => host.random(),
      uuid: () => host.nextId(),
    });
    return { ...rest, return: value ?? null };
  } catch (error) {
    const cause =
      error instanceof Error ? error.message : String((error as { message?: unknown }).message ?? error);
    return { ...rest, throw: { error: 'Mock.InvalidExpression', cause } };
  }
}
