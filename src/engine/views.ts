import type { JsonValue } from '../base/json';
import { toHistoryEvent } from './details';
import type { ExecutionFacts } from './execution';
import { detailContext } from './facts';
import { visitLimit } from './fold';
import type { Given } from './given';
import type { Entry } from './history';
import type { RunEvent, StateData } from './messages';
import type { Program } from './program';
import type { RunRecord } from './record';
import { ruleAnswers } from './ruleAnswers';
import { allVariables } from './scope';

/** An event with what the studio needs to place it. */
export function runEventOf(
  entry: Entry,
  program: Program,
  facts: ExecutionFacts,
  given: readonly Given[] = [],
): RunEvent {
  const before = given.find((each) => each.after === entry.id - 1);
  const pointer = program.states[entry.state]?.pointer;
  return {
    event: toHistoryEvent(entry, detailContext(program, facts)),
    state: pointer ?? null,
    frames: entry.frames,
    at: entry.at,
    ...(entry.attempt > 0 ? { attempt: entry.attempt } : {}),
    visit: entry.visit > 0 ? entry.visit : null,
    ...(before?.change ? { given: 'data' } : before?.answer ? { given: 'answer' } : {}),
  };
}

/** Data of a visit at its stages; null for visits whose data is not kept. */
export function stateDataOf(
  record: RunRecord,
  id: number,
  program: Program,
  definition: JsonValue,
): StateData | null {
  const visit = id <= visitLimit ? record.fold.visit(id) : undefined;
  if (!visit) return null;
  const data = record.data.get(id);
  const { error, cause } = visit;
  const failed = error !== undefined || cause !== undefined;
  const state = program.states.find((each) => each.pointer === visit.state);
  const rules =
    state?.type === 'Choice' && data && visit.end !== null ? ruleAnswers(state, definition, data) : [];
  return {
    visit,
    ...(data?.input === undefined ? {} : { input: data.input }),
    stages: data?.stages ?? [],
    ...(data?.output === undefined || visit.end === null ? {} : { output: data.output }),
    variables: Object.fromEntries(data ? allVariables(data.scope) : []),
    ...(failed
      ? { error: { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) } }
      : {}),
    ...(rules.length > 0 ? { rules } : {}),
  };
}
