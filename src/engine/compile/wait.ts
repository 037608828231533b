import type { JsonValue } from '../../base/json';
import { isJsonataString, type JsonPath, parseTimestamp, stringify } from '../../expressions';
import { RuntimeFailure } from '../failure';
import type { Evaluate, WaitProgram } from '../program';
import type { Fields } from './compiler';

type Until = WaitProgram['until'];

/** The longest wait, in seconds. */
const longest = 2_147_483_647;

/** When a Wait state goes on: exactly one of its four fields says so. */
export function compileWait(fields: Fields): Until {
  const until = secondsOf(fields) ?? secondsPathOf(fields) ?? timestampOf(fields) ?? timestampPathOf(fields);
  if (until) return limited(until);
  if (
    !['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].some((name) => fields.get(name) !== undefined)
  ) {
    fields.problems.add(fields.path, 'A Wait state needs Seconds, SecondsPath, Timestamp or TimestampPath');
  }
  return () => 0;
}

const limited =
  (until: Until): Until =>
  (environment) => {
    const time = until(environment);
    if (time - environment.now() > longest * 1000) {
      throw new RuntimeFailure('States.Runtime', 'Wait state delay is too long.');
    }
    return time;
  };

function secondsOf(fields: Fields): Until | null {
  const value = fields.get('Seconds');
  if (value === undefined) return null;
  if (typeof value === 'number') return (environment) => environment.now() + value * 1000;
  if (typeof value !== 'string' || fields.language !== 'JSONata' || !isJsonataString(value)) {
    return fields.problems.add(fields.at('Seconds'), 'Seconds must be a number');
  }
  const evaluate = fields.jsonata('Seconds', value, 'number');
  return evaluate && ((environment) => environment.now() + wholeSeconds(evaluate(environment)) * 1000);
}

function wholeSeconds(value: JsonValue): number {
  const seconds = Math.floor(value as number);
  if (seconds >= 0) return seconds;
  throw new RuntimeFailure(
    'States.QueryEvaluationError',
    `The Seconds field references a negative value: ${stringify(value)}`,
    'Seconds',
  );
}

function secondsPathOf(fields: Fields): Until | null {
  const path = fields.jsonPath('SecondsPath');
  if (!path) return null;
  return (environment) => {
    const value = referenced(path, environment, 'SecondsPath');
    const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds)) {
      throw failure(`The SecondsPath parameter cannot be parsed as a long value: ${shown(path, value)}`);
    }
    if (seconds < 0) {
      throw failure(`The SecondsPath parameter references a negative value: ${shown(path, value)}`);
    }
    return environment.now() + seconds * 1000;
  };
}

function timestampOf(fields: Fields): Until | null {
  const value = fields.get('Timestamp');
  if (value === undefined) return null;
  if (typeof value !== 'string') return fields.problems.add(fields.at('Timestamp'), 'Timestamp must be text');
  if (fields.language === 'JSONata' && isJsonataString(value)) {
    const evaluate = fields.jsonata('Timestamp', value, 'string');
    return evaluate && ((environment) => timeOf(evaluate, environment));
  }
  const time = parseTimestamp(value);
  if (time === null) {
    return fields.problems.add(
      fields.at('Timestamp'),
      `\`${value}\` is not an ISO 8601 date and time with an offset`,
    );
  }
  return () => time;
}

function timeOf(evaluate: Evaluate, environment: Parameters<Evaluate>[0]): number {
  const text = String(evaluate(environment));
  const time = parseTimestamp(text);
  if (time !== null) return time;
  throw new RuntimeFailure(
    'States.QueryEvaluationError',
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  );
}

function timestampPathOf(fields: Fields): Until | null {
  const path = fields.jsonPath('TimestampPath');
  if (!path) return null;
  return (environment) => {
    const value = referenced(path, environment, 'TimestampPath');
    const time = typeof value === 'string' ? parseTimestamp(value) : null;
    if (time !== null) return time;
    throw failure(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${shown(path, value)}`,
    );
  };
}

function referenced(path: JsonPath, environment: Parameters<Evaluate>[0], field: string): JsonValue {
  const value = path.find(environment);
  if (value !== undefined && value !== null) return value;
  throw failure(`The ${field} parameter does not reference an input value: ${path.text}`);
}

const failure = (detail: string): RuntimeFailure => new RuntimeFailure('States.Runtime', detail);

const shown = (path: JsonPath, value: JsonValue): string =>
  `${path.text} == ${typeof value === 'string' ? value : stringify(value)}`;
