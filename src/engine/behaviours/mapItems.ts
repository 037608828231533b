import { isArray, isObject, type JsonValue } from '../../base/json';
import { ExpressionError } from '../../expressions/errors';
import { jsonTypeOf, stringify } from '../../expressions/stringify';
import type { Thread } from '../execution';
import { RuntimeFailure } from '../failure';
import type { MapProgram } from '../program';
import type { Stepper } from '../step';

export interface Items {
  readonly items: readonly JsonValue[];
  readonly keys: readonly string[] | null;
}

/** Map goes over the entries of an object since September 2025. */
export const objectsIterable = Date.UTC(2025, 8, 18);

/** The items of a Map that come from the state's data. */
export function itemsOf(stepper: Stepper, thread: Thread, state: MapProgram, input: JsonValue): Items {
  const value = state.items ? state.items(stepper.environment(thread, state, input)) : input;
  if (state.items) stepper.recorder.stage(thread.visit, 'afterItemsPath', value);
  return iterable(stepper, state, value);
}

/** Takes a value for items, or says why it can't be. */
export function iterable(stepper: Stepper, state: MapProgram, value: JsonValue): Items {
  if (isArray(value)) return { items: value, keys: null };
  if (isObject(value) && stepper.execution.facts.asOf >= objectsIterable) {
    const keys = Object.keys(value);
    return { items: keys.map((key) => ({ Key: key, Value: value[key] as JsonValue })), keys };
  }
  if (state.language === 'JSONPath') {
    throw new RuntimeFailure(
      'States.Runtime',
      `Reference path "${state.itemsText ?? '$'}" must point to array.`,
    );
  }
  if (state.itemsText === undefined) {
    throw new RuntimeFailure(
      'States.QueryEvaluationError',
      `Map state input must be an array but was: ${stringify(value)}`,
    );
  }
  throw new ExpressionError(
    'States.QueryEvaluationError',
    `The JSONata expression '${state.itemsText}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '${jsonTypeOf(value)}' for value: ${stringify(value)}`,
    'Items',
  );
}
