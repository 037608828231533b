import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../../../src/base/json';
import { applyEdits, invertEdits } from '../../../src/base/textEdits';
import { parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { createLanguage } from '../../../src/language/language';
import { diagnose } from '../../../src/language/problems';
import { applyOps, type PathOp } from '../../../src/model/change';
import { renameState } from '../../../src/model/commands/rename';
import { sharedFiles } from '../../support/shared';
import { chance, randomOp } from '../randomOps';
import { definition, embeddings } from './templates';

vi.setConfig({ testTimeout: 60_000 });

const seed = 20261121;
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const value = JSON.parse(definition) as never;
const each = embeddings.map((embedding) => [embedding.name, embedding] as const);

describe('a definition as text in a template', () => {
  it.each(each)('should be read from %s, each character at its place', (_name, { wrap, format }) => {
    const text = wrap(definition);

    const document = parseDocument(text, format);

    expect(document.broken).toBeNull();
    expect(document.place).toMatchObject({
      name: 'Order',
      container: 'CloudFormation template',
      type: 'EXPRESS',
    });
    expect(document.workflow.definition).toEqual(value);
    expect(document.embedded?.text.pieces.every((piece) => piece.exact)).toBe(true);
    const map = document.embedded?.text.map;
    for (let at = 0; map && at < map.text.length; at++) {
      const run = map.runAt(at);
      if (!run || run.outerLength === 0) continue;
      if (run.verbatim) expect(text[map.outerOf(at, 'start')]).toBe(map.text[at]);
      if (run.verbatim || at === run.inner) expect(map.innerOf(map.outerOf(at, 'start'))).toBe(at);
    }
  });

  it.each(each)('should have its states where they stand in %s', (_name, { wrap, format }) => {
    const document = parseDocument(wrap(definition), format);

    const key = document.placeOf(['States', 'Paid?'], 'key');
    const next = document.placeOf(['States', 'Charge card', 'Next'], 'value');

    expect(slice(document.text, key)).toMatch(/^\\?(?:"|u0022)Paid\?\\?(?:"|u0022)$/);
    expect(slice(document.text, next)).toMatch(/^\\?"Paid\?\\?"$/);
    expect(document.pathAt(key?.offset ?? 0)).toEqual(['States', 'Paid?']);
    expect(document.pathAt((next?.offset ?? 0) + 2)).toEqual(['States', 'Charge card', 'Next']);
    expect(document.pathAt(0)).toEqual([]);
    expect(document.pathAt(document.text.length)).toEqual([]);
  });

  it.each(each)('should change within %s alone, and be as before when undone', (_name, embedding) => {
    const { wrap, format } = embedding;
    const text = wrap(definition);
    const document = parseDocument(text, format);
    const renamed = renameState('/States/Paid?', 'Was it "paid" / not?')(document.workflow);
    if (!renamed.ok) throw new Error(renamed.reason);

    const { edits, document: after } = editDocument(document, renamed.change.ops);

    expect(after.workflow.definition).toEqual(applyOps(value, renamed.change.ops));
    expect(applyEdits(text, edits)).toBe(after.text);
    expect(applyEdits(after.text, invertEdits(text, edits))).toBe(text);
    const changed = edits.reduce((sum, edit) => sum + edit.length + edit.text.length, 0);
    expect(changed).toBeLessThan(120);
  });

  it.each(each)('should take any change in %s', (_name, { wrap, format }) => {
    let document = parseDocument(wrap(definition), format);
    const start = document.text;
    let afresh = 0;
    fc.assert(
      fc.property(seeds, (number) => {
        document = parseDocument(start, format);
        const ops = randomOps(document.workflow.definition, chance(number));
        const edited = editDocument(document, ops);
        expect(edited.document.definition?.value).toEqual(applyOps(document.workflow.definition, ops));
        expect(applyEdits(start, edited.edits)).toBe(edited.document.text);
        expect(applyEdits(edited.document.text, invertEdits(start, edited.edits))).toBe(start);
        expect(around(edited.document.text)).toEqual(around(start));
        if (edited.afresh) afresh++;
      }),
      { seed, numRuns: 30 },
    );
    expect(afresh).toBe(0);
  });

  it.each(each)('should take any cut of %s', (_name, { wrap, format }) => {
    const whole = wrap(definition);
    const cuts = fc.record({
      from: fc.nat(whole.length),
      length: fc.nat(40),
      add: fc.constantFrom('', '"', '\\', '\n', '!', '{', ' ', '\t'),
    });
    fc.assert(
      fc.property(cuts, ({ from, length, add }) => {
        const text = whole.slice(0, from) + add + whole.slice(from + length);
        const document = parseDocument(text, format);
        for (const problem of diagnose(document, { type: 'STANDARD' })) {
          expect(problem.range.offset + problem.range.length).toBeLessThanOrEqual(text.length + 1);
        }
        for (let at = 0; at < text.length; at += 17) document.pathAt(at);
      }),
      { seed, numRuns: 30 },
    );
  });

  it.each(each)('should answer the editor in %s', async (_name, { wrap, format }) => {
    const text = wrap(definition);
    const language = createLanguage();
    const { ranges } = await language.parse({ text, format, revision: 1 });
    const place = await language.rangeAt(1, ['States', 'Charge card', 'Next'], 'value');
    const offset = (place?.offset ?? 0) + 3;

    const targets = await language.definition(1, offset);
    const references = await language.references(1, offset);
    const renamed = await language.rename(1, offset, 'Is it paid?');
    const hover = await language.hover(1, offset);
    const outline = await language.outline(1);

    expect(targets.map((each) => slice(text, each))).toEqual([expect.stringContaining('Paid?')]);
    expect(references).toHaveLength(2);
    expect(renamed).toMatchObject({ change: { ops: [{ op: 'rename' }, { op: 'set' }] } });
    expect(hover?.markdown).toContain('Choice');
    expect(outline.map((item) => slice(text, item.selection))).toHaveLength(4);
    expect(slice(text, ranges.get('/States/Done'))).toMatch(/^\\?(?:"|u0022)Done.*\}$/s);
  });
});

const corpus = sharedFiles('cases/templates', /meta\.json$/).flatMap((path) => {
  const meta = JSON.parse(readFileSync(path, 'utf8'));
  const file = join(dirname(path), meta.template);
  return meta.stateMachines
    .filter(({ how }: { how: string }) => how.startsWith('DefinitionString'))
    .map(
      (each: { logicalId: string; definition: unknown }) =>
        [`${meta.id} ${each.logicalId}`, file, each] as const,
    );
}) as (readonly [string, string, { logicalId: string; definition: JsonValue }])[];

describe.skipIf(corpus.length === 0)('definitions as text in templates of real projects', () => {
  it.each(corpus)('should be read and changed in %s', (_name, file, { logicalId, definition: meant }) => {
    const text = readFileSync(file, 'utf8');
    const format = file.endsWith('json') ? 'json' : 'yaml';
    const place = parseDocument(text, format).places.find(({ path }) => path.includes(logicalId));
    const document = parseDocument(text, format, place?.path);

    expect(document.definition?.value).toEqual(meant);
    for (let number = 1; number <= 10; number++) {
      const ops = randomOps(meant, chance(number * 7919));
      const edited = editDocument(document, ops);
      expect(edited.document.definition?.value).toEqual(applyOps(meant, ops));
      expect(applyEdits(edited.document.text, invertEdits(text, edited.edits))).toBe(text);
    }
  });
});

function randomOps(from: Parameters<typeof randomOp>[0], pick: (below: number) => number): PathOp[] {
  const ops: PathOp[] = [];
  let now = from;
  for (let count = 1 + pick(3); count > 0; count--) {
    const op = randomOp(now, pick);
    ops.push(op);
    now = applyOps(now, [op]);
  }
  return ops;
}

/** The template without its definition. */
function around(text: string): string[] {
  return [text.slice(0, text.indexOf('DefinitionString')), text.slice(text.lastIndexOf('StateMachineType'))];
}

function slice(text: string, place: { offset: number; length: number } | null | undefined): string {
  return place ? text.slice(place.offset, place.offset + place.length) : '';
}
