import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/language/completion/complete';
import { convertDocument } from '../../../src/language/convert';
import { parseDocument } from '../../../src/language/document';
import { hover } from '../../../src/language/hover';
import type { Format, KnownScenario } from '../../../src/language/messages';

const task = 'arn:aws:states:::lambda:invoke';

const scenario: KnownScenario = {
  input: { order: { id: 7, lines: [{ sku: 'a', price: 2 }] } },
  answers: new Map([['Read', [{ value: { Payload: { customer: { name: 'Ann' }, vip: true } } }]]]),
};

const jsonPath = {
  StartAt: 'Read',
  States: {
    Read: {
      Type: 'Task',
      Resource: task,
      ResultPath: '$.read',
      Assign: { who: { 'id.$': '$.Payload.customer.name' } },
      Next: 'Pick',
    },
    Pick: {
      Type: 'Choice',
      Choices: [{ Variable: '$.read.Payload.vip', BooleanEquals: true, Next: 'Greet' }],
      Default: 'Skip',
    },
    Greet: { Type: 'Pass', Result: { hello: 'you' }, ResultPath: '$.greeting', Next: 'Each' },
    Skip: { Type: 'Pass', Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemsPath: '$.order.lines',
      ItemProcessor: {
        StartAt: 'One',
        States: { One: { Type: 'Pass', Parameters: { 'x.$': 'HERE-ITEM' }, End: true } },
      },
      ResultPath: '$.done',
      Next: 'Last',
    },
    Last: { Type: 'Pass', Parameters: { 'y.$': 'HERE-LAST' }, End: true },
  },
};

const jsonata = {
  QueryLanguage: 'JSONata',
  StartAt: 'Read',
  States: {
    Read: {
      Type: 'Task',
      Resource: task,
      Output: '{% {"got": $states.result.Payload, "count": $count($states.input.order.lines)} %}',
      Assign: { who: '{% $states.result.Payload.customer %}' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
      Next: 'Wait',
    },
    Wait: { Type: 'Wait', Seconds: 1, Next: 'Last' },
    Last: { Type: 'Pass', Output: { y: '{% HERE-LAST %}' }, End: true },
    Failed: { Type: 'Pass', Output: { why: '{% HERE-FAILED %}' }, End: true },
  },
};

/** The text of a definition in a format, with the offset of a mark that is taken out. */
function marked(definition: object, format: Format, mark: string, by = '') {
  const json = JSON.stringify(definition, null, 2);
  const text = format === 'json' ? json : convertDocument(parseDocument(json, 'json'), 'yaml').text;
  const offset = text.indexOf(mark);
  return { text: text.slice(0, offset) + by + text.slice(offset + mark.length), offset };
}

function offered(definition: object, format: Format, mark: string, typed = '') {
  const { text, offset } = marked(definition, format, mark, typed);
  const items = complete(parseDocument(text, format), offset + typed.length, undefined, { scenario });
  return new Map(items.map((item) => [item.label, item.detail]));
}

describe.each<Format>(['json', 'yaml'])('what is known to flow in, in %s', (format) => {
  it('should carry test input and mock results through later states, with kind and origin', () => {
    const items = offered(jsonPath, format, 'HERE-LAST', '$');

    expect(items.get('$.order.id')).toBe('7, from test input');
    expect(items.get('$.read.Payload.customer.name')).toBe('"Ann", from the mock of Read');
    expect(items.get('$.greeting.hello')).toBe('"you", set in Greet, may be missing');
    expect(items.get('$.done[0].x')).toBe(undefined);
    expect(items.get('$.done')).toContain('array');
    expect(items.get('$who.id')).toBe('"Ann", from the mock of Read');
    expect(items.get('$$.Execution.Input.order.id')).toBe('7, from test input');
  });

  it('should know the item of an iteration, in the input and in the context object', () => {
    const items = offered(jsonPath, format, 'HERE-ITEM', '$');

    expect(items.get('$.sku')).toBe('"a", from test input');
    expect(items.get('$$.Map.Item.Value.price')).toBe('2, from test input');
    expect(items.has('$.order')).toBe(false);
  });

  it('should infer what JSONata expressions give', () => {
    const items = offered(jsonata, format, 'HERE-LAST', '$');

    expect(items.get('$states.input.got.vip')).toBe('true, from the mock of Read');
    expect(items.get('$states.input.count')).toBe('number');
    expect(items.get('$who.name')).toBe('"Ann", from the mock of Read');
  });

  it('should know the error that a Catcher hands on', () => {
    const items = offered(jsonata, format, 'HERE-FAILED', '$');

    expect(items.get('$states.input.Cause')).toBe('text or null, from the error of Read');
    expect(items.has('$states.input.got')).toBe(false);
    expect(items.get('$who')).toBe('variable');
  });

  it('should say in a hover what a path reads, up to the name that is pointed at', () => {
    const { text, offset } = marked(jsonPath, format, 'HERE-LAST', '$.read.Payload.customer.name');
    const at = (name: string) =>
      hover(parseDocument(text, format), text.indexOf(name, offset) + 1, { scenario })?.markdown;

    expect(at('customer')).toContain('`$.read.Payload.customer`: object, from the mock of Read.');
    expect(at('customer')).toContain('name: "Ann"');
    expect(at('name')).toContain('"Ann", from the mock of Read');
  });
});

describe('what is known of tasks without a mock', () => {
  it('should offer what a sample of the service has, and say so', () => {
    const items = offered(
      {
        StartAt: 'Call',
        States: {
          Call: { Type: 'Task', Resource: task, Next: 'Last' },
          Last: { Type: 'Pass', InputPath: 'HERE-LAST', End: true },
        },
      },
      'json',
      'HERE-LAST',
    );

    expect(items.get('$.StatusCode')).toBe('200, from a sample of lambda invoke');
    expect(items.has('$.Payload')).toBe(true);
  });
});

describe('a run that was recorded', () => {
  it('should take the place of what is inferred', () => {
    const { text, offset } = marked(jsonPath, 'json', 'HERE-LAST', '');
    const items = complete(parseDocument(text, 'json'), offset, new Map([['/States/Last', { real: 1 }]]), {
      scenario,
    });
    const found = new Map(items.map((item) => [item.label, item.detail]));

    expect(found.get('$.real')).toBe('1, from the last run');
    expect(found.has('$.order')).toBe(false);
  });
});
