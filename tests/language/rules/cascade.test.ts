import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import type { JsonObject, JsonValue } from '../../../src/base/json';
import { parseDocument } from '../../../src/language/document';
import type { Format } from '../../../src/language/messages';
import { diagnose } from '../../../src/language/problems';

// Hundreds of texts a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 120_000 });

const handful = 5;

const errorsOf = (text: string, format: Format) =>
  diagnose(parseDocument(text, format), { type: 'STANDARD' }).filter(({ severity }) => severity === 'error');

const said = (definition: JsonValue) =>
  errorsOf(JSON.stringify(definition, null, 2), 'json').map(({ message }) => message);

/** A sound definition whose states lead to many others, with several levels, in one query language. */
function definitionOf({ count, fan, jsonata, depth, late }: Shape): JsonObject {
  const machine = (prefix: string, level: number): JsonObject => {
    const name = (at: number) => `${prefix}${at}`;
    const states: Record<string, JsonValue> = {};
    for (let at = 0; at < count; at++) {
      const targets = Array.from({ length: fan }, (_each, to) => name((at + to + 1) % count));
      const next = { Next: at + 1 < count ? name(at + 1) : `${prefix}Ended` };
      const caught = targets.map((Next, error) => ({ ErrorEquals: [`E${error}`], Next }));
      const given = { [jsonata ? 'Arguments' : 'Parameters']: { FunctionName: 'work' } };
      const call = { Resource: 'arn:aws:states:::lambda:invoke', ...given, TimeoutSeconds: 9 };
      const value: JsonObject =
        level < depth && at === 1
          ? { Type: 'Parallel', Branches: [machine(`${prefix}x`, level + 1)], Catch: caught, ...next }
          : at % 3 === 2
            ? choice(targets, jsonata)
            : { Type: 'Task', ...call, ...(jsonata ? withOutput(prefix, at) : {}), Catch: caught, ...next };
      states[name(at)] = late ? reversed(value) : value;
    }
    states[`${prefix}Ended`] = { Type: 'Succeed' };
    return late ? { States: states, StartAt: name(0) } : { StartAt: name(0), States: states };
  };
  const language: JsonObject = jsonata ? { QueryLanguage: 'JSONata' } : {};
  return late ? { ...machine('S', 0), ...language } : { ...language, ...machine('S', 0) };
}

interface Shape {
  readonly count: number;
  readonly fan: number;
  readonly jsonata: boolean;
  readonly depth: number;
  /** Whether what decides stands last: types, starts, the query language. */
  readonly late: boolean;
}

const reversed = (value: JsonObject): JsonObject => Object.fromEntries(Object.entries(value).reverse());

const withOutput = (prefix: string, at: number): JsonObject => ({
  Assign: { [`${prefix}v${at}`]: '{% $states.result %}' },
  Output: `{% $${prefix}v0 ? $states.result : ${at} %}`,
});

function choice(targets: readonly string[], jsonata: boolean): JsonObject {
  const Choices = targets.map(
    (Next, at): JsonObject =>
      jsonata
        ? { Condition: `{% $states.input.n = ${at} %}`, Next }
        : { Variable: '$.n', NumericEquals: at, Next },
  );
  return { Type: 'Choice', Choices, Default: targets[0] ?? '' };
}

const shapes = fc.record({
  count: fc.integer({ min: 2, max: 9 }),
  fan: fc.integer({ min: 1, max: 8 }),
  jsonata: fc.boolean(),
  depth: fc.nat(2),
  late: fc.boolean(),
});

const formats: readonly { readonly format: Format; readonly print: (value: JsonObject) => string }[] = [
  { format: 'json', print: (value) => JSON.stringify(value, null, 2) },
  { format: 'yaml', print: (value) => stringify(value) },
];

