import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/json';
import { parseDocument } from '../../../src/language/document';
import { diagnose } from '../../../src/language/problems';
import { found, mended, problemsOf } from './diagnosed';

const pass = (fields: JsonObject): JsonObject => ({ A: { Type: 'Pass', ...fields, End: true } });
const jsonata = (states: JsonObject): JsonObject => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0] ?? '',
  States: states,
});
const template = (value: string): JsonObject => pass({ Parameters: { 'x.$': value } });

describe('JSONPath', () => {
  it.each([
    '$',
    '$.a[*].b',
    "$['a b'][0]",
    '$$.Execution.Id',
    '$variable.a',
    '$..a',
    '$.a[?(@.b == 1)]',
    '$.a[?(@.name==Receipt)]',
    "States.Format('{}', $.a)",
    'States.ArrayPartition($.a, 4)',
    "States.Format('\\'\\{\\}\\\\')",
    'States.UUID()',
    'States.ArrayRange(1, 1000, 1)',
    'States.ArrayRange(1000, 1, -1)',
    "States.Format('{} \\{x\\} {}', $.a, 'b')",
    'States.StringToJson(\'{"a": 1}\')',
  ])('should accept %s in a template', (text) => {
    expect(found(template(text)).filter((each) => !each.startsWith('VARIABLE'))).toEqual([]);
  });

  it.each([
    ['a.b', 'PATH_INVALID'],
    ['$.', 'PATH_INVALID'],
    ['$.a[', 'PATH_INVALID'],
    ['States.Nope()', 'INTRINSIC_INVALID'],
    ['States.MathAdd(1)', 'INTRINSIC_ARGUMENTS'],
    ['States.UUID(1)', 'INTRINSIC_ARGUMENTS'],
    ["States.Format('\\x')", 'INTRINSIC_INVALID'],
    [`${'States.Array('.repeat(11)}$.a${')'.repeat(11)}`, 'INTRINSIC_INVALID'],
    ["States.MathAdd(1, '2')", 'INTRINSIC_ARGUMENTS'],
    ['States.ArrayRange(1, 9, 0)', 'INTRINSIC_ARGUMENTS'],
    ["States.Hash($.a, 'MD4')", 'INTRINSIC_ARGUMENTS'],
    ['States.JsonMerge($.a, $.b, true)', 'INTRINSIC_ARGUMENTS'],
    ['States.ArrayRange(1, 1001, 1)', 'INTRINSIC_ARGUMENTS'],
    ['States.ArrayPartition($.a, 0)', 'INTRINSIC_ARGUMENTS'],
    ['States.MathRandom(5, 5)', 'INTRINSIC_ARGUMENTS'],
    ["States.StringToJson('{no')", 'INTRINSIC_ARGUMENTS'],
    ["States.ArrayGetItem(States.Array('a', 'b'), 2)", 'INTRINSIC_ARGUMENTS'],
    ["States.Array($.a, States.Format('{x}', 1))", 'INTRINSIC_ARGUMENTS'],
    ["States.Format('a } {}', $.a)", 'INTRINSIC_ARGUMENTS'],
    ['{% $states.input %}', 'PATH_INVALID'],
  ])('should refuse %s in a template', (text, code) => {
    expect(found(template(text))).toEqual([`${code} /States/A/Parameters/x.$`]);
  });

  it.each([
    ['InputPath', 'States.UUID()', 'INTRINSIC_NOT_HERE'],
    ['ResultPath', '$.a[*]', 'PATH_NOT_REFERENCE'],
    ['ResultPath', '$$.a', 'PATH_NOT_REFERENCE'],
    ['ResultPath', '$a', 'PATH_NOT_REFERENCE'],
  ])('should refuse %s %s', (field, text, code) => {
    const others = found(pass({ [field]: text })).filter((each) => !each.startsWith('VARIABLE'));
    expect(others).toEqual([`${code} /States/A/${field}`]);
  });

  it('should point at the place in the text that is wrong', () => {
    const text = JSON.stringify({ StartAt: 'A', States: template('States.Format(no)') });
    const [problem] = diagnose(parseDocument(text, 'json'), { type: 'STANDARD' });

    expect(text.slice(problem?.range.offset).startsWith('no)')).toBe(true);
  });

  it('should mend braces of States.Format that stand for themselves', () => {
    const title = 'Put a backslash before braces that stand for themselves';
    expect(mended(template('States.Format(\'{"a": "{}"}\', $.a)'), title)).toMatchObject({
      States: { A: { Parameters: { 'x.$': 'States.Format(\'\\{"a": "{}"\\}\', $.a)' } } },
    });
  });

  it('should mend a path without its $', () => {
    expect(mended(pass({ InputPath: 'order.id' }), 'Change to “$.order.id”')).toMatchObject({
      States: { A: { InputPath: '$.order.id' } },
    });
  });
});

