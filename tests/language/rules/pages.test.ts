import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/language/document';
import { problemPages } from '../../../src/language/problemPages';
import { diagnose } from '../../../src/language/problems';
import { syntaxPages } from '../../../src/language/syntaxHelp';

// Much work a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 60_000 });

const folder = resolve(import.meta.dirname, '../../../docs/problems');

describe('pages of problems', () => {
  it('should be as the rules give them (npm run docs writes them)', () => {
    const pages = problemPages();

    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
  });

  it('should link every code', () => {
    const pages = problemPages();
    const index = pages.get('README.md') ?? '';

    for (const name of pages.keys()) if (name !== 'README.md') expect(index).toContain(`(${name})`);
  });

  const shown = syntaxPages.filter(({ code }) => !['SYNTAX_DEPTH', 'WORKFLOW_ELSEWHERE'].includes(code));
  it.each(shown.map((page) => [page.code, page] as const))(
    'should have an example of %s that has it',
    (code, page) => {
      const codes = (text: string) =>
        diagnose(parseDocument(text, page.format), { type: 'STANDARD' }).map((problem) => problem.code);

      expect(codes(page.bad)).toContain(code);
      expect(codes(page.good)).not.toContain(code);
    },
  );
});
