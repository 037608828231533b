import type { JsonObject, JsonValue } from '../../base/json';
import type { Environment } from '../../expressions';
import type { QueryLanguage } from '../../model/workflow';
import { unusableValue } from '../failure';
import type { BatcherProgram, MapProgram } from '../program';
import { jsonSize } from '../size';

/** The most bytes of a batch, whatever MaxInputBytesPerBatch says. */
const largestBatch = 262_144;

/** A Map state that has an ItemBatcher. */
export type BatchingMap = MapProgram & { readonly batcher: BatcherProgram };

export const isBatching = (state: MapProgram): state is BatchingMap => state.batcher !== null;

/** A limit of a batch; without one, all fit. */
function positive(limit: number | undefined, language: QueryLanguage, field: string): number {
  if (limit === undefined) return Number.MAX_SAFE_INTEGER;
  if (limit > 0) return limit;
  const detail = `Expected positive integer for ${field}, got '${limit}' instead.`;
  throw unusableValue(language, detail, `ItemBatcher/${field}`);
}

/**
 * Puts the inputs of iterations into batches, in their order: each as large as MaxItemsPerBatch and
 * MaxInputBytesPerBatch let it be. One that is larger by itself is a batch of its own.
 */
export function batchesOf(
  { batcher, language }: BatchingMap,
  environment: Environment,
  count: number,
  inputAt: (index: number) => JsonValue,
): readonly JsonObject[] {
  const maxItems = positive(batcher.maxItems?.(environment), language, 'MaxItemsPerBatch');
  const maxBytes = Math.min(
    largestBatch,
    positive(batcher.maxBytes?.(environment), language, 'MaxInputBytesPerBatch'),
  );
  const batchInput = batcher.batchInput?.(environment);
  const batches: JsonObject[] = [];
  let current: JsonValue[] = [];
  let bytes = 0;
  const close = (): void => {
    if (current.length === 0) return;
    batches.push(batchInput === undefined ? { Items: current } : { BatchInput: batchInput, Items: current });
    current = [];
    bytes = 0;
  };
  for (let index = 0; index < count; index += 1) {
    const input = inputAt(index);
    const size = jsonSize(input) + 1;
    if (current.length >= maxItems || (current.length > 0 && bytes + size > maxBytes)) close();
    current.push(input);
    bytes += size;
  }
  close();
  return batches;
}
