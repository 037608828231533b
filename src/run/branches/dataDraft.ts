import { isObject, type JsonValue, jsonEqual, objectOf } from '../../base/json';
import type { BranchRequest, Standing } from '../../engine/messages';
import { readJson } from '../../studio/jsonText';

/** Data of a past moment as it is being edited. */
export interface DataDraft {
  readonly input: string;
  readonly variables: string;
  readonly answer: 'result' | 'error';
  readonly result: string;
  readonly error: string;
  readonly cause: string;
}

/** Where data can be changed, with what a task there gave in the run that is there. */
export interface Place extends Standing {
  readonly result?: JsonValue;
}

export interface DraftProblem {
  readonly line: number;
  readonly text: string;
}

export interface DraftedChange {
  /** What is put in; null while something can't be read or nothing is changed. */
  readonly request: Pick<BranchRequest, 'change' | 'answer'> | null;
  readonly problems: ReadonlyMap<string, DraftProblem>;
  /** Nothing is other than it was. */
  readonly same: boolean;
}

export function draftOf({ input, variables, result = {} }: Place): DataDraft {
  return {
    input: JSON.stringify(input, null, 2),
    variables: JSON.stringify(variables, null, 2),
    answer: 'result',
    result: JSON.stringify(result, null, 2),
    error: '',
    cause: '',
  };
}

/** What a draft changes at a place. A variable can be changed or added, not taken away. */
export function changeOf(place: Standing, draft: DataDraft): DraftedChange {
  const problems = new Map<string, DraftProblem>();
  const read = (name: string, text: string): JsonValue | undefined => {
    const json = readJson(text);
    if (json.ok) return json.value;
    const { line, column, message } = json.problem;
    problems.set(name, { line, text: `Line ${line}, column ${column}: ${message}` });
    return undefined;
  };
  if (place.stands === 'waiting') return answerOf(draft, read, problems);
  const input = read('input', draft.input);
  const variables = read('variables', draft.variables);
  const problem = variables === undefined ? null : variablesProblem(place, variables);
  if (problem) problems.set('variables', { line: 1, text: problem });
  if (problems.size > 0 || input === undefined) return { request: null, problems, same: false };
  const changed = Object.entries(isObject(variables) ? variables : {}).filter(
    ([name, value]) => !Object.hasOwn(place.variables, name) || !jsonEqual(place.variables[name], value),
  );
  const change = {
    ...(jsonEqual(input, place.input) ? {} : { input }),
    ...(changed.length === 0 ? {} : { variables: objectOf(changed) }),
  };
  const same = Object.keys(change).length === 0;
  return { request: same ? null : { change }, problems, same };
}

function answerOf(
  { answer, result, error, cause }: DataDraft,
  read: (name: string, text: string) => JsonValue | undefined,
  problems: Map<string, DraftProblem>,
): DraftedChange {
  if (answer === 'error') return { request: { answer: { error, cause } }, problems, same: false };
  const output = read('result', result);
  return { request: output === undefined ? null : { answer: { output } }, problems, same: false };
}

function variablesProblem({ variables: before }: Standing, variables: JsonValue): string | null {
  if (!isObject(variables)) return 'This is an object: names with their values';
  const lost = Object.keys(before).find((name) => !Object.hasOwn(variables, name));
  return lost === undefined ? null : `A variable can’t be taken away: ${lost} is missing`;
}
