import type { JsonObject, JsonValue } from '../../base/json';
import type { Environment } from '../../expressions';
import type { BatcherProgram } from '../program';
import { jsonSize } from '../size';

/** Bytes of a batch where MaxInputBytesPerBatch says nothing. */
const largestBatch = 262_144;

/**
 * Puts the inputs of iterations into batches, in their order: each as large as MaxItemsPerBatch and
 * MaxInputBytesPerBatch let it be. One that is larger by itself is a batch of its own.
 */
export function batchesOf(
  batcher: BatcherProgram,
  environment: Environment,
  count: number,
  inputAt: (index: number) => JsonValue,
): readonly JsonObject[] {
  const maxItems = batcher.maxItems?.(environment) ?? Number.MAX_SAFE_INTEGER;
  const maxBytes = batcher.maxBytes?.(environment) ?? largestBatch;
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
