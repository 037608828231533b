import { isArray, isObject, type JsonArray, type JsonObject, type JsonValue, setOwn } from '../base/json';
import { type MapDelta, mapDelta, withMapDelta } from '../base/mapDelta';
import { valueAt } from '../base/pointer';
import type { Machine, State, Workflow } from '../model/workflow';
import type { ParseReply } from './messages';

/**
 * A parse reply as what changed since the one before, so that the cost of a keystroke on the page follows the
 * change and not the size of the workflow. What did not change keeps its identity on the page.
 */
export interface ReplyDelta extends Omit<ParseReply, 'workflow' | 'ranges'> {
  readonly definition: ValueDelta;
  readonly states: MapDelta<SentState>;
  readonly machines: MapDelta<Machine>;
  /** Offset and length of each state in the order of the states; -1 for one that is not in the text. */
  readonly ranges: Int32Array;
}

type ValueDelta =
  | { readonly kind: 'same' }
  | { readonly kind: 'new'; readonly value: JsonValue }
  /** `keys`: the order of an object's keys, when it changed. */
  | {
      readonly kind: 'parts';
      readonly keys: readonly string[] | null;
      readonly parts: readonly (readonly [string | number, ValueDelta])[];
    };

/** A state; without a value it is the part of the definition at its path. */
type SentState = Omit<State, 'value'> & { readonly value?: JsonObject };

/** What must be told of a reply to someone who knows `previous`. Relies on unchanged parts being the same objects. */
export function deltaOf(previous: Workflow | null, reply: ParseReply): ReplyDelta {
  const { workflow, ranges, ...rest } = reply;
  const { definition } = workflow;
  const states = mapDelta(previous?.states, workflow.states);
  return {
    ...rest,
    definition: valueDelta(previous?.definition, definition),
    machines: mapDelta(previous?.machines, workflow.machines),
    states: {
      ...states,
      changed: states.changed.map(([pointer, { value, ...state }]) => {
        const isPart = valueAt(definition, state.path) === value;
        return [pointer, isPart ? state : { ...state, value }];
      }),
    },
    ranges: packed([...workflow.states.keys()], ranges),
  };
}

/** The reply again. */
export function withDelta(previous: Workflow | null, delta: ReplyDelta): ParseReply {
  const { definition: changed, states: changedStates, machines: changedMachines, ranges, ...rest } = delta;
  const definition = withValueDelta(previous?.definition, changed);
  const states = withMapDelta(previous?.states, changedStates, (sent): State => {
    const value = sent.value ?? valueAt(definition, sent.path);
    return { ...sent, value: isObject(value) ? value : {} };
  });
  const machines = withMapDelta(previous?.machines, changedMachines, (machine) => machine);
  const root = machines.get('');
  if (!root) throw new Error('The reply has no root machine');
  const same =
    previous &&
    definition === previous.definition &&
    states === previous.states &&
    machines === previous.machines;
  const workflow = same ? previous : { definition, root, states, machines };
  return { ...rest, workflow, ranges: unpacked([...states.keys()], ranges) };
}

function valueDelta(previous: JsonValue | undefined, next: JsonValue): ValueDelta {
  if (previous === next) return { kind: 'same' };
  if (isArray(next)) {
    if (!isArray(previous) || previous.length !== next.length) return { kind: 'new', value: next };
    return { kind: 'parts', keys: null, parts: partsOf(previous, next, [...next.keys()]) };
  }
  if (!isObject(next) || !isObject(previous)) return { kind: 'new', value: next };
  const keys = Object.keys(next);
  const old = Object.keys(previous);
  const sameKeys = keys.length === old.length && keys.every((key, at) => key === old[at]);
  return { kind: 'parts', keys: sameKeys ? null : keys, parts: partsOf(previous, next, keys) };
}

function partsOf(
  previous: JsonArray | JsonObject,
  next: JsonArray | JsonObject,
  steps: readonly (string | number)[],
): (readonly [string | number, ValueDelta])[] {
  return steps.flatMap((step) => {
    const delta = valueDelta(valueAt(previous, [step]), valueAt(next, [step]) ?? null);
    return delta.kind === 'same' ? [] : [[step, delta] as const];
  });
}

function withValueDelta(previous: JsonValue | undefined, delta: ValueDelta): JsonValue {
  if (delta.kind === 'new') return delta.value;
  if (previous === undefined) throw new Error('There is no value before this one');
  if (delta.kind === 'same') return previous;
  const parts = new Map(delta.parts);
  const part = (step: string | number): JsonValue => {
    const old = valueAt(previous, [step]);
    const changed = parts.get(step);
    return changed ? withValueDelta(old, changed) : (old ?? null);
  };
  if (isArray(previous)) return previous.map((_item, at) => part(at));
  const result: Record<string, JsonValue> = {};
  for (const key of delta.keys ?? Object.keys(previous as JsonObject)) setOwn(result, key, part(key));
  return result;
}

function packed(pointers: readonly string[], ranges: ParseReply['ranges']): Int32Array {
  const result = new Int32Array(pointers.length * 2).fill(-1);
  pointers.forEach((pointer, at) => {
    const range = ranges.get(pointer);
    if (range) result.set([range.offset, range.length], at * 2);
  });
  return result;
}

function unpacked(pointers: readonly string[], ranges: Int32Array): ParseReply['ranges'] {
  const result = new Map<string, { offset: number; length: number }>();
  pointers.forEach((pointer, at) => {
    const offset = ranges[at * 2] ?? -1;
    if (offset >= 0) result.set(pointer, { offset, length: ranges[at * 2 + 1] ?? 0 });
  });
  return result;
}
