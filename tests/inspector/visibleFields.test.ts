import { describe, expect, it } from 'vitest';
import { sectionsOf } from '../../src/inspector/visibleFields';
import { fieldsFor, stateTypeDescriptors } from '../../src/model/stateTypes';
import { stateTypes } from '../../src/model/workflow';

const names = (fields: readonly { readonly name: string }[]) => fields.map((field) => field.name);

describe('the fields of the inspector', () => {
  it('should show the first of several alternatives and offer the others', () => {
    const timing = sectionsOf(fieldsFor('Task', 'JSONPath'), {}).find(
      (section) => section.title === 'Timing',
    );

    expect(names(timing?.shown ?? [])).toContain('TimeoutSeconds');
    expect(names(timing?.more ?? [])).toContain('TimeoutSecondsPath');
  });

  it('should show the alternative that is set in place of the first', () => {
    const timing = sectionsOf(fieldsFor('Task', 'JSONPath'), { TimeoutSecondsPath: '$.t' }).find(
      (section) => section.title === 'Timing',
    );

    expect(names(timing?.shown ?? [])).toContain('TimeoutSecondsPath');
    expect(names(timing?.shown ?? [])).not.toContain('TimeoutSeconds');
    expect(names(timing?.more ?? [])).not.toContain('TimeoutSeconds');
  });

  it('should keep every field of every type within reach', () => {
    for (const type of stateTypes) {
      for (const language of ['JSONPath', 'JSONata'] as const) {
        const fields = fieldsFor(type, language).filter(
          (field) => field.kind !== 'machine' && field.kind !== 'machines' && !field.deprecated,
        );
        const sections = sectionsOf(fields, {});
        const reachable = sections.flatMap((section) => [...section.shown, ...section.more]);
        expect(names(reachable).sort()).toEqual(names(fields).sort());
      }
    }
    expect(Object.keys(stateTypeDescriptors)).toHaveLength(8);
  });
});
