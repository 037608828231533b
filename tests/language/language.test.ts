import { describe, expect, it, vi } from 'vitest';
import { applyEdits } from '../../src/base/textEdits';
import { convertDocument } from '../../src/language/convert';
import { parseDocument } from '../../src/language/document';
import { formatDocument } from '../../src/language/format';
import { createLanguage } from '../../src/language/language';
import type { Format, LanguageService, ParseReply } from '../../src/language/messages';
import { sharedFolder } from '../support/shared';
import { fixture, realDefinitions } from './documents';

// Many runs and files; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

interface Session {
  readonly language: LanguageService;
  readonly parse: (text: string) => Promise<ParseReply>;
}

function session(format: Format = 'json'): Session {
  const language = createLanguage();
  let revision = 0;
  return { language, parse: (text) => language.parse({ text, format, revision: ++revision }) };
}

const names = (reply: ParseReply): string[] => [...reply.workflow.states.values()].map((state) => state.name);

const text = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Pass", "Next": "C" },
    "C": { "Type": "Succeed" }
  }
}`;

describe('a broken text', () => {
  it('should keep on the drawing what a syntax error hides', async () => {
    const { parse } = session();
    await parse(text);

    const reply = await parse(text.replace('"B": {', '"B" ['));

    expect(names(reply)).toEqual(['A', 'B', 'C']);
    expect(reply.broken).toMatchObject({ range: { line: 5 } });
    expect([...reply.workflow.states.values()].every((state) => state.reachable)).toBe(true);
  });

  it('should keep states with what is nested in them, and the start', async () => {
    const { parse } = session('yaml');
    const yaml = fixture('order.asl.yaml').text;
    const before = await parse(yaml);

    const reply = await parse(yaml.replace('StartAt: Check stock ', '- StartAt: Check stock '));

    expect(reply.broken).not.toBeNull();
    expect(names(reply)).toEqual(names(before));
    expect(reply.workflow.root.start?.target).toBe('/States/Check stock');
    expect(reply.workflow.machines.size).toBe(before.workflow.machines.size);
  });

  it('should let a state go whose name was deleted', async () => {
    const { parse } = session();
    await parse(text);

    const reply = await parse(text.replace('    "B": { "Type": "Pass", "Next": "C" },\n', '    "\n'));

    expect(names(reply)).toEqual(['A', 'C']);
  });

  it('should forget what was kept as soon as the text can be read', async () => {
    const { parse } = session();
    await parse(text);
    await parse(text.replace('"B": {', '"B" ['));

    const reply = await parse('{"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}');

    expect(names(reply)).toEqual(['X']);
  });

  it('should refuse to edit what is only drawn from memory, with the line to mend', async () => {
    const { language, parse } = session();
    await parse(text);
    const broken = await parse(text.replace('"States": {', '"States": '));
    const change = { label: 'x', ops: [{ op: 'remove', path: ['States', 'B', 'Next'] } as const] };

    expect(names(broken)).toEqual(['A', 'B', 'C']);
    await expect(language.apply(2, change)).rejects.toThrow(/can’t be read at present. Line/);
  });
});

describe('language service', () => {
  it('should refuse to apply to another revision than its own', async () => {
    const { language, parse } = session();
    await parse(text);

    await expect(language.apply(7, { label: 'x', ops: [] })).rejects.toThrow(/revision/);
  });

  it('should keep the objects of states that did not change', async () => {
    const { language, parse } = session();
    const before = await parse(text);

    const { parse: after } = await language.apply(1, {
      label: 'x',
      ops: [{ op: 'set', path: ['States', 'B', 'Comment'], value: 'c' }],
    });

    expect(after.revision).toBe(2);
    expect(after.workflow.states.get('/States/A')).toBe(before.workflow.states.get('/States/A'));
    expect(after.workflow.states.get('/States/B')).not.toBe(before.workflow.states.get('/States/B'));
  });

  it('should go from a transition to its state, and to all that lead there', async () => {
    const { language, parse } = session();
    await parse(text);
    const at = text.indexOf('"B" }') + 1;
    const key = text.indexOf('"B": {');

    expect(await language.definition(1, at)).toEqual([{ offset: key, length: 3 }]);
    expect(await language.references(1, key + 1)).toEqual([
      { offset: key, length: 3 },
      { offset: at - 1, length: 3 },
    ]);
    expect(await language.references(1, text.indexOf('"Pass"') + 1)).toEqual([]);
  });

  it('should rename a state from any place that names it', async () => {
    const { language, parse } = session();
    await parse(text);

    const rename = await language.rename(1, text.indexOf('"C" }') + 1, 'Last');

    expect(rename).toMatchObject({
      change: {
        ops: [
          { op: 'rename', to: 'Last' },
          { op: 'set', value: 'Last' },
        ],
      },
    });
    expect(await language.rename(1, text.indexOf('"C" }') + 1, 'A')).toEqual({
      reason: 'There is a state “A” already',
    });
  });

  it('should outline nested states and find paths and ranges', async () => {
    const { language, parse } = session();
    const order = fixture('order.asl.json').text;
    await parse(order);
    const outline = await language.outline(1);
    const path = ['States', 'Ship and bill', 'Branches', 1, 'States', 'Receipt', 'Seconds'];
    const range = await language.rangeAt(1, path, 'value');

    expect(outline.map((each) => each.name)).toEqual([
      'Check stock',
      'Enough?',
      'Ship and bill',
      'Apologise',
    ]);
    expect(outline[2]?.children.map((each) => each.name)).toEqual(['Ship', 'Bill', 'Receipt']);
    expect(order.slice(range?.offset, (range?.offset ?? 0) + (range?.length ?? 0))).toBe('1.0');
    expect(await language.pathAt(1, range?.offset ?? 0)).toEqual(path);
    expect(await language.rangeAt(1, ['States', 'Nowhere'], 'key')).toBeNull();
  });

  it('should name the workflows that a template has elsewhere', () => {
    const template = [
      'Resources:',
      '  One:',
      '    Type: AWS::StepFunctions::StateMachine',
      '    Properties: {DefinitionString: "{}"}',
      '  Two:',
      '    Type: AWS::Serverless::StateMachine',
      '    Properties: {DefinitionUri: two.asl.json}',
      '  Three:',
      '    Type: AWS::Serverless::StateMachine',
      '    Properties: {DefinitionUri: {Bucket: bucket, Key: key}}',
    ].join('\n');
    const { places, syntaxProblems, workflow } = parseDocument(template, 'yaml');

    expect(places.map((place) => [place.name, place.elsewhere?.file])).toEqual([
      ['One', undefined],
      ['Two', 'two.asl.json'],
      ['Three', null],
    ]);
    expect(workflow.states.size).toBe(0);
    expect(syntaxProblems.map((problem) => problem.message)).toEqual([
      expect.stringMatching(/`Two`.*another file, `two.asl.json`/),
      expect.stringMatching(/`Three`.*Amazon S3.*bucket\/key/),
    ]);
  });
});

describe('formatting', () => {
  it.each(['order.asl.json', 'order.asl.yaml', 'serverless.yml'])(
    'should lay %s out anew, once and for all, with all its comments',
    (name) => {
      const { text: before, format } = fixture(name);
      const document = parseDocument(before, format);
      const once = applyEdits(before, formatDocument(document));
      const again = parseDocument(once, format);

      expect(again.tree.root?.value).toEqual(document.tree.root?.value);
      expect(formatDocument(again)).toEqual([]);
      for (const comment of before.match(/(?:\/\/|\/\*|# ).*/g) ?? []) expect(once).toContain(comment.trim());
    },
  );

  it('should leave a broken text alone', () => {
    expect(formatDocument(parseDocument('{"a":', 'json'))).toEqual([]);
  });
});

describe('converting', () => {
  it('should write JSON as YAML with its comments', () => {
    const document = parseDocument(fixture('order.asl.json').text, 'json');

    const { text: yaml, lost } = convertDocument(document, 'yaml');

    expect(parseDocument(yaml, 'yaml').workflow.definition).toEqual(document.workflow.definition);
    expect(lost).toEqual([]);
    for (const comment of ['the warehouse knows', 'asks the warehouse', 'never silent', 'the last one']) {
      expect(yaml).toMatch(new RegExp(`# *${comment}`));
    }
  });

  it('should write YAML as JSON and say what is lost', () => {
    const document = parseDocument(fixture('order.asl.yaml').text, 'yaml');

    const { text: json, lost } = convertDocument(document, 'json');

    expect(JSON.parse(json)).toEqual(document.workflow.definition);
    expect(lost).toEqual([expect.stringMatching(/comments/), expect.stringMatching(/Anchors/)]);
  });

  it('should take only the definition of a template, and say so', () => {
    const { text: json, lost } = convertDocument(
      parseDocument(fixture('serverless.yml').text, 'yaml'),
      'json',
    );

    expect(JSON.parse(json)).toMatchObject({
      StartAt: 'Wait',
      States: { Call: { Resource: '${Handler.Arn}' } },
    });
    expect(lost).toEqual([
      'What surrounds the definition in the Serverless Framework file.',
      'A comment.',
      'Tags: what they stand for is written as text.',
    ]);
  });

  it('should take a definition out of its template in the same format', () => {
    const document = parseDocument(fixture('serverless.yml').text, 'yaml');

    expect(convertDocument(document, 'yaml').text).toBe(
      [
        'StartAt: Wait',
        'States:',
        '  Wait:',
        '    Type: Wait',
        '    Seconds: 5',
        '    Next: Call',
        '  Call:',
        '    Type: Task',
        '    Resource: !GetAtt Handler.Arn   # the function below',
        '    End: true',
        '',
      ].join('\n'),
    );
  });

  it.skipIf(sharedFolder() === null)('should take every real definition there and back', () => {
    for (const { name, text: before, format } of realDefinitions()) {
      const document = parseDocument(before, format);
      const other = format === 'json' ? 'yaml' : 'json';
      const there = parseDocument(convertDocument(document, other).text, other);
      const back = parseDocument(convertDocument(there, format).text, format);
      expect(there.broken, name).toBeNull();
      expect(there.workflow.definition, name).toEqual(document.workflow.definition);
      expect(back.workflow.definition, name).toEqual(document.workflow.definition);
      expect([...back.workflow.states.keys()], name).toEqual([...document.workflow.states.keys()]);
    }
  });
});
