import type { JsonValue } from '../base/json';

/**
 * Workflow variables that a thread sees. A branch or an iteration has a scope of its own inside that of its Map or
 * Parallel state: it reads the outer variables and can't assign them. Scopes are never mutated.
 */
export interface Scope {
  readonly values: ReadonlyMap<string, JsonValue>;
  readonly outer: Scope | null;
  /** Bytes that the values have at most, those of `outer` included; infinite where nobody has measured them. */
  readonly most: number;
  get(name: string): JsonValue | undefined;
}

class Variables implements Scope {
  constructor(
    readonly values: ReadonlyMap<string, JsonValue>,
    readonly outer: Scope | null,
    readonly most: number,
  ) {}

  get(name: string): JsonValue | undefined {
    const value = this.values.get(name);
    return value !== undefined ? value : this.outer?.get(name);
  }
}

const none: ReadonlyMap<string, JsonValue> = new Map();

export const emptyScope: Scope = new Variables(none, null, 0);

/** A new scope inside another. */
export function innerScope(outer: Scope): Scope {
  return new Variables(none, outer, outer.most);
}

/** A scope of given variables. */
export function scopeOf(entries: Iterable<readonly [string, JsonValue]>): Scope {
  return new Variables(new Map(entries), null, Number.POSITIVE_INFINITY);
}

/** The scope after assigning variables. `most`: bytes that all values have then at most, where that is known. */
export function assign(
  scope: Scope,
  assigned: Iterable<readonly [string, JsonValue]>,
  most = Number.POSITIVE_INFINITY,
): Scope {
  const values = new Map(scope.values);
  for (const [name, value] of assigned) values.set(name, value);
  return new Variables(values, scope.outer, most);
}

/** Every variable in scope by name, inner ones first to win. */
export function allVariables(scope: Scope): Map<string, JsonValue> {
  const all = scope.outer ? allVariables(scope.outer) : new Map<string, JsonValue>();
  for (const [name, value] of scope.values) all.set(name, value);
  return all;
}
