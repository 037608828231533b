import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../../src/base/json';
import { parseDocument } from '../../../src/language/document';
import { diagnose } from '../../../src/language/problems';
import { exampleDefinition } from '../../../src/language/rules/rule';
import { sharedFiles, sharedFolder } from '../../support/shared';
import { realDefinitions } from '../documents';
import { opsOf } from './diagnosed';

vi.setConfig({ testTimeout: 120_000 });
const present = sharedFolder() !== null;
if (!present) console.info('Skipped: the recorded executions are not beside the repository.');

function missingIn(definition: JsonValue) {
  const document = parseDocument(JSON.stringify(exampleDefinition(definition)), 'json');
  return diagnose(document, { type: 'STANDARD' }).filter((problem) => problem.code === 'DATA_MISSING');
}

const messages = (definition: JsonValue) => missingIn(definition).map((problem) => problem.message);

const inOrder = (first: JsonObject, last: JsonObject): JsonObject => ({
  First: { Next: 'Last', ...first },
  Last: { End: true, ...last },
});

describe('data that is never there', () => {
  it('should be found behind a literal, with the name that was meant', () => {
    const [problem] = missingIn(
      inOrder({ Type: 'Pass', Result: { total: 1 } }, { Type: 'Pass', Parameters: { 'a.$': '$.totl' } }),
    );

    expect(problem?.message).toBe('There is no `totl` in `$` when this state runs.');
    expect(problem?.severity).toBe('warning');
    expect(problem?.fixes.map(opsOf)[0]).toEqual([
      { op: 'set', path: ['States', 'Last', 'Parameters', 'a.$'], value: '$.total' },
    ]);
  });

  it('should be found in the error that a Catcher hands on, and in arguments of functions', () => {
    const caught = {
      First: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
        End: true,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Last' }],
      },
      Last: { Type: 'Pass', Parameters: { 'a.$': "States.Format('{}', $.Eror)" }, End: true },
    };

    expect(messages(caught)).toEqual(['There is no `Eror` in `$` when this state runs.']);
    expect(missingIn(caught)[0]?.fixes[0]?.title).toBe('Change to “Error”');
  });

  it('should be found in JSONata where the whole expression gives nothing', () => {
    const jsonata = (output: string) => ({
      QueryLanguage: 'JSONata',
      StartAt: 'First',
      States: inOrder({ Type: 'Pass', Output: { total: 1 } }, { Type: 'Pass', Output: { a: output } }),
    });

    expect(messages(jsonata('{% $states.input.totl %}'))).toEqual([
      'There is no `totl` in `$states.input` when this state runs.',
    ]);
    expect(messages(jsonata('{% $exists($states.input.totl) %}'))).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['what comes from the input', { A: { Type: 'Pass', InputPath: '$.any', End: true } }],
    [
      'what a task gives',
      inOrder(
        { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' },
        { Type: 'Pass', InputPath: '$.any' },
      ),
    ],
    [
      'what one of the ways gives',
      {
        Pick: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'One' }], Default: 'Two' },
        One: { Type: 'Pass', Result: { one: 1 }, Next: 'Last' },
        Two: { Type: 'Pass', Result: { two: 2 }, Next: 'Last' },
        Last: { Type: 'Pass', InputPath: '$.one', End: true },
      },
    ],
    [
      'what is asked for',
      inOrder(
        { Type: 'Pass', Result: { a: 1 } },
        { Type: 'Choice', Choices: [{ Variable: '$.b', IsPresent: true, Next: 'Last' }], Default: 'Last' },
      ),
    ],
    [
      'what a substitution stands for',
      inOrder({ Type: 'Pass', Result: '${Settings}' }, { Type: 'Pass', InputPath: '$.any' }),
    ],
    [
      'where a result is put',
      inOrder({ Type: 'Pass', Result: { a: 1 } }, { Type: 'Pass', ResultPath: '$.b.c' }),
    ],
  ])('should not be said of %s', (_what, states) => {
    expect(messages(states)).toEqual([]);
  });
});

describe.skipIf(!present)('definitions that stand beside the repository', () => {
  it('should hold no real one for wrong', () => {
    const found = realDefinitions().flatMap(({ name, text, format }) =>
      diagnose(parseDocument(text, format), { type: 'STANDARD' })
        .filter((problem) => problem.code === 'DATA_MISSING')
        .map((problem) => `${name}: ${problem.message}`),
    );

    expect(found).toEqual([]);
  });

  it('should hold none for wrong that was recorded to succeed', () => {
    let succeeded = 0;
    const found = sharedFiles('cases/execution', /\.json$/).flatMap((file) => {
      const value = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
      return (isArray(value) ? value : [value]).flatMap((each) => {
        const definition = isObject(each) ? own(each, 'definition') : undefined;
        const expected = isObject(each) ? JSON.stringify(own(each, 'expected') ?? null) : '';
        if (definition === undefined || !expected.includes('ExecutionSucceeded')) return [];
        succeeded++;
        const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
        return diagnose(parseDocument(text, 'json'), { type: 'STANDARD' })
          .filter((problem) => problem.code === 'DATA_MISSING')
          .map((problem) => `${basename(file)}: ${problem.message}`);
      });
    });

    expect(found).toEqual([]);
    expect(succeeded).toBeGreaterThan(100);
  });
});
