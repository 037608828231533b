import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../base/json';
import { type Path, toPointer } from '../base/pointer';
import { err, ok, type Result } from '../base/result';
import { mocksFromConfig, testCasesOf } from '../engine/mockConfig';
import type { MockAttempt, Mocks } from '../engine/mockMessages';

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
  const wrapped = isWrapped(value);
  const files = wrapped ? readFiles(own(value, 'files'), problems) : undefined;
  const nested = wrapped ? readNested(own(value, 'nested'), problems) : undefined;
  const workflows = wrapped ? readOthers(own(value, 'workflows'), problems) : undefined;
  if (problems.length > 0) return err(problems);
  const mocks = {
    tasks,
    ...(files ? { files } : {}),
    ...(nested ? { nested } : {}),
    ...(workflows ? { workflows } : {}),
  };
  return ok({ local: false, cases: [{ name: '', mocks }] });
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

/** Mocks with another choice of what answers a task that starts an execution; undefined: by its ARN. */
export function withNested(mocks: Mocks, state: string, choice: string | false | undefined): Mocks {
  const { nested = {}, ...rest } = mocks;
  const others = Object.entries(nested).filter(([name]) => name !== state);
  const entries = choice === undefined ? others : [...others, [state, choice] as const];
  return entries.length === 0 ? rest : { ...rest, nested: objectOf(entries) as NonNullable<Mocks['nested']> };
}

/** What was chosen to answer such a task. */
export const nestedOf = ({ nested }: Mocks, state: string): string | false | undefined =>
  nested && Object.hasOwn(nested, state) ? nested[state] : undefined;

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

const mockParts: ReadonlySet<string> = new Set(['tasks', 'files', 'nested', 'workflows']);

function readTasks(value: JsonObject, problems: MockProblem[]): Mocks['tasks'] {
  const wrapped = isWrapped(value);
  const tasks = wrapped ? (own(value, 'tasks') ?? {}) : value;
  const base: Path = wrapped ? ['tasks'] : [];
  if (wrapped) {
    for (const key of Object.keys(value)) {
      if (!mockParts.has(key)) {
        problems.push({
          path: [key],
          message: `\`${key}\` is not known here; mocks have \`tasks\`, \`files\`, \`nested\` and \`workflows\``,
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

/** Every key of an attempt; the compiler names the one that is missing here. */
const attemptKeys: Readonly<Record<keyof MockAttempt, true>> = {
  return: true,
  throw: true,
  timeout: true,
  heartbeatTimeout: true,
  pending: true,
  expression: true,
  delay: true,
  when: true,
  submitted: true,
  notSubmitted: true,
  event: true,
  invocation: true,
  times: true,
};

function readAttempt(value: JsonValue, path: Path, problems: MockProblem[]): MockAttempt {
  const problem = (message: string, ...below: Path): void => {
    problems.push({ path: [...path, ...below], message });
  };
  if (!isObject(value)) {
    problem('An answer is an object with `return`, `throw`, `timeout`, `pending` or `expression`');
    return {};
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(attemptKeys, key)) problem(`\`${key}\` is no part of an answer`, key);
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
  for (const flag of ['timeout', 'heartbeatTimeout', 'pending', 'notSubmitted'] as const) {
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
    if (typeof text !== 'string' && !(isObject(text) && typeof own(text, 'base64') === 'string')) {
      const message = `The content of \`${place}\` is a text, or bytes as {"base64": "…"}`;
      problems.push({ path: ['files', place], message });
    }
  }
  return value as unknown as Mocks['files'];
}

function readNested(value: JsonValue | undefined, problems: MockProblem[]): Mocks['nested'] | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    problems.push({ path: ['nested'], message: '`nested` holds names of workflows by state name' });
    return undefined;
  }
  for (const [state, choice] of Object.entries(value)) {
    if (typeof choice === 'string' || choice === false) continue;
    problems.push({ path: ['nested', state], message: 'The name of a workflow, or false for the mocks' });
  }
  return value as Mocks['nested'];
}

/** Mocks of other workflows, each in our own form. */
function readOthers(value: JsonValue | undefined, problems: MockProblem[]): Mocks['workflows'] | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    problems.push({ path: ['workflows'], message: '`workflows` holds mocks by the name of their workflow' });
    return undefined;
  }
  const entries = Object.entries(value).map(([name, mocks]) => {
    const read = readMocks(mocks);
    if (!read.ok) {
      for (const { path, message } of read.error)
        problems.push({ path: ['workflows', name, ...path], message });
    }
    return [name, read.ok ? (read.value.cases[0]?.mocks ?? noMocks) : noMocks] as const;
  });
  return Object.fromEntries(entries);
}

// --- Step Functions Local -------------------------------------------------------------------------------------

/** Reads every test case of a mock file; of several state machines, the cases carry the machine's name. */
function readLocalFile(file: JsonObject): Result<ReadMocks, readonly MockProblem[]> {
  const found = testCasesOf(file);
  if (found.length === 0) {
    return err([{ path: ['StateMachines'], message: 'The file has no test case' }]);
  }
  const several = new Set(found.map(({ machine }) => machine)).size > 1;
  const problems: MockProblem[] = [];
  const cases = found.flatMap(({ machine, name }) => {
    const mocks = mocksFromConfig(file, name, machine);
    if (mocks.ok) return [{ name: several ? `${machine}: ${name}` : name, mocks: mocks.value }];
    problems.push({ path: ['StateMachines', machine, 'TestCases', name], message: mocks.error });
    return [];
  });
  return problems.length > 0 ? err(problems) : ok({ local: true, cases });
}

/** A problem in words with its place: `/tasks/Charge/0: …`. */
export function mockProblemText(problem: MockProblem): string {
  return problem.path.length === 0 ? problem.message : `${toPointer(problem.path)}: ${problem.message}`;
}
