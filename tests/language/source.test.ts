import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { JsonValue } from '../../src/base/json';
import { parseDocument } from '../../src/language/document';
import { printJson } from '../../src/language/edits/json';
import { styleOf } from '../../src/language/edits/style';
import type { Format } from '../../src/language/messages';
import { nodeAt, pathOf, type SourceNode } from '../../src/language/source/node';
import { readSource } from '../../src/language/source/tree';
import { sharedFolder } from '../support/shared';
import { fixture, fixtures, realDefinitions } from './documents';
import { chance } from './randomOps';

// Many runs and files; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const seed = 20261121;

const readValue = (text: string, format: Format): JsonValue | undefined =>
  readSource(text, format).root?.value;
const codesOf = (text: string, format: Format): string[] =>
  readSource(text, format).problems.map((problem) => problem.code);
const statesOf = (text: string, format: Format = 'json'): string[] => [
  ...parseDocument(text, format).workflow.states.keys(),
];

function checkRanges(node: SourceNode, text: string): void {
  for (const entry of node.entries) {
    if (entry.merged) continue;
    expect(text.slice(entry.keyOffset, entry.keyOffset + entry.keyLength)).toContain(
      entry.key.slice(0, 1).replace(/["\\\n']/, ''),
    );
    if (entry.value && node.style !== 'alias') expect(entry.value.parent).toBe(node);
  }
}

describe('source of JSON', () => {
  it('should read what JSON.parse reads, with the places of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
        const text = JSON.stringify(json, null, space);
        const { root, problems } = readSource(text, 'json');
        expect(root?.value).toEqual(JSON.parse(text));
        expect(problems).toEqual([]);
        expect([root?.offset, root?.end]).toEqual([0, text.length]);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('should print what it reads back to the same value', () => {
    const style = styleOf(readSource('{\n  "a": ["b"]\n}', 'json'));
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (json) => {
        const value = JSON.parse(JSON.stringify(json)) as JsonValue;
        expect(readValue(printJson(value, '', style), 'json')).toEqual(value);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('should name the place of every key and value', () => {
    const { text } = fixture('order.asl.json');
    const { root, lines } = readSource(text, 'json');
    const node = nodeAt(root, ['States', 'Enough?', 'Choices', 1, 'Next']);

    expect(text.slice(node?.offset, node?.end)).toBe('"Apologise"');
    expect(node && pathOf(node)).toEqual(['States', 'Enough?', 'Choices', 1, 'Next']);
    expect(lines.at(text.indexOf('"Enough?": {'))).toEqual({ line: 23, column: 9 });
    if (root) checkRanges(root, text);
  });

  it('should read comments, trailing commas and twofold keys, and report them', () => {
    const text = '{ // one\n "a": 1, "a": [2,], /* two */ }';

    expect(readValue(text, 'json')).toEqual({ a: [2] });
    expect(codesOf(text, 'json')).toEqual([
      'SYNTAX_COMMENT',
      'SYNTAX_DUPLICATE_KEY',
      'SYNTAX_TRAILING_COMMA',
      'SYNTAX_TRAILING_COMMA',
    ]);
    expect(parseDocument(text, 'json').broken).toBeNull();
  });

  it('should take placeholders without quotes for values, and say so', () => {
    const text = '{"a": ${Seconds}, "b": [${A}-${B}], "c": "${C}"}';

    expect(readValue(text, 'json')).toEqual({ a: '${Seconds}', b: ['${A}-${B}'], c: '${C}' });
    expect(codesOf(text, 'json')).toEqual(['SYNTAX_PLACEHOLDER', 'SYNTAX_PLACEHOLDER']);
    expect(parseDocument(text, 'json').broken).toBeNull();
  });

  it.each([
    [
      'a value that is not typed yet',
      '{"States": {"A": {"Next": , "Type": "Pass"}, "B": {}}}',
      ['SYNTAX_VALUE'],
    ],
    ['a missing comma', '{"States": {"A": {} "B": {}}}', ['SYNTAX_COMMA']],
    ['a missing colon', '{"States": {"A": {"Next"}, "B": {}}}', ['SYNTAX_COLON']],
    ['a text without its end', '{"States": {"A": {"Next": "x\n}, "B": {}}}', ['SYNTAX_TEXT_UNCLOSED']],
    ['single quotes', "{'States': {'A': {'Type': 'Pass'}, 'B': {}}}", ['SYNTAX_QUOTES']],
    ['a missing brace', '{\n "States": {\n  "A": {\n   "x": 1\n  ,\n  "B": {}\n }\n}', ['SYNTAX_BRACKET']],
    [
      'a missing bracket',
      '{\n "States": {\n  "A": {\n   "x": [1\n  },\n  "B": {}\n }\n}',
      ['SYNTAX_BRACKET'],
    ],
    ['a brace too many', '{\n "States": {\n  "A": {\n   }\n  },\n  "B": {}\n }\n}', ['SYNTAX_BRACKET']],
    ['words that are no values', '{"States": {"A": {"x": None}, "B": {"y": NaN}}}', ['SYNTAX_WORD']],
  ])('should go on after %s', (_name, text, codes) => {
    expect(statesOf(text)).toEqual(['/States/A', '/States/B']);
    expect([...new Set(codesOf(text, 'json'))]).toEqual(codes);
    expect(parseDocument(text, 'json').broken).not.toBeNull();
  });

  it('should hold huge nesting for a problem of the text', () => {
    for (const text of [
      '['.repeat(10_000),
      '{"a":'.repeat(10_000),
      `${'['.repeat(9000)}${']'.repeat(9000)}`,
    ]) {
      expect(codesOf(text, 'yaml')).toEqual(['SYNTAX_DEPTH']);
      expect(codesOf(text, 'json').length).toBeGreaterThan(0);
    }
  });

  it('should read a text over several lines as one, and say so once', () => {
    const text = '{"Comment": "line one\nline two", "b": 1}';

    expect(readValue(text, 'json')).toEqual({ Comment: 'line one\nline two', b: 1 });
    expect(codesOf(text, 'json')).toEqual(['SYNTAX_TEXT_LINES']);
  });

  it('should tell one problem of many words in a row', () => {
    expect(codesOf('{"a": 1, these are no fields, "b": 2}', 'json')).toEqual(['SYNTAX_UNEXPECTED']);
  });

  it('should read numbers as numbers', () => {
    expect(readValue('[1.0, -0.5e2, 1e400]', 'json')).toEqual([1, -50, 0]);
  });
});

describe('source of YAML', () => {
  it.each([
    ['"', '\n'],
    ["'", '\n'],
    ['"', '\r\n'],
  ])('should end an open %s with its field, and lose nothing of it or after it', (quote, end) => {
    const lines = [`Comment: ${quote}one`, 'States:', '  A:', `    Type: ${quote}Pass`, '    End: true', ''];
    const text = lines.join(end);
    expect(readValue(text, 'yaml')).toEqual({ Comment: 'one', States: { A: { Type: 'Pass', End: true } } });
    const { syntaxProblems } = parseDocument(text, 'yaml');
    expect(syntaxProblems.map(({ message }) => message)).toEqual([
      'This text never ends: its closing quote is missing.',
    ]);
    expect(syntaxProblems[0]?.range.line).toBe(1);
  });

  it('should keep names such as Yes and numbers as names', () => {
    const text =
      'StartAt: Yes\nStates:\n  Yes: {Type: Choice, Default: No}\n  No: {Type: Pass, Next: 12}\n  12: {Type: Fail}\n';

    expect(statesOf(text, 'yaml')).toEqual(['/States/Yes', '/States/No', '/States/12']);
    const { workflow } = parseDocument(text, 'yaml');
    expect([...workflow.states.values()].every((state) => state.reachable)).toBe(true);
  });

  it('should read what the YAML library reads from a text with every kind of scalar', () => {
    const { text } = fixture('order.asl.yaml');

    expect(readValue(text, 'yaml')).toEqual(parseYaml(text));
  });

  it('should resolve anchors, aliases and merge keys', () => {
    const text = 'base: &b {x: 1, y: 2}\nsame: *b\nmore:\n  <<: *b\n  y: 3\n';

    expect(readValue(text, 'yaml')).toEqual({
      base: { x: 1, y: 2 },
      same: { x: 1, y: 2 },
      more: { y: 3, x: 1 },
    });
  });

  it('should not be blown up by aliases', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 12; at++) {
      const before = String.fromCharCode(96 + at);
      const name = String.fromCharCode(97 + at);
      lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
    }

    expect(codesOf(lines.join('\n'), 'yaml')).toContain('SYNTAX_ALIAS');
  });

  it('should read functions of CloudFormation as text', () => {
    const text = [
      'Resources:',
      '  Machine:',
      '    Type: AWS::Serverless::StateMachine',
      '    Properties:',
      '      Type: EXPRESS',
      '      Definition:',
      '        StartAt: A',
      '        States:',
      '          A:',
      '            Type: Task',
      '            Resource: !Sub "arn:${AWS::Partition}:x"',
      '            TimeoutSeconds: !Ref Limit',
      '            Next: B',
      '          B:',
      '            Type: Task',
      '            Resource: {"Fn::GetAtt": [Function, Arn]}',
      '            End: true',
    ].join('\n');
    const document = parseDocument(text, 'yaml');

    expect(document.place).toMatchObject({ name: 'Machine', type: 'EXPRESS', container: 'SAM template' });
    expect(document.workflow.states.get('/States/A')?.value).toMatchObject({
      Resource: 'arn:${AWS::Partition}:x',
      TimeoutSeconds: '${Limit}',
    });
    expect(document.workflow.states.get('/States/B')?.value.Resource).toBe('${Function.Arn}');
    expect(document.syntaxProblems).toEqual([]);
  });

  it('should read the first of several documents, and say so', () => {
    const text = '---\nStartAt: A\n---\nStartAt: B\n';

    expect(readValue(text, 'yaml')).toEqual({ StartAt: 'A' });
    expect(codesOf(text, 'yaml')).toEqual(['SYNTAX_DOCUMENTS']);
  });

  it('should draw a state that has nothing but its name', () => {
    expect(statesOf('StartAt: A\nStates:\n  A:\n', 'yaml')).toEqual(['/States/A']);
  });
});

describe('any text', () => {
  it.each(fixtures)('should be read when $name is cut or changed anywhere', ({ text, format }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (from) => {
        const pick = chance(from);
        const at = pick(text.length);
        const noise = [
          '',
          '"',
          '{',
          '}',
          '[',
          ':',
          ',',
          "'",
          '\n',
          '*',
          '&a',
          '|',
          '${',
          '\t',
          '// ',
          '\u0000',
        ][pick(16)];
        const cut = text.slice(0, at) + noise + (pick(2) ? text.slice(at + pick(40)) : '');
        const document = parseDocument(cut, format);
        const broken = document.syntaxProblems.filter((problem) => problem.severity === 'error');
        expect(new Set(broken.map((problem) => problem.code)).size).toBeLessThanOrEqual(6);
        for (const other of ['json', 'yaml'] as const)
          expect(readSource(cut, other).problems.length).toBeLessThan(40);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('should never make the parser throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('json', 'yaml'),
        (text, format) => {
          expect(parseDocument(text, format).workflow.root.pointer).toBe('');
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  it('should keep every state before the place where the text ends', () => {
    const { text } = fixture('order.asl.json');
    const all = statesOf(text);
    for (let end = 0; end < text.length; end += 7) {
      const states = statesOf(text.slice(0, end));
      // The last name may be cut itself.
      expect(states.slice(0, -1)).toEqual(all.slice(0, Math.max(0, states.length - 1)));
      const complete = all.filter((pointer) => {
        const range = parseDocument(text, 'json').placeOf(pointer.slice(1).split('/'), 'key');
        return range !== null && range.offset + range.length <= end;
      });
      expect(states.length).toBeGreaterThanOrEqual(complete.length);
    }
  });
});

describe.skipIf(sharedFolder() === null)('real definitions', () => {
  const files = realDefinitions();

  it('should be read without anything broken, as other parsers read them', () => {
    for (const { name, text, format } of files) {
      const document = parseDocument(text, format);
      expect(document.broken, name).toBeNull();
      expect(document.tree.root?.value, name).toEqual(format === 'json' ? JSON.parse(text) : parseYaml(text));
      expect(document.workflow.states.size, name).toBeGreaterThan(0);
    }
  });

  it('should be read, wherever they are cut', () => {
    files.forEach(({ text, format }, at) => {
      const pick = chance(at + 1);
      for (let each = 0; each < 2; each++) {
        const document = parseDocument(text.slice(0, pick(text.length)), format);
        expect(document.syntaxProblems.length).toBeLessThan(30);
      }
    });
  });
});
