import { isObject, type JsonValue, own } from '../base/json';
import type { Path } from '../base/pointer';
import type { FieldDescriptor } from '../model/stateTypes/types';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { Button, Menu, Section } from '../ui';
import { Plus } from '../ui/icons';
import { FieldView } from './FieldView';
import styles from './Inspector.module.css';
import { useAddField } from './useField';
import { sectionsOf } from './visibleFields';

interface FieldSectionsProps {
  readonly studio: Studio;
  readonly fields: readonly FieldDescriptor[];
  /** Where the object with these fields stands. */
  readonly path: Path;
  readonly value: JsonValue | undefined;
  readonly state: State | null;
  /** Inside a card: no headings. */
  readonly plain?: boolean;
}

/** The fields of an object in their sections, each with a way to add what is not set. */
export function FieldSections({ studio, fields, path, value, state, plain = false }: FieldSectionsProps) {
  const addField = useAddField(studio);
  return sectionsOf(fields, value, plain).map((section) => {
    const shortNumbers = (field: FieldDescriptor): boolean =>
      (field.kind === 'integer' || field.kind === 'number' || field.kind === 'integerOrJsonata') &&
      !(isObject(value) && typeof own(value, field.name) === 'string');
    const more = section.more.length > 0 && (
      <Menu
        align="end"
        trigger={
          <Button look="link" small className={styles.add} icon={<Plus size={14} aria-hidden />}>
            Add field
          </Button>
        }
        groups={[
          {
            items: section.more.map((field) => ({
              label: field.label,
              detail: field.name,
              onSelect: () => addField([...path, field.name], field.initialValue ?? ''),
            })),
          },
        ]}
      />
    );
    const body = (
      <div key={section.title ?? ''} className={styles.fields}>
        {pairUp(section.shown, shortNumbers).map((row) => (
          <div key={row[0]?.name} className={row.length > 1 ? styles.pair : undefined}>
            {row.map((field) => (
              <FieldView
                key={`${path.join('/')}/${field.name}`}
                studio={studio}
                field={field}
                path={[...path, field.name]}
                state={state}
                bare={section.shown.length === 1 && (field.kind === 'list' || field.label === section.title)}
              />
            ))}
          </div>
        ))}
        {(plain || section.title === null) && more}
      </div>
    );
    return plain || section.title === null ? (
      body
    ) : (
      <Section key={section.title} title={section.title} aside={more || undefined}>
        {body}
      </Section>
    );
  });
}

/** Two short fields in a row stand side by side. */
function pairUp(
  fields: readonly FieldDescriptor[],
  short: (field: FieldDescriptor) => boolean,
): (readonly FieldDescriptor[])[] {
  const rows: FieldDescriptor[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (last?.length === 1 && last[0] && short(last[0]) && short(field)) last.push(field);
    else rows.push([field]);
  }
  return rows;
}
