import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readYaml } from '../../src/language/source/yaml';
import { readYamlAgain } from '../../src/language/source/yamlAgain';
import { fixture } from './documents';
import { plain } from './plainTree';

// Much work a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 120_000 });

const seed = 20261121;

const odd = `# A comment at the top
StartAt: Ask   # and one behind
States:
  Ask:
    Type: Task
    Resource: !Sub arn:\${Region}:x
    Parameters:
      text: |
        two
          lines

      folded: >-
        a
        b
      plain: one
        and two
      'quoted: key': "a
        b"
      flow: {a: [1, 2], "b": null}
      empty:
    Retry:
    - ErrorEquals: [States.ALL]
      MaxAttempts: 2

    - ErrorEquals:
        - A
        - B
    # before the end
    Next: Last
  Last:
    Type: Succeed
`;

const fragments = [
  ...[
    'x',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\n    ',
    '\n      a: b',
    ': ',
    '- ',
    '#',
    ' # c',
    '"',
    "'",
    '|',
    '>',
    '{',
    '}',
  ],
  ...[
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '<<: ',
    '!Sub ',
    '---\n',
    '...\n',
    '%',
    '?',
    '\t',
    '\r\n',
    '\r',
    'a: b\n',
    '\n\n',
    '~',
  ],
  ...['\n# c\n', '\n    # c\n', '\n  # c\n      '],
  ...['    Type: Pass\n', '  New:\n    Type: Fail\n', 'é🙂', '\\', '`', '@', '0x1', '- - a', ': :', '[a: 1]'],
];

/** What opens and closes quotes. */
const quotes = ['"', "'", '"x', "'x: y", '"\n', '\n"', ': "', '\n" '];

const texts = [odd, fixture('order.asl.yaml').text, odd.replaceAll('\n', '\r\n')];

const editWith = (written: readonly string[]) =>
  fc.record({
    at: fc.nat(1_000_000),
    length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
    text: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...written) }, fc.constant('')),
  });

describe('reading YAML again after an edit', () => {
  it.each([
    ['anything', fragments, 380],
    ['quotes', quotes, 300],
  ])(
    'should give the very tree that reading the whole text gives, with %s written',
    (_what, written, least) => {
      const edit = editWith(written);
      let taken = 0;
      const run = (first: string, edits: readonly { at: number; length: number; text: string }[]) => {
        let tree = readYaml(first);
        for (const { at, length, text } of edits) {
          const offset = at % (tree.text.length + 1);
          const after = tree.text.slice(0, offset) + text + tree.text.slice(offset + length);
          const again = readYamlAgain(tree, after);
          const whole = readYaml(after);
          if (again) {
            taken++;
            expect(plain(again.root), JSON.stringify({ before: tree.text, after })).toEqual(
              plain(whole.root),
            );
            expect(again.problems).toEqual(whole.problems);
            expect(again.lines.starts).toEqual(whole.lines.starts);
          }
          tree = again ?? whole;
        }
      };
      fc.assert(fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), run), {
        seed,
        numRuns: 800,
      });
      expect(taken).toBeGreaterThan(least);
    },
    60_000,
  );

  it('should read a value, a key further in and a list item by themselves', () => {
    const changes = [
      ['Type: Task', 'Type: Pass'],
      ['two\n', 'two and three\n'],
      ['MaxAttempts: 2', 'MaxAttempts: 25'],
      ['        - B\n', '        - B\n        - C\n'],
      ['empty:', 'empty: 1'],
      ['Next: Last', 'Next: Lost'],
      // As it is typed: a key without its colon, and one that stands twice.
      ['    Next: Last', '    Ti\n    Next: Last'],
      ['    Type: Succeed', '    Type: Succeed\n    Co'],
      ['    Next: Last', '    Next: Last\n    Next: Last'],
      ['plain: one', 'plain: @one'],
      ['plain: one', 'plain: "one'],
      ['Type: Succeed', "Type: 'Succeed"],
      ['        - A', "        - 'A"],
      ['[States.ALL]', '"[States.ALL]'],
    ] as const;
    for (const [from, to] of changes) {
      const before = readYaml(odd);
      const after = odd.replace(from, to);
      const again = readYamlAgain(before, after);
      expect(again && plain(again.root), to).toEqual(plain(readYaml(after).root));
      expect(again?.problems, to).toEqual(readYaml(after).problems);
    }
  });

  it('should read on by itself where a quote is open, and where it is closed again', () => {
    for (const quote of ['"', "'"]) {
      let tree = readYaml(odd);
      const open = odd.replace('Type: Task', `Type: ${quote}Task`);
      const steps = [
        open,
        open.replace('Next: Last', 'Next: Lost'),
        open.replace('Task\n', `Task${quote}\n`),
      ];
      for (const [at, text] of steps.entries()) {
        const again = readYamlAgain(tree, text);
        expect(again && plain(again.root)).toEqual(plain(readYaml(text).root));
        expect(again?.problems.length).toBe(at < 2 ? 1 : 0);
        if (again) tree = again;
      }
    }
  });

  it('should leave the tree before as it was', () => {
    const before = readYaml(odd);
    const copy = plain(before.root);
    expect(readYamlAgain(before, odd.replace('Type: Task', 'Type: Passed'))).not.toBeNull();
    expect(plain(before.root)).toEqual(copy);
  });

  it.each([
    ['an alias', 'a: &x 1\nb:\n  c: 2\n  d: *x\n', 'c: 2', 'c: 3'],
    ['a key that was renamed', 'a:\n  b: 1\n  c: 2\n', 'b: 1', 'c: 1'],
    ['a bracket that is open', 'a:\n  b: [1\n  c: 2\n', 'c: 2', 'c: 3'],
    ['a quote that was opened where the last line has no end', 'a:\n  b: 1\n  c: 2', 'b: 1', 'b: "1'],
    ['a quote that was opened in brackets', 'a:\n  b: [1]\n  c: 2\n', '[1', '["1'],
    ['a quote that is open where a line begins', 'a:\n  b:\n \n" c: 2\n', 'b:', 'b:" '],
    // Where an empty key stands is not where its line begins: the value before it would be lost.
    ['a value before an empty key', 'a:\n  b: 1\n  c:\n: "x\n', 'b: 1', 'd: 1'],
    ['a directive', '%TAG ! tag:x,2000:\n---\na:\n  b: 1\n  c: 2\n', 'b: 1', 'b: 3'],
  ])('should leave %s to the whole text', (_what, text, from, to) => {
    expect(readYamlAgain(readYaml(text), text.replace(from, to))).toBeNull();
  });
});
