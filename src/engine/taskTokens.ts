import { isObject, type JsonValue, own } from '../base/json';
import type { Answers, TaskCall } from './host';
import type { MockAttempt } from './mockMessages';

/** What was sent for a task that waits for its token, and when (milliseconds since the epoch). */
export interface SentOutcome {
  readonly token: string;
  readonly at: number;
  readonly outcome: MockAttempt | 'heartbeat';
}

/** The calls by which a token is answered, as AWS SDK integrations. */
const sending: Readonly<
  Record<string, (parameters: { readonly [name: string]: JsonValue }) => SentOutcome['outcome']>
> = {
  sendTaskSuccess: (parameters) => ({ return: parsed(own(parameters, 'Output')) }),
  sendTaskFailure: (parameters) => ({
    throw: { ...text(parameters, 'Error'), ...text(parameters, 'Cause') },
  }),
  sendTaskHeartbeat: () => 'heartbeat',
};

/** The answers, with every outcome that a task sends for a token told to `sent`. */
export function withSentTokens(answers: Answers, sent: (outcome: SentOutcome) => void): Answers {
  return {
    files: answers.files,
    answer: (call, host) => {
      const send = sendingOf(call);
      const answer = answers.answer(call, host);
      if (!send || !isObject(call.parameters)) return answer;
      const token = own(call.parameters, 'TaskToken');
      const failed = answer.throw ?? answer.timeout ?? answer.heartbeatTimeout ?? answer.pending;
      if (typeof token === 'string' && failed === undefined) {
        sent({ token, at: host.now() + (answer.delay ?? 0) * 1000, outcome: send(call.parameters) });
      }
      return answer;
    },
  };
}

function sendingOf({ target }: TaskCall) {
  if (target.kind !== 'service' || target.resourceType !== 'aws-sdk:sfn') return undefined;
  return Object.hasOwn(sending, target.action) ? sending[target.action] : undefined;
}

/** The output that is sent is JSON text; an object in its place is sent as its text. */
function parsed(output: JsonValue | undefined): JsonValue {
  if (typeof output !== 'string') return output ?? null;
  try {
    return JSON.parse(output) as JsonValue;
  } catch {
    return output;
  }
}

function text(parameters: { readonly [name: string]: JsonValue }, name: 'Error' | 'Cause') {
  const value = own(parameters, name);
  return typeof value === 'string' ? { [name.toLowerCase() as 'error' | 'cause']: value } : {};
}
