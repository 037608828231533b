import { validate } from 'virtual:asl-validators';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/json';
import { parseDocument } from '../../../src/language/document';
import { diagnose } from '../../../src/language/problems';
import { stateSchemaName } from '../../../src/language/schema';
import { childFields, fieldsFor, stateTypeDescriptors } from '../../../src/model/stateTypes';
import { type QueryLanguage, type StateType, stateTypes } from '../../../src/model/workflow';

vi.setConfig({ testTimeout: 120_000 });

const inner = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
const rule = (language: QueryLanguage): JsonObject =>
  language === 'JSONPath' ? { Variable: '$.a', IsNull: true, Next: 'Z' } : { Condition: true, Next: 'Z' };

/** What a new state of a type still lacks. */
const needs: Partial<Record<StateType, (language: QueryLanguage) => JsonObject>> = {
  Map: () => ({ ItemProcessor: inner }),
  Parallel: () => ({ Branches: [inner] }),
  Choice: (language) => ({ Choices: [rule(language)], Default: 'Z' }),
};

const values: readonly JsonValue[] = [-1, 1.5, true, null, 'x', '$.a', [], {}, [1], [{}]];

/** States of a type with one field set to something else, at the top and one level deeper. */
function* changed(type: StateType, language: QueryLanguage): Generator<JsonObject> {
  const { create, exits } = stateTypeDescriptors[type];
  const ends: JsonObject = exits.includes('next') ? { Next: 'Z' } : {};
  const base: JsonObject = { Type: type, ...create(language), ...ends, ...needs[type]?.(language) };
  for (const field of fieldsFor(type, language)) {
    for (const value of values) {
      yield { ...base, [field.name]: value };
      for (const { name } of childFields(field) ?? []) {
        const object = { [name]: value };
        yield { ...base, [field.name]: field.kind === 'object' ? object : [object] };
      }
    }
    const { [field.name]: _left, ...rest } = base;
    yield rest;
  }
}

describe('what the schema refuses', () => {
  it.each(
    stateTypes.flatMap((type) => (['JSONPath', 'JSONata'] as const).map((each) => [type, each] as const)),
  )('should be put into words for a %s state in %s', (type, language) => {
    let refused = 0;
    for (const state of changed(type, language)) {
      if (validate(stateSchemaName(type, language), state).length === 0) continue;
      refused++;
      const definition = {
        QueryLanguage: language,
        StartAt: 'S',
        States: { S: state, Z: { Type: 'Succeed' } },
      };
      const found = diagnose(parseDocument(JSON.stringify(definition), 'json'), { type: 'STANDARD' });

      const errors = found.filter(({ severity, path }) => severity === 'error' && path[1] === 'S');
      expect(errors.length, JSON.stringify(state)).toBeGreaterThan(0);
    }
    expect(refused).toBeGreaterThan(0);
  });
});
