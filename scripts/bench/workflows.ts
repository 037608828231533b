import type { JsonObject, JsonValue } from '../../src/base/json';
import type { Mocks } from '../../src/engine/mockMessages';

/** A definition to be timed, with its input and the number of state transitions one run makes. */
export interface TimedWorkflow {
  readonly name: string;
  readonly definition: JsonObject;
  readonly input: JsonValue;
  readonly transitions: number;
  readonly mocks: Mocks;
  /** False where the peer can't run it (JSONata). */
  readonly peer: boolean;
}

const noMocks: Mocks = { tasks: {} };

/** Counts up to `rounds` with an intrinsic function: Pass and Choice in turn. */
function loop(rounds: number): TimedWorkflow {
  return {
    name: `loop of Pass and Choice, ${rounds} rounds`,
    definition: {
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Again' },
        Again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericLessThan: rounds, Next: 'Count' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
    transitions: rounds * 2 + 1,
    mocks: noMocks,
    peer: true,
  };
}

function map(items: number): TimedWorkflow {
  return {
    name: `Map of ${items} items`,
    definition: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Shape',
            States: {
              Shape: { Type: 'Pass', Parameters: { 'id.$': '$.id', kind: 'item' }, End: true },
            },
          },
          End: true,
        },
      },
    },
    input: { items: Array.from({ length: items }, (_, id) => ({ id })) },
    transitions: items + 1,
    mocks: noMocks,
    peer: true,
  };
}

function parallel(branches: number, length: number): TimedWorkflow {
  const branch = (at: number): JsonObject => ({
    StartAt: `B${at} 0`,
    States: Object.fromEntries(
      Array.from({ length }, (_, step) => [
        `B${at} ${step}`,
        { Type: 'Pass', ...(step + 1 < length ? { Next: `B${at} ${step + 1}` } : { End: true }) },
      ]),
    ),
  });
  return {
    name: `Parallel of ${branches} branches of ${length} states`,
    definition: {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Parallel',
          Branches: Array.from({ length: branches }, (_, at) => branch(at)),
          End: true,
        },
      },
    },
    input: { order: 'A-1' },
    transitions: branches * length + 1,
    mocks: noMocks,
    peer: true,
  };
}

function taskLoop(rounds: number): TimedWorkflow {
  return {
    name: `loop of a mocked Task, ${rounds} rounds`,
    definition: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:add-one',
          ResultPath: '$.answer',
          Next: 'Count',
        },
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Again' },
        Again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericLessThan: rounds, Next: 'Call' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
    transitions: rounds * 3 + 1,
    mocks: { tasks: { Call: [{ return: { ok: true } }] } },
    peer: true,
  };
}

function jsonataLoop(rounds: number): TimedWorkflow {
  return {
    name: `loop in JSONata, ${rounds} rounds`,
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'Again' },
        Again: {
          Type: 'Choice',
          Choices: [{ Condition: `{% $states.input.n < ${rounds} %}`, Next: 'Count' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
    transitions: rounds * 2 + 1,
    mocks: noMocks,
    peer: false,
  };
}

/** What is timed, on both sides alike. */
export const timedWorkflows: readonly TimedWorkflow[] = [
  loop(20_000),
  map(5000),
  parallel(20, 50),
  taskLoop(10_000),
  jsonataLoop(20_000),
];

/** A definition of `count` states in containers of ten, for layout and validation. */
export function largeWorkflow(count: number): JsonObject {
  const states: Record<string, JsonValue> = {};
  const groups = Math.ceil(count / 12);
  for (let group = 0; group < groups; group++) {
    const inner: Record<string, JsonValue> = {};
    for (let step = 0; step < 10; step++) {
      inner[`Step ${group}.${step}`] = {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: `function-${group}-${step}`, 'Payload.$': '$' },
        TimeoutSeconds: 30,
        Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }],
        ...(step < 9 ? { Next: `Step ${group}.${step + 1}` } : { End: true }),
      };
    }
    const next = group + 1 < groups ? `Check ${group + 1}` : 'Finished';
    states[`Check ${group}`] = {
      Type: 'Choice',
      Choices: [{ Variable: '$.skip', NumericEquals: group, Next: next }],
      Default: `Group ${group}`,
    };
    states[`Group ${group}`] = {
      Type: 'Parallel',
      Branches: [{ StartAt: `Step ${group}.0`, States: inner }],
      Next: next,
    };
  }
  states.Finished = { Type: 'Succeed' };
  return { Comment: 'A large workflow', StartAt: 'Check 0', States: states };
}
