import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../../../src/base/json';
import { parseDocument } from '../../../src/language/document';
import { diagnose } from '../../../src/language/problems';
import { rules } from '../../../src/language/rules';
import { exampleDefinition } from '../../../src/language/rules/rule';
import { order, orderYaml } from './fixtures/order';

// Hundreds of texts a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 120_000 });

const texts = [JSON.stringify(order, null, 2), JSON.stringify(order, null, 4), JSON.stringify(order)];
const handful = 5;

describe('diagnosing any text', () => {
  it('should find nothing but advice in the whole fixtures', () => {
    for (const text of texts) {
      const found = diagnose(parseDocument(text, 'json'), { type: 'STANDARD' });
      expect(found.filter((problem) => problem.severity !== 'advice')).toEqual([]);
    }
    const yaml = diagnose(parseDocument(orderYaml, 'yaml'), { type: 'STANDARD' });
    expect(yaml.filter((problem) => problem.severity !== 'advice')).toEqual([]);
  });

  it.each(texts.map((text, at) => [at, text] as const))(
    'should give a handful of problems wherever JSON %i is cut',
    (_at, text) => {
      for (let length = 0; length < text.length; length += 7) {
        const found = diagnose(parseDocument(text.slice(0, length), 'json'), { type: 'STANDARD' });
        expect(found.length, `${length}: ${found.map((each) => each.message)}`).toBeLessThanOrEqual(handful);
        if (length > 0)
          expect(
            found.some((problem) => problem.severity === 'error'),
            String(length),
          ).toBe(true);
      }
    },
  );

  it('should give a handful of problems wherever YAML is cut', () => {
    const whole = diagnose(parseDocument(orderYaml, 'yaml'), { type: 'STANDARD' });
    for (let length = 0; length < orderYaml.length; length += 3) {
      const found = diagnose(parseDocument(orderYaml.slice(0, length), 'yaml'), { type: 'STANDARD' });
      const more = found.filter((problem) => problem.severity === 'error');
      expect(more.length, `${length}: ${more.map((each) => each.message)}`).toBeLessThanOrEqual(handful);
      expect(found.length - more.length).toBeLessThanOrEqual(whole.length + handful);
    }
  });

  it('should say once that a whole workflow is written for another query language', () => {
    const names = Array.from({ length: 9 }, (_each, at) => `S${at}`);
    const lines = names.flatMap((name, at) => [
      `  ${name}:`,
      '    Type: Pass',
      `    Output: "{% $states.input %}"`,
      names[at + 1] ? `    Next: ${names[at + 1]}` : '    End: true',
    ]);
    const text = ['StartAt: S0', 'States:', ...lines, ''].join('\n');
    const errors = (written: string) =>
      diagnose(parseDocument(written, 'yaml'), { type: 'STANDARD' }).filter(
        (each) => each.severity === 'error',
      );

    const found = errors(text);

    expect(found.map(({ code }) => code)).toEqual(Array(3).fill('FIELD_OTHER_LANGUAGE'));
    expect(found[0]?.message).toContain('The same goes for 6 other fields.');
    expect(errors(`${text}QueryLanguage: JSONata\n`)).toEqual([]);
  });

  it('should say little when one character is taken out of JSON', () => {
    const text = texts[0] ?? '';
    for (let at = 0; at < text.length; at += 5) {
      const found = diagnose(parseDocument(text.slice(0, at) + text.slice(at + 1), 'json'), {
        type: 'STANDARD',
      });
      const errors = found.filter((problem) => problem.severity !== 'advice');
      expect(errors.length, `${at}: ${errors.map((each) => each.message)}`).toBeLessThanOrEqual(handful);
    }
  });

  it('should never throw, whatever a definition holds', () => {
    const bad = rules.flatMap((rule) => rule.problems.map((help) => exampleDefinition(help.bad)));
    const path = (value: JsonValue): (readonly (string | number)[])[] => pathsIn(value);
    fc.assert(
      fc.property(fc.constantFrom(...bad, order), fc.nat(), fc.jsonValue(), (definition, place, value) => {
        const paths = path(definition);
        const at = paths[place % paths.length] ?? [];
        const text = JSON.stringify(replaced(definition, at, value as JsonValue));
        for (const type of ['STANDARD', 'EXPRESS'] as const) {
          const document = parseDocument(text, 'json');
          for (const problem of diagnose(document, { type })) {
            expect(problem.range.offset + problem.range.length).toBeLessThanOrEqual(Math.max(1, text.length));
          }
        }
      }),
      { seed: 11, numRuns: 600 },
    );
  });

  it('should take names such as __proto__ for names', () => {
    const text = `{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Pass","Assign":{"toString":1},"Next":"hasOwnProperty"},"hasOwnProperty":{"Type":"Pass","InputPath":"$toString","End":true}}}`;

    expect(diagnose(parseDocument(text, 'json'), { type: 'STANDARD' })).toEqual([]);
  });
});

function pathsIn(
  value: JsonValue,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, member]) => pathsIn(member as JsonValue, [...path, key]))];
}

function replaced(value: JsonValue, path: readonly (string | number)[], by: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? replaced(item, rest, by) : item));
  const object = value as { readonly [key: string]: JsonValue };
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => [key, key === step ? replaced(member, rest, by) : member]),
  );
}
