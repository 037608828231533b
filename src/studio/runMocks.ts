import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../base/json';
import { type Path, toPointer } from '../base/pointer';
import { err, ok, type Result } from '../base/result';
import type { MockAttempt, Mocks } from '../engine/messages';

/**
 * Mocks as text: our own form (`{"tasks": {"State": [attempt, …]}, "files": {"bucket/key": "…"}}`, or only what
 * `tasks` holds), and the mock configuration files of Step Functions Local.
 */

export const noMocks: Mocks = { tasks: {} };

/** The answers of which an attempt has exactly one. */
export const answerKinds = [
  'return',
  'throw',
  'timeout',
  'heartbeatTimeout',
  'pending',
  'expression',
] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface MockProblem {
  /** Place in the mocks. */
  readonly path: Path;
  readonly message: string;
}

/** Mocks that were read. A Step Functions Local file gives one for each of its test cases. */
export interface ReadMocks {
  readonly cases: readonly { readonly name: string; readonly mocks: Mocks }[];
  /** Whether the text was a Step Functions Local file. */
  readonly local: boolean;
}

/** The kind of an attempt's answer. */
export function answerOf(attempt: MockAttempt): AnswerKind {
  return answerKinds.find((kind) => attempt[kind] !== undefined) ?? 'return';
}

/** Reads mocks in either form, told apart by their shape. */
export function readMocks(value: JsonValue): Result<ReadMocks, readonly MockProblem[]> {
  if (!isObject(value)) return err([{ path: [], message: 'Mocks are an object of answers by state name' }]);
  if (own(value, 'StateMachines') !== undefined) return readLocalFile(value);
  const problems: MockProblem[] = [];
  const tasks = readTasks(value, problems);
  const files = isWrapped(value) ? readFiles(own(value, 'files'), problems) : undefined;
  if (problems.length > 0) return err(problems);
  return ok({ local: false, cases: [{ name: '', mocks: files ? { tasks, files } : { tasks } }] });
}

/** The mocks in our own form, for showing and saving. */
export function writeMocks(mocks: Mocks): JsonValue {
  return mocks as unknown as JsonValue;
}

/** Mocks with other attempts for a state; none takes the state's entry away. */
export function withAttempts(mocks: Mocks, state: string, attempts: readonly MockAttempt[]): Mocks {
  const others = Object.entries(mocks.tasks).filter(([name]) => name !== state || attempts.length > 0);
  const present = Object.hasOwn(mocks.tasks, state);
  const entries = others.map(([name, list]) => [name, name === state ? attempts : list] as const);
  if (!present && attempts.length > 0) entries.push([state, attempts]);
  return { ...mocks, tasks: tasksOf(entries) };
}

/** The attempts of a state; none when it answers with a sample. */
export function attemptsOf(mocks: Mocks, state: string): readonly MockAttempt[] {
  return Object.hasOwn(mocks.tasks, state) ? (mocks.tasks[state] ?? []) : [];
}

const tasksOf = (entries: Iterable<readonly [string, readonly MockAttempt[]]>): Mocks['tasks'] =>
  objectOf(entries as Iterable<readonly [string, JsonValue]>) as unknown as Mocks['tasks'];

// --- Our own form ---------------------------------------------------------------------------------------------

/** Whether the answers stand under `tasks`. A state may be called `tasks` or `files`: its answers are a list. */
function isWrapped(value: JsonObject): boolean {
  const files = own(value, 'files');
  return (
    isObject(own(value, 'tasks')) ||
    (isObject(files) &&
      Object.keys(value).length === 1 &&
      answerKinds.every((kind) => own(files, kind) === undefined))
  );
}

function readTasks(value: JsonObject, problems: MockProblem[]): Mocks['tasks'] {
  const wrapped = isWrapped(value);
  const tasks = wrapped ? (own(value, 'tasks') ?? {}) : value;
  const base: Path = wrapped ? ['tasks'] : [];
  if (wrapped) {
    for (const key of Object.keys(value)) {
      if (key !== 'tasks' && key !== 'files') {
        problems.push({
          path: [key],
          message: `\`${key}\` is not known here; mocks have \`tasks\` and \`files\``,
        });
      }
    }
  }
  if (!isObject(tasks)) return {};
  return tasksOf(
    Object.entries(tasks).map(([name, list]) => {
      const path = [...base, name];
      const attempts = isArray(list) ? list : [list];
      if (attempts.length === 0) problems.push({ path, message: 'A list of answers needs at least one' });
      return [
        name,
        attempts.map((attempt, at) => readAttempt(attempt, isArray(list) ? [...path, at] : path, problems)),
      ] as const;
    }),
  );
}

const attemptKeys = new Set<string>([...answerKinds, 'delay', 'when', 'submitted', 'event', 'times']);

function readAttempt(value: JsonValue, path: Path, problems: MockProblem[]): MockAttempt {
  const problem = (message: string, ...below: Path): void => {
    problems.push({ path: [...path, ...below], message });
  };
  if (!isObject(value)) {
    problem('An answer is an object with `return`, `throw`, `timeout`, `pending` or `expression`');
    return {};
  }
  for (const key of Object.keys(value)) {
    if (!attemptKeys.has(key)) problem(`\`${key}\` is no part of an answer`, key);
  }
  const answers = answerKinds.filter((kind) => own(value, kind) !== undefined);
  if (answers.length === 0) problem('This answer says neither what to return nor what to throw');
  if (answers.length > 1) problem(`An answer is one of \`${answers.join('` and `')}\`, not both`);
  checkAnswer(value, problem);
  return value as unknown as MockAttempt;
}

