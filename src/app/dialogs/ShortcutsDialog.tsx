import { actions } from '../../actions';
import { isMac, shortcutText } from '../../actions/shortcuts';
import { Dialog, Kbd } from '../../ui';
import { groupBy } from '../groupBy';
import { useStudio } from '../StudioContext';
import styles from './dialogs.module.css';

/** Keys that are no actions: they act on the element with the focus. */
const canvasKeys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'], 'Move along the transitions'],
  [['Enter'], 'Go to the fields of the state'],
  [['Shift+Enter'], 'Open the text of the state'],
  [['Escape'], 'Cancel a drag, clear the selection'],
];

/** Every shortcut, from the list of actions. */
export function ShortcutsDialog() {
  const studio = useStudio();
  const mac = isMac();
  const groups = [...groupBy(actions, (action) => action.category)]
    .map(([category, all]) => ({
      category,
      rows: all.flatMap((action) =>
        action.shortcuts
          ? [{ label: action.label, keys: action.shortcuts.map((each) => shortcutText(each, mac)) }]
          : [],
      ),
    }))
    .filter((group) => group.rows.length > 0);
  return (
    <Dialog open title="Keyboard shortcuts" width={760} onClose={() => studio.view.set({ dialog: null })}>
      <div className={styles.columns}>
        {[
          ...groups,
          {
            category: 'On the canvas',
            rows: canvasKeys.map(([keys, label]) => ({
              label,
              keys: keys.map((each) => shortcutText(each, mac)),
            })),
          },
        ].map((group) => (
          <section key={group.category} className={styles.keyGroup}>
            <h3>{group.category}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.label} className={styles.keyRow}>
                  <dt>{row.label}</dt>
                  <dd>
                    {row.keys.map((keys) => (
                      <Kbd key={keys}>{keys}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
