import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compareOperators, pathOperators } from '../../../src/expressions/choice/operators';
import { jsonataFunctionNames } from '../../../src/language/jsonataNames';
import { choiceOperators } from '../../../src/model/choice';

describe('tables', () => {
  it('should describe exactly the Choice operators that are evaluated', () => {
    const described = choiceOperators.map((operator) => operator.name).sort();

    expect(described).toEqual([...compareOperators.keys(), ...pathOperators.keys()].sort());
    for (const { name, byPath } of choiceOperators) expect(byPath, name).toBe(name.endsWith('Path'));
  });

  it('should name every function of the JSONata library but $eval, and those that AWS adds', () => {
    const library = readFileSync(createRequire(import.meta.url).resolve('jsonata/jsonata.js'), 'utf8');
    const bound = [...library.matchAll(/staticFrame\.bind\('(\w+)'/g)].map((match) => match[1] ?? '');
    const added = ['partition', 'range', 'hash', 'random', 'uuid', 'parse', 'now', 'millis'];

    const expected = [...new Set([...bound, ...added])].filter((name) => name !== 'eval').sort();

    expect([...jsonataFunctionNames].sort()).toEqual(expected);
  });
});
