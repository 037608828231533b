import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { choiceOperator } from '../../model/choice';
import { parseResource } from '../../model/resource';
import { documentationPage } from '../../model/stateTypes/documentation';
import { ancestorsOf, type State, type Workflow } from '../../model/workflow';
import { type Finding, finding, type ProblemHelp, type Rule, setFix } from './rule';

const documentation = documentationPage('bestPractices');

const noTimeout: ProblemHelp = {
  code: 'TASK_NO_TIMEOUT',
  severity: 'advice',
  title: 'Task that may wait for ever',
  what: 'A Task waits for a job, a callback or a worker, and has no `TimeoutSeconds` or `HeartbeatSeconds`.',
  why: 'When the answer gets lost, the run waits for up to a year without a sign.',
  mend: 'Set `TimeoutSeconds` to somewhat more than the work can take.',
  bad: { Work: { Type: 'Task', Resource: 'arn:aws:states:eu-west-1:123456789012:activity:work', End: true } },
  good: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:states:eu-west-1:123456789012:activity:work',
      TimeoutSeconds: 3600,
      End: true,
    },
  },
  documentation,
};

const noRetry: ProblemHelp = {
  code: 'TASK_NO_RETRY',
  severity: 'advice',
  title: 'Call without a retry',
  what: 'A Task calls a service and has no `Retry`.',
  why: 'Every service fails now and then for a moment; without a retry the whole run fails with it.',
  mend: 'Add a Retrier with a few attempts. Make sure that the call may be repeated.',
  bad: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f' },
      End: true,
    },
  },
  good: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f' },
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
      End: true,
    },
  },
  documentation: documentationPage('errors'),
};

const steps = (comment: string | null) => {
  const names = Array.from({ length: 15 }, (_, at) => `Step ${at + 1}`);
  const states = names.map((name, at) => [
    name,
    at === names.length - 1 ? { Type: 'Succeed' } : { Type: 'Pass', Next: names[at + 1] ?? '' },
  ]);
  return {
    ...(comment !== null && { Comment: comment }),
    StartAt: 'Step 1',
    States: Object.fromEntries(states),
  };
};

const noComment: ProblemHelp = {
  code: 'WORKFLOW_NO_COMMENT',
  severity: 'advice',
  title: 'Large workflow without a comment',
  what: 'The workflow has 15 states or more, and no `Comment` says what it is for.',
  why: 'Names alone do not tell the next reader what starts it, what it expects and what it leaves behind.',
  mend: 'Add a `Comment` at the top.',
  bad: steps(null),
  good: steps('Goes through fifteen steps, one after the other.'),
  documentation,
};

const guarded = (first: JsonObject[]): JsonObject => ({
  Route: {
    Type: 'Choice',
    Choices: [...first, { Variable: '$.total', NumericGreaterThan: 100, Next: 'Done' }],
    Default: 'Done',
  },
  Done: { Type: 'Succeed' },
});

const inputUnchecked: ProblemHelp = {
  code: 'INPUT_UNCHECKED',
  severity: 'advice',
  title: 'Input that is taken for granted',
  what: 'The workflow begins with a Choice that compares a value of the execution’s input, and nothing tests whether the value is there.',
  why: 'A comparison with a path that is not there does not just fail to match: it ends the run with `States.Runtime`, which can’t be caught.',
  mend: 'Test `IsPresent` in an earlier rule, or in the same rule with `And`.',
  bad: guarded([]),
  good: guarded([{ Variable: '$.total', IsPresent: false, Next: 'Done' }]),
  documentation: documentationPage('choice'),
};

/** Advice from practice: nothing here is refused, and each can be silenced. */
export const advice: Rule = {
  problems: [noTimeout, noRetry, noComment, inputUnchecked],
  checkWorkflow: ({ workflow, states }) => [
    ...states.flatMap((state) => [...withoutTimeout(state, workflow), ...withoutRetry(state, workflow)]),
    ...withoutComment(workflow),
    ...unchecked(workflow),
  ],
};

const limits = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];

