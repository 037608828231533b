import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/engine/runToEnd';
import { parseDocument } from '../../src/language/document';
import { sharedFolder } from '../support/shared';

const shared = sharedFolder();
const folder = shared && join(shared, 'cases/realworld');
if (!folder) console.info('Skipped: the collected workflows are not beside the repository.');

const files = folder ? readdirSync(folder).filter((name) => /\.asl\.(json|yaml)$/.test(name)) : [];

describe.skipIf(files.length === 0)('collected workflows', () => {
  it.each(files)('should run %s with sample results', (name) => {
    const text = readFileSync(join(folder ?? '', name), 'utf8');
    const document = parseDocument(text, name.endsWith('.yaml') ? 'yaml' : 'json');
    const result = runToEnd(
      {
        definition: document.workflow.definition,
        input: {},
        mocks: { tasks: {} },
        options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
      },
      { maxSteps: 200_000 },
    );
    const problems = 'problems' in result ? result.problems : [];
    expect(problems).toEqual([]);
    const outcome = 'problems' in result ? undefined : result.outcome;
    expect(outcome).not.toBeNull();
  });
});
