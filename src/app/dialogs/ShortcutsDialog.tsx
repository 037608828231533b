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

/** Keys of the text editor, which has them from where it comes. */
const textKeys = (mac: boolean): typeof canvasKeys => [
  [[mac ? 'Alt+Escape' : 'Mod+Space'], 'Suggest what fits at the cursor'],
  [['Mod+.'], 'Offer the fixes at the cursor'],
  [['F12'], 'Go to the definition of a state or variable'],
  [['Shift+F12'], 'Show where it is used'],
  [['F2'], 'Rename it wherever it is used'],
  [['Mod+F'], 'Find in the text'],
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
          { category: 'On the canvas', rows: rowsOf(canvasKeys, mac) },
          { category: 'In the text', rows: rowsOf(textKeys(mac), mac) },
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

const rowsOf = (keys: typeof canvasKeys, mac: boolean) =>
  keys.map(([shortcuts, label]) => ({ label, keys: shortcuts.map((each) => shortcutText(each, mac)) }));
