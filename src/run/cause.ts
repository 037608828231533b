import { duration } from '../base/duration';
import { isObject, own } from '../base/json';
import type { Outcome, RunEvent, Visit } from '../engine/messages';
import type { Workflow } from '../model/workflow';
import type { RunState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import { stateName } from './useRun';

/** What a failed run came from: the visit that ended it, and the one whose caught error led there. */
export interface Cause {
  /** The visit in which the error first showed; absent when the execution itself failed. */
  readonly visit: Visit | undefined;
  /** The state that ended the execution, when a Catch led from the cause to it. */
  readonly endedBy: Visit | undefined;
}

/**
 * Finds the cause of a failure. When the state that decided it was reached by a Catch on the way of the error, the
 * cause is the state that threw what was caught.
 */
export function findCause(outcome: Outcome, run: Pick<RunState, 'visits' | 'taken'>): Cause {
  const decided = outcome.decidedBy;
  if (!decided) return { visit: undefined, endedBy: undefined };
  const ending = run.visits.findLast(
    ({ state, enteredEventId, exitedEventId }) =>
      state === decided.state &&
      enteredEventId <= decided.event &&
      (exitedEventId === null || exitedEventId >= decided.event),
  );
  const caught = ending && caughtBefore(ending, run);
  return caught ? { visit: caught, endedBy: ending } : { visit: ending, endedBy: undefined };
}

function caughtBefore(ending: Visit, run: Pick<RunState, 'visits' | 'taken'>): Visit | undefined {
  const throwers = new Set<string>();
  for (const [id, { error }] of run.taken) {
    const at = id.lastIndexOf('/Catch/');
    if (error && at >= 0) throwers.add(id.slice(0, at));
  }
  if (throwers.size === 0) return undefined;
  return run.visits.findLast(
    (visit) => visit.id < ending.id && visit.status === 'caught' && throwers.has(visit.state),
  );
}

/** `Charge card gave up after 4 attempts. Its Catch led to Order failed.` */
export function causeSentence(outcome: Outcome, { visit, endedBy }: Cause, workflow: Workflow): string {
  const whole = firstLine(outcome.cause ?? '');
  if (!visit) return whole || (outcome.status === 'timed-out' ? tooLong(workflow) : '');
  // The state is named already, and the event is one click away.
  const cause = whole.replace(whereItWas, '');
  const name = stateName(workflow, visit.state);
  if (endedBy) return `${how(name, visit)} Its Catch led to ${stateName(workflow, endedBy.state)}.`;
  if (workflow.states.get(visit.state)?.type === 'Fail')
    return `${name} ended the execution. ${cause}`.trim();
  return `${how(name, visit)} ${cause}`.trim();
}

/** The execution itself timed out; AWS gives no cause then. */
function tooLong({ definition }: Workflow): string {
  const seconds = isObject(definition) ? own(definition, 'TimeoutSeconds') : undefined;
  return typeof seconds === 'number'
    ? `The execution did not end within its TimeoutSeconds, ${duration(seconds * 1000)}.`
    : 'The execution did not end in time.';
}

/** What AWS puts before the cause of a `States.Runtime` error. */
const whereItWas = /^An error occurred while executing the state '.*' \(entered at the event id #\d+\)\. /;

function how(name: string, { attempts, status }: Visit): string {
  if (attempts.length > 1) return `${name} gave up after ${attempts.length} attempts.`;
  return status === 'timed-out' ? `${name} timed out.` : `${name} failed.`;
}

function firstLine(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** The event that tells of the cause: the last error of its visit, or what decided the failure. */
export async function causeEvent(studio: Studio, outcome: Outcome, cause: Cause): Promise<number | null> {
  const decided = outcome.decidedBy?.event ?? null;
  const { visit, endedBy } = cause;
  if (!visit || !endedBy) return decided;
  const errors = await studio.run.events({
    from: 0,
    count: 10_000,
    filter: { state: visit.state, errors: true },
  });
  return lastOfVisit(errors.events, visit.id) ?? decided;
}

function lastOfVisit(events: readonly RunEvent[], visit: number): number | undefined {
  return events.findLast((event) => event.visit === visit)?.event.id;
}

/** Selects the state and the event of the cause, and shows both. */
export async function goToCause(studio: Studio): Promise<void> {
  const state = studio.run.store.getState();
  const { outcome } = state;
  if (!outcome?.decidedBy) return;
  const cause = findCause(outcome, state);
  const pointer = cause.visit?.state ?? outcome.decidedBy.state;
  if (cause.visit) studio.run.selectVisit(cause.visit.id);
  else if (pointer !== null) studio.view.select([pointer], 'other');
  if (pointer !== null) studio.view.reveal({ kind: 'state', pointer, focus: false });
  studio.view.set({ bottom: 'simulation', bottomTab: 'events', inspectorTab: 'run' });
  studio.run.selectEvent(await causeEvent(studio, outcome, cause));
}
