import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/json';
import { complete } from '../../../src/language/completion/complete';
import { parseDocument } from '../../../src/language/document';
import { hover } from '../../../src/language/hover';
import type { Format, KnownMore } from '../../../src/language/messages';

/** What is offered at the bar in a text. */
function offered(
  text: string,
  format: Format = 'json',
  known?: ReadonlyMap<string, JsonValue>,
  more?: KnownMore,
) {
  const offset = text.indexOf('|');
  return complete(parseDocument(text.replace('|', ''), format), offset, known, more);
}

const labels = (items: readonly { readonly label: string }[]) => items.map((item) => item.label);

describe('completion', () => {
  it('should offer the fields that a state may still have', () => {
    const items = labels(offered('{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":5,"|"}}}'));

    expect(items).toContain('Next');
    expect(items).toContain('OutputPath');
    expect(items).not.toContain('Seconds');
    expect(items).not.toContain('SecondsPath');
    expect(items).not.toContain('Resource');
    expect(items).not.toContain('Output');
  });

  it('should offer the fields of the query language in force', () => {
    const items = labels(offered('{"QueryLanguage":"JSONata","States":{"A":{"Type":"Task","|"}}}'));

    expect(items).toContain('Arguments');
    expect(items).not.toContain('Parameters');
  });

  it('should offer the names of the states of the same machine', () => {
    const text = `{"StartAt":"A","States":{"A":{"Type":"Parallel","Next":"|","Branches":[
      {"StartAt":"In","States":{"In":{"Type":"Succeed"}}}]},"B":{"Type":"Succeed"},"__proto__":{"Type":"Fail"}}}`;

    expect(labels(offered(text))).toEqual(['B', '__proto__']);
  });

  it('should name the states first that nothing leads to, and the state itself only for its errors', () => {
    const states = (task: string) =>
      `{"StartAt":"A","States":{"A":{"Type":"Task",${task}},"B":{"Type":"Pass","Next":"A"},"C":{"Type":"Succeed"}}}`;

    expect(labels(offered(states('"Next":"|","Catch":[{"Next":"B"}]')))).toEqual(['C', 'B']);
    expect(labels(offered(states('"Next":"B","Catch":[{"Next":"|"}]')))).toEqual(['C', 'B', 'A']);
    const route =
      '{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Next":"|"}]},"B":{"Type":"Succeed"}}}';
    expect(labels(offered(route))).toEqual(['B']);
  });

  it('should offer one comparison for a condition', () => {
    const rule = (written: string) =>
      labels(offered(`{"States":{"A":{"Type":"Choice","Choices":[{${written}, |}]}}}`));

    expect(rule('"Next": "B"')).toEqual(expect.arrayContaining(['Variable', 'StringEquals', 'And', 'Not']));
    expect(rule('"Variable": "$.a"')).toContain('IsPresent');
    expect(rule('"Variable": "$.a"')).not.toContain('And');
    expect(rule('"Variable": "$.a", "IsNull": true')).toEqual(['Comment', 'Next', 'Assign']);
    expect(rule('"IsNull": true')).toEqual(['Variable', 'Comment', 'Next', 'Assign']);
    expect(rule('"And": []')).toEqual(['Comment', 'Next', 'Assign']);
  });

  it.each([
    [
      'Retry',
      'Task',
      'Retrier',
      '{"ErrorEquals": ["$1"],"IntervalSeconds": ${2:2},"BackoffRate": ${3:2},"MaxAttempts": ${4:3}}',
    ],
    ['Catch', 'Task', 'Catcher', '{"ErrorEquals": ["$1"],"Next": "$2"}'],
    ['Branches', 'Parallel', 'Branch', '{"StartAt": "$1","States": {$2}}'],
  ])('should offer a whole entry of %s', (field, type, label, insert) => {
    const items = offered(`{"States":{"A":{"Type":"${type}","${field}":[|]}}}`);

    expect(labels(items)).toEqual([label]);
    expect(items[0]?.insert.replaceAll(/\n\s*/g, '')).toBe(insert);
  });

  it('should offer an expression where a value may be one', () => {
    const jsonata = (value: string) =>
      labels(offered(`{"QueryLanguage":"JSONata","States":{"A":{"Type":"Task",${value}}}}`));

    for (const value of ['"Output": |', '"Output": "|"', '"TimeoutSeconds": |', '"Arguments": {"x": "|"}'])
      expect(jsonata(value)).toEqual(['{% … %}']);
    expect(jsonata('"Comment": "|"')).toEqual([]);
    expect(labels(offered('{"States":{"A":{"Type":"Task","TimeoutSeconds": |}}}'))).toEqual([]);
    const yaml = offered('QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: |\n', 'yaml');
    expect(yaml.map(({ insert, goesOn }) => [insert, goesOn])).toEqual([['"{% $1 %\\}"', true]]);
  });

  it('should offer of the context object what it has at the place', () => {
    const path = (state: string) => labels(offered(`{"StartAt":"A","States":{"A":${state}}}`));
    const item = '$$.Map.Item.Value';

    expect(path('{"Type":"Pass","InputPath":"|"}')).not.toContain(item);
    expect(path('{"Type":"Pass","InputPath":"|"}')).not.toContain('$$.Task.Token');
    expect(path('{"Type":"Task","InputPath":"|"}')).toContain('$$.Task.Token');
    expect(path('{"Type":"Map","ItemSelector":{"x.$":"|"}}')).toContain(item);
    const inner =
      '{"Type":"Map","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","InputPath":"|"}}}}';
    expect(path(inner)).toContain(item);
    // The figures of a Map can't be read from it.
    expect(path('{"Type":"Map","MaxConcurrencyPath":"|"}')).toEqual(['$']);
  });

  it('should offer what readers and writers take', () => {
    const resource = (field: string) =>
      labels(offered(`{"States":{"A":{"Type":"Map","${field}":{"Resource":"|"}}}}`));

    expect(resource('ItemReader')).toEqual([
      'arn:aws:states:::s3:getObject',
      'arn:aws:states:::s3:listObjectsV2',
    ]);
    expect(resource('ResultWriter')).toEqual(['arn:aws:states:::s3:putObject']);
  });

  it('should write any name as a text of the format', () => {
    const names = ['1', 'yes', 'a: b', '# c', 'q"q', 'back\\slash', 'dollar $1 }', '- d', 'plain name'];
    const states = Object.fromEntries(names.map((name) => [name, { Type: 'Succeed' }]));
    // As an editor takes snippets: what is escaped stands for itself.
    const typed = (insert: string) => insert.replaceAll(/\\([\\$}])/g, '$1');
    for (const { label, insert } of offered(`{"StartAt":"|","States":${JSON.stringify(states)}}`))
      expect(JSON.parse(typed(insert))).toBe(label);
    const yaml = offered(`StartAt: |\nStates: ${JSON.stringify(states)}\n`, 'yaml');
    expect(labels(yaml)).toEqual(names);
    for (const { label, insert } of yaml)
      expect(
        parseDocument(`StartAt: ${typed(insert)}\nStates: {}\n`, 'yaml').workflow.definition,
      ).toMatchObject({
        StartAt: label,
      });
  });

  it('should offer whole states among the states', () => {
    const items = offered('{"StartAt":"A","States":{\n  |\n}}');
    const wait = items.find((item) => item.label === 'Wait state');

    expect(items).toHaveLength(8);
    expect(wait?.insert).toContain('"Type": "Wait"');
    expect(wait?.insert).toContain('"End": true');
  });

  it('should offer error names of the integration in Retry', () => {
    const items = labels(
      offered(
        '{"States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Retry":[{"ErrorEquals":["|"]}]}}}',
      ),
    );

    expect(items).toContain('States.ALL');
    expect(items).toContain('Lambda.TooManyRequestsException');
  });

  it.each([
    ['a list of lines', '- ErrorEquals:\n          - |', '- ErrorEquals:\n          - States.ALL'],
    ['a list on one line', '- ErrorEquals: [|]', '- ErrorEquals: [States.ALL]'],
    ['quotes', '- ErrorEquals: ["Sta|"]', '- ErrorEquals: ["States.ALL"]'],
  ])('should offer error names in YAML, in %s', (_name, written, expected) => {
    const head = 'StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n      ';
    const [all] = offered(`${head}${written}\n`, 'yaml');

    const text = `${head}${written.replace('|', '')}\n`;
    const { offset = 0, length = 0 } = all?.range ?? {};
    expect(text.slice(0, offset) + all?.insert + text.slice(offset + length)).toBe(`${head}${expected}\n`);
  });

  it('should not offer an error name twice, nor States.ALL beside others', () => {
    const list = '{"States":{"A":{"Type":"Task","Retry":[{"ErrorEquals":["States.Timeout", "|"]}]}}}';

    expect(labels(offered(list))).not.toContain('States.Timeout');
    expect(labels(offered(list))).not.toContain('States.ALL');
    expect(labels(offered(list))).toContain('States.TaskFailed');
  });

  it('should complete an expression below a block sign in YAML', () => {
    const text = (line: string) =>
      `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output:\n      x: >-\n        {%\n          ${line}\n        %}\n`;
    const items = offered(text('$states.in|'), 'yaml');

    expect(labels(items)).toContain('$states.input');
    expect(items[0]?.range.length).toBe('$states.in'.length);
    expect(offered('Comment: >-\n  some |\n', 'yaml')).toEqual([]);
  });

  it('should offer paths of what is known to flow in, the context and variables', () => {
    const text = `{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"total.$":"$.t"},"Next":"B"},
      "B":{"Type":"Pass","InputPath":"|","End":true}}}`;
    const items = labels(offered(text, 'json', new Map([['/States/B', { order: { id: 1, 'odd key': 2 } }]])));

    expect(items).toEqual(
      expect.arrayContaining(['$.order.id', "$.order['odd key']", '$total', '$$.Execution.Id']),
    );
  });

  it('should offer paths into results where they can be read, and the error in a Catcher', () => {
    const task = (fields: string) =>
      `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Task","Assign":{"v":1},${fields}}}}`;
    const more = {
      results: new Map([['/States/A', { Payload: { ok: true } }]]),
      variables: new Map([['/States/A', { v: { deep: 'down' } }]]),
    };
    const at = (fields: string) => labels(offered(task(fields), 'json', undefined, more));

    expect(at('"Output":"{% |"')).toEqual(
      expect.arrayContaining(['$states.result.Payload.ok', '$v', '$v.deep', '$states.input']),
    );
    expect(at('"Arguments":"{% |"')).not.toContain('$states.result');
    expect(at('"Catch":[{"Output":"{% |"}]')).toContain('$states.errorOutput.Cause');
    expect(at('"Catch":[{"Output":"{% |"}]')).not.toContain('$states.result');
  });

  it('should offer no variables of the workflow around in the child executions of a distributed Map', () => {
    const map = (mode: string) =>
      `{"StartAt":"S","States":{"S":{"Type":"Pass","Assign":{"outer":1},"Next":"M"},"M":{"Type":"Map","End":true,"ItemProcessor":{
        "ProcessorConfig":{"Mode":"${mode}"},"StartAt":"I","States":{"I":{"Type":"Pass","InputPath":"|","End":true}}}}}}`;

    expect(labels(offered(map('INLINE')))).toContain('$outer');
    expect(labels(offered(map('DISTRIBUTED')))).not.toContain('$outer');
  });

  it('should offer a field after a value whose comma is missing, and add the comma', () => {
    const items = offered('{"StartAt":"A","States":{"A":{"Type":"Wait" |}}}');

    expect(items.find((item) => item.label === 'Seconds')?.edits).toEqual([
      { offset: 43, length: 0, text: ',' },
    ]);
  });

  it('should offer functions and data inside a JSONata expression, replacing the last word', () => {
    const text = '{"QueryLanguage":"JSONata","States":{"A":{"Type":"Task","Output":"{% $su| %}"}}}'.replace(
      ' %}',
      '',
    );
    const items = offered(text);
    const sum = items.find((item) => item.label === '$sum');

    expect(labels(items)).toContain('$states.result');
    expect(sum?.range.length).toBe(3);
    expect(sum?.insert).toBe('\\$sum($1)');
  });

  it('should offer intrinsic functions where a template evaluates', () => {
    const items = labels(offered('{"States":{"A":{"Type":"Pass","Parameters":{"a.$":"|","b":""}}}}'));

    expect(items).toContain('States.Format');
    expect(labels(offered('{"States":{"A":{"Type":"Pass","Parameters":{"a":"|"}}}}'))).toEqual([]);
  });

  it('should work the same in YAML', () => {
    const fields = offered('StartAt: A\nStates:\n  A:\n    Type: Wait\n    |', 'yaml');
    const targets = offered(
      'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Next: |\n  B:\n    Type: Succeed\n',
      'yaml',
    );

    expect(labels(fields)).toContain('SecondsPath');
    expect(fields.find((item) => item.label === 'Next')?.insert).toBe('Next: $1');
    expect(labels(targets)).toEqual(['B']);
  });

  it('should work in a text that is broken further down', () => {
    expect(labels(offered('{"States":{"A":{"Type":"Wait","|'))).toContain('Timestamp');
  });
});

