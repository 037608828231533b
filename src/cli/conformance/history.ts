import { isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import type { Matcher } from './masks';

/** How two histories are held against each other; see the cases' README. */
export type Comparison = 'sequence' | 'chains' | 'bag';

/** The first difference of two histories; null when they agree. */
export function compareHistories(
  expected: readonly JsonValue[],
  actual: readonly JsonValue[],
  comparison: Comparison,
  matcher: Matcher,
): string | null {
  const left = expected.filter(isObject);
  const right = actual.filter(isObject);
  if (comparison === 'sequence') return compareSequences(left, right, matcher);
  if (comparison === 'chains') return compareBags(chainsOf(left), chainsOf(right), 0, matcher);
  const single = (event: JsonObject): JsonObject[] => [bare(event)];
  return compareBags(left.map(single), right.map(single), lostEvents(left), matcher);
}

/**
 * How many events the recorder lost with the order inside of Parallel states: ids go on counting them. They are
 * events of the Parallel states themselves.
 */
function lostEvents(expected: readonly JsonObject[]): number {
  const last = expected.at(-1);
  const id = last && own(last, 'id');
  return typeof id === 'number' ? Math.max(0, id - expected.length) : 0;
}

function compareSequences(
  expected: readonly JsonObject[],
  actual: readonly JsonObject[],
  matcher: Matcher,
): string | null {
  for (let at = 0; at < Math.max(expected.length, actual.length); at += 1) {
    const [left, right] = [expected[at], actual[at]];
    if (!left || !right) {
      return `event ${at + 1}: expected ${typeOf(left)}, got ${typeOf(right)}`;
    }
    const found = matcher.difference(numbered(left), numbered(right), `event ${at + 1} (${typeOf(left)})`);
    if (found) return found;
  }
  return null;
}

const typeOf = (event: JsonObject | undefined): string => String((event && own(event, 'type')) ?? 'no event');

const numbered = (event: JsonObject): JsonObject => ({
  type: own(event, 'type') ?? null,
  previousEventId: own(event, 'previousEventId') ?? null,
  id: own(event, 'id') ?? null,
  ...details(event),
});

/** What is compared of an event: its type and its details. */
const bare = (event: JsonObject): JsonObject => ({ type: own(event, 'type') ?? null, ...details(event) });

function details(event: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(event)) {
    // Who took an activity's task is up to the worker, which the case does not name.
    if (key === 'activityStartedEventDetails') continue;
    if (key.endsWith('EventDetails')) kept[key] = value;
  }
  return kept;
}

/** For every event that no other follows, the line of events from the first down to it. */
function chainsOf(events: readonly JsonObject[]): JsonObject[][] {
  const byId = new Map(events.map((event) => [own(event, 'id'), event]));
  const followed = new Set(events.map((event) => own(event, 'previousEventId')));
  return events
    .filter((event) => !followed.has(own(event, 'id') ?? null))
    .map((last) => {
      const chain: JsonObject[] = [];
      for (let event: JsonObject | undefined = last; event; event = byId.get(own(event, 'previousEventId'))) {
        chain.unshift(bare(event));
      }
      return chain;
    });
}

function compareBags(
  expected: readonly (readonly JsonObject[])[],
  actual: readonly (readonly JsonObject[])[],
  lost: number,
  matcher: Matcher,
): string | null {
  const left = [...actual];
  for (const chain of expected) {
    const types = chain.map(typeOf).join(' > ');
    let closest: string | null = null;
    const found = left.findIndex((candidate) => {
      if (candidate.map(typeOf).join(' > ') !== types) return false;
      const difference = matcher.attempt(() => {
        const different = matcher.difference(chain, candidate, 'chain');
        closest ??= different;
        return different === null ? true : null;
      });
      return difference === true;
    });
    if (found < 0) return `no line of events like ${types}${closest ? `; closest: ${String(closest)}` : ''}`;
    left.splice(found, 1);
  }
  const more = left.filter((chain) => lost === 0 || !typeOf(chain[0]).startsWith('Parallel'));
  const [first] = left.length > lost ? left : more;
  if (first) return `one line of events too many: ${first.map(typeOf).join(' > ')}`;
  return null;
}
