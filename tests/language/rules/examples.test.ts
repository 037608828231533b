import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/json';
import { isObject } from '../../../src/base/json';
import { toPointer, valueAt } from '../../../src/base/pointer';
import { loadCalled } from '../../../src/language/calls';
import { type ParsedDocument, parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { diagnose, problemHelp } from '../../../src/language/problems';
import { rules } from '../../../src/language/rules';
import { quotas } from '../../../src/language/rules/quotas';
import { exampleDefinition } from '../../../src/language/rules/rule';
import type { Problem } from '../../../src/model/problem';
import { opsOf } from './diagnosed';
import { places } from './fixtures/places';

/** The examples of the help pages are the fixtures: each bad one has its problem, each good one has none. */
const pages = rules.filter((rule) => rule !== quotas).flatMap((rule) => rule.problems);

function parse(value: JsonValue): ParsedDocument {
  return parseDocument(JSON.stringify(value, null, 2), 'json');
}

function problemsOf(document: ParsedDocument, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): readonly Problem[] {
  return diagnose(document, { type });
}

describe('rules', () => {
  beforeAll(async () => {
    for (const page of pages) {
      for (const each of [page.bad, page.good]) await loadCalled(parse(exampleDefinition(each)).workflow);
    }
  });

  it('should have one page for each code', () => {
    const codes = rules.flatMap((rule) => rule.problems.map((help) => help.code));

    expect(codes).toEqual([...new Set(codes)]);
    for (const code of codes) expect(problemHelp(code)?.code).toBe(code);
  });

  it.each(pages.map((page) => [page.code, page] as const))(
    'should find %s in its bad example',
    (code, page) => {
      const document = parse(exampleDefinition(page.bad));

      const found = problemsOf(document, page.type).filter((problem) => problem.code === code);

      expect(found.map((problem) => toPointer(problem.path))).toEqual([places[code]]);
      for (const problem of found) {
        expect(problem.severity).toBe(page.severity);
        expect(document.rangeOf(problem.path)).toBeDefined();
        const inside = document.text.slice(problem.range.offset, problem.range.offset + problem.range.length);
        expect(inside.length).toBeGreaterThan(0);
        expect(inside).not.toContain('\n');
      }
    },
  );

  it.each(pages.map((page) => [page.code, page] as const))(
    'should find nothing but advice in the good example of %s',
    (code, page) => {
      const found = problemsOf(parse(exampleDefinition(page.good)), page.type);

      expect(found.filter((problem) => problem.severity !== 'advice' || problem.code === code)).toEqual([]);
    },
  );

  it.each(pages.map((page) => [page.code, page] as const))(
    'should mend %s by each of its fixes',
    (code, page) => {
      const document = parse(exampleDefinition(page.bad));
      const before = problemsOf(document, page.type).filter((problem) => problem.code === code);

      for (const problem of before) {
        for (const fix of problem.fixes) {
          const after = editDocument(document, opsOf(fix)).document;

          const left = problemsOf(after, page.type).filter(
            (each) => each.code === code && each.message === problem.message,
          );
          expect(left.length, `${fix.title} in ${after.text}`).toBeLessThan(before.length);
          expect(after.broken).toBeNull();
        }
      }
    },
  );

  it('should point at a place that is there or whose surroundings are', () => {
    for (const page of pages) {
      const document = parse(exampleDefinition(page.bad));
      for (const problem of problemsOf(document, page.type)) {
        const around = valueAt(document.workflow.definition, problem.path.slice(0, -1));
        expect(isObject(around) || Array.isArray(around), problem.code).toBe(true);
      }
    }
  });

  it('should say each thing in a sentence', () => {
    for (const page of pages) {
      for (const text of [page.what, page.why, page.mend]) expect(text, page.code).toMatch(/[.]`?$/);
      for (const problem of problemsOf(parse(exampleDefinition(page.bad)), page.type)) {
        expect(problem.message, problem.code).toMatch(/[.]$/);
        expect(problem.message, problem.code).not.toMatch(/[!“”]|undefined|\[object/);
        for (const fix of problem.fixes) expect(fix.title, problem.code).not.toMatch(/[.]$|undefined/);
      }
    }
  });

  it('should refuse a definition of more than 1 MB', () => {
    const comment = 'x'.repeat(1_048_576);
    const document = parse({ StartAt: 'A', States: { A: { Type: 'Succeed', Comment: comment } } });

    expect(problemsOf(document).map((problem) => problem.code)).toEqual(['DEFINITION_TOO_LARGE']);
  });
});
