import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../src/language/language';
import { readWorkflows } from '../../src/language/readWorkflows';

const pass = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

describe('reading the workflows of a text that is not open', () => {
  it('should give a bare definition, and nothing for what can not be read', () => {
    expect(readWorkflows(JSON.stringify(pass), 'json')).toEqual([
      { name: null, aliases: [], type: null, path: [], definition: pass },
    ]);
    expect(readWorkflows('{"StartAt": "A", "States": {', 'json')).toEqual([]);
    expect(readWorkflows('{}', 'json')).toEqual([]);
    expect(readWorkflows('', 'yaml')).toEqual([]);
  });

  it('should tell by which names the workflows of a template are called', () => {
    const text = `Resources:
  Outer:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: orders
      DefinitionSubstitutions:
        HelperArn: !GetAtt Inner.Arn
        Other: !Ref Inner
        Plain: text
      DefinitionString: '${JSON.stringify(pass)}'
  Inner:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: helper
      Type: EXPRESS
      Definition: ${JSON.stringify(pass)}
  Elsewhere:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: elsewhere.asl.json
`;
    const found = readWorkflows(text, 'yaml');
    expect(found.map(({ name, aliases, type }) => ({ name, aliases, type }))).toEqual([
      { name: 'Outer', aliases: ['Outer', 'orders'], type: null },
      { name: 'Inner', aliases: ['Inner', 'HelperArn', 'Other', 'helper'], type: 'EXPRESS' },
    ]);
    expect(found.map(({ definition }) => definition)).toEqual([pass, pass]);
  });

  it('should know the logical ids that the Serverless Framework makes', () => {
    const text = `stepFunctions:
  stateMachines:
    send-mail:
      name: mails
      definition: ${JSON.stringify(pass)}
`;
    expect(readWorkflows(text, 'yaml')[0]?.aliases).toEqual([
      'mails',
      'send-mail',
      'SendDashmailStepFunctionsStateMachine',
    ]);
  });

  it('should leave the open document as it is', async () => {
    const language = createLanguage();
    await language.parse({ text: JSON.stringify(pass), format: 'json', revision: 1 });
    await language.readWorkflows('{}', 'json');
    expect(await language.outline(1)).toHaveLength(1);
  });
});
