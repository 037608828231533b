import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/base/json';
import { parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { diagnose } from '../../../src/language/problems';
import { found, mended, problemsOf } from './diagnosed';

const task = (fields: JsonObject): JsonObject => ({
  Call: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:1:function:f', ...fields },
});
const done = { Done: { Type: 'Succeed' } };

describe('fields', () => {
  it('should say in words what a value should be', () => {
    const [problem] = problemsOf(task({ TimeoutSeconds: 'soon', End: true }));

    expect(problem?.message).toBe('`TimeoutSeconds` takes a whole number; this is text.');
    expect(problem?.state).toBe('/States/Call');
  });

  it('should offer what was meant', () => {
    expect(mended({ A: { Type: 'Wait', Seconds: '30', End: true } }, 'Change to “30”')).toMatchObject({
      States: { A: { Seconds: 30 } },
    });
    expect(mended(task({ Resorce: 1, End: true }), 'Remove “Resorce”')).toEqual({
      StartAt: 'Call',
      States: task({ End: true }),
    });
    expect(mended({ A: { Type: 'Wait', Secnds: 30, End: true } }, 'Change to “Seconds”')).toMatchObject({
      States: { A: { Seconds: 30 } },
    });
  });

  it('should accept a placeholder wherever a value stands', () => {
    const everywhere: JsonObject = {
      Call: {
        Type: 'Task',
        Resource: '${FunctionArn}',
        TimeoutSeconds: '${Timeout}',
        Retry: '${Retry}',
        Catch: [{ ErrorEquals: '${Errors}', Next: 'Done', ResultPath: '${ErrorPath}' }],
        InputPath: '${InputPath}',
        Credentials: { RoleArn: 'arn:aws:iam::${AWS::AccountId}:role/x' },
        Next: '${NextState}',
      },
      Done: { Type: '${Type}' },
    };

    expect(
      found({ StartAt: 'Call', States: everywhere }).filter((each) => !each.startsWith('STATE_')),
    ).toEqual([]);
  });

  it('should accept the placeholders of the serverless framework', () => {
    expect(
      found({
        A: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:#{AWS::Region}:#{AWS::AccountId}:function:f',
          End: true,
        },
      }),
    ).toEqual([]);
  });

  it('should look into lists and objects', () => {
    const states: JsonObject = {
      Each: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          Parameters: { Bucket: 'b', Key: 'k' },
          ReaderConfig: { InputType: 'XML' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'One',
          Timeout: 1,
          States: { One: { Type: 'Pass', End: true } },
        },
        Retry: [
          { ErrorEquals: ['A'], BackoffRate: 0.5 },
          { MaxAttempts: -1, ErrorEquals: [1] },
        ],
        End: true,
      },
    };

    expect(found(states).sort()).toEqual([
      'FIELD_RANGE /States/Each/Retry/0/BackoffRate',
      'FIELD_RANGE /States/Each/Retry/1/MaxAttempts',
      'FIELD_TYPE /States/Each/Retry/1/ErrorEquals/0',
      'FIELD_UNKNOWN /States/Each/ItemProcessor/Timeout',
      'FIELD_VALUE /States/Each/ItemReader/ReaderConfig/InputType',
    ]);
  });

  it('should ask for the type of a file that is read, but not of an inventory', () => {
    const reading = (ReaderConfig: JsonObject) =>
      found({
        Each: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig,
            Parameters: { Bucket: 'orchard', Key: 'apples' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
            StartAt: 'One',
            States: { One: { Type: 'Pass', End: true } },
          },
          End: true,
        },
      });
    expect(reading({ MaxItems: 5 })).toEqual([
      'READER_INPUT_TYPE_MISSING /States/Each/ItemReader/ReaderConfig',
    ]);
    expect(reading({ ManifestType: 'S3_INVENTORY' })).toEqual([]);
  });

  it('should take null for the paths that may be null', () => {
    expect(found(task({ InputPath: null, ResultPath: null, OutputPath: null, End: true }))).toEqual([]);
    expect(found({ A: { Type: 'Wait', SecondsPath: null, End: true } })).toEqual([
      'FIELD_TYPE /States/A/SecondsPath',
    ]);
  });

  it('should offer a language in which the field exists', () => {
    const states = { A: { Type: 'Pass', Output: { a: '{% $states.input %}' }, End: true } };

    expect(found(states)).toEqual(['FIELD_OTHER_LANGUAGE /States/A/Output']);
    expect(mended(states, 'Use JSONata in the whole workflow')).toMatchObject({ QueryLanguage: 'JSONata' });
    expect(mended(states, 'Use JSONata in this state')).toMatchObject({
      States: { A: { QueryLanguage: 'JSONata' } },
    });
  });

  it('should want exactly one way of waiting', () => {
    expect(found({ A: { Type: 'Wait', End: true } })).toEqual(['FIELD_MISSING /States/A']);
    expect(found({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2030-01-01T00:00:00Z', End: true } })).toEqual([
      'FIELDS_EXCLUDE /States/A/Timestamp',
    ]);
  });

  it('should ask an empty container for states, and for nothing else', () => {
    const empty = { Type: 'Parallel', Branches: [{ States: {} }, { States: {} }], End: true };

    expect(found({ Both: empty })).toEqual([
      'NO_STATES /States/Both/Branches/0/States',
      'NO_STATES /States/Both/Branches/1/States',
    ]);
    expect(found({ Both: { ...empty, Branches: [] } })).toEqual(['LIST_EMPTY /States/Both/Branches']);
  });

  it('should ask an empty text for a definition, once', () => {
    for (const text of ['', ' ', '{}']) {
      const problems = diagnose(parseDocument(text, 'json'), { type: 'STANDARD' });
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('transitions', () => {
  it('should name the missing state and offer the one that was meant', () => {
    const states = {
      'Route order': {
        Type: 'Choice',
        Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Charge card' }],
        Default: 'Charge crd',
      },
      'Charge card': { Type: 'Succeed' },
    };

    const [problem] = problemsOf(states);

    expect(problem?.message).toBe('There is no state named `Charge crd`.');
    expect(problem?.fixes.map((fix) => fix.title)).toEqual([
      'Change to “Charge card”',
      'Add a state “Charge crd”',
    ]);
    expect(mended(states, 'Add a state “Charge crd”')).toMatchObject({
      States: { 'Charge crd': { Type: 'Pass', End: true } },
    });
  });

  it('should not blame the state that a mistyped name means', () => {
    expect(found({ A: { Type: 'Pass', Next: 'Dnoe' }, ...done })).toEqual(['STATE_NOT_FOUND /States/A/Next']);
  });

  it('should name the start of an unreached part only', () => {
    const states = {
      A: { Type: 'Pass', End: true },
      B: { Type: 'Pass', Next: 'C' },
      C: { Type: 'Pass', Next: 'Done' },
      ...done,
    };

    expect(found(states)).toEqual(['STATE_UNREACHABLE /States/B']);
  });

  it('should end a branch that wants to leave', () => {
    const states = {
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Done' } } }],
        Next: 'Done',
      },
      ...done,
    };

    expect(found(states)).toEqual(['STATE_IN_OTHER_MACHINE /States/Both/Branches/0/States/A/Next']);
    expect(mended(states, 'End the branch here')).toMatchObject({
      States: { Both: { Branches: [{ States: { A: { Type: 'Pass', End: true } } }] } },
    });
  });

  it('should rename one of two states with the transitions to it', () => {
    const branch = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'A2' }, A2: { Type: 'Pass', End: true } },
    };
    const other = {
      StartAt: 'B',
      States: { B: { Type: 'Pass', Next: 'A2' }, A2: { Type: 'Pass', End: true } },
    };

    const result = mended(
      { Both: { Type: 'Parallel', Branches: [branch, other], End: true } },
      'Rename it to “A2 2”',
    );

    expect(result).toMatchObject({
      States: { Both: { Branches: [branch, { States: { B: { Next: 'A2 2' }, 'A2 2': { Type: 'Pass' } } }] } },
    });
  });

  it('should see a loop that nothing leaves, but not one with a time-out Catch', () => {
    const loop = {
      A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }], Default: 'Done' },
      B: { Type: 'Wait', Seconds: 1, Next: 'C' },
      C: { Type: 'Pass', Next: 'B' },
      ...done,
    };

    expect(found(loop)).toEqual(['NO_WAY_OUT /States/B']);
    const call = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:1:function:f',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
      Next: 'B',
    };
    expect(found({ ...loop, C: call })).toEqual([]);
  });
});

