import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { TestStateMock, TestStateRequest } from '../../engine/messages';
import type { MockAttempt } from '../../engine/mockMessages';
import { parseResource } from '../../model/resource';
import type { State, Workflow } from '../../model/workflow';
import { readJson } from '../../studio/jsonText';
import { tellingVisit } from '../../studio/runFold';
import { answerOf, attemptsOf } from '../../studio/runMocks';
import type { Studio } from '../../studio/types';
import { sampleInput } from '../sampleInput';

export type Level = NonNullable<TestStateRequest['inspectionLevel']>;
export type Validation = NonNullable<TestStateMock['fieldValidationMode']>;

/** What a test begins with, as it is typed. */
export interface TestForm {
  readonly input: string;
  readonly variables: string;
  readonly context: string;
  /** `sample`: a marked sample in place of the service. */
  readonly mock: 'sample' | 'result' | 'error';
  readonly result: string;
  readonly error: string;
  readonly cause: string;
  /** Retries that were made before. */
  readonly retries: number | null;
  /** Iterations of a Map that failed. */
  readonly failures: number | null;
  /** What the ItemReader of a Map gave. */
  readonly readerData: string;
  readonly validation: Validation;
  readonly level: Level;
  /** The connection of an HTTP task as JSON; it is never kept. */
  readonly connection: string;
  /** Whether the test shows what the connection adds. */
  readonly reveal: boolean;
}

/** A text to begin with, and where it is from. */
export interface InputSource {
  readonly label: string;
  readonly text: string;
}

export type Field = 'input' | 'variables' | 'context' | 'result' | 'readerData' | 'connection';

/** Whether a state calls or runs something that a mock stands in for. */
export const takesMock = (state: Pick<State, 'type'>): boolean => state.type === 'Task' || isContainer(state);

/** Whether a state is an HTTP task, of which TRACE shows what it sends and gets. */
export const isHttpTask = (state: Pick<State, 'type' | 'value'>): boolean => {
  const resource = state.type === 'Task' ? own(state.value, 'Resource') : undefined;
  return typeof resource === 'string' && parseResource(resource).kind === 'http';
};

export const isContainer = (state: Pick<State, 'type'>): boolean =>
  state.type === 'Map' || state.type === 'Parallel';

/** Inputs that are known for a state, the likeliest first. */
export async function inputSources(studio: Studio, state: State): Promise<readonly InputSource[]> {
  const { testInputs, input } = studio.run.scenario.getState();
  const { workflow } = studio.document.store.getState();
  const kept = own(testInputs, state.name);
  const last = await lastData(studio, state);
  const first = workflow.root.startAt === state.name && workflow.root.states.includes(state.pointer);
  const sources: (InputSource | null)[] = [
    typeof kept === 'string' ? { label: 'Kept for this state', text: kept } : null,
    last?.input === undefined ? null : { label: 'The last run', text: pretty(last.input) },
    first ? { label: 'The input of the scenario', text: input } : null,
    { label: 'What the state reads', text: pretty(sampleInput(alone(workflow, state))) },
  ];
  return sources.filter((source) => source !== null);
}

/** The workflow as if the state were all of it. */
function alone(workflow: Workflow, state: State): Workflow {
  return {
    ...workflow,
    root: { ...workflow.root, startAt: state.name, states: [state.pointer] },
  };
}

async function lastData(studio: Studio, state: State) {
  const { run, ...rest } = studio.run.store.getState();
  const visit = run === null ? undefined : tellingVisit(rest, state.pointer);
  return visit ? studio.run.stateData(visit.id) : null;
}

/** The form as it opens: what the last run, the scenario and the state itself tell. */
export async function beginning(studio: Studio, state: State): Promise<TestForm> {
  const [source] = await inputSources(studio, state);
  const last = await lastData(studio, state);
  const variables = last?.variables ?? {};
  const mock = mockOf(studio, state);
  return {
    input: source?.text ?? '{}',
    variables: pretty(variables),
    context: '',
    ...mock,
    retries: null,
    failures: null,
    readerData: '',
    // What a run takes without a word a test takes too.
    validation: mock.mock === 'result' ? 'NONE' : 'STRICT',
    level: isHttpTask(state) ? 'TRACE' : 'DEBUG',
    connection: '',
    reveal: false,
  };
}

type MockPart = Pick<TestForm, 'mock' | 'result' | 'error' | 'cause'>;

