import { isArray, isObject, type JsonObject, type JsonValue, own, setOwn } from '../base/json';
import type { KnownAnswer, KnownInputs, KnownMore, KnownScenario } from '../language/messages';
import type { Studio } from '../studio/types';

type Mocks = ReturnType<Studio['run']['scenario']['getState']>['mocks'];
type MockAttempt = Mocks['tasks'][string][number];

/** What is known of the data at one state, for completion. */
export interface KnownAtState {
  readonly inputs: KnownInputs;
  readonly more: KnownMore;
}

/** Milliseconds to wait for a busy engine before doing without what it knows. */
const patience = 150;

/**
 * What is known of the data: that of the state's latest visit of the last run, and the input and the mocks that are
 * prepared for the next one, from which the data at every state is inferred. Only shapes are given, cut to a bounded
 * size.
 */
export async function knownDataAt(studio: Studio, pointer: string | null): Promise<KnownAtState> {
  const more: KnownMore = { scenario: scenarioOf(studio) };
  const state = pointer === null ? undefined : studio.document.store.getState().workflow.states.get(pointer);
  const run = pointer !== null && state ? await lastVisitData(studio, pointer) : null;
  if (pointer === null || !run) return { inputs: new Map(), more };
  const stage = (name: string) => run.stages.find((each) => each.name === name)?.value;
  const at = (value: JsonValue | undefined): KnownInputs =>
    value === undefined ? new Map() : new Map([[pointer, shapeOf(value)]]);
  const variables = Object.keys(run.variables).length > 0 ? run.variables : undefined;
  return {
    inputs: at(run.input),
    more: {
      ...more,
      results: at(stage('result')),
      effective: at(stage('afterInputPath')),
      variables: at(variables),
    },
  };
}

async function lastVisitData(studio: Studio, pointer: string) {
  const visit = studio.run.store.getState().visits.findLast(({ state }) => state === pointer);
  if (!visit) return null;
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  return Promise.race([studio.run.stateData(visit.id).catch(() => null), late]);
}

/** The input and the mocks that are prepared; made again only when they changed. */
function scenarioOf(studio: Studio): KnownScenario {
  const { input, mocks } = studio.run.scenario.getState();
  if (prepared?.input !== input || prepared.mocks !== mocks) {
    prepared = { input, mocks, scenario: { ...inputOf(input), answers: answersOf(mocks) } };
  }
  return prepared.scenario;
}

let prepared: {
  readonly input: string;
  readonly mocks: Mocks;
  readonly scenario: KnownScenario;
} | null = null;

function inputOf(input: string): Pick<KnownScenario, 'input'> {
  try {
    return { input: shapeOf(JSON.parse(input) as JsonValue) };
  } catch {
    return {};
  }
}

function answersOf({ tasks }: Mocks): ReadonlyMap<string, readonly KnownAnswer[]> {
  let left = limits.answers;
  return new Map(
    Object.entries(tasks).map(([name, attempts]) => [
      name,
      attempts.flatMap((attempt): KnownAnswer[] => {
        const open = attempt.expression !== undefined || attempt.when !== undefined;
        if (attempt.return === undefined) return open ? [{ open }] : [];
        left -= 1;
        const value = left > 0 ? shapeOf(attempt.return) : undefined;
        return [{ ...(value === undefined ? { open: true } : { value, open }), ...invocationOf(attempt) }];
      }),
    ]),
  );
}

const invocationOf = ({ invocation }: MockAttempt): Pick<KnownAnswer, 'invocation'> =>
  invocation ? { invocation } : {};

const limits = { nodes: 400, depth: 7, text: 40, items: 3, answers: 300 };

/** The value with long parts cut: what is needed to name paths into it. */
export function shapeOf(value: JsonValue): JsonValue {
  let left = limits.nodes;
  const cut = (part: JsonValue, depth: number): JsonValue => {
    left--;
    if (typeof part === 'string') return part.slice(0, limits.text);
    if (isArray(part)) {
      return depth === 0 ? [] : part.slice(0, limits.items).map((item) => cut(item, depth - 1));
    }
    if (!isObject(part)) return part;
    const result: Record<string, JsonValue> = {};
    if (depth === 0) return result;
    for (const key of Object.keys(part)) {
      if (left <= 0) break;
      setOwn(result, key, cut(own(part as JsonObject, key) ?? null, depth - 1));
    }
    return result;
  };
  return cut(value, limits.depth);
}
