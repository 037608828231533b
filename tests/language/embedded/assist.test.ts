import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/base/textEdits';
import { parseDocument } from '../../../src/language/document';
import { formatDocument } from '../../../src/language/format';
import { createLanguage } from '../../../src/language/language';
import { definition, embeddings } from './templates';

const seed = 20261121;

/** What a snippet gives when it is accepted as it stands. */
const accepted = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\d+|\$\{\d+\}/g, '')
    .replace(/\\([\\$}])/g, '$1');

describe('suggestions in an embedded definition', () => {
  const exact = embeddings.filter(({ name }) => !/over lines|lines below >|CRLF|Join|blank lines/.test(name));

  it.each(exact.map((each) => [each.name, each] as const))(
    'should write in %s what they write in a definition alone',
    async (_name, { wrap, format }) => {
      const text = wrap(definition);
      const map = parseDocument(text, format).embedded?.text.map;
      const inner = createLanguage();
      const outer = createLanguage();
      await inner.parse({ text: definition, format: 'json', revision: 1 });
      await outer.parse({ text, format, revision: 1 });
      await fc.assert(
        fc.asyncProperty(fc.nat(definition.length - 1), async (offset) => {
          const alone = await inner.complete(1, offset);
          const there = await outer.complete(1, map?.outerOf(offset, 'end') ?? 0);
          expect(there.map((item) => item.label)).toEqual(alone.map((item) => item.label));
          for (const index of new Set([0, 1, alone.length - 1])) {
            const [plain, written] = [alone[index], there[index]];
            if (!plain || !written) continue;
            const asMeant = applyEdits(definition, [
              { ...plain.range, text: accepted(plain.insert) },
              ...(plain.edits ?? []),
            ]);
            const after = applyEdits(text, [
              { ...written.range, text: accepted(written.insert) },
              ...(written.edits ?? []),
            ]);
            expect(parseDocument(after, format).embedded?.text.map.text.trimEnd()).toBe(asMeant);
          }
        }),
        { seed, numRuns: 25 },
      );
    },
  );
});

describe('laying out a template', () => {
  it.each(embeddings.map((each) => [each.name, each] as const))(
    'should keep what is meant in %s, and change nothing the second time',
    (_name, { wrap, format }) => {
      const document = parseDocument(wrap(definition), format);

      const once = parseDocument(applyEdits(document.text, formatDocument(document)), format);

      expect(once.workflow.definition).toEqual(document.workflow.definition);
      expect(formatDocument(once)).toEqual([]);
    },
  );

  it('should lay out a definition in lines of its own', () => {
    const text = embeddings
      .find(({ name }) => name === 'lines below |')
      ?.wrap('{"StartAt": "A",\n"States": {}}');
    const document = parseDocument(text ?? '', 'yaml');

    const after = applyEdits(document.text, formatDocument(document));

    expect(after).toContain('        {\n          "StartAt": "A",\n          "States": {}\n        }\n');
  });
});
