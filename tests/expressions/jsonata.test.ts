import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import {
  analyseJsonata,
  compileJsonata,
  compileJsonataField,
  type Environment,
  type ExpectedType,
  ExpressionError,
  isJsonataString,
  jsonataSource,
} from '../../src/expressions';
import { environmentOf } from './support';

function evaluate(source: string, parts: Partial<Environment> = {}, expected?: ExpectedType): JsonValue {
  const compiled = compileJsonataField(`{% ${source} %}`, 'Output/v', expected);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.error.message}`);
  return compiled.value.evaluate(environmentOf(parts));
}

const failure = (source: string, what: string): ExpressionError =>
  new ExpressionError(
    'States.QueryEvaluationError',
    `The JSONata expression '${source}' specified for the field 'Output/v'${what}`,
    'Output/v',
  );

describe('a JSONata expression', () => {
  it.each<[string, JsonValue]>([
    ['$states.input.a.b', 1],
    ['$states.input', { a: { b: 1 }, list: [{ n: 1 }, { n: 2 }], none: null }],
    ['$states.input.list.n', [1, 2]],
    ['$states.input.list[0]', { n: 1 }],
    ['$states.input.none', null],
    ['$states.context.Execution.Id', 'e-1'],
    ['$states.result.ok', true],
    ['$states.errorOutput.Error', 'Oops'],
    ['$count($states.input.list)', 2],
    ['$name', 'Ada'],
    ['$obj.deep.deeper', 5],
    ['$name & "!"', 'Ada!'],
    ['$list', [1, 2, 3]],
    ['$list[$ > 1]', [2, 3]],
    ['$empty', []],
    ['$now()', '2024-02-29T12:30:45.678Z'],
    ['$millis()', 1709209845678],
    ['$random()', 0.25],
    ['$uuid()', '00000000-0000-4000-8000-000000000001'],
    ['1/0', 'Infinity'],
    ['[-1/0, 0/0]', ['-Infinity', 'NaN']],
    ['-0', 0],
    ['$count(null)', 1],
    ['$parse(\'{"b":1,"a":[1.0]}\')', { b: 1, a: [1] }],
    ['$partition([1,2,3,4,5], 2.9)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3])', [[1, 2, 3]]],
    ['$range(0, 10, 2)', [0, 2, 4, 6, 8, 10]],
    ['$range(10, 0, -5)', [10, 5, 0]],
    ['$range(3, 3, 1)', 3],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$hash("Hello", "SHA-256")', '185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969'],
    ['$random(42)', 0.7275636800328681],
    ['$random(0.9)', 0.730967787376657],
    ['$map(["1", "[2]"], $parse)', [1, [2]]],
    ['{"a": $states.input.gone, "b": 1}', { b: 1 }],
  ])('should evaluate %s', (source, expected) => {
    const value = evaluate(source, {
      input: { a: { b: 1 }, list: [{ n: 1 }, { n: 2 }], none: null },
      context: { Execution: { Id: 'e-1' } },
      result: { ok: true },
      errorOutput: { Error: 'Oops', Cause: '' },
      variables: new Map<string, JsonValue>([
        ['name', 'Ada'],
        ['obj', { deep: { deeper: 5 } }],
        ['list', [1, 2, 3]],
        ['empty', []],
      ]),
    });
    expect(value).toStrictEqual(expected);
  });

  it.each([
    ['$nope', ' returned nothing (undefined).'],
    ['$states.input.nope', ' returned nothing (undefined).'],
    ['$states.result', ' returned nothing (undefined).'],
    ['$partition([], 2)', ' returned nothing (undefined).'],
    ['$range(5, 1, 1)', ' returned nothing (undefined).'],
    ['$hash("a")', ' returned nothing (undefined).'],
    ['function($x){ $x }', ' returned an unsupported result type.'],
    ['{"f": $sum}', ' returned an unsupported result type.'],
    ['$eval("1+1")', ' threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['$obj(1)', ' threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    [
      '$sum(["a"])',
      ' threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"',
    ],
    [
      '1 < "a"',
      ' threw an error during evaluation. T2009: The values 1 and "a" either side of operator "<" must be of the same data type',
    ],
    ['$error("boo")', ' threw an error during evaluation. D3137: boo'],
    ['$parse("")', ' threw an error during evaluation. D3137: Invalid JSON'],
    [
      '$parse(null)',
      ' threw an error during evaluation. T0410: Argument 1 of function "parse" does not match function signature',
    ],
    [
      '$partition([1], -1)',
      ' threw an error during evaluation. D3137: Second argument must be zero or greater',
    ],
    [
      '$range(1)',
      ' threw an error during evaluation. T0410: Argument 2 of function "range" does not match function signature',
    ],
    [
      '$uuid(1)',
      ' threw an error during evaluation. T0410: Argument 1 of function "uuid" does not match function signature',
    ],
    [
      '$hash("a", "md5")',
      " threw an error during evaluation. D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    ],
    [
      '$formatNumber(1, "x")',
      ' threw an error during evaluation. D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character',
    ],
    [
      '$range(1, 360146, 1)',
      ' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage',
    ],
    [
      '[1..873783] ~> $count()',
      ' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage',
    ],
    [
      '($f := function($n){ $n <= 0 ? 0 : 1 + $f($n - 1) }; $f(32))',
      ' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
    ],
  ])('should fail %s in the words of the service', (source, what) => {
    expect(() => evaluate(source, { variables: new Map([['obj', { a: 1 }]]) })).toThrow(
      failure(source, what),
    );
  });

  it('should allow the depth that the service allows', () => {
    expect(evaluate(`1${'+1'.repeat(99)}`)).toBe(100);
    expect(() => evaluate(`1${'+1'.repeat(100)}`)).toThrow(/Stack overflow error/);
    expect(evaluate(`${'('.repeat(99)}1${')'.repeat(99)}`)).toBe(1);
    expect(evaluate('($f := function($n){ $n <= 0 ? 0 : 1 + $f($n - 1) }; $f(31))')).toBe(31);
    expect(evaluate('[1..873782] ~> $count()')).toBe(873782);
  });

  it.each<[string, ExpectedType, string]>([
    ['true', 'array', "Expected 'array', but was 'boolean' for value: true"],
    ['{"foo": "bar"}', 'array', `Expected 'array', but was 'object' for value: {"foo":"bar"}`],
    ['null', 'number', "Expected 'number', but was 'null' for value: null"],
    ['"text"', 'number', `Expected 'number', but was 'string' for value: "text"`],
    ['[1]', 'boolean', "Expected 'boolean', but was 'array' for value: [1]"],
  ])('should hold %s against the type %s', (source, expected, words) => {
    expect(() => evaluate(source, {}, expected)).toThrow(
      failure(source, ` returned an unexpected result type. ${words}`),
    );
  });

  it('should ask for the budget while it compares items that are much alike', () => {
    const looks = (source: string): number => {
      let count = 0;
      evaluate(source, { checkBudget: () => void count++ });
      return count;
    };
    const items = "[1..1000].{'a': {'b': $}}";
    expect(looks(`$count($distinct(${items}))`) - looks(`$count(${items})`)).toBeGreaterThan(900);
  });

  it('should stop when the budget is spent', () => {
    const checkBudget = () => {
      throw new ExpressionError('States.Runtime', 'The budget is spent');
    };
    expect(() => evaluate('($f := function($n){ $f($n + 1) }; $f(1))', { checkBudget })).toThrow(
      'The budget is spent',
    );
  });

  it('should put the host back after a failure', () => {
    expect(() => evaluate('$error("x")')).toThrow();
    expect(evaluate('$now()', { now: () => 0 })).toBe('1970-01-01T00:00:00.000Z');
    expect(evaluate('$now()', { now: () => 86_400_000 })).toBe('1970-01-02T00:00:00.000Z');
  });

  it('should give back data as it is, and never write to it', () => {
    const input = JSON.parse('{"a": [1, {"b": [2]}], "__proto__": {"x": 1}, "f": {"token": 1}}') as JsonValue;
    const before = JSON.stringify(input);
    const value = evaluate('$states.input.a', { input });
    expect(value).toBe((input as { a: JsonValue }).a);
    expect(() => evaluate('$states.input.f()', { input })).toThrow();
    expect(() => evaluate('($g := function(){ $states.input.f() }; $g())', { input })).toThrow();
    evaluate('$sort($append($states.input.a, 5), function($l, $r){ false })', { input });
    evaluate('$states.input ~> |$|{"a": 1}|', { input });
    expect(JSON.stringify(input)).toBe(before);
  });

  it('should put nothing into an empty array that an object is made of', () => {
    const input = { a: [[], {}] };

    evaluate('$states.input.a.{"b": b}', { input });

    expect(input).toEqual({ a: [[], {}] });
  });

  it('should drop the marks that JSONata leaves on arrays', () => {
    for (const source of [
      '$states.input.list.n',
      '[$states.input.list.n]',
      '[[1], [2, 3]]',
      '$map([1,2], function($v){ $v })',
      '{"a": [1..3]}',
    ]) {
      const value = evaluate(source, { input: { list: [{ n: 1 }, { n: 2 }] } });
      const array = Array.isArray(value) ? value : (value as { a: JsonValue[] }).a;
      expect(Object.keys(array)).toEqual(array.map((_item, at) => String(at)));
    }
  });

  it('should not reach the objects behind the data', () => {
    const input = { s: 'text', o: {}, l: [1] };
    for (const source of [
      ...[
        '$states.input.__proto__',
        '$states.input.constructor',
        '$states.input.o.toString',
        '$lookup($states.input, "constructor")',
      ],
      ...[
        '$states.constructor.constructor',
        '$states.input.l.length',
        '$states.input.s.length',
        '$constructor',
        '$__proto__',
        '$toString',
        '$hasOwnProperty',
      ],
    ]) {
      expect(() => evaluate(source, { input })).toThrow(failure(source, ' returned nothing (undefined).'));
    }
    evaluate('{"__proto__": {"polluted": true}}');
    evaluate(
      '$merge([{"__proto__": {"polluted": true}}, {"constructor": {"prototype": {"polluted": true}}}])',
    );
    evaluate('$states.input ~> |$|{"__proto__": {"polluted": true}}|', { input });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(evaluate('($hasOwnProperty := 1; $__proto__ := 2; $hasOwnProperty + $__proto__)')).toBe(3);
  });

  it('should tell expressions from other text, exactly', () => {
    expect(isJsonataString('{% 1 %}')).toBe(true);
    expect(isJsonataString('{%%}')).toBe(true);
    expect(isJsonataString('{%1%}')).toBe(true);
    for (const text of [' {% 1 %}', '{% 1 %} ', '{% 1', '1 %}', '{%}', '{% 1 }', ''])
      expect(isJsonataString(text)).toBe(false);
    expect(jsonataSource('{%  $a +\n 1 %}')).toBe('$a +\n 1');
  });
});

describe('the analysis of a JSONata expression', () => {
  const analyse = (source: string) => {
    const analysis = analyseJsonata(source);
    if (!analysis.ok) throw new Error(analysis.error.message);
    return analysis.value;
  };
  const names = (source: string) => analyse(source).variables.map(({ name, offset }) => `${name}@${offset}`);

  it('should give the variables from outside, each with its place', () => {
    expect(names('$a + $b.c[$d = 1]')).toEqual(['a@0', 'b@5', 'd@10']);
    expect(names('($x := $y; $x + $z)')).toEqual(['y@7', 'z@16']);
    expect(names('$map($list, function($v){ $v + $w })')).toEqual(['list@5', 'w@31']);
    expect(names('($f := function($n){ $n = 0 ? 1 : $f($n - 1) }; $f(3))')).toEqual([]);
    expect(names('$x := $x')).toEqual(['x@6']);
    expect(names('$list@$i.{"a": $i, "b": $j}')).toEqual(['list@0', 'j@24']);
    expect(names('$list#$n.{"a": $n}')).toEqual(['list@0']);
    expect(names('{"a": $p, $q: 1}')).toEqual(['p@6', 'q@10']);
    expect(names('$a ~> |$b|{"c": $d}, $e|')).toEqual(['a@0', 'b@7', 'd@16', 'e@21']);
    expect(names('$a^(>$b, $c).d{$e: $f}')).toEqual(['a@0', 'b@5', 'c@9', 'e@15', 'f@19']);
    expect(names('$$')).toEqual([]);
  });

  it('should give the functions that are called', () => {
    expect(analyse('$sum($a) & $string($b)').functions).toEqual([
      { name: 'sum', offset: 0 },
      { name: 'string', offset: 11 },
    ]);
    expect(analyse('($f := function(){ 1 }; $f())').functions).toEqual([]);
    expect(analyse('$pad(?, 5)').functions).toEqual([{ name: 'pad', offset: 0 }]);
  });

  it('should give the paths from $states', () => {
    expect(analyse('$states.input.a.b & $states.result[0].c & $states').states).toEqual([
      { path: ['input', 'a', 'b'], offset: 0 },
      { path: ['result'], offset: 20 },
      { path: [], offset: 42 },
    ]);
    expect(analyse('$a').usesStates).toBe(false);
  });

  it.each([
    ['phone', ["Reference to 'phone' at the top level is not supported."]],
    ['`my name`.x', ["Reference to 'my name' at the top level is not supported."]],
    ['$$', ["Reference to '$$' is not supported."]],
    ['$map($states.input.a, function($x){ b })', ["Reference to 'b' at the top level is not supported."]],
    ['$states.input.items[value > 3]', []],
    ['$states.input.items.{"a": b}', []],
    ['$states.input.items^(price)', []],
    ['$states.input.items.($ + 1)', []],
    [
      'a + b',
      [
        "Reference to 'a' at the top level is not supported.",
        "Reference to 'b' at the top level is not supported.",
      ],
    ],
  ])('should say what the service refuses of %s', (source, messages) => {
    expect(analyse(source).refused.map((refused) => refused.message)).toEqual(messages);
  });

  it.each(
    [
      ...[
        'phone',
        'phone[0].number',
        '-phone',
        'phone ? 1 : 2',
        '$states.input.a ? phone : 2',
        "phone & 'x'",
      ],
      ...[
        'phone in $states.input.b',
        '$sum(phone)',
        'phone(1)',
        'phone ~> $string()',
        '[1..phone]',
        '(phone).other',
      ],
      ...['[phone].other', '{phone: 1}', '($x := phone; $x)', '$count(phone[inner])', 'phone.**.deeper'],
    ].map((source) => [source]),
  )('should name the one name at the top level of %s, as the service does', (source) => {
    expect(analyse(source).refused).toEqual([
      { message: "Reference to 'phone' at the top level is not supported.", offset: source.indexOf('phone') },
    ]);
  });

  it.each(
    [
      ...[
        '$states.input.a[0].phone',
        '$states.input.items[phone > 3]',
        '$states.input.a^(phone)',
        "$states.input.a{'k': phone}",
      ],
      ...[
        '$states.input.a.(phone)',
        '$states.input.a.$phone',
        '$states.input ~> |phone|{"b": 1}|',
        '**.phone',
        "{'k': 1}.phone",
      ],
      ...[
        '$states.input.a[0][phone]',
        '$states.input.a[$ > 1]',
        'function($x){ $x.phone }',
        "'phone'",
        '$now()',
      ],
    ].map((source) => [source]),
  )('should refuse nothing of %s, as the service does', (source) => {
    expect(analyse(source).refused).toEqual([]);
  });

  it.each([['$'], ['$.phone'], ['$[0]'], ['$string($)'], ['$map($states.input.a, function($x){ $ })']])(
    'should name the missing context of %s, as the service does',
    (source) => {
      expect(analyse(source).refused.map((refused) => refused.message)).toEqual([
        "Reference to '$' at the top level is not supported.",
      ]);
    },
  );

  it('should point out operators that the documented version does not have', () => {
    expect(analyse('$a ?? $b ?: 1').newerOperators).toEqual([
      { name: '??', offset: 3 },
      { name: '?:', offset: 9 },
    ]);
    expect(names('$a ?? $b')).toEqual(['a@0', 'b@6']);
    expect(analyse('$a ? 1 : 2').newerOperators).toEqual([]);
  });

  it.each([
    ['1 +', 'Unexpected end of expression'],
    ['"unterminated', 'String literal must be terminated by a matching quote'],
    ['$match("a", /abc', 'No terminating / in regular expression'],
    ['$x :=', 'Unexpected end of expression'],
  ])('should say why %s can not be parsed', (source, message) => {
    const analysis = analyseJsonata(source);
    expect(analysis).toMatchObject({ ok: false, error: { message } });
    if (!analysis.ok) expect(analysis.error.offset).toBeLessThanOrEqual(source.length);
  });

  it('should place a syntax error in the text of its field', () => {
    expect(compileJsonataField('{%  $a[1,2) %}', 'Output')).toMatchObject({
      ok: false,
      error: { message: 'Expected "]", got ","', offset: 8 },
    });
    expect(compileJsonataField('{% 420. %}', 'Output')).toMatchObject({ ok: false, error: { offset: 7 } });
    expect(compileJsonata('('.repeat(100_000))).toMatchObject({ ok: false });
  });
});