describe('severity', () => {
  it('should let warnings and advice be silenced, errors never', () => {
    const text = JSON.stringify({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Parameters: { a: '$.b' }, Next: 'X' } },
    });
    const document = parseDocument(text, 'json');

    const codes = (silenced: string[]) =>
      diagnose(document, { type: 'STANDARD', silenced }).map((problem) => problem.code);

    expect(codes([])).toEqual(['TEMPLATE_NO_DOLLAR', 'STATE_NOT_FOUND']);
    expect(codes(['TEMPLATE_NO_DOLLAR', 'STATE_NOT_FOUND'])).toEqual(['STATE_NOT_FOUND']);
  });
});

describe('child executions of a distributed Map', () => {
  const inside = (ExecutionType: string, state: JsonObject): JsonObject => ({
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
        StartAt: 'Work',
        States: { Work: { ...state, End: true } },
      },
      End: true,
    },
  });
  const job = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync',
    Parameters: { StateMachineArn: 'm' },
  };
  const work = '/States/Each/ItemProcessor/States/Work';

  it('should keep to the limits of their own type, not to those of the workflow’s', () => {
    expect(found(inside('EXPRESS', job))).toEqual([`EXPRESS_PATTERN ${work}/Resource`]);
    expect(found(inside('STANDARD', job))).toEqual([]);
    expect(problemsOf(inside('EXPRESS', job))[0]?.message).toContain('A child execution of type Express');
  });

  it('should keep to them in a Parallel within, too', () => {
    const parallel = {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Job', States: { Job: { ...job, End: true } } }],
    };

    expect(found(inside('EXPRESS', parallel))).toEqual([
      `EXPRESS_PATTERN ${work}/Branches/0/States/Job/Resource`,
    ]);
  });

  it('should be judged anew when their type changes', () => {
    const standard = parseDocument(
      JSON.stringify({ StartAt: 'Each', States: inside('STANDARD', job) }),
      'json',
    );
    const errors = (document: typeof standard) =>
      diagnose(document, { type: 'STANDARD' }).filter(({ severity }) => severity === 'error');
    expect(errors(standard)).toEqual([]);

    const path = ['States', 'Each', 'ItemProcessor', 'ProcessorConfig', 'ExecutionType'];
    const { document } = editDocument(standard, [{ op: 'set', path, value: 'EXPRESS' }]);

    expect(errors(document).map(({ code }) => code)).toEqual(['EXPRESS_PATTERN']);
  });
});

