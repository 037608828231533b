import type { JsonObject } from '../base/json';
import { own } from '../base/json';

/** When a Retrier calls again, with its defaults filled in. Times in seconds. */
export interface RetryPlan {
  /** The waits that are listed, one before each call but the first. */
  readonly waits: readonly number[];
  /** Calls in all, the first included. */
  readonly calls: number;
  /** All waits together, those that are not listed too. */
  readonly total: number;
  /** Whether each wait is a random share of what is listed. */
  readonly jitter: boolean;
}

/** Waits that are listed; the further ones are only counted. */
const listed = 6;
/** `MaxAttempts` is at most 99999999: beyond this many the sum is no longer added up one by one. */
const summed = 1000;

/**
 * The plan of a Retrier; null when a figure in it is none. Defaults and the order of growth, then limit, are those of
 * the language: 1 s, doubled each time, 3 retries.
 */
export function retryPlan(retrier: JsonObject): RetryPlan | null {
  const figure = (name: string, otherwise: number): number => {
    const value = own(retrier, name);
    if (value === undefined) return otherwise;
    return typeof value === 'number' && value >= 0 ? value : Number.NaN;
  };
  const first = figure('IntervalSeconds', 1);
  const rate = figure('BackoffRate', 2);
  const limit = figure('MaxDelaySeconds', Number.POSITIVE_INFINITY);
  const retries = figure('MaxAttempts', 3);
  if ([first, rate, limit, retries].some(Number.isNaN) || !Number.isInteger(retries)) return null;
  const waits: number[] = [];
  let total = 0;
  let wait = first;
  for (let retry = 0; retry < Math.min(retries, summed); retry++) {
    const now = Math.min(wait, limit);
    if (retry < listed) waits.push(now);
    total += now;
    wait = Math.min(wait * rate, Number.MAX_SAFE_INTEGER);
  }
  if (retries > summed) total += (retries - summed) * Math.min(wait, limit);
  return { waits, calls: retries + 1, total, jitter: own(retrier, 'JitterStrategy') === 'FULL' };
}
