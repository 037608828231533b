import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorAt } from '../../../src/language/completion/cursor';
import type { Format } from '../../../src/language/messages';

/** The cursor at the bar in a text. */
function at(text: string, format: Format = 'json') {
  const offset = text.indexOf('|');
  return cursorAt(text.replace('|', ''), format, offset);
}

describe('the cursor in JSON', () => {
  it('should know a key being typed', () => {
    const cursor = at('{"States": {"A": {"Type": "Pass", "Ne|"}}}');

    expect(cursor).toMatchObject({ path: ['States', 'A'], role: 'key', typed: 'Ne', quoted: true });
  });

  it('should know a value being typed, with quotes and without', () => {
    expect(at('{"StartAt": "Fi|rst"}')).toMatchObject({ path: ['StartAt'], role: 'value', typed: 'Fi' });
    expect(at('{"End": tr|}')).toMatchObject({ path: ['End'], role: 'value', typed: 'tr', quoted: false });
    expect(at('{"End": |}')).toMatchObject({ path: ['End'], role: 'value', typed: '' });
  });

  it('should count the items of arrays', () => {
    expect(at('{"Retry": [{}, {"ErrorEquals": ["A", "|"]}]}')).toMatchObject({
      path: ['Retry', 1, 'ErrorEquals', 1],
      inArray: true,
    });
  });

  it('should say whether a comma must follow', () => {
    expect(at('{|"A": 1}')).toMatchObject({ role: 'key' });
    expect(at('{"B|"\n "A": 1}')).toMatchObject({ role: 'key', needsComma: true });
    expect(at('{"B|": 1}')).toMatchObject({ hasColon: true });
  });

  it('should offer nothing in a comment', () => {
    expect(at('{ // St|\n }')).toBeNull();
  });
});

describe('the cursor in YAML', () => {
  it('should know a key being typed', () => {
    expect(at('States:\n  A:\n    Type: Pass\n    Ne|', 'yaml')).toMatchObject({
      path: ['States', 'A'],
      role: 'key',
      typed: 'Ne',
    });
  });

  it('should know a value being typed', () => {
    expect(at('StartAt: Fi|rst # here', 'yaml')).toMatchObject({
      path: ['StartAt'],
      role: 'value',
      typed: 'Fi',
    });
    expect(at('States:\n  "A b":\n    Next: |', 'yaml')).toMatchObject({
      path: ['States', 'A b', 'Next'],
      role: 'value',
    });
  });

  it('should count the items of sequences, indented or not', () => {
    expect(at('Retry:\n- ErrorEquals: [A]\n- Erro|', 'yaml')).toMatchObject({
      path: ['Retry', 1],
      role: 'key',
    });
    expect(at('Retry:\n  - ErrorEquals:\n      - A\n    Max|', 'yaml')).toMatchObject({
      path: ['Retry', 0],
      role: 'key',
    });
  });
});

describe('the cursor anywhere', () => {
  it('should never throw, and replace what holds the offset', () => {
    const texts = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', ' ', '\n', 'a', '-', '#', '/', '\\'),
    });
    fc.assert(
      fc.property(texts, fc.nat(60), fc.constantFrom<Format>('json', 'yaml'), (text, place, format) => {
        const offset = Math.min(place, text.length);
        const cursor = cursorAt(text, format, offset);
        if (!cursor) return;
        expect(cursor.replace.offset).toBeLessThanOrEqual(offset);
        expect(cursor.replace.offset + cursor.replace.length).toBeGreaterThanOrEqual(offset);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});
