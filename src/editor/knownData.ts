import { isArray, isObject, type JsonObject, type JsonValue, own, setOwn } from '../base/json';
import type { KnownInputs, KnownMore } from '../language/messages';
import type { Studio } from '../studio/types';

/** What is known of the data at one state, for completion. */
export interface KnownAtState {
  readonly inputs: KnownInputs;
  readonly more: KnownMore;
}

const nothing: KnownAtState = { inputs: new Map(), more: {} };

/** Milliseconds to wait for a busy engine before doing without what it knows. */
const patience = 150;

/**
 * What is known of the data at a state: from its latest visit of the last run, else from its mocks and, for the
 * first state, from the input that is typed for the next run. Only shapes are given, cut to a bounded size.
 */
export async function knownDataAt(studio: Studio, pointer: string | null): Promise<KnownAtState> {
  const state = pointer === null ? undefined : studio.document.store.getState().workflow.states.get(pointer);
  if (pointer === null || !state) return nothing;
  const run = await lastVisitData(studio, pointer);
  const input = run?.input ?? firstInput(studio, pointer);
  const stage = (name: string) => run?.stages.find((each) => each.name === name)?.value;
  const result = stage('result') ?? mockedResult(studio, state.name);
  const effective = stage('afterInputPath');
  const variables = run && Object.keys(run.variables).length > 0 ? run.variables : undefined;
  const at = (value: JsonValue | undefined): KnownInputs =>
    value === undefined ? new Map() : new Map([[pointer, shapeOf(value)]]);
  return {
    inputs: at(input),
    more: { results: at(result), effective: at(effective), variables: at(variables) },
  };
}

async function lastVisitData(studio: Studio, pointer: string) {
  const visit = studio.run.store.getState().visits.findLast(({ state }) => state === pointer);
  if (!visit) return null;
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  return Promise.race([studio.run.stateData(visit.id).catch(() => null), late]);
}

/** The typed input, which flows into the first state. */
function firstInput(studio: Studio, pointer: string): JsonValue | undefined {
  const { workflow } = studio.document.store.getState();
  if (workflow.root.start?.target !== pointer) return undefined;
  try {
    return JSON.parse(studio.run.scenario.getState().input) as JsonValue;
  } catch {
    return undefined;
  }
}

function mockedResult(studio: Studio, name: string): JsonValue | undefined {
  const { tasks } = studio.run.scenario.getState().mocks;
  const attempts = Object.hasOwn(tasks, name) ? (tasks[name] ?? []) : [];
  return attempts.find((attempt) => attempt.return !== undefined)?.return;
}

const limits = { nodes: 400, depth: 7, text: 40 };

/** The value with long parts cut: what is needed to name paths into it. */
export function shapeOf(value: JsonValue): JsonValue {
  let left = limits.nodes;
  const cut = (part: JsonValue, depth: number): JsonValue => {
    left--;
    if (typeof part === 'string') return part.slice(0, limits.text);
    if (isArray(part)) return part[0] === undefined || depth === 0 ? [] : [cut(part[0], depth - 1)];
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
