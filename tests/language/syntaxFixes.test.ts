import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { applyEdits } from '../../src/base/textEdits';
import { parseDocument } from '../../src/language/document';
import type { Format } from '../../src/language/messages';
import { diagnose } from '../../src/language/problems';
import { readSource } from '../../src/language/source/tree';
import { syntaxPages } from '../../src/language/syntaxHelp';
import type { Problem, TextFix } from '../../src/model/problem';
import { embeddings } from './embedded/templates';

vi.setConfig({ testTimeout: 120_000 });

const seed = 20261130;

interface Offered {
  readonly problem: Problem;
  readonly fix: TextFix;
}

/** The fixes of the text itself. */
function offered(text: string, format: Format): Offered[] {
  return diagnose(parseDocument(text, format), { type: 'STANDARD' }).flatMap((problem) =>
    problem.fixes.flatMap((fix) => ('edits' in fix ? [{ problem, fix }] : [])),
  );
}

/** What is left of a text when a fix has taken out what it replaces, and the same of the text after it. */
function outside(text: string, { edits }: TextFix): readonly [before: string, after: string] {
  const ordered = [...edits].sort((left, right) => left.offset - right.offset);
  const mended = applyEdits(text, edits);
  let before = '';
  let after = '';
  let at = 0;
  let shift = 0;
  for (const { offset, length, text: added } of [...ordered, { offset: text.length, length: 0, text: '' }]) {
    before += text.slice(at, offset);
    after += mended.slice(at + shift, offset + shift);
    at = offset + length;
    shift += added.length - length;
  }
  return [before, after];
}

const problemsOf = (text: string, format: Format) => readSource(text, format).problems;

type Case = readonly [code: string, text: string, title: string, mended: string];

