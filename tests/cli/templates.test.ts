import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main';

/** Templates whose definitions stand as text, or in files beside them. */

const folder = mkdtempSync(join(tmpdir(), 'asl-templates-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'machines'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const charge = file(
  'machines/charge.asl.json',
  `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "\${ChargeFunction}", "TimeoutSeconds": \${Limit}, "Next": "Nowhere" },
    "Tell": { "Type": "Task", "Resource": "\${TellFunction}", "TimeoutSeconds": 9, "End": true }
  }
}
`,
);

const linked = file(
  'linked.yaml',
  `Resources:
  Charge:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: machines/charge.asl.json
      DefinitionSubstitutions:
        ChargeFunction: !GetAtt Charge.Arn
        Limit: "30"
`,
);

const missing = file(
  'missing.yaml',
  `Resources:
  Gone:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machines/gone.asl.json
`,
);

const text = file(
  'text.yaml',
  `Resources:
  Greet:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      DefinitionString: !Sub |
        {
          "StartAt": "Hello",
          "States": {
            "Hello": { "Type": "Pass", "Result": { "limit": \${Limit}, "name": "\${Name}" }, "End": true }
          }
        }
`,
);

const joined = file(
  'joined.json',
  JSON.stringify({
    Resources: {
      Made: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          DefinitionString: {
            'Fn::Join': [
              '',
              [
                '{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"',
                { 'Fn::GetAtt': ['Fn', 'Arn'] },
                '","End":true}}}',
              ],
            ],
          },
        },
      },
    },
  }),
);

let printed = '';
let told = '';
beforeEach(() => {
  printed = '';
  told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    told += String(chunk);
    return true;
  });
});

const problems = (): { code: string; file?: string; line: number; column: number }[] =>
  JSON.parse(printed)[0].problems;

describe('asl with templates', () => {
  it('should check the file that a template names, with what the template replaces', async () => {
    expect(await main(['validate', linked, '--format', 'json', '--severity', 'warning'])).toBe(1);

    expect(JSON.parse(printed)).toHaveLength(1);
    expect(problems().map(({ code, file: where, line }) => [code, where, line])).toEqual([
      ['STATE_NOT_FOUND', charge, 4],
      ['STATE_UNREACHABLE', charge, 5],
      ['SUBSTITUTION_MISSING', charge, 5],
    ]);
  });

  it('should say that the file is elsewhere when it is not there', async () => {
    expect(await main(['validate', missing, '--format', 'json'])).toBe(0);
    expect(problems().map(({ code }) => code)).toEqual(['WORKFLOW_ELSEWHERE']);

    expect(await main(['run', missing])).toBe(2);
    expect(told).toContain('gone.asl.json');
  });

  it('should refuse an unquoted placeholder in the same file without its template', async () => {
    await main(['validate', charge, '--format', 'json', '--severity', 'error']);

    expect(problems().map(({ code }) => code)).toContain('SYNTAX_PLACEHOLDER');
  });

  it('should run and draw the definition that stands as text', async () => {
    expect(await main(['validate', text, '--severity', 'warning'])).toBe(0);
    expect(await main(['run', text, '--format', 'json'])).toBe(0);
    expect(JSON.parse(printed.split('\n')[1] ?? '')).toMatchObject({
      status: 'SUCCEEDED',
      output: { limit: '${Limit}', name: '${Name}' },
    });

    expect(await main(['render', text])).toBe(0);
    expect(printed).toContain('Hello');
  });

  it('should run and draw the file that a template names', async () => {
    expect(await main(['render', linked])).toBe(0);
    expect(printed).toContain('Tell');
  });

  it('should take the definition out of text and of pieces', async () => {
    expect(await main(['convert', joined, '--to', 'json'])).toBe(0);
    expect(JSON.parse(printed).States.Call.Resource).toBe('${Fn.Arn}');
    printed = '';

    expect(await main(['convert', text, '--to', 'yaml'])).toBe(0);
    expect(printed).toContain('StartAt: Hello');
    expect(told).toContain('What surrounds the definition in the CloudFormation template.');
  });
});
