import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'asl-validate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const good = file('good.asl.json', '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }');
const bad = file(
  'bad.asl.json',
  '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "B" }\n  }\n}',
);
const express = file(
  'template.yaml',
  `Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: 'arn:aws:states:::states:startExecution.sync', Parameters: { StateMachineArn: m }, End: true }
  Second:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: B
        States:
          B: { Type: Succeed }
`,
);

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

const run = (...args: string[]) => main(['validate', ...args]);

describe('asl validate', () => {
  it('should end with 0 when nothing is wrong, and say so', async () => {
    expect(await run(good)).toBe(0);
    expect(printed).toBe('1 file: no problems\n');
  });

  it('should end with 1 at an error, with its place and fixes', async () => {
    expect(await run(good, bad)).toBe(1);
    expect(printed).toContain(`${bad}:4:36 error STATE_NOT_FOUND A: There is no state named \`B\`.`);
    expect(printed).toContain('→ Add a state “B”');
    expect(printed).toContain('2 files: 1 error');
  });

  it('should print JSON with one entry a file', async () => {
    await run('--format', 'json', good, bad);

    expect(JSON.parse(printed)).toEqual([
      { file: good, valid: true, problems: [] },
      {
        file: bad,
        valid: false,
        problems: [
          {
            code: 'STATE_NOT_FOUND',
            severity: 'error',
            message: 'There is no state named `B`.',
            path: '/States/A/Next',
            line: 4,
            column: 36,
            endColumn: 39,
            fixes: ['Add a state “B”'],
          },
        ],
      },
    ]);
  });

  it('should check every workflow of a template with its own type', async () => {
    expect(await run('--format', 'json', '--severity', 'error', express)).toBe(1);

    const [report] = JSON.parse(printed);
    expect(report.problems).toMatchObject([
      { code: 'EXPRESS_PATTERN', workflow: 'First', path: '/States/A/Resource', line: 9 },
    ]);
    expect(await run('--workflow', 'Second', express)).toBe(0);
    expect(await run('--type', 'STANDARD', '--severity', 'error', express)).toBe(0);
  });

  it('should print SARIF with the rules it names', async () => {
    await run('--format', 'sarif', bad);

    const [only] = JSON.parse(printed).runs;
    expect(only.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['STATE_NOT_FOUND']);
    expect(only.results[0]).toMatchObject({
      ruleId: 'STATE_NOT_FOUND',
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 4, startColumn: 36 } } }],
    });
  });

  it('should name in SARIF the whole range, the state, and files that could not be read', async () => {
    const missing = join(folder, 'missing.json');

    expect(await run('--format', 'sarif', bad, missing)).toBe(2);

    const [only] = JSON.parse(printed).runs;
    expect(only.results[0].locations[0]).toMatchObject({
      physicalLocation: { region: { startLine: 4, startColumn: 36, endLine: 4, endColumn: 39 } },
      logicalLocations: [{ name: 'A', fullyQualifiedName: '/States/A' }],
    });
    expect(only.invocations).toMatchObject([{ executionSuccessful: false }]);
    const [notification] = only.invocations[0].toolExecutionNotifications;
    expect(notification.message.text).toContain('missing.json');
  });

  it('should check the other files when one can’t be read', async () => {
    expect(await run(bad, join(folder, 'missing.json'), good)).toBe(2);

    expect(printed).toContain('STATE_NOT_FOUND');
    expect(printed).toContain('2 files: 1 error; 1 could not be read');
    printed = '';
    await run('--format', 'json', join(folder, 'missing.json'));
    expect(JSON.parse(printed)).toMatchObject([
      { valid: false, problems: [], unreadable: expect.stringContaining('missing.json') },
    ]);
  });

  it('should check the definitions in a folder and in its folders', async () => {
    const inside = mkdtempSync(join(folder, 'inside-'));
    mkdirSync(join(inside, 'deeper'));
    mkdirSync(join(inside, 'node_modules'));
    const text = '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }';
    const names = ['deeper/b.asl.json', 'a.asl.yaml', 'c.asl.yml', 'other.json', 'node_modules/d.asl.json'];
    for (const name of names) writeFileSync(join(inside, name), text);

    expect(await run('--format', 'json', inside)).toBe(0);

    expect(
      JSON.parse(printed).map((report: { file: string }) => report.file.slice(inside.length + 1)),
    ).toEqual(['a.asl.yaml', 'c.asl.yml', 'deeper/b.asl.json']);
    expect(await run(join(inside, 'node_modules', '..', 'node_modules'))).toBe(0);
    expect(await run(mkdtempSync(join(folder, 'empty-')))).toBe(2);
  });

  it('should leave out what is silenced', async () => {
    const advised = file(
      'advised.asl.json',
      '{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:1:function:f", "End": true } } }',
    );

    await run('--format', 'json', '--silence', 'TASK_NO_RETRY', advised);
    expect(JSON.parse(printed)[0].problems).toEqual([]);
  });

  it.each([
    [[]],
    [['--format', 'xml', good]],
    [['--type', 'FAST', good]],
    [['--workflow', 'Third', express]],
    [[join(folder, 'missing.json')]],
  ])('should end with 2 when called with %j', async (args) => {
    expect(await run(...args)).toBe(2);
  });
});