const json: readonly Case[] = [
  ['SYNTAX_COMMA', '{ "a": 1 "b": 2 }', 'Add a comma', '{ "a": 1, "b": 2 }'],
  ['SYNTAX_COMMA', '{\r\n  "a": {}\r\n  "b": 2\r\n}', 'Add a comma', '{\r\n  "a": {},\r\n  "b": 2\r\n}'],
  ['SYNTAX_COMMA', '{ "a": [1 2, 3] }', 'Add a comma', '{ "a": [1, 2, 3] }'],
  ['SYNTAX_COMMA', '{ "a": 1,, "b": 2 }', 'Remove the comma', '{ "a": 1, "b": 2 }'],
  ['SYNTAX_COMMA', '[1,,2]', 'Remove the comma', '[1,2]'],
  ['SYNTAX_COMMA', '{ "a": [01, 2] }', 'Write “1”', '{ "a": [1, 2] }'],
  ['SYNTAX_TRAILING_COMMA', '{ "a": [1, 2,], "b": 1 }', 'Remove the comma', '{ "a": [1, 2], "b": 1 }'],
  ['SYNTAX_QUOTES', '{ a: 1 }', 'Put it in double quotes', '{ "a": 1 }'],
  ['SYNTAX_QUOTES', "{ 'a b': 1 }", 'Put it in double quotes', '{ "a b": 1 }'],
  [
    'SYNTAX_QUOTES',
    `{ "a": 'say "it\\'s" \\d' }`,
    'Put it in double quotes',
    `{ "a": "say \\"it's\\" \\\\d" }`,
  ],
  ['SYNTAX_QUOTES', '{ “a”: 1 }', 'Put it in double quotes', '{ "a": 1 }'],
  ['SYNTAX_WORD', '{ "a": “b” }', 'Put it in double quotes', '{ "a": "b" }'],
  ['SYNTAX_WORD', '{ "a": “say yes”, "b": 1 }', 'Put it in double quotes', '{ "a": "say yes", "b": 1 }'],
  ['SYNTAX_WORD', '{ "a": True }', 'Change to “true”', '{ "a": true }'],
  ['SYNTAX_WORD', '{ "a": [FALSE, 1] }', 'Change to “false”', '{ "a": [false, 1] }'],
  ['SYNTAX_WORD', '{ "a": ture }', 'Change to “true”', '{ "a": true }'],
  ['SYNTAX_WORD', '{ "a": None }', 'Change to “null”', '{ "a": null }'],
  ['SYNTAX_WORD', '{ "a": undefined }', 'Change to “null”', '{ "a": null }'],
  ['SYNTAX_WORD', '{ "a": Pass, "b": 1 }', 'Put it in double quotes', '{ "a": "Pass", "b": 1 }'],
  ['SYNTAX_WORD', '{ "a": $.order.id }', 'Put it in double quotes', '{ "a": "$.order.id" }'],
  ['SYNTAX_WORD', '{ "a": Charge the card }', 'Put it in double quotes', '{ "a": "Charge the card" }'],
  ['SYNTAX_WORD', '{ "a": .5 }', 'Write “0.5”', '{ "a": 0.5 }'],
  ['SYNTAX_WORD', '{ "a": +1 }', 'Write “1”', '{ "a": 1 }'],
  ['SYNTAX_NUMBER', '{ "a": 1. }', 'Write “1”', '{ "a": 1 }'],
  ['SYNTAX_NUMBER', '{ "a": -1.e5 }', 'Write “-1e5”', '{ "a": -1e5 }'],
  ['SYNTAX_UNEXPECTED', '{ "a": -01.e5 }', 'Write “-1e5”', '{ "a": -1e5 }'],
  ['SYNTAX_UNEXPECTED', '{ "a": 007 }', 'Write “7”', '{ "a": 7 }'],
  ['SYNTAX_UNEXPECTED', '{ “a b”: 1 }', 'Put it in double quotes', '{ "a b": 1 }'],
  ['SYNTAX_CHARACTER', '{ "a": "x\ty\u0001" }', 'Escape it', '{ "a": "x\\ty\\u0001" }'],
  ['SYNTAX_ESCAPE', '{ "a": "\\d\\n\\\\d\\u12" }', 'Write “\\\\”', '{ "a": "\\\\d\\n\\\\d\\\\u12" }'],
  [
    'SYNTAX_TEXT_LINES',
    '{ "a": "one\r\n  two\nthree", "b": 1 }',
    'Write “\\n” for the line breaks',
    '{ "a": "one\\n  two\\nthree", "b": 1 }',
  ],
  [
    'SYNTAX_TEXT_UNCLOSED',
    '{\n  "a": "b,\n  "c": 1\n}',
    'Add the closing quote',
    '{\n  "a": "b",\n  "c": 1\n}',
  ],
  ['SYNTAX_TEXT_UNCLOSED', '{ "a": ["b] }', 'Add the closing quote', '{ "a": ["b"] }'],
  [
    'SYNTAX_TEXT_UNCLOSED',
    '{\n  "a: {\n    "c": 1\n}}',
    'Add the closing quote',
    '{\n  "a": {\n    "c": 1\n}}',
  ],
  [
    'SYNTAX_TEXT_UNCLOSED',
    '{\n  "a: "b",\n  "c": 1\n}',
    'Add the closing quote',
    '{\n  "a": "b",\n  "c": 1\n}',
  ],
  [
    'SYNTAX_TEXT_UNCLOSED',
    '{\n  a b": "b",\n  "c": 1\n}',
    'Add the opening quote',
    '{\n  "a b": "b",\n  "c": 1\n}',
  ],
  [
    'SYNTAX_TEXT_UNCLOSED',
    '{\n  a b": {\n    "c": 1\n  }\n}',
    'Add the opening quote',
    '{\n  "a b": {\n    "c": 1\n  }\n}',
  ],
  [
    'SYNTAX_TEXT_UNCLOSED',
    '{\n  "c": 1,\n  "a": {% $x %}"\n}',
    'Add the opening quote',
    '{\n  "c": 1,\n  "a": "{% $x %}"\n}',
  ],
  ['SYNTAX_END', '{ "a": [1, {"b": 2', 'Add the closing brackets', '{ "a": [1, {"b": 2}] }'],
  [
    'SYNTAX_END',
    '{\n  "a": {\n    "b": [\n      1,\n',
    'Add the closing brackets',
    '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}\n',
  ],
  ['SYNTAX_AFTER_END', '{ "a": 1 }\n}]\n', 'Remove it', '{ "a": 1 }\n'],
  ['SYNTAX_PLACEHOLDER', '{ "a": ${Limit} }', 'Put it in double quotes', '{ "a": "${Limit}" }'],
  ['SYNTAX_COMMENT', '{ "a": 1 // one\n}', 'Remove the comment', '{ "a": 1\n}'],
  [
    'SYNTAX_COMMENT',
    '// all\n{\n  // one\n  "a": /* x */ "//", /* y */\n  "b": 2\n}\n',
    'Remove the comments',
    '{\n  "a": "//",\n  "b": 2\n}\n',
  ],
  ['SYNTAX_COLON', '{ "a" "b", "c": 1 }', 'Add a colon', '{ "a": "b", "c": 1 }'],
  ['SYNTAX_COLON', '{ "a" = 1 }', 'Add a colon', '{ "a": 1 }'],
];

