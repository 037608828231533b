import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../../base/json';
import { mocksFromConfig } from '../../engine/mockConfig';
import type { MockAttempt, Mocks } from '../../engine/mockMessages';
import { type FinishedRun, runToEnd, type Stop } from '../../engine/runToEnd';
import type { StartRequest } from '../../engine/startMessages';
import { type Comparison, compareHistories } from './history';
import { Matcher } from './masks';
import type { CaseKind, CaseResult } from './types';

/** `execution`: StartExecution with recorded answers of the services, and then GetExecutionHistory. */
export const executionCase: CaseKind = {
  matches: (value) => isObject(own(value, 'mocks')) && isObject(own(value, 'expected')),
  run: (value, level) => {
    const actual = perform(value, mocksOf(value));
    return { ...judge(value, actual, level), actual };
  },
};

/** `mock_config`: the same with a Step Functions Local mock file, whose answers are shorter than recorded ones. */
export const mockConfigCase: CaseKind = {
  matches: (value) => own(value, 'mockConfig') !== undefined,
  run: (value, level) => {
    const mocks = mocksFromConfig(
      own(value, 'mockConfig') ?? null,
      String(own(value, 'testCase')),
      String(own(value, 'stateMachineName')),
    );
    if (!mocks.ok) return { ok: false, difference: mocks.error, actual: {} };
    const actual = perform(value, mocks.value);
    return { ...judgeMocked(value, actual, level), actual };
  },
};

const steps = 2_000_000;

function perform(value: JsonObject, mocks: Mocks): JsonObject {
  const input = own(value, 'input') ?? {};
  const request: StartRequest = {
    definition: own(value, 'definition') ?? null,
    input,
    mocks,
    options: {
      type: own(value, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
      seed: 1,
      clock: { kind: 'virtual' },
      account: '111111111111',
      ...(own(value, 'recorded') === undefined ? {} : { asOf: isoDay(String(own(value, 'recorded'))) }),
    },
  };
  const run = runToEnd(request, { maxSteps: steps, stop: stopOf(value) });
  if ('problems' in run) {
    const reasons = run.problems.map((problem) => `/${problem.path.join('/')}: ${problem.message}`);
    return { status: 'REFUSED', problems: reasons };
  }
  return finished(run);
}

/** When and how the recorded execution was stopped: after the last event that is not terminal. */
function stopOf(value: JsonObject): Stop | undefined {
  const stop = own(value, 'stop');
  if (stop === undefined) return undefined;
  const events = own(own(value, 'expected') as JsonObject, 'events');
  const [error, cause] = isObject(stop) ? [own(stop, 'error'), own(stop, 'cause')] : [];
  return {
    afterEvents: isArray(events) ? events.length - 1 : Number.MAX_SAFE_INTEGER,
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  };
}

/** `21-03-2024` as `2024-03-21`. */
const isoDay = (day: string): string => day.split('-').reverse().join('-');

const statuses = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  'timed-out': 'TIMED_OUT',
  aborted: 'ABORTED',
} as const;

function finished(run: FinishedRun): JsonObject {
  const { outcome } = run;
  return {
    status: outcome ? statuses[outcome.status] : 'RUNNING',
    ...(outcome?.output === undefined ? {} : { output: outcome.output }),
    ...(outcome?.error === undefined ? {} : { error: outcome.error }),
    ...(outcome?.cause === undefined ? {} : { cause: outcome.cause }),
    events: run.events as unknown as JsonValue,
  };
}

/** The recorded answers of a case; what was thrown without having been submitted was not submitted. */
function mocksOf(value: JsonObject): Mocks {
  const tasks: Record<string, readonly MockAttempt[]> = {};
  for (const [state, attempts] of Object.entries(own(value, 'mocks') as JsonObject)) {
    if (!isArray(attempts)) continue;
    tasks[state] = attempts.filter(isObject).map((attempt) => {
      const known = withoutStandIns(attempt, value) as unknown as MockAttempt;
      const refused = known.throw !== undefined && known.submitted === undefined;
      return refused ? { ...known, notSubmitted: true as const } : known;
    });
  }
  const files = own(value, 's3');
  return { tasks, ...(isObject(files) ? { files: files as { readonly [place: string]: string } } : {}) };
}

