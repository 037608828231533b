import { isObject, own } from '../../base/json';
import { parseResource } from '../../model/resource';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { State, Workflow } from '../../model/workflow';
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

/** Advice from practice: nothing here is refused, and each can be silenced. */
export const advice: Rule = {
  problems: [noTimeout, noRetry, noComment],
  checkWorkflow: ({ workflow, states }) => [
    ...states.flatMap((state) => [...withoutTimeout(state, workflow), ...withoutRetry(state)]),
    ...withoutComment(workflow),
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

function withoutRetry(state: State): Finding[] {
  const resource = resourceOf(state);
  if (resource === null || resource.kind === 'activity' || Object.hasOwn(state.value, 'Retry')) return [];
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