const yaml: readonly Case[] = [
  ['SYNTAX_TAB_AS_INDENT', 'A:\n\tB: 1\n', 'Indent with spaces', 'A:\n  B: 1\n'],
  [
    'SYNTAX_TAB_AS_INDENT',
    'Z:\n    Y: 1\nA:\n\tB: 1\n',
    'Indent with spaces',
    'Z:\n    Y: 1\nA:\n    B: 1\n',
  ],
  ['SYNTAX_TAB_AS_INDENT', 'A:\n\tB:\n\t\tC: 1\n', 'Indent all lines with spaces', 'A:\n  B:\n    C: 1\n'],
  ['SYNTAX_BAD_SCALAR_START', 'a: @x y # hi\nb: 1\n', 'Put it in quotes', 'a: "@x y" # hi\nb: 1\n'],
  ['SYNTAX_BAD_SCALAR_START', 'a: {b: `c`, d: 1}', 'Put it in quotes', 'a: {b: "`c`", d: 1}'],
  ['SYNTAX_BAD_SCALAR_START', '@a: 1\nb: 2\n', 'Put it in quotes', '"@a": 1\nb: 2\n'],
  ['SYNTAX_BAD_SCALAR_START', 'a: {% $x & "y" %}\n', 'Put it in quotes', `a: '{% $x & "y" %}'\n`],
  [
    'SYNTAX_BLOCK_AS_IMPLICIT_KEY',
    'a: it is: so\nb: 1\n',
    'Put the value in quotes',
    'a: "it is: so"\nb: 1\n',
  ],
  ['SYNTAX_BAD_DQ_ESCAPE', 'a: "x\\d"\n', 'Write “\\\\”', 'a: "x\\\\d"\n'],
  ['SYNTAX_MISSING_CHAR', 'a: "b\nc: d\n', 'Add the closing quote', 'a: "b"\nc: d\n'],
  ['SYNTAX_MISSING_CHAR', "- 'b\n- c\n", 'Add the closing quote', "- 'b'\n- c\n"],
  ['SYNTAX_MULTILINE_IMPLICIT_KEY', 'a:b\nc: d\n', 'Add a space after the “:”', 'a: b\nc: d\n'],
  ['SYNTAX_UNEXPECTED_TOKEN', '- a\n-b\n', 'Add a space after the “-”', '- a\n- b\n'],
];

describe.each([
  ['json', json],
  ['yaml', yaml],
] as const)('fixes of a %s text', (format, cases) => {
  it.each(cases)('should mend %s in %j by “%s”', (code, text, title, mended) => {
    const found = offered(text, format).filter(({ problem }) => problem.code === code);

    const wanted = found.find(({ fix }) => fix.title === title);
    expect(wanted, JSON.stringify(problemsOf(text, format))).toBeDefined();
    if (!wanted) return;
    expect(applyEdits(text, wanted.fix.edits)).toBe(mended);
    const [before, after] = outside(text, wanted.fix);
    expect(after).toBe(before);
  });

  const mechanical = new Set(cases.map(([code]) => code));
  const pages = syntaxPages.filter((page) => page.format === format && mechanical.has(page.code));
  it.each(pages.map((page) => [page.code, page] as const))('should mend the example of %s', (code, page) => {
    const before = problemsOf(page.bad, format);
    const found = offered(page.bad, format).filter(({ problem }) => problem.code === code);

    // What stands in the wrong place may be anything.
    if (code !== 'SYNTAX_UNEXPECTED' && code !== 'SYNTAX_COLON') expect(found.length).toBeGreaterThan(0);
    for (const { fix } of found) {
      const after = problemsOf(applyEdits(page.bad, fix.edits), format);
      expect(after.filter((each) => each.code === code)).toEqual([]);
      expect(after.length).toBeLessThan(before.length);
    }
  });
});

