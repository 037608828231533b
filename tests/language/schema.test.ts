import { validate } from 'virtual:asl-validators';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { allSchemas, stateSchema, stateSchemaName } from '../../src/language/schema';
import { fieldsFor, stateTypeDescriptors } from '../../src/model/stateTypes';
import { stateTypes } from '../../src/model/workflow';

const schemas = allSchemas();
const ajv = new Ajv2020({
  schemas: Object.entries(schemas).map(([name, schema]) => ({ $id: name, ...schema })),
  allErrors: true,
  strict: true,
  strictTypes: false,
  allowUnionTypes: true,
  strictRequired: false,
});

const states = stateTypes.flatMap((type) =>
  (['JSONPath', 'JSONata'] as const).map((language) => [type, language] as const),
);

describe('derived schemas', () => {
  it.each(Object.keys(schemas))('should be a schema: %s', (name) => {
    expect(ajv.getSchema(name)).toBeTypeOf('function');
  });

  it.each(states)('should have exactly the fields of %s in %s', (type, language) => {
    const { properties } = stateSchema(type, language) as { properties: object };

    expect(Object.keys(properties).sort()).toEqual(
      ['Type', ...fieldsFor(type, language).map((field) => field.name)].sort(),
    );
  });

  it.each(states)('should judge a %s in %s alike when compiled at build time', (type, language) => {
    const name = stateSchemaName(type, language);
    const whole = { ...stateTypeDescriptors[type].create(language), Comment: 'x' };
    const ending = stateTypeDescriptors[type].exits.includes('next') ? { End: true } : {};

    for (const value of [
      { ...whole, ...ending },
      { ...whole, Comment: 1, Nonsense: 2 },
      { Type: 'Other' },
      {},
    ]) {
      const check = ajv.getSchema(name);
      const fits = check?.(value);
      expect(validate(name, value).length === 0).toBe(fits);
    }
    expect(validate(name, { ...whole, ...ending })).toEqual([]);
  });

  it.each([
    [{ Seconds: '${Pause}' }, true],
    [{ Seconds: '#{Pause}' }, true],
    [{ Seconds: '60' }, false],
    [{ Seconds: 1.5 }, false],
    [{ Seconds: 100_000_000 }, false],
    [{ Seconds: 1, SecondsPath: '$.a' }, false],
    [{}, false],
  ])('should say of a Wait with %j: %s', (fields, fits) => {
    expect(validate('Wait_JSONPath', { Type: 'Wait', End: true, ...fields }).length === 0).toBe(fits);
  });
});
