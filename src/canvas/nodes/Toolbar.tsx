import { glyphs } from '../../model/glyphs';
import { stateTypeDescriptors } from '../../model/stateTypes';
import { type State, stateTypes } from '../../model/workflow';
import { Ellipsis, Plus, TypeTile } from '../../ui/icons';
import { Menu } from '../../ui/Menu';
import { stateMenu } from '../menus';
import { useCanvas } from '../state';
import styles from './tools.module.css';

interface Props {
  readonly state: State;
  readonly folded: boolean;
  readonly container?: boolean;
}

/** Over the top right corner while the pointer is on the card: add after, more. */
export function Toolbar({ state, container = false }: Props) {
  const scope = useCanvas();
  const canAdd = state.type !== 'Succeed' && state.type !== 'Fail';
  return (
    <span className={`${styles.toolbar} nopan`} data-container={container || undefined} data-canvas-toolbar>
      {canAdd ? (
        <Menu
          trigger={
            <button
              type="button"
              className={styles.tool}
              aria-label={`Add after ${state.name}`}
              title="Add after"
            >
              <Plus size={14} aria-hidden />
            </button>
          }
          groups={[
            {
              label: 'Add after',
              items: stateTypes.map((type) => ({
                label: type,
                icon: <TypeTile type={type} tile={20} size={12} glyph={glyphs[type]} />,
                detail: stateTypeDescriptors[type].tagline,
                onSelect: () => scope.act.addAfter(state.pointer, type),
              })),
            },
          ]}
        />
      ) : null}
      <Menu
        trigger={
          <button type="button" className={styles.tool} aria-label={`More for ${state.name}`} title="More">
            <Ellipsis size={14} aria-hidden />
          </button>
        }
        groups={stateMenu(scope, state)}
      />
    </span>
  );
}
