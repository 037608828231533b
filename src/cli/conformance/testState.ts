import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { type TestStateRequest, testState } from '../../engine/testState';
import { Matcher } from './masks';
import type { CaseKind } from './types';

/** `test_state`: one call of TestState. */
export const testStateCase: CaseKind = {
  matches: (value) => isObject(own(value, 'request')) && isObject(own(value, 'expected')),
  run: async (value) => {
    const request = own(value, 'request') as unknown as TestStateRequest;
    const answer = await testState({ ...request, account: '111111111111' }, dayOf(own(value, 'recorded')));
    const actual = answer as unknown as JsonObject;
    const masks = own(value, 'masks');
    const matcher = new Matcher(isArray(masks) ? masks.map(String) : []);
    const difference = compare(own(value, 'expected') as JsonObject, actual, matcher);
    return { ok: difference === null, difference, actual };
  },
};

/** `03-12-2025` in milliseconds since the epoch; now, where no day is told. */
function dayOf(recorded: JsonValue | undefined): number {
  const time = Date.parse(String(recorded).split('-').reverse().join('-'));
  return Number.isNaN(time) ? Date.now() : time;
}

function compare(expected: JsonObject, actual: JsonObject, matcher: Matcher): string | null {
  const fields = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const field of fields) {
    const [left, right]: (JsonValue | undefined)[] = [own(expected, field), own(actual, field)];
    const found = matcher.difference(left, right, field);
    if (found) return found;
  }
  return null;
}
