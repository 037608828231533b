import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { Button, JsonView } from '../ui';
import styles from './Inspector.module.css';

/** The state as it is written, with the way to the text. */
export function DefinitionView({ studio, state }: { readonly studio: Studio; readonly state: State }) {
  return (
    <div className={styles.definition} data-inspector-body="">
      <JsonView value={state.value} label={`Definition of ${state.name}`} maxHeight={4000} />
      <Button
        look="link"
        onClick={() => {
          if (studio.view.store.getState().mode === 'design') studio.view.set({ mode: 'split' });
          studio.view.reveal({ kind: 'text', pointer: state.pointer, path: state.path, focus: true });
        }}
      >
        Edit in the text
      </Button>
    </div>
  );
}
