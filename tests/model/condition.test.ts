import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/language/document';
import { setOperand } from '../../src/model/commands';

const workflowOf = (rule: object) =>
  parseDocument(JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Choice', Choices: [rule] } } }), 'json')
    .workflow;
const path = ['States', 'A', 'Choices', 0];

describe('setting the operand of a rule', () => {
  it('should write under the operator the rule has by then', () => {
    const command = setOperand(path, (operator) => (operator.operand === 'number' ? 5 : '5'));

    expect(command(workflowOf({ Variable: '$.n', NumericLessThan: 1, Next: 'A' }))).toMatchObject({
      ok: true,
      change: { ops: [{ op: 'set', path: [...path, 'NumericLessThan'], value: 5 }] },
    });
    expect(command(workflowOf({ Variable: '$.n', StringEquals: '', Next: 'A' }))).toMatchObject({
      ok: true,
      change: { ops: [{ op: 'set', path: [...path, 'StringEquals'], value: '5' }] },
    });
  });

  it('should refuse where there is no single comparison', () => {
    expect(setOperand(path, () => 1)(workflowOf({ And: [], Next: 'A' }))).toMatchObject({ ok: false });
    expect(setOperand(['States', 'Gone'], () => 1)(workflowOf({}))).toMatchObject({ ok: false });
  });
});
