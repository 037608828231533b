import { isObject, type JsonValue, own } from '../../base/json';
import type { HistoryEvent, RunEvent, Visit } from '../../engine/messages';
import type { MarkStatus } from '../../ui/icons';

/** How an event reads in the table. */

/** The details of an event (`taskFailedEventDetails`); an empty object when it has none. */
export function detailsOf(event: HistoryEvent): { readonly [key: string]: JsonValue } {
  for (const [key, value] of Object.entries(event)) {
    if (key.endsWith('EventDetails') && isObject(value)) return value;
  }
  return {};
}

const decidedEnds: readonly (readonly [ending: string, mark: MarkStatus])[] = [
  ['TimedOut', 'timed-out'],
  ['Aborted', 'aborted'],
  ['Failed', 'failed'],
  ['Succeeded', 'succeeded'],
];

/** The mark of an event that decided something; null for the others, which have a dot. */
export function eventMark(event: HistoryEvent, visit: Visit | undefined): MarkStatus | null {
  const ending = decidedEnds.find(([end]) => event.type.endsWith(end));
  if (ending) return ending[1];
  const exits = event.type.endsWith('StateExited') && event.id === visit?.exitedEventId;
  return exits && visit?.status === 'caught' ? 'caught' : null;
}

/** Whether the event tells of an error: it has a red edge. */
export function isErrorEvent(event: HistoryEvent): boolean {
  return /(?:Failed|TimedOut)$/.test(event.type);
}

/** What stands after the type: an error's name, the attempt, what was caught. */
export function eventNote(run: RunEvent, visit: Visit | undefined): string {
  const details = detailsOf(run.event);
  if (run.given === 'data') return 'data changed here';
  if (run.given === 'answer' && !isErrorEvent(run.event)) return 'answered by hand';
  if (isErrorEvent(run.event)) {
    const error = own(details, 'error');
    return typeof error === 'string' ? error : '';
  }
  if (eventMark(run.event, visit) === 'caught') return visit?.error ? `caught ${visit.error}` : 'caught';
  if (run.event.type.endsWith('Scheduled') && run.attempt !== undefined && run.attempt > 1) {
    return `attempt ${run.attempt}`;
  }
  if (run.event.type.startsWith('MapIteration')) {
    const index = own(details, 'index');
    return typeof index === 'number' ? `#${index}` : '';
  }
  return '';
}

/** `http:invoke`; of a Lambda function or an activity its name. */
export function eventResource(event: HistoryEvent): string {
  const details = detailsOf(event);
  const [type, resource] = [own(details, 'resourceType'), own(details, 'resource')];
  if (typeof type === 'string' && typeof resource === 'string') return `${type}:${resource}`;
  return typeof resource === 'string' ? (resource.split(':').at(-1) ?? resource) : '';
}

/** The event with its texts that hold JSON decoded, for reading. */
export function readable(event: HistoryEvent): JsonValue {
  return decoded(event as unknown as JsonValue, 0);
}

function decoded(value: JsonValue, depth: number): JsonValue {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (isObject(part) && depth === 0) return [key, decoded(part, 1)];
      if (depth === 1 && typeof part === 'string' && /^[{[]/.test(part)) return [key, parsed(part)];
      return [key, part];
    }),
  );
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