describe('a text whose mistake may be another', () => {
  it.each([
    ['json', '{ "a": arn:aws:states }'],
    ['json', '{ "a: "b",\n "c": 1 }'],
    ['json', '{ "account": 012345678901 }'],
    ['json', '{ "a": [0x10] }'],
    ['json', '{ "a": NaN }'],
    ['json', '{ "a"\n "b": 1 }'],
    ['json', '{ "a": 1 } { "b": 2 }'],
    ['json', "{ 'it's': 1 }"],
    ['json', '{ "a": 1 } /* one'],
    ['yaml', 'a: *b\n'],
    ['yaml', 'a: "b # c\n'],
    ['yaml', 'a:\n    b: 1\n   c: 2\n'],
  ] as const)('should have no fix in %s: %j', (format, text) => {
    expect(problemsOf(text, format).length).toBeGreaterThan(0);
    expect(offered(text, format).map(({ fix }) => fix.title)).toEqual([]);
  });
});

describe('fixes of a definition that is text in a template', () => {
  const states = '"States": {\n    "A": { "Type": "Succeed" }\n  }\n}';
  const sound = `{\n  "StartAt": "A",\n  ${states}`;
  const wrong: readonly (readonly [text: string, title: string, mended: string])[] = [
    [`{\n  "StartAt": "A"\n  ${states}`, 'Add a comma', sound],
    [`{\n  StartAt: "A",\n  ${states}`, 'Put it in double quotes', sound],
    [`{\n  "StartAt": 'A',\n  ${states}`, 'Put it in double quotes', sound],
    [`{\n  "StartAt": “A”,\n  ${states}`, 'Put it in double quotes', sound],
    [sound.replace('"A"', '"\\d"'), 'Write “\\\\”', sound.replace('"A"', '"\\\\d"')],
    [sound.slice(0, -1).trimEnd(), 'Add the closing bracket', sound],
  ];

  it.each(embeddings.map((embedding) => [embedding.name, embedding] as const))(
    'should be written into %s',
    (_name, { format, wrap }) => {
      let written = 0;
      for (const [definition, title, mended] of wrong) {
        const text = wrap(definition);
        const inner = parseDocument(text, format).embedded?.document.text ?? '';
        const isRead = inner.trim() === definition;
        for (const { problem, fix } of offered(text, format)) {
          const after = parseDocument(applyEdits(text, fix.edits), format);
          const left = after.embedded?.document.syntaxProblems ?? [];
          expect(left.map(({ code }) => code)).not.toContain(problem.code);
          if (isRead) expect([fix.title, after.embedded?.document.text.trim()]).toEqual([title, mended]);
          const [kept, rest] = outside(text, fix);
          expect(rest).toBe(kept);
          written++;
        }
      }
      expect(written).toBeGreaterThanOrEqual(5);
    },
  );
});

describe('fixes of the example workflows with a mistake in them', () => {
  const folder = resolve(import.meta.dirname, '../../src/app/examples');
  const texts = readdirSync(folder)
    .filter((name) => /\.asl\.(json|yaml)$|serverless\.yml$/.test(name))
    .map((name) => ({
      text: readFileSync(join(folder, name), 'utf8'),
      format: name.endsWith('.json') ? ('json' as const) : ('yaml' as const),
    }));
  const signs = [...'",:{}[]\\\'`@%#-/ \t\n.0a“”', ''];

  it('should never throw, nor make more problems than there were', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.oneof(
          fc.record({ cut: fc.constant(true), sign: fc.constant('') }),
          fc.record({ cut: fc.constant(false), sign: fc.constantFrom(...signs) }),
        ),
        fc.nat(1),
        ({ text, format }, part, { cut, sign }, length) => {
          const at = Math.floor(part * text.length);
          const broken = text.slice(0, at) + (cut ? '' : sign + text.slice(at + length));
          const before = problemsOf(broken, format);
          for (const { fix } of offered(broken, format)) {
            const after = problemsOf(applyEdits(broken, fix.edits), format);
            expect(after.length, `${fix.title} in ${broken}`).toBeLessThanOrEqual(before.length);
            const [kept, left] = outside(broken, fix);
            expect(left).toBe(kept);
          }
        },
      ),
      { seed, numRuns: 600 },
    );
  });
});
