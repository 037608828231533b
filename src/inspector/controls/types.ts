import type { FieldDescriptor } from '../../model/stateTypes/types';
import type { State } from '../../model/workflow';
import type { Studio } from '../../studio/types';
import type { FieldAccess } from '../useField';

/** What every control gets: the field it stands for, its value and how to change it. */
export interface ControlProps {
  readonly studio: Studio;
  readonly field: FieldDescriptor;
  readonly access: FieldAccess;
  /** The state the field belongs to; null for fields of the workflow. */
  readonly state: State | null;
}
