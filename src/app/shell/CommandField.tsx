import { Kbd } from '../../ui';
import { Search } from '../../ui/icons';
import { useAction } from '../StudioContext';
import styles from './shell.module.css';

/** Looks like a search field and opens the command palette. */
export function CommandField() {
  const palette = useAction('help.palette');
  return (
    <button type="button" className={styles.search} aria-label="Command palette" onClick={palette.run}>
      <Search size={14} aria-hidden />
      <span>Search or run a command</span>
      <Kbd>{palette.shortcut}</Kbd>
    </button>
  );
}
