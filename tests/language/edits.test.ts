import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { applyEdits } from '../../src/base/textEdits';
import { type ParsedDocument, parseDocument } from '../../src/language/document';
import { editDocument } from '../../src/language/edits/edits';
import { applyOps, type PathOp } from '../../src/model/change';
import { sharedFolder } from '../support/shared';
import { fixture, fixtures, realDefinitions, realTemplates } from './documents';
import { oddJson, oddYaml } from './oddFormats';
import { chance, randomOp } from './randomOps';

// Many runs and files; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const seed = 20261121;
const seeds = fc.integer({ min: 1, max: 1_000_000 });

function randomOps(value: JsonValue, pick: (below: number) => number): PathOp[] {
  const ops: PathOp[] = [];
  let now = value;
  for (let count = 1 + pick(4); count > 0; count--) {
    const op = randomOp(now, pick);
    ops.push(op);
    now = applyOps(now, [op]);
  }
  return ops;
}

/** Performs random operations and checks that the text says what was meant, in the smallest edits. */
function checkRandomOps(document: ParsedDocument, pick: (below: number) => number): void {
  const value = document.definition?.value ?? {};
  const ops = randomOps(value, pick);
  const edited = editDocument(document, ops);
  expect(edited.document.definition?.value).toEqual(applyOps(value, ops));
  expect(applyEdits(document.text, edited.edits)).toBe(edited.document.text);
  expect(edited.afresh, JSON.stringify(ops)).toBeNull();
}

function edit(name: string, ops: readonly PathOp[]): string {
  const { text, format } = fixture(name);
  return editDocument(parseDocument(text, format), ops).document.text;
}

/** The lines that are in one text only, with their sign. */
function changedLines(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const gone = old.filter((line) => !now.includes(line)).map((line) => `-${line}`);
  const added = now.filter((line) => !old.includes(line)).map((line) => `+${line}`);
  return [...gone, ...added];
}

