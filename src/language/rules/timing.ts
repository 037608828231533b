import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { isTimestamp } from '../../expressions/timestamps';
import { choiceOperator } from '../../model/choice';
import { hasPlaceholder } from '../../model/resource';
import { documentationPage } from '../../model/stateTypes/documentation';
import { type Finding, finding, type ProblemHelp, type Rule, setFix } from './rule';

const heartbeat: ProblemHelp = {
  code: 'HEARTBEAT_NOT_LESS',
  severity: 'error',
  title: 'Heartbeat not below the time-out',
  what: '`HeartbeatSeconds` is not less than `TimeoutSeconds`.',
  why: 'The task would time out before the first missing heartbeat could be noticed. Step Functions refuses the definition.',
  mend: 'Lower `HeartbeatSeconds`, or raise `TimeoutSeconds`.',
  bad: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:states:eu-west-1:123456789012:activity:work',
      TimeoutSeconds: 60,
      HeartbeatSeconds: 60,
      End: true,
    },
  },
  good: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:states:eu-west-1:123456789012:activity:work',
      TimeoutSeconds: 60,
      HeartbeatSeconds: 20,
      End: true,
    },
  },
  documentation: documentationPage('task'),
};

const timestamp: ProblemHelp = {
  code: 'TIMESTAMP_INVALID',
  severity: 'error',
  title: 'Time that can’t be read',
  what: 'A field takes a moment in time, and its text is none.',
  why: 'Step Functions takes RFC 3339 with a capital `T` and a time zone, such as `2030-01-31T18:00:00Z` or `2030-01-31T18:00:00+01:00`, and refuses anything else.',
  mend: 'Write date, `T`, time and zone (`Z` for UTC).',
  bad: { Pause: { Type: 'Wait', Timestamp: '2030-01-31 18:00:00', End: true } },
  good: { Pause: { Type: 'Wait', Timestamp: '2030-01-31T18:00:00Z', End: true } },
  documentation: documentationPage('wait'),
};

const expressWait: ProblemHelp = {
  code: 'EXPRESS_WAIT_TOO_LONG',
  severity: 'warning',
  title: 'Wait longer than an Express workflow lasts',
  what: 'A Wait state of an Express workflow waits for more than five minutes.',
  why: 'An Express execution ends with `States.Timeout` after five minutes at the latest.',
  mend: 'Shorten the wait, or make the workflow Standard.',
  bad: { Pause: { Type: 'Wait', Seconds: 600, End: true } },
  good: { Pause: { Type: 'Wait', Seconds: 60, End: true } },
  type: 'EXPRESS',
  documentation: documentationPage('workflowTypes'),
};

const longestExpress = 300;

/** Time-outs, heartbeats and moments in time. */
export const timing: Rule = {
  problems: [heartbeat, timestamp, expressWait],
  checkState: (state, { type }) => {
    if (state.type === 'Task') return checkHeartbeat(state.value, state.path);
    if (state.type === 'Wait') {
      const seconds = own(state.value, 'Seconds');
      if (type === 'EXPRESS' && typeof seconds === 'number' && seconds > longestExpress) {
        const text = `An Express workflow lasts five minutes; this waits for ${seconds} s.`;
        return [finding(expressWait, [...state.path, 'Seconds'], text)];
      }
      return checkTimestamp(
        own(state.value, 'Timestamp'),
        [...state.path, 'Timestamp'],
        state.queryLanguage === 'JSONata',
      );
    }
    if (state.type !== 'Choice' || state.queryLanguage !== 'JSONPath') return [];
    const rules = own(state.value, 'Choices');
    return operands(rules ?? null, [...state.path, 'Choices'], 0);
  },
};

function checkHeartbeat(task: { readonly [key: string]: JsonValue }, path: Path): Finding[] {
  const beat = own(task, 'HeartbeatSeconds');
  const timeout = own(task, 'TimeoutSeconds');
  if (typeof beat !== 'number' || typeof timeout !== 'number' || beat < timeout) return [];
  const lower = Math.floor(timeout / 3);
  return [
    finding(
      heartbeat,
      [...path, 'HeartbeatSeconds'],
      `The heartbeat (${beat} s) must be less than the time-out (${timeout} s).`,
      {
        fixes: [
          lower >= 1 && setFix(`Set the heartbeat to ${lower} s`, [...path, 'HeartbeatSeconds'], lower),
        ],
      },
    ),
  ];
}

function checkTimestamp(value: JsonValue | undefined, path: Path, jsonata: boolean): Finding[] {
  if (typeof value !== 'string' || hasPlaceholder(value)) return [];
  if (jsonata && value.startsWith('{%') && value.endsWith('%}')) return [];
  if (isTimestamp(value)) return [];
  const meant = mended(value);
  return [
    finding(
      timestamp,
      path,
      `\`${value}\` is not a time that Step Functions reads; it takes the form \`2030-01-31T18:00:00Z\`.`,
      {
        fixes: [meant !== null && setFix(`Change to \`${meant}\``, path, meant)],
      },
    ),
  ];
}

/** The time that was most likely meant: a blank for the `T`, a missing zone, seconds left out. */
function mended(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (!match) return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? `${text.trim()}T00:00:00Z` : null;
  const [, date, minutes, seconds = ':00', zone = 'Z'] = match;
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const result = `${date}T${minutes}${seconds}${offset}`;
  return isTimestamp(result) ? result : null;
}

function operands(value: JsonValue, path: Path, depth: number): Finding[] {
  if (depth > 100) return [];
  if (isArray(value)) return value.flatMap((item, at) => operands(item, [...path, at], depth + 1));
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const operator = choiceOperator(key);
    const at = [...path, key];
    if (operator?.type === 'timestamp' && !operator.byPath) return checkTimestamp(value[key], at, false);
    return key === 'And' || key === 'Or' || key === 'Not' ? operands(value[key] ?? null, at, depth + 1) : [];
  });
}
