import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';
import type { BreakCondition } from '../engine/startMessages';
import type { Breakpoint } from './runDoor';

/** The breakpoints of a document: as they are kept, as the engine takes them, and the plain ones among them. */

/** A list without an entry whose id the new one has, and with the new one in its place or at the end. */
export function withBreakpoint(list: readonly Breakpoint[], entry: Breakpoint): readonly Breakpoint[] {
  return list.some(({ id }) => id === entry.id)
    ? list.map((other) => (other.id === entry.id ? entry : other))
    : [...list, entry];
}

/** An id that none of them has. */
export function newBreakpointId(list: readonly Breakpoint[]): string {
  const numbers = list.map(({ id }) => Number(id.slice(1))).filter(Number.isFinite);
  return `b${Math.max(0, ...numbers) + 1}`;
}

/** The breakpoint before a state, on or off; of several the first. */
export function breakpointAt(list: readonly Breakpoint[], state: string): Breakpoint | undefined {
  return list.find((entry) => entry.kind === 'state' && entry.state === state);
}

const isEveryError = (entry: Breakpoint): boolean =>
  entry.kind === 'error' && entry.error === 'States.ALL' && entry.state === null;

/** Sets a plain breakpoint before a state, or takes what stands before it away; one that is off is put on. */
export function toggledAt(list: readonly Breakpoint[], state: string): readonly Breakpoint[] {
  const there = breakpointAt(list, state);
  if (there && !there.enabled) return withBreakpoint(list, { ...there, enabled: true });
  if (there) return list.filter((entry) => entry.kind !== 'state' || entry.state !== state);
  return [...list, { id: newBreakpointId(list), enabled: true, kind: 'state', state }];
}

export function withEveryError(list: readonly Breakpoint[], pause: boolean): readonly Breakpoint[] {
  const there = list.find(isEveryError);
  if (there) return withBreakpoint(list, { ...there, enabled: pause });
  if (!pause) return list;
  return [
    ...list,
    { id: newBreakpointId(list), enabled: true, kind: 'error', state: null, error: 'States.ALL' },
  ];
}

export const pausesOnEveryError = (list: readonly Breakpoint[]): boolean =>
  list.some((entry) => entry.enabled && isEveryError(entry));

/** Pointers of the states with a breakpoint that is on. */
export function statesWithBreakpoint(list: readonly Breakpoint[]): readonly string[] {
  return list.flatMap(({ enabled, kind, state }) =>
    enabled && kind === 'state' && state !== null ? [state] : [],
  );
}

/** As the engine takes them. */
export function conditionsOf(list: readonly Breakpoint[]): readonly BreakCondition[] {
  return list.filter(({ enabled }) => enabled).map(conditionOf);
}

function conditionOf({ id, kind, state, event, error, when }: Breakpoint): BreakCondition {
  return {
    id,
    ...(state === null ? {} : { state }),
    ...(when === undefined || when.trim() === '' ? {} : { expression: when }),
    ...(kind === 'state' ? { before: true as const } : {}),
    ...(kind === 'event' && event ? { event } : {}),
    ...(kind === 'error' ? { error: error || 'States.ALL' } : {}),
  };
}

/** Reads what was kept, older forms too (`breakpoints`: pointers of states, and `pauseOnError`). */
export function readBreakpoints(kept: JsonObject): readonly Breakpoint[] {
  const list = own(kept, 'stops');
  if (isArray(list)) return list.flatMap(readBreakpoint);
  const states = own(kept, 'breakpoints');
  const pointers = isArray(states) ? states.filter((item) => typeof item === 'string') : [];
  const plain = pointers.reduce<readonly Breakpoint[]>(toggledAt, []);
  return withEveryError(plain, own(kept, 'pauseOnError') === true);
}

function readBreakpoint(value: JsonValue): Breakpoint[] {
  if (!isObject(value)) return [];
  const text = (name: string): string | undefined => {
    const part = own(value, name);
    return typeof part === 'string' ? part : undefined;
  };
  const [id, kind] = [text('id'), text('kind')];
  if (id === undefined || (kind !== 'state' && kind !== 'event' && kind !== 'error')) return [];
  const [event, error, when] = [text('event'), text('error'), text('when')];
  return [
    {
      id,
      enabled: own(value, 'enabled') !== false,
      kind,
      state: text('state') ?? null,
      ...(event === undefined ? {} : { event }),
      ...(error === undefined ? {} : { error }),
      ...(when === undefined ? {} : { when }),
    },
  ];
}
