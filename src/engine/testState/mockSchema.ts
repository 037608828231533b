import type { JsonObject, JsonValue } from '../../base/json';

/** Checks a mocked result against the shape of the service's answer. */
export function checkMockedResult(_state: JsonObject, _result: JsonValue, _mode: string): void {}
