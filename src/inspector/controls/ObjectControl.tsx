import { isObject } from '../../base/json';
import { fieldsIn } from '../../model/stateTypes';
import { FieldSections } from '../FieldSections';
import styles from '../Inspector.module.css';
import { JsonControl } from './JsonControl';
import type { ControlProps } from './types';

/** An object with fields of its own, inset under its label. What is no object (a placeholder) is edited as JSON. */
export function ObjectControl(props: ControlProps) {
  const { studio, field, access, state } = props;
  if (!field.fields || (access.value !== undefined && !isObject(access.value)))
    return <JsonControl {...props} />;
  return (
    <div className={styles.inset}>
      <FieldSections
        studio={studio}
        fields={fieldsIn(field.fields, state?.queryLanguage ?? 'JSONPath')}
        path={access.path}
        value={access.value}
        state={state}
        plain
      />
    </div>
  );
}