describe('files of a Map', () => {
  const distributed = (fields: JsonObject): JsonObject => ({
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: { Type: 'Pass', End: true } },
      },
      ...fields,
      End: true,
    },
  });
  const reader = (action: string, Parameters?: JsonObject) =>
    distributed({
      ItemReader: {
        Resource: `arn:aws:states:::s3:${action}`,
        ...(Parameters && { Parameters }),
        ...(action === 'getObject' && { ReaderConfig: { InputType: 'JSON' } }),
      },
    });

  it('should be named by their bucket and key', () => {
    expect(found(reader('getObject'))).toEqual(['PARAMETER_MISSING /States/Each/ItemReader']);
    expect(found(reader('getObject', { 'Bucket.$': '$.b' }))).toEqual([
      'PARAMETER_MISSING /States/Each/ItemReader/Parameters',
    ]);
    expect(found(reader('getObject', { Bucket: 'b', 'Key.$': '$.k' }))).toEqual([]);
    expect(found(reader('listObjectsV2', { Bucket: 'b' }))).toEqual([]);
    expect(found(mended(reader('getObject'), 'Add “Parameters”'))).toEqual([]);
  });

  it('should be named for the results as well, unless they are not written', () => {
    const writer = (ResultWriter: JsonObject) => found(distributed({ ResultWriter }));

    expect(writer({ Resource: 'arn:aws:states:::s3:putObject' })).toEqual([
      'PARAMETER_MISSING /States/Each/ResultWriter',
    ]);
    expect(writer({ WriterConfig: { OutputType: 'JSON', Transformation: 'COMPACT' } })).toEqual([]);
  });
});
