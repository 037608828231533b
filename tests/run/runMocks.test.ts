import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { conditionWarnings } from '../../src/engine/mockConditions';
import type { Mocks } from '../../src/engine/mockMessages';
import { parseDocument } from '../../src/language/document';
import type { State } from '../../src/model/workflow';
import { attemptTitle } from '../../src/run/mocks/AttemptList';
import { answeringWorkflow, answerSummary, doubtOf } from '../../src/run/mocks/TaskList';
import { misfitsOf, misfitTexts, mockedResults } from '../../src/run/mocks/useMisfits';
import {
  attemptsOf,
  mockProblemText,
  noMocks,
  readMocks,
  withAttempts,
  withNested,
  writeMocks,
} from '../../src/studio/runMocks';
import type { KnownWorkflow } from '../../src/studio/runWorkflows';

const problemsOf = (value: JsonValue): readonly string[] => {
  const read = readMocks(value);
  return read.ok ? [] : read.error.map(mockProblemText);
};

describe('mocks in our own form', () => {
  it('should read answers under `tasks` and answers alone', () => {
    const tasks: JsonValue = { Charge: [{ throw: { error: 'X' } }, { return: 1, delay: 2 }] };
    const forms: JsonValue[] = [{ tasks }, tasks, { tasks, files: { 'bucket/key': 'text' } }];
    for (const value of forms) {
      const read = readMocks(value);
      expect(read.ok && read.value.cases[0]?.mocks.tasks).toEqual(tasks);
    }
  });

  it('should take a state that is called `tasks` or `files` for a state', () => {
    const read = readMocks({ tasks: [{ return: 1 }], files: [{ return: 2 }] });
    expect(read.ok && Object.keys(read.value.cases[0]?.mocks.tasks ?? {})).toEqual(['tasks', 'files']);
  });

  it('should name the place and the reason of what is wrong', () => {
    expect(problemsOf([])).toEqual(['Mocks are an object of answers by state name']);
    expect(problemsOf({ A: [{}] })[0]).toContain('/A/0:');
    expect(problemsOf({ A: [{ return: 1, throw: {} }] })[0]).toContain('not both');
    expect(problemsOf({ A: [{ retrun: 1 }] })[0]).toBe('/A/0/retrun: `retrun` is no part of an answer');
    expect(problemsOf({ A: [{ return: 1, delay: -1 }] })).toHaveLength(1);
    expect(problemsOf({ A: [{ return: 1, times: 0 }] })).toHaveLength(1);
    expect(problemsOf({ A: [{ throw: { Error: 'X' } }] })).toHaveLength(1);
    expect(problemsOf({ tasks: {}, task: 1 })).toHaveLength(1);
  });

  it('should give back what it wrote', () => {
    const attempt = fc.oneof(
      fc.record({ return: fc.jsonValue() as fc.Arbitrary<JsonValue> }),
      fc.record({ throw: fc.record({ error: fc.string() }), delay: fc.nat() }),
      fc.record({ timeout: fc.constant(true as const), times: fc.integer({ min: 1, max: 9 }) }),
    );
    const tasks = fc.dictionary(fc.string(), fc.array(attempt, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(tasks, (given) => {
        const mocks = { tasks: given };
        const read = readMocks(JSON.parse(JSON.stringify(writeMocks(mocks))) as JsonValue);
        expect(read.ok && JSON.stringify(read.value.cases[0]?.mocks)).toBe(JSON.stringify(mocks));
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('should treat names such as __proto__ as names', () => {
    const mocks = withAttempts(noMocks, '__proto__', [{ return: 1 }]);
    expect(attemptsOf(mocks, '__proto__')).toEqual([{ return: 1 }]);
    expect(attemptsOf(noMocks, 'constructor')).toEqual([]);
    expect(attemptsOf(withAttempts(mocks, '__proto__', []), '__proto__')).toEqual([]);
  });
});

describe('mock files of Step Functions Local', () => {
  const file = (responses: JsonValue, test: JsonValue = { Charge: 'Answer' }): JsonValue => ({
    StateMachines: { orders: { TestCases: { Happy: test } } },
    MockedResponses: { Answer: responses },
  });

  it('should read returns, throws and ranges of attempts', () => {
    const read = readMocks(
      file({
        '0': { Throw: { Error: 'X', Cause: 'y' } },
        '1-3': { Throw: { Error: 'Z' } },
        '4': { Return: { a: 1 } },
      }),
    );
    expect(read.ok && read.value).toMatchObject({
      local: true,
      cases: [
        {
          name: 'Happy',
          mocks: {
            tasks: {
              Charge: [
                { throw: { error: 'X', cause: 'y' } },
                { throw: { error: 'Z' }, times: 3 },
                { return: { a: 1 } },
              ],
            },
          },
        },
      ],
    });
  });

  it('should say what of a file is unusable', () => {
    expect(problemsOf(file({ '0': { Return: 1 } }, { Charge: 'Other' }))[0]).toContain('Other');
    expect(problemsOf(file({ '0': { Retrun: 1 } }))[0]).toContain('needs Return or Throw');
    expect(problemsOf(file({ x: { Return: 1 } }))[0]).toContain('"x"');
    expect(problemsOf({ StateMachines: {} })[0]).toContain('no test case');
  });
});

describe('words for mocks', () => {
  it('should say which attempts an answer is for', () => {
    const attempts = [{ return: 1 }, { return: 2, times: 3 }, { return: 3 }];
    expect(attempts.map((_, at) => attemptTitle(attempts, at))).toEqual([
      'Attempt 1',
      'Attempts 2 to 4',
      'Attempt 5 and later',
    ]);
    expect(attemptTitle([{ return: 1 }], 0)).toBe('Every attempt');
  });

  it('should say when a task has no mock', () => {
    expect(answerSummary(noMocks, 'Charge')).toBe('sample result');
    expect(answerSummary({ tasks: { Charge: [{ throw: { error: 'X' } }] } }, 'Charge')).toBe('X');
  });
});

describe('which workflow answers a task that starts an execution', () => {
  const task = (parameters: JsonObject, resource = 'arn:aws:states:::states:startExecution.sync'): State =>
    ({
      name: 'Start',
      value: { Type: 'Task', Resource: resource, Parameters: parameters },
    }) as unknown as State;
  const orders = { name: 'orders', aliases: ['Orders'] } as unknown as KnownWorkflow;
  const named = task({ StateMachineArn: '${OrdersArn}' });

  it('should be told as it is in the run', () => {
    expect(answeringWorkflow(noMocks, named, [orders])).toBe('orders');
    expect(answeringWorkflow(noMocks, named, [])).toBeNull();
    expect(answeringWorkflow(noMocks, task({ 'StateMachineArn.$': '$.arn' }), [orders])).toBeNull();
    expect(
      answeringWorkflow(noMocks, task({ StateMachineArn: 'orders' }, 'arn:aws:states:::sqs:sendMessage'), [
        orders,
      ]),
    ).toBeNull();
    const mocked: Mocks = { tasks: { Start: [{ return: 1 }] } };
    expect(answeringWorkflow(mocked, named, [orders])).toBeNull();
    expect(answeringWorkflow(withNested(mocked, 'Start', 'orders'), named, [orders])).toBe('orders');
    expect(answeringWorkflow(withNested(noMocks, 'Start', false), named, [orders])).toBeNull();
    expect(answeringWorkflow(withNested(noMocks, 'Start', 'gone'), named, [orders])).toBeNull();
  });

  it('should be chosen, and the choice be taken back', () => {
    const chosen = withNested(noMocks, 'Start', 'orders');
    expect(chosen).toEqual({ tasks: {}, nested: { Start: 'orders' } });
    expect(withNested(chosen, 'Other', false)).toEqual({
      tasks: {},
      nested: { Start: 'orders', Other: false },
    });
    expect(withNested(chosen, 'Start', undefined)).toEqual(noMocks);
  });

  it('should be read with the mocks of other workflows, and name what is wrong', () => {
    const mocks: JsonValue = {
      tasks: {},
      nested: { Start: 'orders', Other: false },
      workflows: { orders: { tasks: { A: [{ return: 1 }] } } },
    };
    const read = readMocks(mocks);
    expect(read.ok && read.value.cases[0]?.mocks).toEqual(mocks);
    expect(problemsOf({ tasks: {}, nested: { Start: 1 } })).toEqual([
      '/nested/Start: The name of a workflow, or false for the mocks',
    ]);
    expect(problemsOf({ tasks: {}, workflows: { orders: { A: [{ retrun: 1 }] } } })[0]).toBe(
      '/workflows/orders/A/0/retrun: `retrun` is no part of an answer',
    );
    expect(problemsOf({ tasks: {}, nested: [], workflows: 1 })).toHaveLength(2);
  });
});

describe('mocks that do not fit', () => {
  const { workflow } = parseDocument(
    JSON.stringify({
      StartAt: 'Send',
      States: {
        Send: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Next: 'Wait' },
        Wait: { Type: 'Wait', Seconds: 1, Next: 'Other' },
        Other: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true },
      },
    }),
    'json',
  );
  const mocks: Mocks = {
    tasks: {
      Send: [{ throw: { error: 'Down' } }, { return: { MessageId: 1 } }],
      Gone: [{ return: 1 }],
      Other: [{ return: { MessageId: 'fine' } }],
    },
  };

  it('should be looked for in the results of tasks that are there', () => {
    expect(mockedResults(workflow, mocks).map(({ state, at, resource }) => [state, at, resource])).toEqual([
      ['Send', 1, 'arn:aws:states:::sqs:sendMessage'],
      ['Other', 0, 'arn:aws:states:::sns:publish'],
    ]);
  });

  it('should be told with their place', () => {
    const misfits = misfitsOf(mockedResults(workflow, mocks), ["Field 'MessageId' must be a string", null]);
    expect([...misfits.keys()]).toEqual(['Send']);
    expect(misfitTexts(misfits)).toEqual([
      "Send, answer 2: The service does not answer so: Field 'MessageId' must be a string. The run takes it all the same.",
    ]);
  });
});

describe('a condition of a mock that is a text', () => {
  const charge = { name: 'Charge' } as State;
  const mocks = (when: JsonValue): Mocks => ({ tasks: { Charge: [{ return: 1 }, { when, return: 2 }] } });

  it('should be read, and warned of with its place and the way out', () => {
    const given = mocks('$.orderId = 7');
    expect(readMocks(writeMocks(given)).ok).toBe(true);
    const [warning, ...more] = conditionWarnings(given);
    expect(more).toEqual([]);
    expect(warning).toMatch(
      /^Charge, answer 2: `when` is a text, which only an input that is this very text/,
    );
    expect(warning).toContain('give the object it must contain, such as {"orderId": 7}');
    expect(doubtOf(given, charge, new Map())).toBe('A mock may never answer');
  });

  it('should be warned of in mocks of other workflows too', () => {
    const [warning] = conditionWarnings({ tasks: {}, workflows: { orders: mocks('7') } });
    expect(warning).toMatch(/^orders, Charge, answer 2: `when` is a text/);
  });

  it('should not be taken for one that is a value of another kind', () => {
    for (const when of [{ orderId: '7' }, ['7'], 7]) {
      expect(conditionWarnings(mocks(when)), JSON.stringify(when)).toEqual([]);
      expect(doubtOf(mocks(when), charge, new Map())).toBeNull();
    }
  });
});
