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

    expect(labels(offered(text))).toEqual(['A', 'B', '__proto__']);
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
    expect(labels(targets)).toEqual(['A', 'B']);
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
});