function withoutTimeout(state: State, workflow: Workflow): Finding[] {
  const resource = resourceOf(state);
  if (resource === null || limits.some((name) => Object.hasOwn(state.value, name))) return [];
  if (isObject(workflow.definition) && own(workflow.definition, 'TimeoutSeconds') !== undefined) return [];
  const { kind, pattern } = resource;
  if (kind !== 'activity' && pattern === 'requestResponse') return [];
  const what = kind === 'activity' ? 'an activity' : pattern === 'waitForTaskToken' ? 'a callback' : 'a job';
  return [
    finding(noTimeout, state.path, `This task waits for ${what} and has no \`TimeoutSeconds\`.`, {
      part: 'key',
      why: 'A lost reply keeps it waiting for up to a year.',
      fixes: [setFix('Set to 1 h', [...state.path, 'TimeoutSeconds'], 3600)],
    }),
  ];
}

function withoutRetry(state: State, workflow: Workflow): Finding[] {
  const resource = resourceOf(state);
  if (resource === null || resource.kind === 'activity' || Object.hasOwn(state.value, 'Retry')) return [];
  // A Map or Parallel around it that retries runs it again.
  const around = ancestorsOf(workflow, state.pointer).map((pointer) => workflow.states.get(pointer));
  if (around.some((container) => container && Object.hasOwn(container.value, 'Retry'))) return [];
  return [
    finding(noRetry, state.path, 'No `Retry` on a network call.', {
      part: 'key',
      why: 'A moment’s failure of the service fails the run.',
      fixes: [
        setFix(
          'Add the usual retrier',
          [...state.path, 'Retry'],
          [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
        ),
      ],
    }),
  ];
}

function resourceOf(state: State) {
  const text = state.type === 'Task' ? own(state.value, 'Resource') : undefined;
  if (typeof text !== 'string') return null;
  const resource = parseResource(text);
  return resource.kind === 'unknown' || resource.kind === 'placeholder' ? null : resource;
}

const large = 15;

function withoutComment(workflow: Workflow): Finding[] {
  if (workflow.states.size < large || !isObject(workflow.definition)) return [];
  const comment = own(workflow.definition, 'Comment');
  if (typeof comment === 'string' && comment.trim() !== '') return [];
  return [
    finding(noComment, [], `This workflow has ${workflow.states.size} states and no \`Comment\`.`, {
      part: 'key',
      why: 'A sentence at the top tells the next reader what it is for.',
    }),
  ];
}

/** Values of the input that the first state compares without a test that they are there. */
function unchecked(workflow: Workflow): Finding[] {
  const first = workflow.states.get(workflow.root.start?.target ?? '');
  if (first?.type !== 'Choice' || first.queryLanguage !== 'JSONPath') return [];
  const compared = new Map<string, Path>();
  const tested = new Set<string>();
  visitConditions(own(first.value, 'Choices') ?? null, [...first.path, 'Choices'], (rule, path) => {
    const variable = own(rule, 'Variable');
    if (typeof variable !== 'string' || !variable.startsWith('$.')) return;
    if (Object.hasOwn(rule, 'IsPresent')) tested.add(variable);
    else if (Object.keys(rule).some((key) => choiceOperator(key)) && !compared.has(variable)) {
      compared.set(variable, [...path, 'Variable']);
    }
  });
  return [...compared]
    .filter(([variable]) => !tested.has(variable))
    .map(([variable, path]) =>
      finding(inputUnchecked, path, `Nothing tests whether \`${variable}\` is there before it is compared.`, {
        why: 'When it is not, the run ends with `States.Runtime`, which can’t be caught.',
      }),
    );
}

function visitConditions(value: JsonValue, path: Path, visit: (rule: JsonObject, path: Path) => void): void {
  if (path.length > 100) return;
  if (isArray(value)) {
    value.forEach((item, at) => {
      visitConditions(item, [...path, at], visit);
    });
  } else if (isObject(value)) {
    visit(value, path);
    for (const key of ['And', 'Or', 'Not']) {
      const inner = own(value, key);
      if (inner !== undefined) visitConditions(inner, [...path, key], visit);
    }
  }
}
