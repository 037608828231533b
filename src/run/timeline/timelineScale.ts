import type { Visit } from '../../engine/messages';
import { parseResource } from '../../model/resource';
import type { Workflow } from '../../model/workflow';
import type { ScaleInput } from './timeScale';

/** Delays up to this long stay in scale: how they grow is what one looks for. */
const shortDelay = 60_000;

/** What the time scale needs of a run's visits, all but the width. */
export function scaleInput(
  visits: readonly Visit[],
  workflow: Workflow,
  now: number,
): Omit<ScaleInput, 'width'> {
  const busy: (readonly [number, number])[] = [];
  const moments: number[] = [now];
  let end = now;
  const works = new Map<string, boolean>();
  for (const visit of visits) {
    moments.push(visit.start, visit.end ?? now);
    let working = works.get(visit.state);
    if (working === undefined) {
      working = doesWork(workflow, visit.state);
      works.set(visit.state, working);
    }
    if (working && visit.attempts.length === 0) busy.push([visit.start, visit.end ?? now]);
    for (const attempt of visit.attempts) {
      const stop = attempt.end ?? now;
      moments.push(attempt.start, stop);
      if (working) busy.push([attempt.start, stop]);
      if (attempt.retryDelay !== undefined) {
        const until = stop + attempt.retryDelay;
        moments.push(until);
        if (attempt.retryDelay <= shortDelay) busy.push([stop, until]);
        // A delay that is pending is drawn beyond now.
        if (visit.end === null && visit.attempts.at(-1) === attempt) end = Math.max(end, until);
      }
    }
    end = Math.max(end, visit.end ?? now);
  }
  return { busy, moments, end };
}

/** Whether a visit's time is work. Waits are not, nor tasks that wait for a token, nor containers themselves. */
function doesWork(workflow: Workflow, pointer: string): boolean {
  const state = workflow.states.get(pointer);
  if (!state) return true;
  if (state.type === 'Wait' || state.type === 'Map' || state.type === 'Parallel') return false;
  const resource = state.value.Resource;
  return typeof resource !== 'string' || parseResource(resource).pattern !== 'waitForTaskToken';
}