/** An attempt that matches by content, without what stands in there for something made at run time (a token). */
function withoutStandIns(attempt: JsonObject, value: JsonObject): JsonObject {
  const when = own(attempt, 'when');
  if (when === undefined) return attempt;
  const given = JSON.stringify([own(value, 'definition'), own(value, 'input')]);
  return { ...attempt, when: stripped(when, given) ?? {} };
}

function stripped(value: JsonValue, given: string): JsonValue | undefined {
  if (typeof value === 'string') {
    const standIns = value.match(/<[^<>]+>/g) ?? [];
    return standIns.every((each) => given.includes(each)) ? value : undefined;
  }
  if (isArray(value)) return value.map((item) => stripped(item, given) ?? null);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const rest = stripped(item, given);
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return objectOf(kept);
}

type Judgement = Pick<CaseResult, 'ok' | 'difference'>;

function judge(value: JsonObject, actual: JsonObject, level: 1 | 2): Judgement {
  const expected = own(value, 'expected') as JsonObject;
  const matcher = matcherOf(value);
  const outcome = compareOutcome(expected, actual, matcher);
  if (outcome) return { ok: false, difference: outcome };
  const events = own(expected, 'events');
  if (level === 1 || !isArray(events)) return { ok: true, difference: null };
  const difference = compareHistories(events, eventsOf(actual), comparisonOf(value), matcher);
  return { ok: difference === null, difference };
}

const matcherOf = (value: JsonObject): Matcher => {
  const masks = own(value, 'masks');
  return new Matcher(isArray(masks) ? masks.map(String) : []);
};

function eventsOf(actual: JsonObject): readonly JsonValue[] {
  const events = own(actual, 'events');
  return isArray(events) ? events : [];
}

function compareOutcome(expected: JsonObject, actual: JsonObject, matcher: Matcher): string | null {
  for (const field of ['status', 'error', 'cause', 'output']) {
    const [left, right] = [own(expected, field), own(actual, field)];
    if (left === undefined && right === undefined) continue;
    const found = matcher.difference(left, right, field);
    if (found) {
      const why =
        field === 'status'
          ? ` (${String(own(actual, 'error'))}: ${String(own(actual, 'cause'))}${JSON.stringify(own(actual, 'problems') ?? '')})`
          : '';
      return found + why;
    }
  }
  return null;
}

function comparisonOf(value: JsonObject): Comparison {
  if (own(value, 'orderLost') === true) return 'bag';
  return own(value, 'concurrent') === true ? 'chains' : 'sequence';
}

/** Of outputs only the leaves that the mock or the input supplies are compared; of events, types and names. */
function judgeMocked(value: JsonObject, actual: JsonObject, level: 1 | 2): Judgement {
  const expected = own(value, 'expected') as JsonObject;
  const matcher = matcherOf(value);
  for (const field of ['status', 'error', 'cause']) {
    const [left, right] = [own(expected, field), own(actual, field)];
    if (left === undefined && right === undefined) continue;
    const found = matcher.difference(left, right, field);
    if (found) return { ok: false, difference: found };
  }
  const output = compareShared(own(expected, 'output'), own(actual, 'output'), matcher, 'output');
  if (output) return { ok: false, difference: output };
  const events = own(expected, 'events');
  if (level === 1 || !isArray(events)) return { ok: true, difference: null };
  const bag = own(value, 'orderLost') === true || own(value, 'concurrent') === true;
  const [left, right] = [events, eventsOf(actual)].map((list) => {
    const names = list
      .filter(isObject)
      .map(typeAndName)
      .filter((name) => !bag || !name.startsWith('ParallelStateSucceeded'));
    return bag ? names.sort() : names;
  });
  const difference = matcher.difference(left, right, 'events');
  return { ok: difference === null, difference };
}

function typeAndName(event: JsonObject): string {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1];
  const name = isObject(details) ? own(details, 'name') : undefined;
  return `${String(own(event, 'type'))} ${typeof name === 'string' ? name : ''}`;
}

/** Compares the leaves that both sides have. */
function compareShared(
  expected: JsonValue | undefined,
  actual: JsonValue | undefined,
  matcher: Matcher,
  place: string,
): string | null {
  if (isObject(expected) && isObject(actual)) {
    for (const key of Object.keys(actual)) {
      if (!Object.hasOwn(expected, key)) continue;
      const found = compareShared(expected[key], actual[key], matcher, `${place}/${key}`);
      if (found) return found;
    }
    return null;
  }
  return matcher.difference(expected, actual, place);
}
