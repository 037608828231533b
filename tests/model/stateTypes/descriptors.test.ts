import { describe, expect, it } from 'vitest';
import { isObject, own } from '../../../src/base/json';
import {
  childFields,
  fieldAt,
  fieldsFor,
  stateTypeDescriptors,
  workflowFields,
} from '../../../src/model/stateTypes';
import type { FieldDescriptor } from '../../../src/model/stateTypes/types';
import { type QueryLanguage, stateTypes } from '../../../src/model/workflow';

const languages: readonly QueryLanguage[] = ['JSONPath', 'JSONata'];
const lists = stateTypes.flatMap((type) => languages.map((language) => [type, language] as const));

function everyField(fields: readonly FieldDescriptor[]): FieldDescriptor[] {
  return fields.flatMap((field) => [
    field,
    ...(field.kind === 'comparison' ? [] : everyField(childFields(field) ?? [])),
  ]);
}

describe('state-type descriptors', () => {
  it.each(lists)('should give %s in %s each field once', (type, language) => {
    const names = fieldsFor(type, language).map((field) => field.name);

    expect(names).toEqual([...new Set(names)]);
  });

  it.each(lists)(
    'should name in %s in %s only fields that exist, as excluded or alternative',
    (type, language) => {
      const fields = fieldsFor(type, language);
      const names = new Set(fields.map((field) => field.name));

      for (const field of fields) {
        for (const name of field.excludes ?? [])
          expect(names, `${field.name} excludes ${name}`).toContain(name);
        if (typeof field.required === 'object') expect(field.required.oneOf).toContain(field.name);
      }
    },
  );

  it.each(stateTypes)('should document every field of %s in plain sentences with a link', (type) => {
    for (const field of everyField(stateTypeDescriptors[type].fields)) {
      expect(field.help, field.name).toMatch(/[.!]$|[.]`?$/);
      expect(field.label, field.name).toMatch(/^[A-Z<≤=≥>i l]/);
      expect(field.documentation, field.name).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });

  it.each(lists)('should create a %s in %s that has only known fields', (type, language) => {
    const created = stateTypeDescriptors[type].create(language);
    const names = new Set(['Type', ...fieldsFor(type, language).map((field) => field.name)]);

    expect(own(created, 'Type')).toBe(type);
    for (const key of Object.keys(created)) expect(names).toContain(key);
    expect(created).not.toHaveProperty('Next');
  });

  it('should keep the fields of one query language out of the other', () => {
    const pathFields = ['InputPath', 'OutputPath', 'ResultPath', 'ResultSelector', 'Parameters'];

    for (const type of stateTypes) {
      const names = fieldsFor(type, 'JSONata').map((field) => field.name);
      for (const name of pathFields) expect(names).not.toContain(name);
      expect(fieldsFor(type, 'JSONPath').map((field) => field.name)).not.toContain('Output');
    }
  });

  it('should find the field at a path within a state', () => {
    expect(fieldAt('Task', ['Retry', 0, 'IntervalSeconds'])?.label).toBe('First delay');
    expect(fieldAt('Task', ['Retry', '0', 'ErrorEquals', '1'])?.kind).toBe('errorNames');
    expect(fieldAt('Task', ['Parameters', 'a', 'b.$'], 'JSONPath')?.name).toBe('Parameters');
    expect(fieldAt('Task', ['Parameters'], 'JSONata')).toBeUndefined();
    expect(fieldAt('Choice', ['Choices', 1, 'And', 0, 'NumericLessThan'], 'JSONPath')?.kind).toBe('number');
    expect(fieldAt('Map', ['ItemReader', 'ReaderConfig', 'CSVDelimiter'])?.options).toHaveLength(5);
    expect(fieldAt('Map', ['ItemProcessor', 'ProcessorConfig', 'Mode'])?.kind).toBe('enum');
    expect(fieldAt('Wait', ['Seconds'], 'JSONata')?.kind).toBe('integerOrJsonata');
    expect(fieldAt('Wait', ['constructor'])).toBeUndefined();
  });

  it('should have values to begin with that are objects where fields are objects', () => {
    for (const type of stateTypes) {
      for (const field of everyField(stateTypeDescriptors[type].fields)) {
        if (field.kind === 'object' && field.initialValue !== undefined) {
          expect(isObject(field.initialValue), field.name).toBe(true);
        }
      }
    }
  });

  it('should know every field of the top level', () => {
    expect(workflowFields.map((field) => field.name).sort()).toEqual(
      ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'].sort(),
    );
  });
});
