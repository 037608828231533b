import { IconButton } from '../../ui';
import { ChevronsRight, Plus } from '../../ui/icons';
import { useStudio } from '../StudioContext';
import styles from './browser.module.css';
import { EntryButton } from './EntryButton';
import { flowEntries } from './entries';

/** The states browser folded to its tiles: the state types stay draggable. */
export function Rail() {
  const studio = useStudio();
  const open = () => studio.view.set({ browserOpen: true });
  return (
    <section className={styles.rail} aria-label="States browser">
      <IconButton
        label="Unfold the states browser"
        side="right"
        icon={<ChevronsRight size={16} aria-hidden />}
        onClick={open}
      />
      <div className={styles.railLine} />
      {flowEntries.map((entry) => (
        <EntryButton key={entry.name} entry={entry} tileOnly />
      ))}
      <div className={styles.railLine} />
      <IconButton
        label="More states and actions"
        side="right"
        icon={<Plus size={16} aria-hidden />}
        onClick={open}
      />
    </section>
  );
}
