import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/language/document';
import { sampleInput } from '../../src/run/sampleInput';

const sampleOf = (states: object) => {
  const first = Object.keys(states)[0];
  return sampleInput(parseDocument(JSON.stringify({ StartAt: first, States: states }), 'json').workflow);
};

describe('sampleInput', () => {
  it('should hold what states read by path, and compared values as samples', () => {
    const sample = sampleOf({
      Decide: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.order.total', NumericGreaterThan: 100, Next: 'Each' },
          { And: [{ Variable: '$.customer.trusted', BooleanEquals: true }], Next: 'Each' },
        ],
        Default: 'Each',
      },
      Each: {
        Type: 'Map',
        ItemsPath: '$.order.items',
        ItemProcessor: { StartAt: 'X', States: { X: { Type: 'Pass', InputPath: '$.inner', End: true } } },
        Next: 'Tell',
      },
      Tell: {
        Type: 'Pass',
        Parameters: { 'text.$': "States.Format('{} {}', $.name, $.order.id)", fixed: '$.no' },
        End: true,
      },
    });
    expect(sample).toEqual({
      order: { total: 100, items: [{}], id: 'text' },
      customer: { trusted: true },
      name: 'text',
    });
  });

  it('should leave out what the workflow writes itself, and context and variables', () => {
    const sample = sampleOf({
      Call: { Type: 'Pass', InputPath: '$.given', ResultPath: '$.answer', Next: 'Use' },
      Use: {
        Type: 'Pass',
        Parameters: { 'a.$': '$.answer.value', 'b.$': '$$.Execution.Id', 'c.$': '$variable.x' },
        End: true,
      },
    });
    expect(sample).toEqual({ given: 'text' });
  });

  it('should read what JSONata takes of the execution input', () => {
    const jsonata = { Type: 'Pass', QueryLanguage: 'JSONata' };
    const sample = sampleOf({
      A: { ...jsonata, Output: '{% $states.input.left & $states.result.x %}', Next: 'B' },
      B: {
        ...jsonata,
        Output: '{% [$states.input.other, $states.context.Execution.Input.pause.seconds] %}',
        End: true,
      },
    });
    expect(sample).toEqual({ left: 'text', pause: { seconds: 'text' } });
  });

  it('should be an empty object when nothing is read', () => {
    expect(sampleOf({ A: { Type: 'Succeed' } })).toEqual({});
  });
});
