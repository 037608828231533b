import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/base/textEdits';
import { parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { writeAsOneText } from '../../../src/language/embedded/oneText';
import type { Format } from '../../../src/language/messages';
import { diagnose } from '../../../src/language/problems';
import type { PathOp } from '../../../src/model/change';

/** Definitions that `Fn::Join` puts together around references, as the CDK and older templates have them. */

const machine = (DefinitionString: unknown) => ({
  Resources: {
    Pay: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, DefinitionString },
    },
  },
});

const pieces = [
  '{"StartAt":"Charge","States":{"Charge":{"Next":"Tell","Type":"Task","TimeoutSeconds":',
  { Ref: 'Limit' },
  ',"Resource":"arn:',
  { Ref: 'AWS::Partition' },
  ':states:::lambda:invoke","Parameters":{"FunctionName":"',
  { 'Fn::GetAtt': ['ChargeFunction', 'Arn'] },
  '","Payload":{"text":"kept ${as} it is"}}},"Tell":{"Type":"Task","Resource":"',
  { 'Fn::ImportValue': 'Shared-Topic' },
  '","End":true}}}',
];

const made = JSON.stringify(machine({ 'Fn::Join': ['', pieces] }), null, 1);

const older = `Resources:
  Pay:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      # one line after the other
      DefinitionString:
        Fn::Join:
          - "\\n"
          - - '{'
            - '  "StartAt": "Charge",'
            - '  "States": {'
            - !Sub '    "Charge": { "Type": "Task", "Resource": "\${Charge.Arn}", "End": true }'
            - '  }'
            - '}'
      RoleArn: !Ref Role
`;

const parse = (text: string, format: Format) => parseDocument(text, format);
const edited = (text: string, format: Format, ...ops: PathOp[]) => editDocument(parse(text, format), ops);

