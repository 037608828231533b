import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/language/source/json';
import { readJsonAgain } from '../../src/language/source/jsonAgain';
import { fixture } from './documents';
import { plain } from './plainTree';

const seed = 20261130;

const odd = `{
  "StartAt": "Ask", "States": {
    "Ask": {
      "Type": "Task", "Resource": \${Function},
      "Retry": [{ "ErrorEquals": ["States.ALL"] }, {"MaxAttempts": 2,
        "Deep": {"a": [[{"b": {}}, 1], []]}}],
      "Next": "Last"
    },
    "Last": { "Type": "Succeed" }
  }
}
`;

const fragments = [
  ...[
    'x',
    ' ',
    '\n',
    '"',
    '"a"',
    '"a":',
    '"a": 1',
    '"a": 1,',
    ',',
    ':',
    '{',
    '}',
    '{}',
    '[',
    ']',
    '[]',
    '[{}]',
  ],
  ...[
    ', "Type": "Pass"',
    '"a": {"b": [1, {"c": null}]},',
    '\\',
    '\\"',
    "'q'",
    '$',
    '${X}',
    '//',
    '/*',
    '*/',
    '\t',
  ],
  ...['-', '1.', 'true', 'nul', '"two\nlines"', '\r\n', '\n      "', '},\n "New": {', '}}', '] }', 'é🙂'],
];

const texts = [odd, fixture('order.asl.json').text, odd.replace(/\s+/g, ' '), odd.replaceAll('\n', '\r\n')];

const edit = fc.record({
  at: fc.nat(1_000_000),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
  text: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fragments) }, fc.constant('')),
});

const replaces = (placeholder: string) => placeholder === 'X';

describe('reading JSON again after an edit', () => {
  it('should give the very tree and problems that reading the whole text gives', () => {
    let taken = 0;
    let broken = 0;
    const run = (first: string, edits: readonly { at: number; length: number; text: string }[]) => {
      let tree = readJson(first, replaces);
      for (const { at, length, text } of edits) {
        const offset = at % (tree.text.length + 1);
        const after = tree.text.slice(0, offset) + text + tree.text.slice(offset + length);
        const again = readJsonAgain(tree, after, replaces);
        const whole = readJson(after, replaces);
        if (again) {
          taken++;
          if (again.problems.length > 0) broken++;
          const shown = JSON.stringify({ before: tree.text, after });
          expect(plain(again.root), shown).toEqual(plain(whole.root));
          expect(again.problems, shown).toEqual(whole.problems);
          expect(again.lines.starts).toEqual(whole.lines.starts);
        }
        tree = again ?? whole;
      }
    };
    fc.assert(fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 6 }), run), {
      seed,
      numRuns: 1500,
    });
    expect(taken).toBeGreaterThan(1000);
    expect(broken).toBeGreaterThan(500);
  }, 60_000);

  it('should keep what was not read again, with its value', () => {
    const before = readJson(odd);
    const again = readJsonAgain(before, odd.replace('"Succeed"', '"Pass"'));
    const ask = (tree: typeof before | null) => tree?.root?.child('States')?.child('Ask');
    expect(again?.root?.child('States')?.child('Last')?.value).toEqual({ Type: 'Pass' });
    expect(ask(again)?.identity).toBe(ask(before)?.identity);
    expect(ask(again)?.value).toBe(ask(before)?.value);
  });

  it('should leave the tree before as it was', () => {
    const before = readJson(odd);
    const copy = plain(before.root);
    expect(readJsonAgain(before, odd.replace('"Ask": {', '"Ask": { "Comment": "",'))).not.toBeNull();
    expect(plain(before.root)).toEqual(copy);
  });

  it('should make all of the tree after many edits, so that old ones can go', () => {
    let tree = readJson(odd);
    for (let count = 0; count < 450; count++) {
      const text = tree.text.replace(
        /"Last": \{.*\}/,
        `"Last": { "Type": "Succeed", "Comment": "${count}" }`,
      );
      const again = readJsonAgain(tree, text);
      expect(again?.again?.age).toBeLessThanOrEqual(200);
      tree = again ?? tree;
    }
    expect(plain(tree.root)).toEqual(plain(readJson(tree.text).root));
  });

  it.each([
    ['a bracket that was opened', '{"a": {"b": 1}}', '1', '[1'],
    ['a bracket that was closed', '{"a": {"b": 1}}', '1', '1}'],
    ['a comment', '{"a": {"b": 1}}', '1', '1 /* one */'],
    ['a comment elsewhere', '{"a": {"b": 1} } // end', '1', '2'],
    ['the outermost object', '{"a": 1}', '1', '2'],
  ])('should leave %s to the whole text', (_what, text, from, to) => {
    expect(readJsonAgain(readJson(text), text.replace(from, to))).toBeNull();
  });
});