function checkAnswer(value: JsonObject, problem: (message: string, ...below: Path) => void): void {
  const thrown = own(value, 'throw');
  if (thrown !== undefined && !isErrorAndCause(thrown)) {
    problem('`throw` has `error` and `cause`, both texts', 'throw');
  }
  for (const flag of ['timeout', 'heartbeatTimeout', 'pending'] as const) {
    const given = own(value, flag);
    if (given !== undefined && given !== true) problem(`\`${flag}\` is true or absent`, flag);
  }
  for (const text of ['expression', 'event'] as const) {
    const given = own(value, text);
    if (given !== undefined && typeof given !== 'string') problem(`\`${text}\` is a text`, text);
  }
  const delay = own(value, 'delay');
  if (delay !== undefined && !(typeof delay === 'number' && delay >= 0)) {
    problem('`delay` is a number of seconds', 'delay');
  }
  const times = own(value, 'times');
  if (times !== undefined && !(typeof times === 'number' && Number.isInteger(times) && times >= 1)) {
    problem('`times` is a whole number from 1', 'times');
  }
}

function isErrorAndCause(value: JsonValue): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([key, part]) => (key === 'error' || key === 'cause') && (typeof part === 'string' || part === null),
    )
  );
}

function readFiles(value: JsonValue | undefined, problems: MockProblem[]): Mocks['files'] | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    problems.push({ path: ['files'], message: '`files` holds texts by `bucket/key`' });
    return undefined;
  }
  for (const [place, text] of Object.entries(value)) {
    if (typeof text !== 'string') {
      problems.push({ path: ['files', place], message: `The content of \`${place}\` is a text` });
    }
  }
  return value as unknown as Mocks['files'];
}

// --- Step Functions Local -------------------------------------------------------------------------------------

/**
 * Reads a MockConfigFile.json of Step Functions Local: `StateMachines.<name>.TestCases.<case>` maps states to
 * `MockedResponses`, whose keys are attempt numbers or ranges (`"0"`, `"1-3"`) with `Return` or `Throw`.
 */
function readLocalFile(file: JsonObject): Result<ReadMocks, readonly MockProblem[]> {
  const problems: MockProblem[] = [];
  const machines = objectAt(file, 'StateMachines', [], problems);
  const responses = objectAt(file, 'MockedResponses', [], problems);
  const several = Object.keys(machines).length > 1;
  const cases = Object.entries(machines).flatMap(([machine, definition]) => {
    const path: Path = ['StateMachines', machine];
    const testCases = isObject(definition) ? objectAt(definition, 'TestCases', path, problems) : {};
    return Object.entries(testCases).map(([name, states]) => ({
      name: several ? `${machine}: ${name}` : name,
      mocks: { tasks: localTasks(states, responses, [...path, 'TestCases', name], problems) },
    }));
  });
  if (cases.length === 0 && problems.length === 0) {
    problems.push({ path: ['StateMachines'], message: 'The file has no test case' });
  }
  return problems.length > 0 ? err(problems) : ok({ local: true, cases });
}

function localTasks(
  states: JsonValue,
  responses: JsonObject,
  path: Path,
  problems: MockProblem[],
): Mocks['tasks'] {
  if (!isObject(states)) {
    problems.push({ path, message: 'A test case is an object of mocked responses by state name' });
    return {};
  }
  return tasksOf(
    Object.entries(states).map(([state, response]) => {
      const found = typeof response === 'string' ? own(responses, response) : undefined;
      if (!isObject(found)) {
        problems.push({
          path: [...path, state],
          message: `There is no mocked response \`${String(response)}\``,
        });
        return [state, []] as const;
      }
      return [state, localAttempts(found, ['MockedResponses', String(response)], problems)] as const;
    }),
  );
}

function localAttempts(response: JsonObject, path: Path, problems: MockProblem[]): MockAttempt[] {
  const ranges = Object.entries(response).map(([key, answer]) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(key);
    const first = Number(match?.[1] ?? Number.NaN);
    const last = Number(match?.[2] ?? first);
    if (!(last >= first)) {
      problems.push({ path: [...path, key], message: `\`${key}\` is no attempt number or range` });
    }
    return { first, last, attempt: localAttempt(answer, [...path, key], problems) };
  });
  ranges.sort((left, right) => left.first - right.first);
  let expected = 0;
  for (const range of ranges) {
    if (range.first !== expected && Number.isFinite(range.first)) {
      problems.push({ path, message: `Attempt ${expected} has no answer, or two` });
      break;
    }
    expected = range.last + 1;
  }
  return ranges.map(({ first, last, attempt }) =>
    last > first ? { ...attempt, times: last - first + 1 } : attempt,
  );
}

function localAttempt(answer: JsonValue, path: Path, problems: MockProblem[]): MockAttempt {
  if (isObject(answer)) {
    const returned = own(answer, 'Return');
    if (returned !== undefined) return { return: returned };
    const thrown = own(answer, 'Throw');
    if (isObject(thrown)) {
      const [error, cause] = [own(thrown, 'Error'), own(thrown, 'Cause')];
      return {
        throw: {
          ...(typeof error === 'string' ? { error } : {}),
          ...(typeof cause === 'string' ? { cause } : {}),
        },
      };
    }
  }
  problems.push({ path, message: 'A mocked response has `Return` or `Throw`' });
  return {};
}

function objectAt(parent: JsonObject, key: string, path: Path, problems: MockProblem[]): JsonObject {
  const value = own(parent, key);
  if (isObject(value)) return value;
  problems.push({ path: [...path, key], message: `\`${key}\` is missing or no object` });
  return {};
}

/** A problem in words with its place: `/tasks/Charge/0: …`. */
export function mockProblemText(problem: MockProblem): string {
  return problem.path.length === 0 ? problem.message : `${toPointer(problem.path)}: ${problem.message}`;
}