/** The mock of the scenario that answers first. */
function mockOf(studio: Studio, state: State): MockPart {
  const none: MockPart = { mock: 'sample', result: '{}', error: '', cause: '' };
  if (isContainer(state)) return { ...none, mock: 'result', result: pretty(containerResult(state)) };
  if (state.type !== 'Task') return none;
  const [attempt] = attemptsOf(studio.run.scenario.getState().mocks, state.name);
  return attempt ? { ...none, ...partOf(attempt) } : none;
}

function partOf(attempt: MockAttempt): Partial<MockPart> {
  switch (answerOf(attempt)) {
    case 'return':
      return { mock: 'result', result: pretty(attempt.return ?? null) };
    case 'throw':
      return { mock: 'error', error: attempt.throw?.error ?? '', cause: attempt.throw?.cause ?? '' };
    case 'timeout':
    case 'heartbeatTimeout':
      return { mock: 'error', error: 'States.Timeout' };
    default:
      return {};
  }
}

/** A result for each branch; of a Map, none. */
function containerResult(state: State): JsonValue {
  const branches = own(state.value, 'Branches');
  return isArray(branches) ? branches.map(() => ({})) : [];
}

/** What can't be read as JSON, by field: `Line 2, column 5: …`. */
export function problemsOf(
  form: TestForm,
  state: Pick<State, 'type' | 'value'>,
): ReadonlyMap<Field, FieldProblem> {
  const problems = new Map<Field, FieldProblem>();
  const check = (field: Field, empty: boolean, object: boolean): void => {
    const text = form[field];
    if (empty && text.trim() === '') return;
    const read = readJson(text);
    if (!read.ok) {
      const { line, column, message } = read.problem;
      problems.set(field, { line, text: `Line ${line}, column ${column}: ${message}` });
    } else if (object && !isObject(read.value)) {
      problems.set(field, { line: 1, text: 'This is an object: names with their values' });
    }
  };
  check('input', false, false);
  check('variables', true, true);
  check('context', true, true);
  if (takesMock(state) && form.mock === 'result') check('result', false, false);
  if (state.type === 'Map') check('readerData', true, false);
  if (traces(form, state)) check('connection', true, true);
  return problems;
}

/** Whether a test shows what an HTTP task sends. */
export const traces = (form: TestForm, state: Pick<State, 'type' | 'value'>): boolean =>
  form.level === 'TRACE' && isHttpTask(state);

export interface FieldProblem {
  readonly line: number;
  readonly text: string;
}

/** Account that a test's ARNs are made up with; that of a run. */
const roleArn = 'arn:aws:iam::123456789012:role/StepFunctionsRole';

export function requestOf(
  form: TestForm,
  state: Pick<State, 'type' | 'name' | 'value'>,
  definition: JsonValue,
): TestStateRequest {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
  const [variables, context] = [given(form.variables), given(form.context)];
  const mock = takesMock(state) ? testMock(form) : undefined;
  const configuration = {
    ...(form.retries === null || !takesMock(state) ? {} : { retrierRetryCount: form.retries }),
    ...(form.failures === null || state.type !== 'Map' || !mock
      ? {}
      : { mapIterationFailureCount: form.failures }),
    ...(state.type === 'Map' && given(form.readerData) ? { mapItemReaderData: form.readerData } : {}),
  };
  return {
    definition,
    stateName: state.name,
    input: form.input,
    inspectionLevel: form.level,
    roleArn,
    ...(variables === undefined ? {} : { variables }),
    ...(context === undefined ? {} : { context }),
    ...(mock ? { mock } : {}),
    ...(traces(form, state)
      ? {
          revealSecrets: form.reveal && !mock,
          ...(given(form.connection) ? { connection: form.connection } : {}),
        }
      : {}),
    ...(Object.keys(configuration).length === 0 ? {} : { stateConfiguration: configuration }),
  };
}

function testMock(form: TestForm): TestStateMock | undefined {
  if (form.mock === 'sample') return undefined;
  if (form.mock === 'error') {
    return { errorOutput: { error: form.error, ...(form.cause === '' ? {} : { cause: form.cause }) } };
  }
  return { result: form.result, fieldValidationMode: form.validation };
}

/** What the form's mock is as the answer of a scenario; null when there is none to keep. */
export function mockToKeep(form: TestForm): MockAttempt | null {
  if (form.mock === 'error') return { throw: { error: form.error, cause: form.cause } };
  if (form.mock === 'sample') return null;
  const read = readJson(form.result);
  return read.ok ? { return: read.value } : null;
}

export const pretty = (value: JsonValue): string => JSON.stringify(value, null, 2);