describe('hover', () => {
  const text =
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"States.MathAdd(1, 2)"},"Next":"B"},"B":{"Type":"Succeed"}}}';
  const at = (part: string) => hover(parseDocument(text, 'json'), text.indexOf(part) + 2)?.markdown ?? '';

  it('should explain fields, types, functions and states', () => {
    expect(at('"Parameters"')).toContain('Parameters');
    expect(at('"Pass"')).toContain('**Pass**');
    expect(at('States.MathAdd')).toContain('States.MathAdd(number, number)');
    expect(at('"B":')).toContain('Comes from A');
    expect(at('"B"}')).toContain('Comes from A');
  });

  it.each([
    ['JSONPath', 'Task', 'States.ResultPathMatchFailure', 'States.QueryEvaluationError'],
    ['JSONata', 'Task', 'States.QueryEvaluationError', 'States.ResultPathMatchFailure'],
    ['JSONPath', 'Parallel', 'States.TaskFailed', 'States.ItemReaderFailed'],
    ['JSONPath', 'Map', 'States.ItemReaderFailed', 'States.QueryEvaluationError'],
  ])('should offer the errors that a %s state of type %s can have', (language, type, can, cannot) => {
    const items = labels(
      offered(
        `{"QueryLanguage":"${language}","States":{"A":{"Type":"${type}","Retry":[{"ErrorEquals":["|"]}]}}}`,
      ),
    );

    expect(items).toContain(can);
    expect(items).toContain('States.DataLimitExceeded');
    expect(items).not.toContain(cannot);
  });

  it.each([
    ['DISTRIBUTED', 'Mode'],
    ['EXPRESS', 'ExecutionType'],
    ['FIRST_ROW', 'First line'],
    ['FULL', 'random time'],
    ['States.Timeout', 'longer than TimeoutSeconds'],
    ['JSONata', 'QueryLanguage'],
    ['$uppercase', 'in capitals'],
  ])('should explain the value %s', (value, said) => {
    const definition = `QueryLanguage: JSONata
StartAt: B
States:
  B:
    Type: Map
    Items: "{% $map($states.input.a, $uppercase) %}"
    ItemReader:
      ReaderConfig: { InputType: CSV, CSVHeaderLocation: FIRST_ROW }
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
    Retry:
      - ErrorEquals: [States.Timeout]
        JitterStrategy: FULL
`;
    const found = hover(parseDocument(definition, 'yaml'), definition.lastIndexOf(value) + 2);

    expect(found?.markdown).toContain(said);
    const { offset = 0, length = 0 } = found?.range ?? {};
    expect(definition.slice(offset, offset + length)).toBe(value);
  });
});
