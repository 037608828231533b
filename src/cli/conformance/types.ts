import type { JsonObject, JsonValue } from '../../base/json';

/** What a case came to. `actual`: what our side gave, in the shape of the case's `expected`. */
export interface CaseResult {
  readonly id: string;
  readonly ok: boolean;
  readonly difference: string | null;
  readonly actual: JsonValue;
}

/** One kind of case: how it is told, and how it is run. */
export interface CaseKind {
  readonly matches: (value: JsonObject) => boolean;
  readonly run: (value: JsonObject, level: 1 | 2) => Verdict | Promise<Verdict>;
}

export type Verdict = Omit<CaseResult, 'id'>;