describe('a text that is cut', () => {
  it.each(formats)('should have a handful of errors wherever its $format ends', ({ format, print }) => {
    fc.assert(
      fc.property(
        shapes,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12 }),
        (shape, cuts) => {
          const text = print(definitionOf(shape));
          for (const part of cuts) {
            const cut = text.slice(0, Math.floor(text.length * part));
            const errors = errorsOf(cut, format);
            expect(errors.length, `${cut}\n\n${errors.map((each) => each.message)}`).toBeLessThanOrEqual(
              handful,
            );
          }
        },
      ),
      { seed: 20261130, numRuns: 60 },
    );
  });

  it('should be made of definitions without any error', () => {
    for (const late of [true, false])
      for (const jsonata of [true, false])
        expect(said(definitionOf({ count: 7, fan: 4, depth: 2, jsonata, late }))).toEqual([]);
  });

  it.each(formats)(
    'should say once that the state of 200 Catchers is not there ($format)',
    ({ format, print }) => {
      const failing = (count: number): JsonObject => ({
        StartAt: 'S0',
        States: Object.fromEntries([
          ...Array.from({ length: count }, (_each, at): [string, JsonValue] => [
            `S${at}`,
            {
              Type: 'Task',
              Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work',
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
              ...(at + 1 < count ? { Next: `S${at + 1}` } : { End: true }),
            },
          ]),
          ['Failed', { Type: 'Fail' }],
        ]),
      });
      const text = print(failing(200));
      const cut = text.slice(0, text.lastIndexOf(format === 'json' ? ',' : '  Failed:'));
      expect(errorsOf(text, format)).toEqual([]);

      const messages = errorsOf(cut, format).map(({ message }) => message);

      const once = 'There is no state named `Failed`. The same is said in 199 other places.';
      const ends = 'The text ends while 2 brackets are still open, the last of them from line 3.';
      expect(messages).toEqual([format === 'json' ? ends : once]);
    },
  );
});

describe('many errors of one cause', () => {
  const chain = (nexts: readonly string[]): JsonObject => ({
    StartAt: 'S0',
    States: Object.fromEntries<JsonValue>([
      ['S0', { Type: 'Choice', Choices: nexts.map((Next) => ({ Variable: '$.a', IsNull: true, Next })) }],
      ['Last', { Type: 'Succeed' }],
    ]),
  });

  it('should each be told while they are few', () => {
    expect(said(chain(['A', 'A', 'B', 'Last']))).toEqual([
      'There is no state named `A`.',
      'There is no state named `A`.',
      'There is no state named `B`.',
    ]);
  });

  it('should be told together by what is missing, with the names of all', () => {
    expect(said(chain(['A', 'A', 'B', 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'Last']))).toEqual([
      'There is no state named `A`. The same is said in 2 other places. ' +
        'The same goes for `D`, `E`, `F` and 3 other names.',
      'There is no state named `B`.',
      'There is no state named `C`.',
    ]);
  });

  it('should not be told of states that only a missing one may lead to', () => {
    const { States } = chain(['A', 'A', 'B', 'A', 'A', 'Last']) as { States: JsonObject };
    const more = { Lost: { Type: 'Succeed' } };
    expect(said({ StartAt: 'S0', States: { ...States, ...more } }).join()).not.toContain('Lost');
  });

  it('should not be told of a call whose parameters stand in the field of the other query language', () => {
    const state = (field: string): JsonObject => ({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      [field]: { FunctionName: 'work' },
      End: true,
    });
    const codes = (definition: JsonObject) =>
      errorsOf(JSON.stringify(definition, null, 2), 'json').map(({ code }) => code);
    const states = (field: string) => ({ StartAt: 'Call', States: { Call: state(field) } });

    expect(codes(states('Arguments'))).toEqual(['FIELD_OTHER_LANGUAGE']);
    expect(codes({ QueryLanguage: 'JSONata', ...states('Parameters') })).toEqual(['FIELD_OTHER_LANGUAGE']);
    expect(codes(states('Comment'))).toContain('REQUEST_MISSING');
  });
});
