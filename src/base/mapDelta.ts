/**
 * What changed from one map to the next, for the other side of a worker's border. Relies on unchanged items being
 * the same objects.
 */
export interface MapDelta<T> {
  /** All keys in order, when they changed. */
  readonly keys: readonly string[] | null;
  readonly changed: readonly (readonly [string, T])[];
}

/** What must be told to someone who knows `previous`. */
export function mapDelta<T>(
  previous: ReadonlyMap<string, T> | undefined,
  next: ReadonlyMap<string, T>,
): MapDelta<T> {
  const changed = [...next].filter(([key, item]) => previous?.get(key) !== item);
  const keys = [...next.keys()];
  const old = [...(previous?.keys() ?? [])];
  const sameKeys = keys.length === old.length && keys.every((key, at) => key === old[at]);
  return { keys: sameKeys ? null : keys, changed };
}

/** The next map again; items that did not change keep their identity. */
export function withMapDelta<S, T>(
  previous: ReadonlyMap<string, T> | undefined,
  delta: MapDelta<S>,
  received: (sent: S) => T,
): ReadonlyMap<string, T> {
  if (previous && delta.keys === null && delta.changed.length === 0) return previous;
  const changed = new Map(delta.changed);
  const result = new Map<string, T>();
  for (const key of delta.keys ?? previous?.keys() ?? []) {
    const sent = changed.get(key);
    const item = sent === undefined ? previous?.get(key) : received(sent);
    if (item !== undefined) result.set(key, item);
  }
  return result;
}
