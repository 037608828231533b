import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import {
  compileJsonataTemplate,
  compilePathTemplate,
  compileTemplate,
  type Template,
} from '../../src/expressions';
import { environmentOf, json } from './support';

function template(
  value: JsonValue,
  language: 'JSONPath' | 'JSONata' = 'JSONPath',
  field = 'Output',
): Template {
  const compiled = compileTemplate(value, language, field);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}

describe('a payload template of paths', () => {
  it('should fill in paths and calls at any depth, and keep the rest', () => {
    const value = template({
      'a.$': '$.x',
      b: { 'c.$': "States.Format('{}!', $.x)", d: '$.x' },
      list: [{ 'e.$': '$$.Execution.Id' }, 1, '$.x'],
      'f.$': '$v.w',
    }).evaluate(
      environmentOf({
        input: { x: 1 },
        context: { Execution: { Id: 'e' } },
        variables: new Map([['v', { w: 2 }]]),
      }),
    );
    expect(value).toEqual({ a: 1, b: { c: '1!', d: '$.x' }, list: [{ e: 'e' }, 1, '$.x'], f: 2 });
  });

  it('should let the later of two members win that end up with one name', () => {
    expect(template({ a: 1, 'a.$': '$.x' }).evaluate(environmentOf({ input: { x: 2 } }))).toEqual({ a: 2 });
    expect(template({ 'a.$': '$.x', a: 1 }).evaluate(environmentOf({ input: { x: 2 } }))).toEqual({ a: 1 });
  });

  it('should give the very value back when nothing is to fill in', () => {
    fc.assert(
      fc.property(json, (value) => {
        for (const language of ['JSONPath', 'JSONata'] as const) {
          const compiled = template(value, language);
          expect(compiled.constant).toBe(true);
          expect(compiled.evaluate(environmentOf())).toBe(value);
        }
      }),
      { seed: 10, numRuns: 100 },
    );
  });

  it('should name the field of a path that has no result by its key', () => {
    expect(() => template({ deep: [{ 'v.$': '$.no' }] }).evaluate(environmentOf())).toThrow(
      "The JSONPath '$.no' specified for the field 'v.$' could not be found in the input '{}'",
    );
  });

  it('should collect what is wrong with it, each with its place', () => {
    const compiled = compilePathTemplate({
      'a.$': 1,
      b: [{ 'c.$': 'x' }, { 'd.$': "States.Format('a" }],
      'e.$': '$.ok',
    });
    expect(compiled).toMatchObject({
      ok: false,
      error: [
        {
          path: ['a.$'],
          message:
            "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
        },
        { path: ['b', 0, 'c.$'], offset: 0 },
        { path: ['b', 1, 'd.$'], offset: 14 },
      ],
    });
  });

  it('should keep names such as __proto__ as names', () => {
    const value = template(JSON.parse('{"__proto__": {"x.$": "$.a"}, "constructor.$": "$.a"}')).evaluate(
      environmentOf({ input: { a: 1 } }),
    );
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":1},"constructor":1}');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('a template of JSONata', () => {
  it('should evaluate expressions at any depth, and keep other text', () => {
    const value = template(
      { a: '{% $states.input.x %}', b: ['{% 1 + 1 %}', ' {% 1 %}', '{% null %}'], c: { 'd.$': '$.x' } },
      'JSONata',
    ).evaluate(environmentOf({ input: { x: [1] } }));
    expect(value).toEqual({ a: [1], b: [2, ' {% 1 %}', null], c: { 'd.$': '$.x' } });
  });

  it.each<[JsonValue, string]>([
    ['{% $no %}', 'Output'],
    [{ v: '{% $no %}' }, 'Output/v'],
    [{ a: { b: [[1, '{% $no %}']] } }, 'Output/a/b[0][1]'],
  ])('should name the place of a failure in %j', (value, field) => {
    const failed = () => template(value, 'JSONata').evaluate(environmentOf());
    expect(failed).toThrow(
      `The JSONata expression '$no' specified for the field '${field}' returned nothing (undefined).`,
    );
    expect(failed).toThrow(
      expect.objectContaining({ location: field, error: 'States.QueryEvaluationError' }),
    );
  });

  it('should collect syntax errors, each with its place', () => {
    expect(compileJsonataTemplate({ a: ['{% 1 + %}'], b: '{% $x %}' }, 'Arguments')).toMatchObject({
      ok: false,
      error: [{ path: ['a', 0], message: 'Unexpected end of expression' }],
    });
  });
});