describe('edits of a text by path', () => {
  it.each(fixtures)('should say what was meant after any operations on $name', ({ text, format }) => {
    const document = parseDocument(text, format);
    fc.assert(
      fc.property(seeds, (each) => checkRandomOps(document, chance(each))),
      { seed, numRuns: 120 },
    );
  });

  it('should say what was meant in any style of JSON', () => {
    const value = parseDocument(fixture('order.asl.json').text, 'json').workflow.definition;
    fc.assert(
      fc.property(seeds, (each) => {
        const pick = chance(each);
        const text = oddJson(JSON.stringify(value), pick);
        const document = parseDocument(text, 'json');
        expect(document.workflow.definition).toEqual(value);
        checkRandomOps(document, pick);
      }),
      { seed, numRuns: 120 },
    );
  });

  it('should say what was meant in any style of YAML', () => {
    const value = parseDocument(fixture('order.asl.json').text, 'json').workflow.definition;
    fc.assert(
      fc.property(seeds, (each) => {
        const pick = chance(each);
        const document = parseDocument(oddYaml(value, pick), 'yaml');
        checkRandomOps(document, pick);
      }),
      { seed, numRuns: 120 },
    );
  });

  it('should keep every comment when fields are added, renamed and moved', () => {
    const kinds = new Set(['rename', 'move', 'insert']);
    fc.assert(
      fc.property(seeds, fc.constantFrom('order.asl.json', 'order.asl.yaml'), (each, name) => {
        const { text, format } = fixture(name);
        const document = parseDocument(text, format);
        const op = randomOp(document.workflow.definition, chance(each));
        fc.pre(kinds.has(op.op));
        const after = editDocument(document, [op]).document.text;
        const comments = text.match(/(?:\/\/|\/\*|# ).*/g) ?? [];
        for (const comment of comments) expect(after).toContain(comment);
      }),
      { seed, numRuns: 120 },
    );
  });

  it('should change one line of JSON for one value, and keep its comment', () => {
    const { text } = fixture('order.asl.json');

    const after = edit('order.asl.json', [{ op: 'set', path: ['StartAt'], value: 'Enough?' }]);

    expect(changedLines(text, after)).toEqual([
      '-    "StartAt": "Check stock",  // the warehouse knows',
      '+    "StartAt": "Enough?",  // the warehouse knows',
    ]);
  });

  it('should insert a state before another one in the indentation of the text', () => {
    const { text } = fixture('order.asl.json');
    const path = ['States', 'Pause'];
    const value = { Type: 'Wait', Seconds: 5, Next: 'Enough?' };

    const after = edit('order.asl.json', [{ op: 'set', path, value, before: 'Enough?' }]);

    const added = [
      '        "Pause": {',
      '            "Type": "Wait",',
      '            "Seconds": 5,',
      '            "Next": "Enough?"',
      '        },',
    ].join('\n');
    expect(after).toContain(`\n        },\n${added}\n\n        // the decision\n`);
    expect(after.replace(`\n${added}`, '')).toBe(text);
  });

  it('should take a state away with the comment above it and nothing else', () => {
    const { text } = fixture('order.asl.yaml');

    const after = edit('order.asl.yaml', [{ op: 'remove', path: ['States', 'Enough?'] }]);

    expect(after).toBe(
      text.slice(0, text.indexOf('\n\n  # the decision')) + text.slice(text.indexOf('\n  Ship each:')),
    );
  });

  it('should not corrupt a compact array when its last item goes', () => {
    const document = parseDocument('{"a":[1,2]}', 'json');

    const { text } = editDocument(document, [{ op: 'remove', path: ['a', 1] }]).document;

    expect(text).toBe('{"a":[1]}');
  });

  it('should keep the quotes of a YAML value and choose block style for new ones', () => {
    const after = edit('order.asl.yaml', [
      { op: 'set', path: ['Comment'], value: 'Handles orders' },
      { op: 'set', path: ['States', 'Apologise', 'Cause'], value: 'Nothing: left' },
      { op: 'set', path: ['States', 'Ship each', 'Label'], value: 'Yes', before: 'End' },
    ]);

    expect(after).toContain('Comment: "Handles orders"\n');
    expect(after).toContain('    Error: NoStock\n    Cause: "Nothing: left"\n# the foot of the file\n');
    expect(after).toContain('    Label: "Yes"\n    End: true\n');
  });

  it('should put new items of a sequence where its dashes stand', () => {
    const value = { Variable: '$.count', IsPresent: false, Next: 'Apologise' };

    const after = edit('order.asl.yaml', [
      { op: 'insert', path: ['States', 'Enough?', 'Choices', 1], value },
    ]);

    expect(after).toContain(
      "      Next: 'Ship each'\n    - Variable: $.count\n      IsPresent: false\n      Next: Apologise\n    - {Variable",
    );
  });

  it('should touch only the definition of a template', () => {
    const { text } = fixture('serverless.yml');

    const after = edit('serverless.yml', [{ op: 'rename', path: ['States', 'Call'], to: 'Call it' }]);

    expect(changedLines(text, after)).toEqual(['-          Call:', '+          Call it:']);
  });

  it('should keep a tag beside what is changed, and replace it when its value is set', () => {
    const path = ['States', 'Call', 'Resource'];

    expect(
      edit('serverless.yml', [{ op: 'set', path: ['States', 'Call', 'Comment'], value: 'x' }]),
    ).toContain('Resource: !GetAtt Handler.Arn   # the function below');
    expect(edit('serverless.yml', [{ op: 'set', path, value: 'arn:aws:x' }])).toContain(
      'Resource: arn:aws:x   # the function below',
    );
  });

  it('should write an alias out when something in it changes, and leave the anchor alone', () => {
    const path = ['States', 'Ship each', 'Retry', 0, 'MaxAttempts'];

    const after = edit('order.asl.yaml', [{ op: 'set', path, value: 5 }]);

    expect(after).toContain('    Retry: &retry\n');
    expect(after).toContain('      MaxAttempts: 3   # three is enough\n');
    expect(after).toContain(
      '    Retry:\n    - ErrorEquals: [States.TaskFailed, Lambda.Unknown]\n      MaxAttempts: 5\n',
    );
  });

  it('should write out what a merge key takes in when its anchor changes, and leave all else as it stands', () => {
    const lines = (a: string, c: string) =>
      `StartAt: A   # first
States:
  A: &base
    Type: Task # a call
    Resource: "arn:aws:lambda:us-east-1:123456789012:function:f"
    Retry: [{ErrorEquals: [States.ALL]}]   # in brackets
${a}    Next: B
  # About B
  B: {Type: Pass, Next: C}
  C:
${c}`;
    const text = lines('', '    <<: *base\n    Next: D\n  D: {Type: Succeed}\n');
    const path = ['States', 'A', 'TimeoutSeconds'];
    const edited = editDocument(parseDocument(text, 'yaml'), [
      { op: 'set', path, value: 30, before: 'Next' },
    ]);

    expect(edited.document.text).toBe(
      lines(
        '    TimeoutSeconds: 30\n',
        `    Next: D
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:f
    Retry:
      - ErrorEquals: [States.ALL]
  D: {Type: Succeed}
`,
      ),
    );
    expect(edited.afresh).toBeNull();
  });

  it('should edit a text that is broken elsewhere', () => {
    const text = '{\n  "States": {\n    "A": {"Type": },\n    "B": {"Type": "Pass"}\n  }\n}';
    const document = parseDocument(text, 'json');

    const after = editDocument(document, [{ op: 'set', path: ['States', 'B', 'End'], value: true }]).document
      .text;

    expect(after).toBe(text.replace('{"Type": "Pass"}', '{"Type": "Pass", "End": true}'));
  });

  it('should begin an empty text with the first change', () => {
    const value = { A: { Type: 'Pass', End: true } };
    const ops: PathOp[] = [{ op: 'set', path: ['States'], value }];

    expect(editDocument(parseDocument('', 'yaml'), ops).document.workflow.definition).toEqual({
      States: value,
    });
    expect(editDocument(parseDocument('', 'json'), ops).document.workflow.definition).toEqual({
      States: value,
    });
  });
});

describe.skipIf(sharedFolder() === null)('edits of real definitions', () => {
  const documents = [...realDefinitions(), ...realTemplates()].map(({ text, format }) =>
    parseDocument(text, format),
  );
  const editable = documents.filter((document) => document.definition?.kind === 'object');

  it('should change nothing when nothing changes', () => {
    for (const document of editable) {
      const { definition } = document.workflow;
      const { edits } = editDocument(document, [{ op: 'set', path: [], value: definition }]);
      expect(edits).toEqual([]);
    }
    expect(editable.length).toBeGreaterThan(200);
  });

  it('should say what was meant after any operations', () => {
    editable.forEach((document, at) => {
      for (let each = 1; each <= 3; each++) checkRandomOps(document, chance(at * 7919 + each));
    });
  });
});
