import { isObject, own } from '../base/json';
import { processorFields } from '../model/stateTypes';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { FieldSections } from './FieldSections';

/** How a Map's iterations run: the configuration of its item processor, which holds the nested states. */
export function MapFields({ studio, state }: { readonly studio: Studio; readonly state: State }) {
  const key = own(state.value, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor';
  const processor = own(state.value, key);
  if (key === 'Iterator' || !isObject(processor)) return null;
  return (
    <FieldSections
      studio={studio}
      fields={processorFields.filter((field) => field.name === 'ProcessorConfig')}
      path={[...state.path, key]}
      value={processor}
      state={state}
    />
  );
}
