import type { Execution, Thread } from './execution';
import { canChange } from './given';
import type { Holding, Standing } from './messages';
import type { Program } from './program';
import { allVariables } from './scope';

/** Lines of control that are told of at most. */
const standingLimit = 200;

/** Where the data of an execution can be changed now: before states, in those that were just entered, in tasks. */
export function standingIn(execution: Execution, program: Program): Standing[] {
  const found: Standing[] = [];
  for (const thread of execution.threads.values()) {
    const state = program.states[thread.state];
    const waits = waiting(thread);
    if (!state || thread.log !== 0 || (!waits && !canChange(thread))) continue;
    found.push({
      thread: thread.id,
      visit: thread.visit,
      state: state.pointer,
      frames: thread.frames,
      stands: waits ? 'waiting' : thread.op === 'enter' ? 'before' : 'entered',
      input: thread.input,
      variables: Object.fromEntries(allVariables(thread.scope)),
      ...(waits && thread.work?.kind === 'task' ? { parameters: thread.work.parameters } : {}),
    });
    if (found.length === standingLimit) break;
  }
  return found;
}

const waiting = (thread: Thread): boolean => thread.work?.kind === 'task' && thread.work.waiting;

/** Whether a thread waits for an answer that only the user gives. */
const waitsByHand = (thread: Thread): boolean =>
  thread.work?.kind === 'task' && thread.work.waiting && thread.work.answer.pending === true;

/** What ends the waiting for an answer by hand, when that is the next thing that time brings. */
export function holdingOf(execution: Execution, program: Program): Holding | null {
  const timer = execution.timers.next;
  if (!timer) {
    const forEver = [...execution.threads.values()].find(waitsByHand);
    const place = forEver && program.states[forEver.state]?.pointer;
    return place === undefined ? null : { state: place, visit: forEver?.visit ?? 0, due: null, end: null };
  }
  const { signal, due } = timer;
  if (signal !== 'timeout' && signal !== 'heartbeat' && signal !== 'executionTimeout') return null;
  const own = execution.threads.get(timer.thread);
  const thread =
    signal === 'executionTimeout'
      ? [...execution.threads.values()].find(waitsByHand)
      : own && waitsByHand(own)
        ? own
        : undefined;
  if (thread?.work?.kind !== 'task') return null;
  // A heartbeat came meanwhile: nothing ends yet.
  if (signal === 'heartbeat' && thread.work.heartbeatDue > due) return null;
  const state = program.states[thread.state]?.pointer;
  return state === undefined ? null : { state, visit: thread.visit, due, end: signal };
}
