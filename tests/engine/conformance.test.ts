import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject, type JsonValue } from '../../src/base/json';
import { executionCase, mockConfigCase } from '../../src/cli/conformance/execution';
import { testStateCase } from '../../src/cli/conformance/testState';
import { sharedFiles } from '../support/shared';
import exceptions from './conformance-exceptions.json' with { type: 'json' };

const kinds = { execution: executionCase, mock_config: mockConfigCase, test_state: testStateCase };

/** The cases of a folder, in files of `../shared`; empty where there are none. */
function casesOf(folder: string): { id: string; value: JsonObject }[] {
  return sharedFiles(`cases/${folder}`, /\.json$/).flatMap((file) => {
    const value = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
    return isObject(value) ? [{ id: String(value.id), value }] : [];
  });
}

for (const [folder, kind] of Object.entries(kinds)) {
  const cases = casesOf(folder);
  const known = new Map(Object.entries(exceptions[folder as keyof typeof exceptions]));
  if (cases.length === 0)
    console.info(`Skipped: the recorded cases of ${folder} are not beside the repository.`);

  describe.skipIf(cases.length === 0)(`recorded cases of ${folder}`, () => {
    it.each(cases)('should do as recorded: $id', async ({ id, value }) => {
      const { difference } = await kind.run(value, 2);
      if (known.has(id)) expect(difference, 'an exception that is none any more').not.toBeNull();
      else expect(difference).toBeNull();
    });
  });
}
