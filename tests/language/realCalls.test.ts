import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { isObject, type JsonValue, own } from '../../src/base/json';
import { toPointer } from '../../src/base/pointer';
import { callOfState, loadCalled } from '../../src/language/calls';
import { parseDocument } from '../../src/language/document';
import { diagnose } from '../../src/language/problems';
import { sharedFiles, sharedFolder } from '../support/shared';

// Much work a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 120_000 });

/**
 * Calls that AWS ran or that are deployed all over the world, against the catalogue. Read from beside the repository;
 * where that is absent the test is skipped.
 */
const present = sharedFolder() !== null;
if (!present) console.info('Skipped: the real definitions are not beside the repository.');

/** The definition in a file: the file itself, or the `definition` of a recorded case. */
function textOf(file: string): string | null {
  const text = readFileSync(file, 'utf8');
  const value = JSON.parse(text) as JsonValue;
  if (!isObject(value)) return null;
  if (own(value, 'States')) return text;
  const definition = own(value, 'definition');
  if (definition === undefined) return null;
  return typeof definition === 'string' ? definition : JSON.stringify(definition);
}

describe.skipIf(!present)('calls of real definitions', () => {
  it('should all be known, with all their parameters', async () => {
    const files = ['realworld', 'execution'].flatMap((folder) => sharedFiles(`cases/${folder}`, /\.json$/));
    const found: string[] = [];
    let calls = 0;

    for (const file of files) {
      const text = textOf(file);
      if (text === null) continue;
      const document = parseDocument(text, 'json');
      await loadCalled(document.workflow);
      for (const state of document.workflow.states.values()) if (callOfState(state)?.kind === 'sdk') calls++;
      for (const { code, path, message } of diagnose(document, { type: 'STANDARD' })) {
        if (code.startsWith('SDK_')) found.push(`${file} ${toPointer(path)} ${message}`);
      }
    }

    expect(found).toEqual([]);
    expect(calls).toBeGreaterThan(100);
  });
});
