import { useEffect, useMemo, useState } from 'react';
import { type JsonValue, own } from '../../base/json';
import type { Mocks } from '../../engine/mockMessages';
import type { Workflow } from '../../model/workflow';
import type { Studio } from '../../studio/types';
import { taskStates, useDocument, useScenario } from '../useRun';
import { mismatchWords } from './AttemptCard';

/** What does not fit in the mocks: by the name of the state and the number of the answer. */
export type Misfits = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** A mocked result, and what it is held against. */
export interface MockedResult {
  readonly state: string;
  readonly at: number;
  readonly resource: string;
  readonly result: JsonValue;
}

/** Milliseconds without a change before mocks are looked at. */
const patience = 200;
const none: Misfits = new Map();

/** Mocked results that are not what the called services answer. They are told of, and never refused. */
export function useMisfits(studio: Studio): Misfits {
  const workflow = useDocument(studio, (document) => document.workflow);
  const mocks = useScenario(studio, (scenario) => scenario.mocks);
  const results = useMemo(() => mockedResults(workflow, mocks), [workflow, mocks]);
  const [misfits, setMisfits] = useState(none);
  useEffect(() => {
    if (results.length === 0) {
      setMisfits(none);
      return undefined;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      const asked = results.map(({ resource, result }) => ({ resource, result }));
      void studio.run.mockProblems(asked).then((problems) => {
        if (wanted) setMisfits(misfitsOf(results, problems));
      });
    }, patience);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [studio, results]);
  return misfits;
}

/** The results among the mocks, with what their tasks call. An answer of an Invoke call is Lambda's own. */
export function mockedResults(workflow: Workflow, mocks: Mocks): readonly MockedResult[] {
  return taskStates(workflow).flatMap(({ name, value }) => {
    const resource = own(value, 'Resource');
    const attempts = Object.hasOwn(mocks.tasks, name) ? (mocks.tasks[name] ?? []) : [];
    if (typeof resource !== 'string') return [];
    return attempts.flatMap(({ return: result }, at) =>
      result === undefined ? [] : [{ state: name, at, resource, result }],
    );
  });
}

export function misfitsOf(results: readonly MockedResult[], problems: readonly (string | null)[]): Misfits {
  const found = new Map<string, Map<number, string>>();
  for (const [index, { state, at }] of results.entries()) {
    const problem = problems[index];
    if (!problem) continue;
    const ofState = found.get(state) ?? new Map<number, string>();
    found.set(state, ofState.set(at, problem));
  }
  return found;
}

/** The misfits in sentences: `Charge, answer 2: …`. */
export const misfitTexts = (misfits: Misfits): readonly string[] =>
  [...misfits].flatMap(([state, answers]) =>
    [...answers].map(([at, problem]) => `${state}, answer ${at + 1}: ${mismatchWords(problem)}`),
  );
