import type { JsonValue } from '../base/json';
import type { Execution } from './execution';
import type { BillingDetails } from './messages';
import { jsonSize } from './size';

const megabyte = 1_048_576;
/** What every execution takes before its definition and data, in bytes. */
const base = 50 * megabyte;

/**
 * What an Express execution is billed for: its duration in steps of 100 ms, and memory in steps of 64 MB. The memory is
 * 50 MB, the size of the definition, and that of the data times the branches and iterations side by side, as the
 * pricing page has it. The duration is virtual: a mock without a delay takes no time. Undefined for other executions.
 */
export function billingOf(execution: Execution, definition: JsonValue): BillingDetails | undefined {
  if (execution.facts.type !== 'EXPRESS' || !execution.outcome) return undefined;
  const data = execution.largestPayload * Math.max(1, execution.mostThreads - 1);
  const memory = base + jsonSize(definition) + data;
  return {
    billedDurationInMilliseconds: Math.max(1, Math.ceil(execution.clock / 100)) * 100,
    billedMemoryUsedInMB: Math.ceil(memory / megabyte / 64) * 64,
  };
}
