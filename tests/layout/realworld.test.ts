import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/language/document';
import { createElk } from '../../src/layout/elkHere';
import { createLayouter } from '../../src/layout/layout';
import { renderSvg } from '../../src/layout/svg';
import { sharedFolder } from '../support/shared';
import { faultsOf } from './support/faults';

const shared = sharedFolder();
const files = ['realworld', 'seeds'].flatMap((folder) =>
  shared === null
    ? []
    : readdirSync(join(shared, 'cases', folder))
        .filter((name) => name !== 'index.json' && /\.(json|ya?ml)$/.test(name))
        .map((name) => join(shared, 'cases', folder, name)),
);
if (files.length === 0) console.info('The shared definitions are not beside the repository: not laid out.');

describe.skipIf(files.length === 0)('layout of real definitions', () => {
  const layout = createLayouter(createElk());

  it.each(['DOWN', 'RIGHT'] as const)(
    'should draw every definition without a fault, direction %s',
    (direction) => {
      const faults: string[] = [];
      for (const file of files) {
        const { workflow } = parseDocument(
          readFileSync(file, 'utf8'),
          file.endsWith('json') ? 'json' : 'yaml',
        );
        const drawing = layout(workflow, { direction, collapsed: [] });
        faults.push(...faultsOf(drawing).map((fault) => `${file}: ${fault}`));
        expect(renderSvg(workflow, drawing, { theme: 'light' })).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
        const drawn = drawing.nodes.filter((node) => node.kind === 'state' || node.kind === 'container');
        expect(drawn.map((node) => node.pointer).sort()).toEqual([...workflow.states.keys()].sort());
      }
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
