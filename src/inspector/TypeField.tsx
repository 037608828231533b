import { stateTypeDescriptors } from '../model/stateTypes';
import { type State, stateTypes } from '../model/workflow';
import type { Studio } from '../studio/types';
import { Field, Select } from '../ui';
import styles from './Inspector.module.css';
import { useAddField } from './useField';

/** Chooses the type of a state that has none yet. */
export function TypeField({ studio, state }: { readonly studio: Studio; readonly state: State }) {
  const write = useAddField(studio);
  return (
    <div className={styles.fields}>
      <Field label="Type">
        <Select
          value={null}
          options={stateTypes.map((type) => ({
            value: type,
            label: type,
            detail: stateTypeDescriptors[type].tagline,
          }))}
          onChange={(type) => write([...state.path, 'Type'], type)}
        />
      </Field>
    </div>
  );
}
