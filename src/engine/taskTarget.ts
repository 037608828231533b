import { parseResource } from '../model/resource';

/** What a Task state calls, as its `Resource` says. */
export type TaskTarget =
  | { readonly kind: 'lambda' | 'activity'; readonly resource: string }
  | {
      readonly kind: 'service';
      /** As in the history: `sqs`, `aws-sdk:dynamodb`, `http`. */
      readonly resourceType: string;
      /** As in the history: `sendMessage.waitForTaskToken`. */
      readonly resource: string;
      readonly action: string;
      readonly pattern: 'response' | 'sync' | 'sync:2' | 'token';
    };

const patterns = {
  requestResponse: 'response',
  sync: 'sync',
  'sync:2': 'sync:2',
  waitForTaskToken: 'token',
} as const;

/**
 * Reads a `Resource`. What is neither a service integration nor an activity is taken for a Lambda function, which is
 * what a placeholder such as `${Function}` usually stands for; a placeholder text that says "activity" is one.
 */
export function taskTarget(text: string): TaskTarget {
  const parsed = parseResource(text);
  if (parsed.kind === 'optimised' || parsed.kind === 'sdk' || parsed.kind === 'http') {
    const service = parsed.service ?? '';
    const action = parsed.action ?? '';
    return {
      kind: 'service',
      resourceType: parsed.kind === 'sdk' ? `aws-sdk:${service}` : service,
      resource: `${action}${suffixes[parsed.pattern]}${parsed.unknownSuffix ?? ''}`,
      action,
      pattern: patterns[parsed.pattern],
    };
  }
  const saysActivity = parsed.kind !== 'lambda' && /(^|[^a-z])activity([^a-z]|$)/i.test(text);
  return { kind: parsed.kind === 'activity' || saysActivity ? 'activity' : 'lambda', resource: text };
}

const suffixes = {
  requestResponse: '',
  sync: '.sync',
  'sync:2': '.sync:2',
  waitForTaskToken: '.waitForTaskToken',
} as const;
