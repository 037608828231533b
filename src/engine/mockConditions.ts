import type { MockAttempt, Mocks } from './mockMessages';

const textCondition =
  '`when` is a text, which only an input that is this very text matches. `when` is compared with the task\'s input: give the object it must contain, such as {"orderId": 7}.';

/** Why an answer is likely never given: its `when` is a text, and tasks hardly ever get one as their input. */
export function conditionWarning({ when }: MockAttempt): string | null {
  return typeof when === 'string' ? textCondition : null;
}

/** The same of all mocks, with the place: `Charge, answer 2: …`, and the name of the workflow before it for others. */
export function conditionWarnings({ tasks, workflows = {} }: Mocks): readonly string[] {
  const mine = Object.entries(tasks).flatMap(([state, attempts]) =>
    attempts.flatMap((attempt, at) => {
      const warning = conditionWarning(attempt);
      return warning === null ? [] : [`${state}, answer ${at + 1}: ${warning}`];
    }),
  );
  const others = Object.entries(workflows).flatMap(([name, mocks]) =>
    conditionWarnings(mocks).map((warning) => `${name}, ${warning}`),
  );
  return [...mine, ...others];
}
