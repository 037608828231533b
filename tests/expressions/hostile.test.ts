import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import {
  compileJsonata,
  compileJsonataField,
  compileRule,
  compileTemplate,
  ExpressionError,
  matchesWildcards,
  parseIntrinsic,
  parsePath,
  stringify,
  toJavaString,
} from '../../src/expressions';
import { environmentOf } from './support';

/** Values and texts that are meant to exhaust the evaluator. Each must end, with a value or a named error. */
const depth = 10_000;

function nested(): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

const find = (text: string, input: JsonValue): JsonValue | undefined => {
  const path = parsePath(text);
  return path.ok ? path.value.find(environmentOf({ input })) : undefined;
};

const jsonata = (source: string, input: JsonValue): JsonValue => {
  const field = compileJsonataField(`{% ${source} %}`, 'Output');
  if (!field.ok) throw new Error(field.error.message);
  return field.value.evaluate(environmentOf({ input }));
};

describe('hostile input', () => {
  it('should match wildcards that make others backtrack for ever', () => {
    const text = 'a'.repeat(200_000);
    expect(matchesWildcards(text, `${'a*'.repeat(1000)}b`)).toBe(false);
    expect(matchesWildcards(text, `${'*a'.repeat(1000)}*`)).toBe(true);
    expect(matchesWildcards(text, `*${'a'.repeat(5000)}b*${'a'.repeat(5000)}c`)).toBe(false);
    expect(matchesWildcards(text, '*'.repeat(100_000))).toBe(true);
  });

  it('should search data that is nested very deeply', () => {
    const deep = nested();
    expect(find('$..nothing', deep)).toEqual([]);
    expect(find('$..a', deep)).toHaveLength(depth / 2);
    expect(find('$..[?(@.a == 1)]', deep)).toHaveLength(1);
  });

  it('should end with a named error where deep data can not be printed or handed on', () => {
    const deep = nested();
    for (const attempt of [
      () => jsonata('$states.input ~> $string()', deep),
      () => jsonata('$append($states.input, 1)', deep),
      () => jsonata('$states.input.**', deep),
    ]) {
      expect(attempt).toThrow(expect.objectContaining({ error: 'States.QueryEvaluationError' }));
    }
  });

  it('should handle very long texts', () => {
    const long = 'x'.repeat(10_000_000);
    expect(jsonata('$length($states.input)', long.slice(0, 4_000_000))).toBe(4_000_000);
    expect(() => jsonata('$length($states.input)', long)).toThrow(/memory limit exceeded/);
    expect(jsonata('$states.input', long)).toBe(long);
    for (const text of ['States.Base64Encode($)', "States.Hash($, 'MD5')"]) {
      const call = parseIntrinsic(text);
      expect(() => call.ok && call.value.evaluate(environmentOf({ input: long }))).toThrow(
        /Invalid arguments/,
      );
    }
    const split = parseIntrinsic("States.StringSplit($, 'x')");
    expect(split.ok && split.value.evaluate(environmentOf({ input: long }))).toEqual([]);
  });

  it('should refuse texts that are nested too deeply to be parsed', () => {
    expect(compileJsonata('['.repeat(200_000))).toMatchObject({ ok: false });
    expect(parseIntrinsic(`${'States.Array('.repeat(5000)}1${')'.repeat(5000)}`)).toMatchObject({
      ok: false,
    });
    expect(parsePath(`$[?${'('.repeat(5000)}@.a${')'.repeat(5000)}]`)).toMatchObject({ ok: false });
    expect(parsePath(`$[?(${'!'.repeat(5000)}@.a)]`)).toMatchObject({ ok: false });
    let rule: JsonValue = { Variable: '$.a', IsNull: true };
    for (let level = 0; level < 5000; level++) rule = { Not: rule };
    expect(compileRule(rule)).toMatchObject({ ok: false });
    expect(compileTemplate(nested(), 'JSONPath', 'Parameters')).toMatchObject({ ok: false });
    expect(compileTemplate(nested(), 'JSONata', 'Output')).toMatchObject({ ok: false });
  });

  it('should parse very long paths and templates', () => {
    expect(find(`$${'.a'.repeat(50_000)}`, {})).toBeUndefined();
    expect(parsePath(`$[${Array.from({ length: 50_000 }, (_, at) => at).join(',')}]`)).toMatchObject({
      ok: true,
    });
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}.$`, '$.a']));
    const template = compileTemplate(wide, 'JSONPath', 'Parameters');
    expect(
      template.ok && Object.keys(template.value.evaluate(environmentOf({ input: { a: 1 } })) as object),
    ).toHaveLength(20_000);
  });

  it('should end recursion without end', () => {
    let calls = 0;
    const checkBudget = () => {
      if (++calls > 20) throw new ExpressionError('States.Runtime', 'Enough');
    };
    const field = compileJsonataField('{% ($f := function($n){ $f($n + 1) }; $f(0)) %}', 'Output');
    expect(() => field.ok && field.value.evaluate(environmentOf({ checkBudget }))).toThrow('Enough');
    expect(() => jsonata('($f := function($n){ 1 + $f($n) }; $f(0))', {})).toThrow(/Stack overflow error/);
    expect(() => jsonata('($f := function($s){ $f($s & $s) }; $f("x"))', {})).toThrow(
      /memory limit exceeded/,
    );
    expect(() => jsonata('($f := function($a){ $f($append($a, $a)) }; $f([1]))', {})).toThrow(
      /memory limit exceeded/,
    );
  });

  it('should ask for the budget during a long search', () => {
    const path = parsePath('$..[?(@.a)]');
    const input = Array.from({ length: 20_000 }, () => ({ b: 1 }));
    const checkBudget = () => {
      throw new ExpressionError('States.Runtime', 'Enough');
    };
    expect(() => path.ok && path.value.find(environmentOf({ input, checkBudget }))).toThrow('Enough');
  });

  it('should print deep values or fail as any JavaScript does', () => {
    for (const print of [stringify, toJavaString]) {
      try {
        expect(print(nested()).length).toBeGreaterThan(depth);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  });
});
