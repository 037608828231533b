import type { Format } from '../../../src/language/messages';

/** Templates that hold a definition as text, one for each way of writing it. */

export interface Embedding {
  readonly name: string;
  readonly format: Format;
  /** The template with a definition in it. */
  readonly wrap: (definition: string) => string;
}

const indented = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(columns) + line))
    .join('\n');

const head = [
  '# A template with a comment',
  'AWSTemplateFormatVersion: "2010-09-09"',
  'Resources:',
  '  Order: # the machine',
  '    Type: AWS::StepFunctions::StateMachine',
  '    Properties:',
  '      RoleArn: !GetAtt Role.Arn',
];
const foot = ['      StateMachineType: EXPRESS # at the end', '  Role:', '    Type: AWS::IAM::Role', ''];

const yaml = (lines: readonly string[]): string => [...head, ...lines, ...foot].join('\n');

const json = (value: unknown, unit = '  '): string =>
  `${JSON.stringify(
    {
      Resources: {
        Order: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { DefinitionString: value, StateMachineType: 'EXPRESS' },
        },
      },
    },
    null,
    unit,
  )}\n`;

/** The lines of a definition as pieces of `Fn::Join`. */
const lines = (definition: string): string[] => definition.split('\n');

export const embeddings: readonly Embedding[] = [
  { name: 'JSON text', format: 'json', wrap: (text) => json(text) },
  { name: 'JSON text with other escapes', format: 'json', wrap: (text) => oddEscapes(json(text)) },
  { name: 'Fn::Sub in JSON', format: 'json', wrap: (text) => json({ 'Fn::Sub': text }) },
  {
    name: 'Fn::Sub with variables in JSON',
    format: 'json',
    wrap: (text) => json({ 'Fn::Sub': [text, { Fn: { Ref: 'F' } }] }, '\t'),
  },
  {
    name: 'Fn::Join of lines in JSON',
    format: 'json',
    wrap: (text) => json({ 'Fn::Join': ['\n', lines(text)] }),
  },
  {
    name: 'lines below |',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString: |', indented(text, 8)]),
  },
  {
    name: '!Sub with lines below |-',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString: !Sub |- # a comment', indented(text, 10)]),
  },
  {
    name: '!Sub with lines below | and CRLF',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString: !Sub |', indented(text, 8)]).replaceAll('\n', '\r\n'),
  },
  {
    name: '!Sub with variables',
    format: 'yaml',
    wrap: (text) =>
      yaml(['      DefinitionString: !Sub', '        - |', indented(text, 10), '        - Fn: !Ref F']),
  },
  {
    name: 'Fn::Sub with lines',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString:', '        Fn::Sub: |+', indented(text, 12), '']),
  },
  {
    name: 'lines below >',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString: >-', indented(text, 8)]),
  },
  {
    name: 'double quotes',
    format: 'yaml',
    wrap: (text) => yaml([`      DefinitionString: ${JSON.stringify(text)} # behind`]),
  },
  {
    name: 'double quotes over lines',
    format: 'yaml',
    wrap: (text) =>
      yaml([
        `      DefinitionString: "${JSON.stringify(text.replaceAll('\n', ' ')).slice(1, -1).replaceAll(', ', ',\n          ')}"`,
      ]),
  },
  {
    name: 'single quotes over lines',
    format: 'yaml',
    wrap: (text) =>
      yaml([`      DefinitionString: '${indented(text.replaceAll("'", "''"), 8).trimStart()}'`]),
  },
  {
    name: 'lines below |2- with an anchor',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString: &machine |2-', indented(text, 8)]),
  },
  {
    name: '!Sub with an anchor and blank lines around',
    format: 'yaml',
    wrap: (text) => yaml(['      DefinitionString: !Sub &machine |', '', indented(text, 9), '', '']),
  },
  {
    name: 'a flow map',
    format: 'yaml',
    wrap: (text) => yaml([`      DefinitionString: { "Fn::Sub": ${JSON.stringify(text)} }`]),
  },
  {
    name: 'Fn::Join of lines in YAML',
    format: 'yaml',
    wrap: (text) =>
      yaml([
        '      DefinitionString: !Join',
        '        - "\\n"',
        ...lines(text).map(
          (line, at) => `${at === 0 ? '        - - ' : '          - '}${JSON.stringify(line)}`,
        ),
      ]),
  },
];

/** The same text with escapes that another printer might have written. */
function oddEscapes(text: string): string {
  return text
    .replaceAll('é', '\\u00e9')
    .replaceAll('/', '\\/')
    .replaceAll('\\"States\\"', '\\u0022States\\u0022');
}

/** A definition with all that makes trouble inside of other texts. */
export const definition = `{
  "Comment": "It's café: 100% / \\"quoted\\" # 🙂",
  "StartAt": "Charge card",
  "States": {
    "Charge card": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$.order" },
      "TimeoutSeconds": 30,
      "Next": "Paid?"
    },

    "Paid?": {
      "Type": "Choice",
      "Choices": [ { "Variable": "$.paid", "BooleanEquals": true, "Next": "Done" } ],
      "Default": "Regex \\\\d"
    },
    "Regex \\\\d": { "Type": "Fail", "Error": "NotPaid" },
    "Done": { "Type": "Succeed" }
  }
}`;