describe('a definition joined from pieces', () => {
  it('should be drawn and checked with placeholders for its references', () => {
    const document = parse(made, 'json');

    expect(document.place.writtenAs).toBe('joined');
    expect([...document.workflow.states.keys()]).toEqual(['/States/Charge', '/States/Tell']);
    expect(document.nodeAt(['States', 'Charge', 'Resource'])?.value).toBe(
      'arn:${AWS::Partition}:states:::lambda:invoke',
    );
    expect(document.nodeAt(['States', 'Charge', 'TimeoutSeconds'])?.value).toBe('${Limit}');
    const found = diagnose(document, { type: 'STANDARD' });
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('should be changed where the change stays within the pieces', () => {
    const { document, edits } = edited(
      made,
      'json',
      { op: 'rename', path: ['States', 'Tell'], to: 'Say' },
      { op: 'set', path: ['States', 'Charge', 'Next'], value: 'Say' },
    );

    expect(edits.map(({ length, text }) => [length, text])).toEqual([
      [4, 'Say'],
      [4, 'Say'],
    ]);
    expect([...document.workflow.states.keys()]).toEqual(['/States/Charge', '/States/Say']);
  });

  it('should refuse a change over a reference, and name the way out', () => {
    const drop: PathOp = { op: 'remove', path: ['States', 'Charge', 'Parameters', 'FunctionName'] };

    expect(() => edited(made, 'json', drop)).toThrow(/Fn::Join.*Write the definition as one text/);
  });

  it('should be written as one text with variables for what has no name', () => {
    const before = parse(made, 'json');

    const answer = writeAsOneText(before);

    if (!('edits' in answer)) throw new Error(answer.reason);
    const document = parse(applyEdits(made, answer.edits), 'json');
    const sub = JSON.parse(document.text).Resources.Pay.Properties.DefinitionString['Fn::Sub'];
    expect(sub[1]).toEqual({ ImportValue1: { 'Fn::ImportValue': 'Shared-Topic' } });
    expect(sub[0]).toContain('"TimeoutSeconds":${Limit},');
    expect(sub[0]).toContain('"FunctionName":"${ChargeFunction.Arn}"');
    expect(sub[0]).toContain('kept ${!as} it is');
    expect(document.place.writtenAs).toBe('text');
    const errors = diagnose(document, { type: 'STANDARD' }).filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    // What was refused can be done now.
    const { document: after } = editDocument(document, [
      { op: 'remove', path: ['States', 'Charge', 'Parameters', 'FunctionName'] },
    ]);
    expect(after.nodeAt(['States', 'Charge', 'Parameters', 'FunctionName'])).toBeNull();
  });

  it('should be written as one text in YAML, with its lines', () => {
    const answer = writeAsOneText(parse(older, 'yaml'));

    if (!('edits' in answer)) throw new Error(answer.reason);
    const after = applyEdits(older, answer.edits);
    expect(after).toBe(`Resources:
  Pay:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      # one line after the other
      DefinitionString: !Sub |-
        {
          "StartAt": "Charge",
          "States": {
            "Charge": { "Type": "Task", "Resource": "\${Charge.Arn}", "End": true }
          }
        }
      RoleArn: !Ref Role
`);
  });

  it('should take a new state into a piece', () => {
    const { document } = edited(older, 'yaml', {
      op: 'set',
      path: ['States', 'Done'],
      value: { Type: 'Succeed' },
    });

    expect(document.workflow.states.size).toBe(2);
    expect(document.text).toContain('# one line after the other');
  });

  it('should leave texts alone that nothing joins', () => {
    const text = JSON.stringify(machine('{"StartAt":"A","States":{}}'));

    expect(writeAsOneText(parse(text, 'json'))).toEqual({ reason: expect.stringContaining('Fn::Join') });
  });
});

describe('placeholders of an embedded definition', () => {
  const withLimit = (text: unknown, more = {}) => ({
    Resources: {
      Pay: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { DefinitionString: text, ...more },
      },
    },
  });
  const text =
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${Limit},"Next":"B"},"B":{"Type":"Succeed","Comment":"${Name}"}}}';
  const codes = (template: unknown) =>
    diagnose(parse(JSON.stringify(template), 'json'), { type: 'STANDARD' })
      .filter(({ severity }) => severity !== 'advice')
      .map(({ code }) => code);

  it('should stand without quotes where Fn::Sub replaces them', () => {
    expect(codes(withLimit({ 'Fn::Sub': text }))).toEqual([]);
    expect(codes(withLimit({ 'Fn::Sub': [text, { Limit: '3' }] }))).toEqual([]);
  });

  it('should stand without quotes where the template replaces them before', () => {
    const more = { DefinitionSubstitutions: { Limit: '3', Name: 'x' } };

    expect(codes(withLimit(text, more))).toEqual([]);
    expect(codes(withLimit(text, { DefinitionSubstitutions: { Limit: '3' } }))).toEqual([
      'SUBSTITUTION_MISSING',
    ]);
  });

  it('should be refused without quotes where nothing replaces them', () => {
    expect(codes(withLimit(text))).toEqual(['SYNTAX_PLACEHOLDER']);
  });

  it('should be looked at in an object too, but for what its functions replace', () => {
    const template = `Resources:
  Pay:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { Charge: !GetAtt Charge.Arn }
      Definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: "\${Charge}", TimeoutSeconds: 3, Next: B }
          B: { Type: Task, Resource: !Sub "\${Other.Arn}", TimeoutSeconds: 3, Next: C }
          C: { Type: Task, Resource: "\${Chrge}", TimeoutSeconds: 3, End: true }
`;
    const found = diagnose(parse(template, 'yaml'), { type: 'STANDARD' });

    const missing = found.filter(({ code }) => code === 'SUBSTITUTION_MISSING');
    expect(missing.map(({ path }) => path)).toEqual([['States', 'C', 'Resource']]);
    expect(missing[0]?.message).toContain('The nearest it has is `Charge`.');
  });
});

describe('the workflows of a template', () => {
  it('should be listed alike, however each has its definition', () => {
    const template = `Resources:
  Linked: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: a/b.asl.json, Type: EXPRESS } }
  Stored:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionS3Location: { Bucket: b, Key: k } }
  Text:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}' }
  Given: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: !Ref Text } }
  Own: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { StartAt: B } } }
`;
    const document = parse(template, 'yaml');

    expect(
      document.places.map(({ name, writtenAs, elsewhere }) => [name, writtenAs ?? elsewhere?.file]),
    ).toEqual([
      ['Linked', 'a/b.asl.json'],
      ['Stored', null],
      ['Text', 'text'],
      ['Given', null],
      ['Own', undefined],
    ]);
    expect(document.place.name).toBe('Text');
    const linked = parseDocument(template, 'yaml', document.places[0]?.path);
    expect(linked.place).toMatchObject({ name: 'Linked', type: 'EXPRESS' });
    expect(linked.workflow.states.size).toBe(0);
    expect(() => editDocument(linked, [{ op: 'set', path: ['StartAt'], value: 'A' }])).toThrow(
      /a\/b\.asl\.json/,
    );
  });

  it('should be refused under a property that the resource does not take', () => {
    const template = `Resources:
  A: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionString: "{}" } }
  B: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionUri: a.json } }
  C: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: { StartAt: A } } }
`;
    const found = diagnose(parse(template, 'yaml'), { type: 'STANDARD' });

    const wrong = found.filter(({ code }) => code === 'TEMPLATE_PROPERTY_WRONG');
    expect(wrong.map(({ range }) => template.slice(range.offset, range.offset + range.length))).toEqual([
      'DefinitionString',
      'DefinitionUri',
      'DefinitionString',
    ]);
  });
});