describe('JSONata', () => {
  const output = (text: JsonValue): JsonObject => jsonata(pass({ Output: text }));

  it.each([
    '{% $states.input.a[b = 1].c %}',
    '{% ($x := 1; $x + 1) %}',
    '{% $map($states.input.items, function($v) { $v.price }) %}',
    '{% $sort($states.input.a, $lowercase) %}',
    '{% $states.context.Execution.Id %}',
    '{% $partition([1,2], 1) %}',
    'plain text',
    'a {% in the middle %} b',
    '{% ${Substituted} %}',
  ])('should accept %s', (text) => {
    expect(found(output(text))).toEqual([]);
  });

  it.each([
    ['{% %}', 'JSONATA_SYNTAX'],
    ['{% 1 + %}', 'JSONATA_SYNTAX'],
    ['{% $ %}', 'JSONATA_NO_CONTEXT'],
    ['{% $$.a %}', 'JSONATA_NO_CONTEXT'],
    ['{% order.id %}', 'JSONATA_NO_CONTEXT'],
    ['{% $eval("1") %}', 'JSONATA_EVAL'],
    ['{% $lenght("a") %}', 'JSONATA_FUNCTION_UNKNOWN'],
    ['{% $states.result %}', 'STATES_FIELD_NOT_HERE'],
    ['{% $states.errorOutput %}', 'STATES_FIELD_NOT_HERE'],
    ['{% 1', 'JSONATA_DELIMITERS'],
    ['1 %}', 'JSONATA_DELIMITERS'],
    [' {% 1 %}', 'JSONATA_BLANKS'],
  ])('should find fault with %s', (text, code) => {
    expect(found(output({ deep: [text] }))).toEqual([`${code} /States/A/Output/deep/0`]);
  });

  it('should put the data before a bare name', () => {
    expect(mended(output('{% order.id & "x" %}'), 'Change to “$states.input.order”')).toMatchObject({
      States: { A: { Output: '{% $states.input.order.id & "x" %}' } },
    });
  });

  it('should know where a result and an error are there', () => {
    const task: JsonObject = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:1:function:f',
      Arguments: '{% $states.result %}',
      Output: '{% $states.result %}',
      Assign: { a: '{% $states.result.b %}', b: '{% $states.errorOutput %}' },
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'Done',
          Output: '{% $states.errorOutput %}',
          Assign: { c: '{% $states.result %}' },
        },
      ],
      Next: 'Done',
    };

    expect(found(jsonata({ A: task, Done: { Type: 'Succeed' } })).sort()).toEqual([
      'STATES_FIELD_NOT_HERE /States/A/Arguments',
      'STATES_FIELD_NOT_HERE /States/A/Assign/b',
      'STATES_FIELD_NOT_HERE /States/A/Catch/0/Assign/c',
    ]);
  });

  it('should want a condition or a truth', () => {
    const rules = (condition: JsonValue) =>
      jsonata({
        A: { Type: 'Choice', Choices: [{ Condition: condition, Next: 'Done' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      });

    expect(found(rules('{% $states.input.a %}'))).toEqual([]);
    expect(found(rules(true))).toEqual([]);
    expect(found(rules('yes'))).toEqual(['FIELD_TYPE /States/A/Choices/0/Condition']);
    expect(
      found(
        jsonata({
          A: {
            Type: 'Choice',
            Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Done' }],
            Default: 'Done',
          },
          Done: { Type: 'Succeed' },
        }),
      ),
    ).toContain('FIELD_OTHER_LANGUAGE /States/A/Choices/0/Variable');
  });
});

describe('query languages', () => {
  it('should refuse JSONPath in a JSONata workflow only at the top', () => {
    expect(found(jsonata(pass({ QueryLanguage: 'JSONPath' })))).toEqual([
      'QUERY_LANGUAGE_MIXED /States/A/QueryLanguage',
    ]);
    const inner = { Type: 'Pass', QueryLanguage: 'JSONPath', End: true };
    const map = {
      Type: 'Map',
      QueryLanguage: 'JSONata',
      ItemProcessor: { StartAt: 'One', States: { One: inner } },
      End: true,
    };
    expect(found({ Each: map })).toEqual([]);
  });
});

describe('variables', () => {
  const set = (name: string): JsonObject => ({ Type: 'Pass', Assign: { [name]: 1 } });
  const read = (name: string): JsonObject => ({ Type: 'Pass', InputPath: `$${name}`, End: true });

  it('should let a state read what any state before it may have set', () => {
    const states = {
      Route: {
        Type: 'Choice',
        Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Set' }],
        Default: 'Read',
      },
      Set: { ...set('total'), Next: 'Read' },
      Read: read('total'),
    };

    expect(found(states)).toEqual([]);
  });

  it('should know what Catchers and rules set', () => {
    const states = {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:eu-west-1:1:function:f',
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { 'problem.$': '$.Cause' }, Next: 'Read' }],
        Next: 'Route',
      },
      Route: {
        Type: 'Choice',
        Choices: [{ Variable: '$.a', IsPresent: true, Assign: { chosen: 1 }, Next: 'Other' }],
        Default: 'Read',
      },
      Other: read('chosen'),
      Read: read('problem'),
    };

    expect(found(states)).toEqual([]);
  });

  it('should let inner states read outer variables, but not those of a distributed Map', () => {
    const map = (config: JsonObject): JsonObject => ({
      Set: { ...set('total'), Next: 'Each' },
      Each: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: config, StartAt: 'Read', States: { Read: read('total') } },
        End: true,
      },
    });

    expect(found(map({ Mode: 'INLINE' }))).toEqual([]);
    const [problem] = problemsOf(map({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }));
    expect(problem?.code).toBe('VARIABLE_OUT_OF_SCOPE');
    expect(problem?.message).toContain('distributed');
  });

  it('should read the variables in intrinsic functions and JSONata', () => {
    expect(found(template("States.Format('{}', $nothing)"))).toEqual([
      'VARIABLE_UNDEFINED /States/A/Parameters/x.$',
    ]);
    expect(found(jsonata(pass({ Output: '{% $nothing + 1 %}' })))).toEqual([
      'VARIABLE_UNDEFINED /States/A/Output',
    ]);
  });

  it('should offer the name that was meant', () => {
    const states = {
      Set: { ...set('total'), Next: 'Read' },
      Read: { Type: 'Pass', Parameters: { 'x.$': "States.Format('{}', $totl)" }, End: true },
    };

    expect(mended(states, 'Change to “$total”')).toMatchObject({
      States: { Read: { Parameters: { 'x.$': "States.Format('{}', $total)" } } },
    });
  });

  it('should mind names, and only names', () => {
    expect(found({ Set: { ...set('größe'), Next: 'Read' }, Read: read('größe') })).toEqual([]);
    expect(found(pass({ Assign: { 'a.b': 1, 'c[0].$': '$.x', 1: 2, states: 3 } })).sort()).toEqual([
      'VARIABLE_NAME /States/A/Assign/1',
      'VARIABLE_NAME /States/A/Assign/a.b',
      'VARIABLE_NAME /States/A/Assign/c[0].$',
      'VARIABLE_RESERVED /States/A/Assign/states',
    ]);
  });
});
