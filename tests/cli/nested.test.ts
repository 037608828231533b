import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'asl-nested-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...args: string[]): Promise<{ code: number; text: string; errors: string }> {
  let text = '';
  let errors = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += part;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
    errors += part;
    return true;
  });
  const code = await main(['run', ...args]);
  vi.restoreAllMocks();
  return { code, text, errors };
}

const template = file(
  'template.yaml',
  `Resources:
  Outer:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        Helper: !GetAtt Inner.Arn
      Definition:
        StartAt: Ask
        States:
          Ask:
            Type: Task
            Resource: arn:aws:states:::states:startExecution.sync:2
            Parameters:
              StateMachineArn: "\${Helper}"
            OutputPath: $.Output
            End: true
  Inner:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Work
        States:
          Work: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", OutputPath: $.Payload, End: true }
`,
);

const outer = file(
  'outer.asl.json',
  JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: {
          StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:inner',
          Name: 'one',
        },
        OutputPath: '$.Output',
        End: true,
      },
    },
  }),
);
const inner = file(
  'inner.asl.json',
  JSON.stringify({ StartAt: 'Say', States: { Say: { Type: 'Pass', Result: 'said', End: true } } }),
);

describe('asl run with nested executions', () => {
  it('should run another workflow of the same template, with mocks of its own', async () => {
    const mocks = file(
      'mocks.json',
      JSON.stringify({
        tasks: {},
        workflows: { Inner: { tasks: { Work: [{ return: { Payload: 'by the inner one' } }] } } },
      }),
    );
    const { code, text } = await run(template, '--workflow', 'Outer', '--mocks', mocks, '--format', 'json');
    const result = JSON.parse(text);
    expect(code).toBe(0);
    expect(result.output).toBe('by the inner one');
    expect(result.nested).toMatchObject([{ workflow: 'Inner', status: 'SUCCEEDED', state: '/States/Ask' }]);
    expect(result.nested[0].events.map((event: { type: string }) => event.type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('should take the mocks of both from one file of Step Functions Local', async () => {
    const config = file(
      'config.json',
      JSON.stringify({
        StateMachines: {
          Outer: { TestCases: { Good: {} } },
          Inner: { TestCases: { Good: { Work: 'Done' } } },
        },
        MockedResponses: { Done: { 0: { Return: { Payload: 'local', StatusCode: 200 } } } },
      }),
    );
    const { text } = await run(template, '--workflow', 'Outer', '--mocks', config, '--format', 'json');
    expect(JSON.parse(text).output).toBe('local');
  });

  it('should run workflows of files given beside it, and only those', async () => {
    const alone = await run(outer, '--format', 'json');
    expect(JSON.parse(alone.text).error).toBe('States.Runtime');
    const { code, text } = await run(outer, '--also', inner);
    expect(code).toBe(0);
    expect(text).toContain('output: said\n');
    expect(text).toContain(
      'nested: inner SUCCEEDED arn:aws:states:us-east-1:123456789012:execution:inner:one\n',
    );
  });

  it('should leave it to the mocks where they say so', async () => {
    const mocks = file(
      'choice.json',
      JSON.stringify({ tasks: { Ask: [{ return: { Output: 'mocked' } }] }, nested: { Ask: 'inner' } }),
    );
    const both = await run(outer, '--also', inner, '--mocks', mocks);
    expect(both.text).toContain('output: said\n');
    const off = file('off.json', JSON.stringify({ tasks: {}, nested: { Ask: 1 } }));
    const refused = await run(outer, '--mocks', off);
    expect(refused.code).toBe(2);
    expect(refused.errors).toContain('Under nested, Ask must have the name of a workflow, or false');
  });

  it('should refuse a file beside it that has no workflow', async () => {
    const empty = file('empty.json', '{}');
    const { code, errors } = await run(outer, '--also', empty);
    expect(code).toBe(2);
    expect(errors).toContain('has no workflow that can be run');
  });
});
