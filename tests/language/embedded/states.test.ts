import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { createLanguage } from '../../../src/language/language';
import type { Format } from '../../../src/language/messages';
import { definition, embeddings } from './templates';

const machine = (value: string): string => `Resources:
  Order:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: ${value}
      RoleArn: role
`;

describe('a template whose definition is still to be written', () => {
  const empty: readonly (readonly [string, string, Format])[] = [
    ['quotes', machine('""'), 'yaml'],
    ['single quotes', machine("''"), 'yaml'],
    ['!Sub |', machine('!Sub |'), 'yaml'],
    ['|- with a blank line', machine('|-\n'), 'yaml'],
    ['braces', machine('!Sub "{}"'), 'yaml'],
    [
      'JSON',
      '{"Resources":{"Order":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"DefinitionString":""}}}}',
      'json',
    ],
  ];

  it.each(empty)('should take the first state in %s', (_name, text, format) => {
    const document = parseDocument(text, format);
    expect(document.place.writtenAs).toBe('text');
    expect(document.workflow.states.size).toBe(0);

    const { document: after } = editDocument(document, [
      { op: 'set', path: ['StartAt'], value: 'First' },
      { op: 'set', path: ['States'], value: { First: { Type: 'Pass', End: true } } },
    ]);

    expect([...after.workflow.states.keys()]).toEqual(['/States/First']);
    expect(after.place.writtenAs).toBe('text');
    expect(after.text.endsWith(text.slice(-5))).toBe(true);
  });
});

describe('an embedded definition that is being typed', () => {
  it.each(embeddings.map((each) => [each.name, each] as const))(
    'should keep its states while the text in %s is broken, and say where',
    async (_name, { wrap, format }) => {
      const whole = wrap(definition);
      const broken = wrap(definition.replace('"Type": "Choice",', '"Type": "Choice", "Choices": [ {'));
      const language = createLanguage();
      await language.parse({ text: whole, format, revision: 1 });

      const reply = await language.parse({ text: broken, format, revision: 2 });
      const problems = await language.diagnose(2, { type: 'STANDARD', silenced: [] });

      expect([...reply.workflow.states.keys()].sort()).toEqual(
        ['/States/Charge card', '/States/Done', '/States/Paid?', '/States/Regex \\d'].sort(),
      );
      expect(reply.broken).not.toBeNull();
      const start = broken.indexOf('DefinitionString');
      const end = broken.lastIndexOf('StateMachineType');
      for (const { range } of problems) {
        expect(range.offset).toBeGreaterThan(start);
        expect(range.offset + range.length).toBeLessThan(end);
      }
    },
  );

  it('should be read again as a definition of its own when the template is cut before it', () => {
    const text = machine('!Sub |\n        {\n          "StartAt": "A",\n          "States": {');

    const document = parseDocument(text, 'yaml');

    expect(document.broken?.message).toMatch(/ends/);
    expect(document.workflow.root.startAt).toBe('A');
  });

  it('should never be taken for a template itself', () => {
    const document = parseDocument(machine(`'{"Resources": {}, "Type": "x"}'`), 'yaml');

    expect(document.place.path).toEqual(['Resources', 'Order', 'Properties', 'DefinitionString']);
    expect(document.workflow.states.size).toBe(0);
  });
});
